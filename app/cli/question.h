// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

/// Whether somebody can be asked: standard input is a terminal.
bool canAsk();

/// Asks on the terminal and gives the line that was typed, without its end; empty at the end of the
/// input.
QString askLine(const QString &question);

} // namespace mcpo
