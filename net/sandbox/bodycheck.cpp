// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/bodycheck.h"

#include "models/schema/jsonreader.h"

#include <QJsonArray>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// "/authOverride/clientId" as "authOverride.clientId".
QString fieldName(const QString &pointer)
{
    return pointer.isEmpty() ? u"body"_s : pointer.mid(1).replace(u'/', u'.');
}

QString listed(const QJsonArray &values)
{
    QStringList words;
    for (const QJsonValue &value : values)
        words.append(value.toString());
    return words.join(", "_L1);
}

QString describe(const Violation &violation)
{
    const QString field = fieldName(violation.pointer);
    if (violation.keyword == "required"_L1)
        return u"%1 is required"_s.arg(field);
    if (violation.keyword == "type"_L1)
        return u"%1 must be of type %2"_s.arg(field, violation.limit.toString());
    if (violation.keyword == "minLength"_L1)
        return u"%1 should not be empty"_s.arg(field);
    if (violation.keyword == "pattern"_L1)
        return u"%1 must match pattern %2"_s.arg(field, violation.limit.toString());
    if (violation.keyword == "enum"_L1)
        return u"%1 must be one of the following values: %2"_s.arg(
            field, listed(violation.limit.toArray()));
    return u"%1 breaks the rule \"%2\""_s.arg(field, violation.keyword);
}

void checkChoice(const QJsonObject &fields, const QString &name, const QStringList &choices,
                 QStringList &problems)
{
    if (!choices.contains(fields.value(name).toString()))
        problems.append(
            u"%1 must be one of the following values: %2"_s.arg(name, choices.join(", "_L1)));
}

} // namespace

std::variant<QJsonObject, SandboxReply> readObject(const QByteArray &body)
{
    const JsonResult read = readJson(body);
    if (const auto *error = std::get_if<JsonError>(&read))
        return refusal(400, u"The body is not valid JSON, from byte %1 on"_s.arg(error->offset));
    const QJsonValue &value = std::get<JsonText>(read).value;
    if (!value.isObject())
        return refusal(400, QJsonArray{u"body must be of type object"_s});
    return value.toObject();
}

QStringList describeViolations(const QList<Violation> &violations)
{
    QStringList problems;
    for (const Violation &violation : violations)
        problems.append(describe(violation));
    return problems;
}

QStringList checkSubject(const QJsonObject &fields)
{
    QStringList problems;
    if (fields.value("subjectId"_L1).toString().isEmpty())
        problems.append(u"subjectId should not be empty"_s);
    checkChoice(fields, u"subjectType"_s, {u"user"_s, u"virtualaccount"_s}, problems);
    return problems;
}

QStringList checkRemoval(const QJsonObject &body)
{
    QStringList problems;
    checkChoice(body, u"authSource"_s, {u"auth-override"_s, u"oauth"_s}, problems);
    return problems + checkSubject(body);
}

} // namespace mcpo
