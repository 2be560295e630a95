// SPDX-License-Identifier: Apache-2.0
#include "models/schema/schemachecker.h"

#include "models/schema/jsonpointer.h"

#include <QStringView>

#include <algorithm>
#include <cmath>
#include <optional>

namespace mcpo
{

namespace
{

using namespace Qt::StringLiterals;

/// Where a value stands. The pointer is spelled out only where there is something to report.
struct Place {
    const Place *parent = nullptr;
    QString name;

    QString pointer() const { return parent ? parent->pointer() + pointerStep(name) : QString(); }
};

JsonTypes typesOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null: return JsonType::Null;
    case QJsonValue::Bool: return JsonType::Boolean;
    case QJsonValue::String: return JsonType::String;
    case QJsonValue::Array: return JsonType::Array;
    case QJsonValue::Object: return JsonType::Object;
    case QJsonValue::Undefined: return {};
    case QJsonValue::Double: break;
    }
    const double number = value.toDouble();
    // What 1e999 becomes is no number for a schema: its value is unknown.
    if (!std::isfinite(number))
        return {};
    return number == std::trunc(number) ? JsonType::Number | JsonType::Integer : JsonType::Number;
}

/// JSON Schema counts characters, not UTF-16 units; half a surrogate pair counts as one.
qsizetype lengthInCodePoints(QStringView text)
{
    qsizetype length = text.size();
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i].isLowSurrogate() && text[i - 1].isHighSurrogate())
            --length;
    }
    return length;
}

class Checker
{
public:
    /// Without a list the first broken rule ends the check: only the answer counts.
    explicit Checker(QList<Violation> *violations)
        : m_violations(violations)
    {
    }

    /// Whether @p value keeps every rule.
    bool check(const SchemaNode &schema, const QJsonValue &value, const Place &place);

private:
    bool report(const SchemaNode &schema, const QString &keyword, const Place &place);
    bool report(const Violation &violation);
    bool isDone(bool isValid) const { return !isValid && m_violations == nullptr; }

    bool checkValue(const SchemaNode &schema, const QJsonValue &value, const Place &place);
    bool checkString(const SchemaNode &schema, const QString &text, const Place &place);
    bool checkObject(const SchemaNode &schema, const QJsonObject &object, const Place &place);
    bool checkProperty(const SchemaNode &schema, const PropertyRule &rule,
                       const QJsonObject &object, const Place &place);
    bool checkUnnamed(const SchemaNode &schema, const QJsonObject &object, const Place &place);
    bool checkBranches(const SchemaNode &schema, const QJsonValue &value, const Place &place);
    bool checkOneOf(const SchemaNode &schema, const QJsonValue &value, const Place &place);
    bool checkMeantBranch(const SchemaNode &schema, const QJsonObject &object, const Place &place);

    QList<Violation> *m_violations;
};

bool Checker::report(const Violation &violation)
{
    if (m_violations)
        m_violations->append(violation);
    return false;
}

bool Checker::report(const SchemaNode &schema, const QString &keyword, const Place &place)
{
    if (!m_violations)
        return false;
    return report({place.pointer(), keyword, schema.keywords.value(keyword)});
}

bool Checker::check(const SchemaNode &schema, const QJsonValue &value, const Place &place)
{
    if (schema.isNever)
        return report({place.pointer(), u"false schema"_s, false});
    // To a value of the wrong type no other rule says anything that helps.
    if (schema.types && !(*schema.types & typesOf(value)))
        return report(schema, u"type"_s, place);

    bool isValid = checkValue(schema, value, place);
    if (isDone(isValid))
        return false;
    if (value.isString())
        isValid &= checkString(schema, value.toString(), place);
    else if (value.isObject())
        isValid &= checkObject(schema, value.toObject(), place);
    if (isDone(isValid))
        return false;
    return checkBranches(schema, value, place) && isValid;
}

bool Checker::checkValue(const SchemaNode &schema, const QJsonValue &value, const Place &place)
{
    bool isValid = true;
    if (schema.enumValues && !schema.enumValues->contains(value))
        isValid = report(schema, u"enum"_s, place);
    if (schema.constValue && *schema.constValue != value)
        isValid = report(schema, u"const"_s, place);
    return isValid;
}

bool Checker::checkString(const SchemaNode &schema, const QString &text, const Place &place)
{
    bool isValid = true;
    if (schema.minLength || schema.maxLength) {
        const qsizetype length = lengthInCodePoints(text);
        if (schema.minLength && length < *schema.minLength)
            isValid = report(schema, u"minLength"_s, place);
        if (schema.maxLength && length > *schema.maxLength)
            isValid = report(schema, u"maxLength"_s, place);
    }
    if (schema.pattern && !schema.pattern->occursIn(text))
        isValid = report(schema, u"pattern"_s, place);
    return isValid;
}

bool Checker::checkObject(const SchemaNode &schema, const QJsonObject &object, const Place &place)
{
    bool isValid = true;
    if (schema.minProperties && object.size() < *schema.minProperties)
        isValid = report(schema, u"minProperties"_s, place);
    if (schema.maxProperties && object.size() > *schema.maxProperties)
        isValid = report(schema, u"maxProperties"_s, place);
    for (const PropertyRule &rule : schema.properties) {
        isValid &= checkProperty(schema, rule, object, place);
        if (isDone(isValid))
            return false;
    }
    return checkUnnamed(schema, object, place) && isValid;
}

bool Checker::checkProperty(const SchemaNode &schema, const PropertyRule &rule,
                            const QJsonObject &object, const Place &place)
{
    const auto property = object.constFind(rule.name);
    if (property != object.constEnd())
        return !rule.schema || check(*rule.schema, *property, {&place, rule.name});
    return !rule.isRequired || report(schema, u"required"_s, {&place, rule.name});
}

bool Checker::checkUnnamed(const SchemaNode &schema, const QJsonObject &object, const Place &place)
{
    if (!schema.additionalProperties)
        return true;
    const QJsonObject named = schema.keywords.value("properties"_L1).toObject();
    bool isValid = true;
    for (auto property = object.begin(); property != object.end(); ++property) {
        const QString name = property.key();
        if (named.contains(name))
            continue;
        const Place below{&place, name};
        if (schema.additionalProperties->isNever)
            isValid = report(schema, u"additionalProperties"_s, below);
        else
            isValid &= check(*schema.additionalProperties, *property, below);
        if (isDone(isValid))
            return false;
    }
    return isValid;
}

bool Checker::checkBranches(const SchemaNode &schema, const QJsonValue &value, const Place &place)
{
    const auto fits = [&](const SchemaNode &branch) {
        return Checker(nullptr).check(branch, value, place);
    };
    bool isValid = !schema.ref || check(*schema.ref, value, place);
    for (const SchemaNode &branch : schema.allOf) {
        if (isDone(isValid))
            return false;
        isValid &= check(branch, value, place);
    }
    if (!schema.anyOf.empty() && std::none_of(schema.anyOf.begin(), schema.anyOf.end(), fits))
        isValid = report(schema, u"anyOf"_s, place);
    if (!schema.oneOf.empty())
        isValid &= checkOneOf(schema, value, place);
    return isValid;
}

bool Checker::checkOneOf(const SchemaNode &schema, const QJsonValue &value, const Place &place)
{
    if (schema.discriminator && value.isObject())
        return checkMeantBranch(schema, value.toObject(), place);
    const auto fits = [&](const SchemaNode &branch) {
        return Checker(nullptr).check(branch, value, place);
    };
    return std::count_if(schema.oneOf.begin(), schema.oneOf.end(), fits) == 1 ||
           report(schema, u"oneOf"_s, place);
}

/// No other branch can fit: each requires the property and allows it a value of its own.
bool Checker::checkMeantBranch(const SchemaNode &schema, const QJsonObject &object,
                               const Place &place)
{
    const Discriminator &discriminator = *schema.discriminator;
    const Place below{&place, discriminator.property};
    const QJsonValue meant = object.value(discriminator.property);
    if (meant.isUndefined())
        return report({below.pointer(), u"required"_s, QJsonArray{discriminator.property}});
    const auto branch = discriminator.branches.find(meant.toString());
    if (!meant.isString() || branch == discriminator.branches.end())
        return report({below.pointer(), u"enum"_s, discriminator.values});
    return check(schema.oneOf[branch->second], object, place);
}

} // namespace

QList<Violation> brokenRules(const SchemaNode &schema, const QJsonValue &value)
{
    QList<Violation> violations;
    Checker(&violations).check(schema, value, {});
    return violations;
}

} // namespace mcpo
