// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/ecmapattern.h"

#include <QFlags>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace mcpo
{

enum class JsonType {
    Null = 1,
    Boolean = 2,
    Integer = 4,
    Number = 8,
    String = 16,
    Array = 32,
    Object = 64,
};
Q_DECLARE_FLAGS(JsonTypes, JsonType)
Q_DECLARE_OPERATORS_FOR_FLAGS(JsonTypes)

struct SchemaNode;

struct PropertyRule {
    QString name;
    bool isRequired = false;
    std::unique_ptr<const SchemaNode> schema; ///< null: only required
};

/// Tells the branches of a `oneOf` apart by the value of one property.
struct Discriminator {
    QString property = {};
    QJsonArray values = {};
    std::map<QString, std::size_t> branches = {}; ///< value → index in oneOf
};

/// One schema, ready to be applied; every `$ref` has become a node of its own.
struct SchemaNode {
    QJsonObject keywords; ///< as written, for the limits of violations
    bool isNever = false; ///< the schema `false`

    std::optional<JsonTypes> types;
    std::optional<QJsonArray> enumValues;
    std::optional<QJsonValue> constValue;
    std::optional<qsizetype> minLength;
    std::optional<qsizetype> maxLength;
    std::optional<EcmaPattern> pattern;
    std::optional<qsizetype> minProperties;
    std::optional<qsizetype> maxProperties;
    std::vector<PropertyRule> properties; ///< in the order of reports
    std::unique_ptr<const SchemaNode> additionalProperties;
    std::unique_ptr<const SchemaNode> ref;
    std::vector<SchemaNode> allOf;
    std::vector<SchemaNode> anyOf;
    std::vector<SchemaNode> oneOf;
    std::optional<Discriminator> discriminator;
};

} // namespace mcpo
