// SPDX-License-Identifier: Apache-2.0
#include "models/schema/schemacompiler.h"

#include "models/schema/jsonpointer.h"

#include <utility>

namespace mcpo
{

namespace
{

using namespace Qt::StringLiterals;

/// With `$ref`s counted. Half of what the JSON reader keeps: see maximumJsonDepth.
constexpr int maximumDepth = 100;
/// Each `$ref` is written out, so a few lines of schema could fill the memory.
constexpr int maximumCount = 10'000;

} // namespace

std::variant<SchemaNode, SchemaError> SchemaCompiler::compile(const QJsonValue &document)
{
    SchemaCompiler compiler(document);
    SchemaNode node = compiler.compileNode(document);
    if (compiler.m_error)
        return *compiler.m_error;
    return node;
}

SchemaCompiler::SchemaCompiler(QJsonValue document)
    : m_document(std::move(document))
{
}

void SchemaCompiler::fail(const QString &reason)
{
    if (!m_error)
        m_error = SchemaError{m_pointer, reason};
}

bool SchemaCompiler::expect(bool isWellFormed, const char *what)
{
    if (!isWellFormed)
        fail("must be "_L1 + QLatin1StringView(what));
    return isWellFormed;
}

SchemaNode SchemaCompiler::compileNode(const QJsonValue &schema)
{
    SchemaNode node;
    node.isNever = schema.isBool() && !schema.toBool();
    expect(schema.isObject() || schema.isBool(), "a schema: an object or a boolean");
    if (m_depth >= maximumDepth || ++m_count > maximumCount)
        fail(u"schemas nest too deep or are too many"_s);
    if (m_error)
        return node;

    ++m_depth;
    node.keywords = schema.toObject();
    const QString pointer = m_pointer;
    for (auto keyword = node.keywords.begin(); keyword != node.keywords.end(); ++keyword) {
        m_pointer = pointer + pointerStep(keyword.key());
        if (const Reader read = readerOf(keyword.key()))
            (this->*read)(node, *keyword);
        else
            fail(u"unknown keyword \"%1\""_s.arg(keyword.key()));
    }
    m_pointer = pointer;
    --m_depth;
    return node;
}

SchemaNode SchemaCompiler::compileBelow(const QString &step, const QJsonValue &schema)
{
    const qsizetype length = m_pointer.size();
    m_pointer += step;
    SchemaNode node = compileNode(schema);
    m_pointer.truncate(length);
    return node;
}

std::vector<SchemaNode> SchemaCompiler::compileList(const QJsonValue &list)
{
    std::vector<SchemaNode> nodes;
    const QJsonArray schemas = list.toArray();
    expect(!schemas.isEmpty(), "a list of schemas that is not empty");
    nodes.reserve(std::size_t(schemas.size()));
    for (qsizetype i = 0; i < schemas.size(); ++i)
        nodes.push_back(compileBelow(pointerStep(i), schemas.at(i)));
    return nodes;
}

} // namespace mcpo
