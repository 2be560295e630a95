// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/schema.h"
#include "models/schema/schemanode.h"

#include <QStringList>

#include <optional>
#include <variant>

namespace mcpo
{

/// Turns the text of a schema into nodes, and refuses whatever it does not know.
///
/// Every function goes on after an error as if nothing had happened; the first error is kept.
class SchemaCompiler
{
public:
    static std::variant<SchemaNode, SchemaError> compile(const QJsonValue &document);

private:
    using Reader = void (SchemaCompiler::*)(SchemaNode &, const QJsonValue &);
    explicit SchemaCompiler(QJsonValue document);

    SchemaNode compileNode(const QJsonValue &schema);
    SchemaNode compileBelow(const QString &step, const QJsonValue &schema);
    std::vector<SchemaNode> compileList(const QJsonValue &list);
    void fail(const QString &reason);
    bool expect(bool isWellFormed, const char *what);

    // One function for each kind of keyword, in schemakeywords.cpp.
    static Reader readerOf(const QString &keyword);
    void readText(SchemaNode &, const QJsonValue &value);
    void readFlag(SchemaNode &, const QJsonValue &value);
    void readExamples(SchemaNode &, const QJsonValue &value);
    void readAnything(SchemaNode &, const QJsonValue &) {}
    void readDialect(SchemaNode &, const QJsonValue &value);
    void readId(SchemaNode &, const QJsonValue &value);
    void readDefinitions(SchemaNode &, const QJsonValue &value);
    void readRef(SchemaNode &node, const QJsonValue &value);
    void readType(SchemaNode &node, const QJsonValue &value);
    void readEnum(SchemaNode &node, const QJsonValue &value);
    void readConst(SchemaNode &node, const QJsonValue &value);
    template<std::optional<qsizetype> SchemaNode::*limit>
    void readLimit(SchemaNode &node, const QJsonValue &value);
    void readPattern(SchemaNode &node, const QJsonValue &value);
    void readRequired(SchemaNode &node, const QJsonValue &value);
    void readProperties(SchemaNode &node, const QJsonValue &value);
    void readAdditionalProperties(SchemaNode &node, const QJsonValue &value);
    void readAllOf(SchemaNode &node, const QJsonValue &value);
    void readAnyOf(SchemaNode &node, const QJsonValue &value);
    void readOneOf(SchemaNode &node, const QJsonValue &value);

    QJsonValue m_document;
    QString m_pointer; ///< of what is being read
    QStringList m_openRefs;
    int m_depth = 0;
    int m_count = 0;
    std::optional<SchemaError> m_error;
};

} // namespace mcpo
