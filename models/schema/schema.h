// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/violation.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>

#include <memory>
#include <variant>

namespace mcpo
{

/// Why a schema text cannot be used; for developers, since the schema ships with the program.
struct SchemaError {
    QString pointer; ///< where in the schema text
    QString reason;  ///< e.g. `unknown keyword "maximum"`
};

/// A JSON Schema (2020-12), restricted to the keywords that request bodies need.
///
/// A keyword that is not implemented is refused when the schema is loaded, never ignored. For
/// every JSON value the verdict is the one that Ajv gives. Values are immutable and cheap to copy.
class Schema
{
public:
    static std::variant<Schema, SchemaError> load(const QByteArray &json);

    /// The broken rules of @p value; empty means valid. Time is linear in the size of the value.
    ///
    /// Of a `oneOf` only the branch that the value meant is reported: the one whose single-valued
    /// `enum` (or `const`) equals what the value holds there. Where no branch fits, the report is
    /// one "enum" violation of that property.
    QList<Violation> validate(const QJsonValue &value) const;

    /// The schema with every `$ref` replaced by what it points to, for code that describes forms.
    QJsonObject description() const;

private:
    struct Compiled;
    explicit Schema(std::shared_ptr<const Compiled> compiled);
    std::shared_ptr<const Compiled> m_compiled;
};

} // namespace mcpo
