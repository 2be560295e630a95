// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

#include <optional>

namespace mcpo
{

/// What was typed behind the program's name; nothing if it is not text.
std::optional<QStringList> readArguments(int argc, const char *const *argv);

/// The whole program once there is an application. Gives its exit code.
int runProgram(const std::optional<QStringList> &arguments);

} // namespace mcpo
