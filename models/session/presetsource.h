// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSettings>
#include <QStringList>
#include <QVariantMap>

namespace mcpo
{

enum class Platform { Xdg, MacOs, Windows };

Platform thisPlatform();

/// Where an administrator settles things for everybody on a computer.
struct PresetPlaces {
    QStringList paths; ///< files, or a key of the registry; what comes first counts
    QSettings::Format format = QSettings::NativeFormat;
    QString group; ///< empty: none, as the place is for nothing else
};

/// XDG: mcp-override/mcp-override.conf of each directory in XDG_CONFIG_DIRS (/etc/xdg where that is
/// not set), but never in the person's own, nor within it, where KDE keeps one of them. macOS: the
/// preferences that a configuration profile manages. Windows: the registry key of policies, which
/// persons cannot write.
PresetPlaces presetPlaces(Platform platform);

/// What stands there. The first place where anything stands counts, and it alone: the control plane
/// of one file never meets the CA file of another.
struct PresetSource {
    enum class State {
        Good,
        Malformed,  ///< some of it was not understood
        Unreadable, ///< it is there, and this program may not read it
    };

    QString place; ///< empty: nothing is managed
    State state = State::Good;
    QVariantMap values;  ///< as typed as the system keeps them: text, lists, numbers, booleans
    QStringList outside; ///< what stands in the file but not in its group
};

PresetSource readPresetSource(const PresetPlaces &places);

} // namespace mcpo
