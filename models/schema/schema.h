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

    bool operator==(const SchemaError &) const = default;
};

/// A JSON Schema (2020-12), restricted to the keywords that request bodies need.
///
/// A keyword that is not implemented is refused when the schema is loaded, never ignored, and so
/// is a `$ref` that leads out of the text or back to itself. For every JSON value the verdict is
/// the one that Ajv gives. Values are immutable, cheap to copy, and may be used by several threads
/// at a time.
class Schema
{
public:
    static std::variant<Schema, SchemaError> load(const QByteArray &json);

    /// The broken rules of @p value; empty means valid. Time is linear in the size of the value.
    ///
    /// A value of the wrong type is reported as just that. Properties come in the order in which
    /// the schema requires them, then the optional ones in alphabetical order, then those that the
    /// schema does not name.
    ///
    /// Of a `oneOf` whose branches all require one property and give it a single value each (by
    /// `enum` or `const`), only the branch that the value meant is reported. Where it meant none,
    /// the report is one "enum" violation of that property with all those values as its limit, or
    /// "required" where it is missing. Of any other `oneOf` and of `anyOf` it is the keyword alone.
    QList<Violation> validate(const QJsonValue &value) const;

    /// The schema with every `$ref` replaced by what it points to, for code that describes forms.
    /// What stands beside a `$ref` is merged into it and wins.
    QJsonObject description() const;

private:
    struct Compiled;
    explicit Schema(std::shared_ptr<const Compiled> compiled);
    std::shared_ptr<const Compiled> m_compiled;
};

} // namespace mcpo
