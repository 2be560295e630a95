// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonValue>
#include <QString>

namespace mcpo
{

/// One broken rule, as data: the sentence for it belongs to the user interface.
struct Violation {
    /// JSON pointer (RFC 6901) of the value at fault. For "required" it points at the missing
    /// property itself, so that a form can mark the row it belongs to, and for
    /// "additionalProperties" at the property that is too much.
    QString pointer;
    /// The keyword of the schema that was broken, e.g. "minLength".
    QString keyword;
    /// The keyword's value in the schema: 1 for minLength, the expression for pattern, …
    QJsonValue limit;

    bool operator==(const Violation &) const = default;
};

} // namespace mcpo
