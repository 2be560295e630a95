// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <functional>

class QObject;

namespace mcpo
{

/// Whether somebody can be asked: standard input is a terminal.
bool canAsk();

/// Asks on the terminal and gives the line that was typed, without its end; empty at the end of the
/// input.
QString askLine(const QString &question);

/// The same while the event loop runs, so that signals still stop the program. Ends with
/// @p context.
void askLine(const QString &question, QObject *context,
             const std::function<void(const QString &)> &answer);

} // namespace mcpo
