// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QStringView>

namespace mcpo
{

/// Why an id cannot be one segment of a URL path.
enum class ServerIdProblem {
    None,
    Empty,            ///< nothing, or blanks alone
    BlankAround,      ///< a blank before or after it, as pasting leaves them
    DotSegment,       ///< "." or "..", which every URL library resolves away, encoded or not
    ControlCharacter, ///< C0, C1, DEL, U+2028, U+2029
    BrokenUnicode,    ///< half of a surrogate pair, which UTF-8 cannot express
    TooLong,          ///< over maximumServerIdLength
};

/// In UTF-16 units. Real ids have about 30; servers refuse URLs above 8 KiB.
constexpr qsizetype maximumServerIdLength = 1024;

ServerIdProblem checkServerId(QStringView id);

/// The id as one path segment, percent-encoded: the server decodes exactly @p id.
/// Only for an id that checkServerId() has passed.
QByteArray encodedPathSegment(QStringView id);

} // namespace mcpo
