// SPDX-License-Identifier: Apache-2.0
#include "models/session/presetsource.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

PresetPlaces xdgPlaces()
{
    PresetPlaces places{{}, QSettings::IniFormat, u"preset"_s};
    const QString own = QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation);
    QStringList folders = QStandardPaths::standardLocations(QStandardPaths::GenericConfigLocation);
    folders.removeIf(
        [&own](const QString &folder) { return folder == own || folder.startsWith(own + u'/'); });
    for (const QString &folder : std::as_const(folders))
        places.paths.append(folder + "/mcp-override/mcp-override.conf"_L1);
    return places;
}

/// QSettings takes a file that it cannot see for one that is not there.
bool isOutOfReach(const QString &path)
{
    const QFileInfo folder(QFileInfo(path).path());
    return folder.exists() && !folder.isExecutable();
}

PresetSource::State stateOf(const QSettings &settings, const QString &path)
{
    if (settings.status() == QSettings::AccessError || isOutOfReach(path))
        return PresetSource::State::Unreadable;
    return settings.status() == QSettings::FormatError ? PresetSource::State::Malformed
                                                       : PresetSource::State::Good;
}

} // namespace

Platform thisPlatform()
{
#if defined(Q_OS_WIN)
    return Platform::Windows;
#elif defined(Q_OS_MACOS)
    return Platform::MacOs;
#else
    return Platform::Xdg;
#endif
}

PresetPlaces presetPlaces(Platform platform)
{
    switch (platform) {
    case Platform::Xdg: return xdgPlaces();
    case Platform::MacOs:
        return {{u"/Library/Managed Preferences/org.mcpoverride.McpOverride.plist"_s},
                QSettings::NativeFormat,
                {}};
    case Platform::Windows:
        return {{u"HKEY_LOCAL_MACHINE\\Software\\Policies\\mcp-override"_s},
                QSettings::NativeFormat,
                {}};
    }
    return {};
}

PresetSource readPresetSource(const PresetPlaces &places)
{
    const QString prefix = places.group.isEmpty() ? QString() : places.group + u'/';
    for (const QString &path : places.paths) {
        const QSettings settings(path, places.format);
        const QStringList keys = settings.allKeys();
        PresetSource source{path, stateOf(settings, path), {}, {}};
        if (keys.isEmpty() && source.state == PresetSource::State::Good)
            continue;
        for (const QString &key : keys) {
            if (key.startsWith(prefix))
                source.values.insert(key.sliced(prefix.size()), settings.value(key));
            else
                source.outside.append(key);
        }
        return source;
    }
    return {};
}

} // namespace mcpo
