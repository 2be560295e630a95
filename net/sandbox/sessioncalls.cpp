// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxcalls.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QJsonArray permissions(const SandboxCaller &caller, const SandboxServer *server)
{
    QJsonArray names;
    if (server && caller.mayUse(*server))
        names.append(u"USE_MCP_SERVER"_s);
    if (server && caller.manages(*server))
        names.append(u"MANAGE_MCP_SERVER"_s);
    return names;
}

} // namespace

SandboxReply replySession(const SandboxCall &call)
{
    // The contract: 200, although nobody is signed in.
    if (!call.caller)
        return {.json = {{u"user"_s, QJsonValue::Null}}};
    const SandboxCaller &caller = *call.caller;
    const bool isUser = caller.subject.type == "user"_L1;
    const QJsonObject subject{{u"subjectId"_s, caller.subject.id},
                              // The session's own word for a virtual account.
                              {u"subjectType"_s, isUser ? u"user"_s : u"serviceaccount"_s},
                              {u"subjectSlug"_s, isUser ? caller.email : caller.displayName},
                              {u"subjectDisplayName"_s, caller.displayName}};
    return {.json = {{u"user"_s, QJsonObject{{u"tenantName"_s, call.directory.tenantName()},
                                             {u"roles"_s, QJsonArray::fromStringList(caller.roles)},
                                             {u"subject"_s, subject}}}}};
}

SandboxReply replyPermissions(const SandboxCall &call)
{
    const QUrlQuery &query = call.request.query;
    QStringList problems;
    if (query.queryItemValue(u"resourceType"_s) != "mcp-server"_L1)
        problems.append(u"resourceType must be one of the following values: mcp-server"_s);
    const auto asked = QJsonDocument::fromJson(
        query.queryItemValue(u"resourceIds"_s, QUrl::FullyDecoded).toUtf8());
    if (!asked.isArray())
        problems.append(u"resourceIds must be a JSON array of strings"_s);
    if (!problems.isEmpty())
        return refusal(400, QJsonArray::fromStringList(problems));

    SandboxReply reply;
    const QJsonArray ids = asked.array();
    for (const QJsonValue &value : ids) {
        const QString id = value.toString();
        reply.json.insert(id, permissions(*call.caller, call.directory.server(id)));
    }
    return reply;
}

} // namespace mcpo
