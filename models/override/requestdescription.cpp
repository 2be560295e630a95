// SPDX-License-Identifier: Apache-2.0
#include "models/override/requestdescription.h"

#include "models/schema/jsonpointer.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <optional>
#include <utility>

namespace mcpo
{

namespace
{

using namespace Qt::StringLiterals;

// The names that the contract gives to the parts of the body (control-plane API, section 1).
const QString credentialProperty = u"authOverride"_s;
const QString typeProperty = u"type"_s;
const QString subjectTypeProperty = u"subjectType"_s;
const QString subjectIdProperty = u"subjectId"_s;

QJsonObject propertyOf(const QJsonObject &schema, const QString &name)
{
    return schema.value("properties"_L1).toObject().value(name).toObject();
}

QString propertyPointer(const QString &name) { return "/properties"_L1 + pointerStep(name); }

/// The values that a schema names one by one, by "enum" or by "const".
QStringList valuesOf(const QJsonObject &schema)
{
    QJsonArray values = schema.value("enum"_L1).toArray();
    if (schema.contains("const"_L1))
        values = {schema.value("const"_L1)};
    QStringList texts;
    for (const QJsonValue &value : std::as_const(values))
        texts.append(value.toString());
    return texts;
}

bool isString(const QJsonObject &schema)
{
    return schema.value("type"_L1).toString() == "string"_L1;
}

QString textOr(const QJsonValue &text, const QString &otherwise)
{
    return text.toString().isEmpty() ? otherwise : text.toString();
}

/// All properties but "type", in the order in which a form shows them.
QList<FieldDescription> fieldsOf(const QJsonObject &branch)
{
    QStringList names;
    const QJsonArray required = branch.value("required"_L1).toArray();
    for (const QJsonValue &name : required)
        names.append(name.toString());
    const qsizetype requiredCount = names.size();
    for (const QString &name : branch.value("properties"_L1).toObject().keys()) {
        if (!names.contains(name))
            names.append(name);
    }

    QList<FieldDescription> fields;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QString &name = names.at(i);
        const QJsonObject schema = propertyOf(branch, name);
        if (name == typeProperty)
            continue;
        fields.append({.name = name,
                       .title = textOr(schema.value("title"_L1), name),
                       .description = schema.value("description"_L1).toString(),
                       .secret = schema.value("writeOnly"_L1).toBool(),
                       .required = i < requiredCount,
                       .choices = valuesOf(schema)});
    }
    return fields;
}

std::variant<CredentialType, SchemaError> readType(const QJsonObject &branch,
                                                   const QString &pointer)
{
    const QJsonObject type = propertyOf(branch, typeProperty);
    const QStringList names = valuesOf(type);
    if (names.size() != 1 || names.first().isEmpty())
        return SchemaError{pointer + propertyPointer(typeProperty), u"must name one value"_s};
    CredentialType result{.name = names.first(),
                          .title = textOr(branch.value("title"_L1), names.first()),
                          .description = branch.value("description"_L1).toString(),
                          .fields = fieldsOf(branch)};
    for (const FieldDescription &field : std::as_const(result.fields)) {
        if (!isString(propertyOf(branch, field.name)))
            return SchemaError{pointer + propertyPointer(field.name), u"must be a string"_s};
    }
    return result;
}

} // namespace

QString FieldDescription::pointer() const
{
    return pointerStep(credentialProperty) + pointerStep(name);
}

RequestDescription::RequestDescription(Schema schema)
    : m_schema(std::move(schema))
{
}

std::variant<RequestDescription, SchemaError> RequestDescription::fromSchema(const Schema &schema)
{
    RequestDescription result(schema);
    const QJsonObject body = schema.description();
    const QStringList rows{subjectTypeProperty, subjectIdProperty, credentialProperty};
    const QJsonArray required = body.value("required"_L1).toArray();
    for (const QJsonValue &name : required) {
        if (!rows.contains(name.toString()))
            return SchemaError{u"/required"_s, u"no row for \"%1\""_s.arg(name.toString())};
    }
    if (!isString(propertyOf(body, subjectIdProperty)))
        return SchemaError{propertyPointer(subjectIdProperty), u"must be a string"_s};
    result.m_subjectTypes = valuesOf(propertyOf(body, subjectTypeProperty));
    if (result.m_subjectTypes.isEmpty())
        return SchemaError{propertyPointer(subjectTypeProperty), u"must name its values"_s};

    const QString branchesPointer = propertyPointer(credentialProperty) + "/oneOf"_L1;
    const QJsonArray branches = propertyOf(body, credentialProperty).value("oneOf"_L1).toArray();
    if (branches.isEmpty())
        return SchemaError{branchesPointer, u"must hold the credential types"_s};
    for (qsizetype i = 0; i < branches.size(); ++i) {
        auto type = readType(branches.at(i).toObject(), branchesPointer + pointerStep(i));
        if (const auto *error = std::get_if<SchemaError>(&type))
            return *error;
        result.m_credentialTypes.append(std::get<CredentialType>(std::move(type)));
    }
    return result;
}

RequestDescription RequestDescription::builtIn()
{
    QFile file(u":/schema/mcp-user-auth-input.schema.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The request schema is missing from this program");
    const auto schema = Schema::load(file.readAll());
    if (const auto *error = std::get_if<SchemaError>(&schema))
        qFatal("Request schema, %s: %s", qPrintable(error->pointer), qPrintable(error->reason));
    const auto description = fromSchema(std::get<Schema>(schema));
    if (const auto *error = std::get_if<SchemaError>(&description))
        qFatal("Request schema, %s: %s", qPrintable(error->pointer), qPrintable(error->reason));
    return std::get<RequestDescription>(description);
}

const CredentialType *RequestDescription::credentialType(const QString &name) const
{
    const auto found =
        std::find_if(m_credentialTypes.begin(), m_credentialTypes.end(),
                     [&name](const CredentialType &type) { return type.name == name; });
    return found == m_credentialTypes.end() ? nullptr : &*found;
}

} // namespace mcpo
