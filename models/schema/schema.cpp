// SPDX-License-Identifier: Apache-2.0
#include "models/schema/schema.h"

#include "models/schema/jsonreader.h"
#include "models/schema/schemachecker.h"
#include "models/schema/schemacompiler.h"
#include "models/schema/schemadescription.h"

#include <utility>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// A value of an "enum" can be as deep, below as many schemas: together that stays above what the
/// JSON reader cuts off.
constexpr int maximumTextDepth = maximumJsonDepth / 2;

} // namespace

struct Schema::Compiled {
    SchemaNode root;
    QJsonObject description;
};

std::variant<Schema, SchemaError> Schema::load(const QByteArray &json)
{
    const JsonResult text = readJson(json);
    if (const auto *error = std::get_if<JsonError>(&text))
        return SchemaError{{}, u"not JSON (byte %1)"_s.arg(error->offset + 1)};
    const auto &[document, end, depth] = std::get<JsonText>(text);
    if (depth > maximumTextDepth)
        return SchemaError{{}, u"nests too deep"_s};
    auto root = SchemaCompiler::compile(document);
    if (const auto *error = std::get_if<SchemaError>(&root))
        return *error;
    return Schema(std::make_shared<const Compiled>(Compiled{
        std::get<SchemaNode>(std::move(root)), describedSchema(document, document).toObject()}));
}

Schema::Schema(std::shared_ptr<const Compiled> compiled)
    : m_compiled(std::move(compiled))
{
}

QList<Violation> Schema::validate(const QJsonValue &value) const
{
    return brokenRules(m_compiled->root, value);
}

QJsonObject Schema::description() const { return m_compiled->description; }

} // namespace mcpo
