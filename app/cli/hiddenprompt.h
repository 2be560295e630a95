// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <variant>

namespace mcpo
{

/// Why nothing was entered at a prompt.
enum class PromptEnd {
    Interrupted,  ///< Ctrl+C
    TerminalLost, ///< it ended or failed before the line was complete
    SeveralLines, ///< more input followed the line at once: a paste of several lines
};

/// Shows the prompt on standard error and reads one line from the terminal without showing it.
/// Waits for as long as it takes. Leaves the terminal as it was, also when a signal ends the
/// program; after Ctrl+Z and "fg" it asks again.
std::variant<QByteArray, PromptEnd> askHidden(const QString &prompt);

} // namespace mcpo
