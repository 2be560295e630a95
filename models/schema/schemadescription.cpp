// SPDX-License-Identifier: Apache-2.0
#include "models/schema/schemadescription.h"

#include "models/schema/jsonpointer.h"

#include <QByteArray>
#include <QJsonArray>
#include <QString>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QJsonObject describedMembers(QJsonObject schemas, const QJsonValue &document)
{
    for (QJsonValueRef schema : schemas)
        schema = describedSchema(schema, document);
    return schemas;
}

QJsonArray describedList(QJsonArray schemas, const QJsonValue &document)
{
    for (QJsonValueRef schema : schemas)
        schema = describedSchema(schema, document);
    return schemas;
}

/// A keyword's value: only some hold schemas, and an "enum" may well hold a "$ref" of its own.
QJsonValue described(const QString &keyword, const QJsonValue &value, const QJsonValue &document)
{
    if (keyword == "properties"_L1)
        return describedMembers(value.toObject(), document);
    if (keyword == "oneOf"_L1 || keyword == "anyOf"_L1 || keyword == "allOf"_L1)
        return describedList(value.toArray(), document);
    if (keyword == "additionalProperties"_L1)
        return describedSchema(value, document);
    return value;
}

/// What two schemas say of one keyword, the second one being nearer.
QJsonValue merged(const QString &keyword, const QJsonValue &base, const QJsonValue &nearer)
{
    if (keyword == "properties"_L1) {
        QJsonObject properties = base.toObject();
        const QJsonObject others = nearer.toObject();
        for (auto property = others.begin(); property != others.end(); ++property)
            properties.insert(property.key(), *property);
        return properties;
    }
    if (keyword == "required"_L1) {
        QJsonArray names = base.toArray();
        const QJsonArray others = nearer.toArray();
        for (const QJsonValue &name : others) {
            if (!names.contains(name))
                names.append(name);
        }
        return names;
    }
    return nearer;
}

} // namespace

std::optional<QString> refTarget(const QJsonValue &ref)
{
    const QString text = ref.toString();
    if (text != "#"_L1 && !text.startsWith("#/"_L1))
        return std::nullopt;
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.sliced(1).toUtf8()));
}

QJsonValue describedSchema(const QJsonValue &schema, const QJsonValue &document)
{
    if (!schema.isObject())
        return schema;
    const QJsonObject keywords = schema.toObject();
    QJsonObject result;
    if (const auto target = refTarget(keywords.value("$ref"_L1)))
        result = describedSchema(*valueAt(document, *target), document).toObject();
    for (auto keyword = keywords.begin(); keyword != keywords.end(); ++keyword) {
        const QString name = keyword.key();
        if (name == "$ref"_L1 || name == "$defs"_L1)
            continue;
        const QJsonValue value = described(name, *keyword, document);
        const bool isNew = !result.contains(name);
        result.insert(name, isNew ? value : merged(name, result.value(name), value));
    }
    return result;
}

} // namespace mcpo
