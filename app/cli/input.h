// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/stop.h"

#include <QByteArrayView>
#include <QString>

#include <functional>
#include <optional>
#include <variant>

namespace mcpo
{

enum class InputProblem {
    NotReadable,   ///< no such file, no permission, a folder
    Interrupted,   ///< an error in the middle: what was read until then may be a part only
    IsTerminal,    ///< a terminal in place of a file would show what is typed
    NotSet,        ///< no such environment variable
    NotUtf8,       ///< refused and not repaired: it would be another text
    TooLarge,      ///< over maximumInputSize
    NeedsTerminal, ///< it would have to be typed, and --no-input was given
    Stopped,       ///< Ctrl+C at the prompt
    TerminalLost,  ///< the terminal ended before the line at the prompt was complete
    SeveralLines,  ///< at the prompt
};

using Input = std::variant<QString, InputProblem>;

/// In bytes. The control plane names no limit; a file beyond this is a mistake.
constexpr qint64 maximumInputSize = 16LL * 1024 * 1024;

/// The text of these bytes, a byte order mark included; nothing if they are not UTF-8.
std::optional<QString> decodeUtf8(QByteArrayView bytes);

/// Puts at most that many bytes into the buffer: 0 at the end, -1 for an error.
using ReadPart = std::function<qint64(char *, qint64)>;

/// All that can be read but for one line break, "\n" or "\r\n", at its end. Nothing else is
/// changed. An error is an error, whatever was read before it.
Input readWhole(const ReadPart &read);
Input readFile(const QString &path);
/// The same of standard input. On a terminal @p prompt is shown and what is typed is not;
/// without a prompt a terminal is refused.
Input readStdin(const std::optional<QString> &prompt);
/// The value exactly as it is.
Input readEnvironment(const QString &name);

/// @p what names the input, e.g. a field; what was given for it is never repeated.
Stop stopOf(InputProblem problem, const QString &what);

} // namespace mcpo
