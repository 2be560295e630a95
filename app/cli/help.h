// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commandtable.h"

#include <QStringList>

namespace mcpo
{

/// About the program: the commands and the exit codes.
QString helpText();
/// About one command: its options and, for "set", the fields of every credential type.
QString helpText(const CommandSpec &command);
/// Where to read more, after a mistake.
QString helpHint(const QStringList &arguments);

} // namespace mcpo
