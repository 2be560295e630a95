// SPDX-License-Identifier: Apache-2.0
#include "models/schema/schemacompiler.h"

#include "models/schema/discriminator.h"
#include "models/schema/jsonpointer.h"
#include "models/schema/schemadescription.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

bool isListOfUniqueStrings(const QJsonValue &value)
{
    QSet<QString> seen;
    const QJsonArray list = value.toArray();
    for (const QJsonValue &entry : list) {
        if (entry.isString())
            seen.insert(entry.toString());
    }
    return value.isArray() && seen.size() == list.size();
}

std::optional<JsonType> typeNamed(const QString &name)
{
    static const QHash<QString, JsonType> types{
        {u"null"_s, JsonType::Null},       {u"boolean"_s, JsonType::Boolean},
        {u"integer"_s, JsonType::Integer}, {u"number"_s, JsonType::Number},
        {u"string"_s, JsonType::String},   {u"array"_s, JsonType::Array},
        {u"object"_s, JsonType::Object}};
    const auto type = types.constFind(name);
    return type == types.constEnd() ? std::nullopt : std::optional(*type);
}

} // namespace

void SchemaCompiler::readText(SchemaNode &, const QJsonValue &value)
{
    expect(value.isString(), "a string");
}

void SchemaCompiler::readFlag(SchemaNode &, const QJsonValue &value)
{
    expect(value.isBool(), "a boolean");
}

void SchemaCompiler::readExamples(SchemaNode &, const QJsonValue &value)
{
    expect(value.isArray(), "a list");
}

void SchemaCompiler::readDialect(SchemaNode &, const QJsonValue &value)
{
    expect(m_depth == 1 && value.toString() == "https://json-schema.org/draft/2020-12/schema"_L1,
           "that of 2020-12, at the root");
}

void SchemaCompiler::readId(SchemaNode &, const QJsonValue &value)
{
    // Further down it would change what the `$ref`s below it mean.
    expect(m_depth == 1 && value.isString(), "a string, at the root");
}

void SchemaCompiler::readDefinitions(SchemaNode &, const QJsonValue &value)
{
    expect(value.isObject(), "an object of schemas");
    const QJsonObject definitions = value.toObject();
    // Compiled where they are used; this one is for the faults of those that are not.
    for (auto entry = definitions.begin(); entry != definitions.end(); ++entry)
        compileBelow(pointerStep(entry.key()), *entry);
}

void SchemaCompiler::readRef(SchemaNode &node, const QJsonValue &value)
{
    const std::optional<QString> target = refTarget(value);
    if (!expect(target.has_value(), "a reference within this schema: \"#/…\""))
        return;
    if (m_openRefs.contains(*target))
        return fail(u"leads back to itself"_s);
    const std::optional<QJsonValue> schema = valueAt(m_document, *target);
    if (!schema)
        return fail(u"points nowhere"_s);
    m_openRefs.append(*target);
    const QString pointer = std::exchange(m_pointer, *target);
    node.ref = std::make_unique<const SchemaNode>(compileNode(*schema));
    m_pointer = pointer;
    m_openRefs.removeLast();
}

void SchemaCompiler::readType(SchemaNode &node, const QJsonValue &value)
{
    const QJsonArray names = value.isString() ? QJsonArray{value} : value.toArray();
    expect(isListOfUniqueStrings(names) && !names.isEmpty(),
           "the name of a type, or a list of them");
    node.types.emplace();
    for (const QJsonValue &name : names) {
        if (const auto type = typeNamed(name.toString()))
            *node.types |= *type;
        else
            fail(u"unknown type \"%1\""_s.arg(name.toString()));
    }
}

void SchemaCompiler::readEnum(SchemaNode &node, const QJsonValue &value)
{
    expect(!value.toArray().isEmpty(), "a list of values that is not empty");
    node.enumValues = value.toArray();
}

void SchemaCompiler::readConst(SchemaNode &node, const QJsonValue &value)
{
    node.constValue = value;
}

template<std::optional<qsizetype> SchemaNode::*limit>
void SchemaCompiler::readLimit(SchemaNode &node, const QJsonValue &value)
{
    const double number = value.toDouble(-1);
    // Up to there a double tells every integer apart from the next.
    constexpr double last = 9007199254740992.0;
    if (expect(number >= 0 && number <= last && number == std::trunc(number),
               "an integer that is not negative"))
        node.*limit = static_cast<qsizetype>(number);
}

void SchemaCompiler::readPattern(SchemaNode &node, const QJsonValue &value)
{
    if (!expect(value.isString(), "a string"))
        return;
    auto pattern = EcmaPattern::compile(value.toString());
    if (const auto *error = std::get_if<PatternError>(&pattern))
        return fail(u"%1 (character %2)"_s.arg(error->reason).arg(error->offset + 1));
    node.pattern = std::get<EcmaPattern>(std::move(pattern));
}

void SchemaCompiler::readProperties(SchemaNode &node, const QJsonValue &value)
{
    expect(value.isObject(), "an object of schemas");
    const QJsonObject properties = value.toObject();
    for (auto entry = properties.begin(); entry != properties.end(); ++entry) {
        SchemaNode schema = compileBelow(pointerStep(entry.key()), *entry);
        node.properties.push_back(
            {entry.key(), false, std::make_unique<const SchemaNode>(std::move(schema))});
    }
}

/// Comes after "properties", because the keywords of a JSON object are sorted by name.
void SchemaCompiler::readRequired(SchemaNode &node, const QJsonValue &value)
{
    if (!expect(isListOfUniqueStrings(value), "a list of different strings"))
        return;
    auto place = node.properties.begin();
    const QJsonArray names = value.toArray();
    for (const QJsonValue &entry : names) {
        const QString name = entry.toString();
        const auto rule = std::find_if(place, node.properties.end(),
                                       [&](const PropertyRule &r) { return r.name == name; });
        if (rule == node.properties.end())
            place = node.properties.insert(place, PropertyRule{name, true, nullptr});
        else
            std::rotate(place, rule, std::next(rule));
        place->isRequired = true;
        ++place;
    }
}

void SchemaCompiler::readAdditionalProperties(SchemaNode &node, const QJsonValue &value)
{
    node.additionalProperties = std::make_unique<const SchemaNode>(compileNode(value));
}

void SchemaCompiler::readAllOf(SchemaNode &node, const QJsonValue &value)
{
    node.allOf = compileList(value);
}

void SchemaCompiler::readAnyOf(SchemaNode &node, const QJsonValue &value)
{
    node.anyOf = compileList(value);
}

void SchemaCompiler::readOneOf(SchemaNode &node, const QJsonValue &value)
{
    node.oneOf = compileList(value);
    node.discriminator = discriminatorOf(node.oneOf);
}

SchemaCompiler::Reader SchemaCompiler::readerOf(const QString &keyword)
{
    using C = SchemaCompiler;
    static const QHash<QString, Reader> readers{
        {u"$comment"_s, &C::readText},
        {u"$defs"_s, &C::readDefinitions},
        {u"$id"_s, &C::readId},
        {u"$ref"_s, &C::readRef},
        {u"$schema"_s, &C::readDialect},
        {u"additionalProperties"_s, &C::readAdditionalProperties},
        {u"allOf"_s, &C::readAllOf},
        {u"anyOf"_s, &C::readAnyOf},
        {u"const"_s, &C::readConst},
        {u"default"_s, &C::readAnything},
        {u"deprecated"_s, &C::readFlag},
        {u"description"_s, &C::readText},
        {u"enum"_s, &C::readEnum},
        {u"examples"_s, &C::readExamples},
        {u"maxLength"_s, &C::readLimit<&SchemaNode::maxLength>},
        {u"maxProperties"_s, &C::readLimit<&SchemaNode::maxProperties>},
        {u"minLength"_s, &C::readLimit<&SchemaNode::minLength>},
        {u"minProperties"_s, &C::readLimit<&SchemaNode::minProperties>},
        {u"oneOf"_s, &C::readOneOf},
        {u"pattern"_s, &C::readPattern},
        {u"properties"_s, &C::readProperties},
        {u"readOnly"_s, &C::readFlag},
        {u"required"_s, &C::readRequired},
        {u"title"_s, &C::readText},
        {u"type"_s, &C::readType},
        {u"writeOnly"_s, &C::readFlag},
    };
    return readers.value(keyword);
}

} // namespace mcpo
