// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/stop.h"

#include <QByteArrayView>
#include <QString>

#include <optional>
#include <variant>

namespace mcpo
{

enum class InputProblem {
    NotReadable,   ///< no such file, no permission, a folder
    NotSet,        ///< no such environment variable
    NotUtf8,       ///< refused and not repaired: it would be another text
    TooLarge,      ///< over maximumInputSize
    NeedsTerminal, ///< somebody would have to type it, and --no-input forbids to ask
    Stopped,       ///< Ctrl+C at the prompt
};

using Input = std::variant<QString, InputProblem>;

/// In bytes. The control plane names no limit; a file beyond this is a mistake.
constexpr qint64 maximumInputSize = 16LL * 1024 * 1024;

/// The text of these bytes, a byte order mark included; nothing if they are not UTF-8.
std::optional<QString> decodeUtf8(QByteArrayView bytes);

/// The whole file but for one line break, "\n" or "\r\n", at its end. Nothing else is changed.
Input readFile(const QString &path);
/// The same of standard input. On a terminal @p prompt is shown and what is typed is not;
/// without a prompt a terminal is refused.
Input readStdin(const std::optional<QString> &prompt);
/// The value exactly as it is.
Input readEnvironment(const QString &name);

/// @p what names the input, e.g. a field; what was given for it is never repeated.
Stop stopOf(InputProblem problem, const QString &what);

} // namespace mcpo
