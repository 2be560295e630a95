// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/preset.h"

#include <QCommandLineOption>
#include <QList>
#include <QStringList>

#include <optional>
#include <variant>

namespace mcpo
{

struct GuiOptions {
    std::optional<ControlPlaneAddress> controlPlane;
    bool sandbox = false; ///< start one in this process and use it
    QString link;         ///< begins with "mcp-override:", otherwise as given; or empty
    Preset preset;
};

/// What to print instead of starting, and how to end then.
struct PrintAndExit {
    QString text;
    int exitCode = 0; ///< 2 is a usage error, to be printed to stderr
};

/// The options, defined once: reading, help, man page and completions come from here. Beside them a
/// link may be given.
QList<QCommandLineOption> guiCommandLineOptions();

/// Reads the command line without any application object, so that --version and --help work where
/// there is no display. An address that @p preset does not allow is a usage error; a sandbox is
/// no control plane of anybody and always allowed.
std::variant<GuiOptions, PrintAndExit> readGuiOptions(const QStringList &arguments,
                                                      const Preset &preset = {});

} // namespace mcpo
