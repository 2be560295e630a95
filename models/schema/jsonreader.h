// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QJsonValue>

#include <limits>
#include <optional>
#include <variant>

namespace mcpo
{

/// Containers nested deeper than this are checked but read as null, so that no caller can run out
/// of stack on them. Schema::load() refuses schemas that could look as deep.
constexpr int maximumJsonDepth = 256;

constexpr qsizetype anyNumberOfValues = std::numeric_limits<qsizetype>::max();

/// Why a text is not JSON.
struct JsonError {
    enum class Reason {
        UnexpectedEnd,
        UnexpectedCharacter,
        BadNumber,
        BadEscape,
        ControlCharacter, ///< a raw one inside a string
        BadEncoding,      ///< a string is not UTF-8
        TooMuch,          ///< more values than the caller takes
    };
    Reason reason = Reason::UnexpectedEnd;
    qsizetype offset = 0; ///< in bytes, of the first one that cannot stand there

    bool operator==(const JsonError &) const = default;
};

/// A value and where it ended.
struct JsonText {
    QJsonValue value;
    qsizetype end = 0; ///< offset of the first byte after the value
    int depth = 0;     ///< how deep containers nest: 0 for a scalar, 1 for []
};

using JsonResult = std::variant<JsonText, JsonError>;

/// Reads exactly what JSON.parse reads (RFC 8259, UTF-8, no byte order mark), which QJsonDocument
/// does not: that one takes `\q`, `1.` and raw control characters, and refuses scalars and 1e999.
///
/// Half a surrogate pair (`\ud800`) stays what it is, of duplicate keys the last one wins, and a
/// number beyond the range of a double is infinite. Time is linear but for sorting keys; nesting
/// costs no stack.
///
/// @p maximumValues bounds what is made of the text, as every value, keys not counted, may take
/// some hundred bytes of memory for two bytes of text.
JsonResult readJson(QByteArrayView text, qsizetype maximumValues = anyNumberOfValues);

/// The value alone, for callers that treat whatever is not JSON alike.
std::optional<QJsonValue> jsonValue(QByteArrayView text,
                                    qsizetype maximumValues = anyNumberOfValues);

/// Reads one value that starts at @p from, blanks before it included, and leaves what follows.
JsonResult readJsonValue(QByteArrayView text, qsizetype from);

} // namespace mcpo
