// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/console.h"
#include "app/cli/stop.h"

#include <optional>
#include <variant>

namespace mcpo
{

/// Both make what they read a token, and say what they had to remove for that.

/// The token from where --token-file or --token-env say; nothing when neither was given.
std::optional<std::variant<QString, Stop>> tokenOfOptions(const Arguments &arguments,
                                                          Console &console);
/// The token from standard input, asked for on a terminal.
std::variant<QString, Stop> tokenOfStdin(const Arguments &arguments, Console &console);

} // namespace mcpo
