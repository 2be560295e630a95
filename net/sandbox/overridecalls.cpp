// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxcalls.h"

#include "net/sandbox/bodycheck.h"
#include "net/sandbox/credentialrules.h"
#include "net/sandbox/paging.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

Subject subjectOf(const QJsonObject &body)
{
    return {body.value("subjectId"_L1).toString(), body.value("subjectType"_L1).toString()};
}

SandboxReply refuseBody(const QStringList &problems)
{
    return refusal(400, QJsonArray::fromStringList(problems));
}

/// Whether the caller may touch this subject's auth on the server, and whether there is one. Who
/// may not is told nothing about which subjects exist.
std::optional<SandboxReply> refuseSubject(const SandboxCall &call, const Subject &subject)
{
    if (subject != call.caller->subject && !call.caller->manages(*call.server))
        return refusal(403,
                       u"Only a manager of MCP server \"%1\" may do this for another subject"_s.arg(
                           call.server->name));
    if (call.directory.knows(subject))
        return std::nullopt;
    QString words = u"Subject \"%1\" of type %2 not found"_s.arg(subject.id, subject.type);
    if (call.directory.hasSubjectNamed(subject))
        words += u": use the subject's id, not its name or e-mail address"_s;
    return refusal(404, words, u"SUBJECT_NOT_FOUND"_s);
}

/// What is left of a credential: its shape. The values were never kept.
QJsonObject redacted(const QString &credentialType, const RequestDescription &description)
{
    QJsonObject json{{u"type"_s, credentialType}};
    if (const CredentialType *type = description.credentialType(credentialType)) {
        for (const FieldDescription &field : type->fields)
            json.insert(field.name, u"[REDACTED]"_s);
    }
    return json;
}

QJsonObject toJson(const SandboxOverride &override, const RequestDescription &description)
{
    const QJsonObject updatedBy{{u"subjectId"_s, override.updatedBy.id},
                                {u"subjectType"_s, override.updatedBy.type},
                                {u"subjectDisplayName"_s, override.updatedByName}};
    return {{u"subjectId"_s, override.subject.id},
            {u"subjectType"_s, override.subject.type},
            {u"authData"_s, redacted(override.credentialType, description)},
            {u"updatedAt"_s, override.updatedAt.toString(Qt::ISODateWithMs)},
            {u"updatedBySubject"_s, updatedBy}};
}

} // namespace

SandboxReply replySetOverride(const SandboxCall &call)
{
    const auto read = readObject(call.request.body);
    if (const auto *refused = std::get_if<SandboxReply>(&read))
        return *refused;
    const auto &body = std::get<QJsonObject>(read);
    const auto violations = call.description.schema().validate(body);
    if (!violations.isEmpty())
        return refuseBody(describeViolations(violations));

    const Subject subject = subjectOf(body);
    const QString type = body.value("authOverride"_L1).toObject().value("type"_L1).toString();
    if (const auto refused = refuseSubject(call, subject))
        return *refused;
    if (!takesOverrides(*call.server))
        return refusal(400, u"The auth configuration of MCP server \"%1\" does not support "
                            "per-subject overrides"_s.arg(call.server->name));
    const QStringList reasons = unsuitable(*call.server, subject, type);
    if (!reasons.isEmpty())
        return refuseBody(reasons);

    const SandboxOverride override{subject, type, QDateTime::currentDateTimeUtc(),
                                   call.caller->subject, call.caller->displayName};
    if (const auto error = call.state.set(call.server->id, override))
        return refusal(500, *error);
    return {};
}

SandboxReply replyRemoveOverride(const SandboxCall &call)
{
    const auto read = readObject(call.request.body);
    if (const auto *refused = std::get_if<SandboxReply>(&read))
        return *refused;
    const auto &body = std::get<QJsonObject>(read);
    const QStringList problems = checkRemoval(body);
    if (!problems.isEmpty())
        return refuseBody(problems);

    const Subject subject = subjectOf(body);
    if (const auto refused = refuseSubject(call, subject))
        return *refused;
    if (body.value("authSource"_L1) == "oauth"_L1) {
        call.state.setConsent(call.server->id, subject, false);
        return {};
    }
    if (!call.state.hasOverride(call.server->id, subject))
        return refusal(404,
                       u"Subject \"%1\" has no auth override on this MCP server"_s.arg(subject.id));
    if (const auto error = call.state.remove(call.server->id, subject))
        return refusal(500, *error);
    return {};
}

SandboxReply replyOverrides(const SandboxCall &call)
{
    QList<SandboxOverride> rows = call.state.overrides(call.server->id);
    if (!call.caller->manages(*call.server))
        rows.removeIf(
            [&](const SandboxOverride &row) { return row.subject != call.caller->subject; });
    return replyPage(call.request.query, rows,
                     [&](const SandboxOverride &row) { return toJson(row, call.description); });
}

SandboxReply replyStatus(const SandboxCall &call)
{
    QJsonObject asked;
    for (const auto &[name, value] : call.request.query.queryItems(QUrl::FullyDecoded))
        asked.insert(name, value);
    const QStringList problems = checkSubject(asked);
    if (!problems.isEmpty())
        return refuseBody(problems);

    const Subject subject = subjectOf(asked);
    if (const auto refused = refuseSubject(call, subject))
        return *refused;
    return {.json = effectiveAuth(*call.server, subject, call.state)};
}

} // namespace mcpo
