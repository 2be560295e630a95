// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/sandboxcontrolplane.h"

#include <QCommandLineOption>
#include <QList>
#include <QStringList>

#include <variant>

namespace mcpo
{

/// Nothing is to be started: help, version, or a wrong option.
struct NothingToStart {
    int exitCode = 0; ///< 2 for a wrong option
    QString words;    ///< for stdout with exit code 0, else for stderr
};

/// The options, told once: reading, help, man page and completions come from here.
QList<QCommandLineOption> sandboxCommandLineOptions();

/// Reads the command line; the first argument is the program.
std::variant<SandboxOptions, NothingToStart> readSandboxArguments(const QStringList &arguments);

} // namespace mcpo
