// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxcalls.h"

#include "net/sandbox/credentialrules.h"
#include "net/sandbox/paging.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QJsonObject toJson(const SandboxServer &server, const QString &tenantName)
{
    QJsonObject manifest{{u"type"_s, server.manifestType}, {u"name"_s, server.name}};
    if (!server.authData.isEmpty())
        manifest.insert(u"auth_data"_s, server.authData);
    const QJsonObject creator{{u"subjectId"_s, u"admin"_s},
                              {u"subjectType"_s, u"user"_s},
                              {u"subjectSlug"_s, u"admin@example.com"_s}};
    return {{u"id"_s, server.id},
            {u"name"_s, server.name},
            {u"fqn"_s, u"%1:mcp-server:%2"_s.arg(tenantName, server.name)},
            {u"manifest"_s, manifest},
            {u"createdBySubject"_s, creator},
            {u"createdAt"_s, u"2025-01-15T09:30:00.000Z"_s},
            {u"updatedAt"_s, u"2025-02-20T14:05:00.000Z"_s},
            {u"isAuthOverrideSupported"_s, takesOverrides(server)}};
}

QJsonObject toJson(const SandboxUser &user)
{
    QJsonObject metadata;
    if (!user.displayName.isEmpty())
        metadata.insert(u"displayName"_s, user.displayName);
    return {{u"id"_s, user.id},
            {u"email"_s, user.email},
            {u"active"_s, user.active},
            {u"metadata"_s, metadata}};
}

QJsonObject toJson(const SandboxVirtualAccount &account)
{
    const QJsonObject manifest{{u"type"_s, u"virtual-account"_s}, {u"name"_s, account.name}};
    return {{u"id"_s, account.id}, {u"manifest"_s, manifest}, {u"isExpired"_s, account.expired}};
}

QString parameter(const SandboxCall &call, const QString &name)
{
    return call.request.query.queryItemValue(name, QUrl::FullyDecoded);
}

/// Listing people needs a permission of the tenant, whatever is managed otherwise.
SandboxReply directoryIsClosed()
{
    return refusal(403, u"You do not have permission to list the subjects of this tenant"_s);
}

} // namespace

SandboxReply replyServers(const SandboxCall &call)
{
    QList<SandboxServer> visible;
    for (const SandboxServer &server : call.directory.servers()) {
        if (call.caller->mayUse(server))
            visible.append(server);
    }
    return replyPage(call.request.query, visible, [&](const SandboxServer &server) {
        return toJson(server, call.directory.tenantName());
    });
}

SandboxReply replyServer(const SandboxCall &call)
{
    return {.json = toJson(*call.server, call.directory.tenantName())};
}

SandboxReply replyUsers(const SandboxCall &call)
{
    if (!call.caller->isTenantAdmin())
        return directoryIsClosed();
    const QString part = parameter(call, u"query"_s);
    const bool withInactive = parameter(call, u"showInvalidUsers"_s) == "true"_L1;
    QList<SandboxUser> matching;
    for (const SandboxUser &user : call.directory.users()) {
        if ((user.active || withInactive) && user.email.contains(part, Qt::CaseInsensitive))
            matching.append(user);
    }
    return replyPage(call.request.query, matching,
                     [](const SandboxUser &user) { return toJson(user); });
}

SandboxReply replyVirtualAccounts(const SandboxCall &call)
{
    if (!call.caller->isTenantAdmin())
        return directoryIsClosed();
    const QString part = parameter(call, u"nameSearchQuery"_s);
    const QString isExpired = parameter(call, u"isExpired"_s);
    QList<SandboxVirtualAccount> matching;
    for (const SandboxVirtualAccount &account : call.directory.virtualAccounts()) {
        const bool wanted = isExpired.isEmpty() || account.expired == (isExpired == "true"_L1);
        if (wanted && account.name.contains(part, Qt::CaseInsensitive))
            matching.append(account);
    }
    return replyPage(call.request.query, matching,
                     [](const SandboxVirtualAccount &account) { return toJson(account); });
}

} // namespace mcpo
