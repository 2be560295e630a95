// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/usageerror.h"

#include <QStringList>

#include <variant>

namespace mcpo
{

struct HelpWanted {
    const CommandSpec *command = nullptr; ///< null: about the program
};
struct VersionWanted {
};

using CommandLine = std::variant<Arguments, HelpWanted, VersionWanted, UsageError>;

/// Reads what stands behind the program's name. Looks at nothing else: no file, no environment.
/// Which types and fields there are, and which are secret, is read from @p description.
CommandLine parseCommandLine(const QStringList &arguments, const RequestDescription &description);

} // namespace mcpo
