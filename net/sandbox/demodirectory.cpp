// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/demodirectory.h"

#include <QJsonDocument>
#include <QTimeZone>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr int demoUserCount = 24;
constexpr qint64 farFuture = 4'102'444'800; // 2100-01-01T00:00:00Z

constexpr auto tenant = "example"_L1;
constexpr auto githubId = "mcp-01hx0github"_L1;
constexpr auto notionId = "mcp-01hx0notion"_L1;

QByteArray encoded(const QByteArray &part)
{
    return part.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray unsignedJwt(const Subject &subject, const QString &email)
{
    QJsonObject claims{{u"sub"_s, subject.id},
                       {u"subjectType"_s, subject.type},
                       {u"tenantName"_s, QString(tenant)},
                       {u"exp"_s, farFuture}};
    if (!email.isEmpty())
        claims.insert(u"email"_s, email);
    return encoded(R"({"alg":"none","typ":"JWT"})") + '.' +
           encoded(QJsonDocument(claims).toJson(QJsonDocument::Compact)) + '.' +
           encoded("sandbox, not signed");
}

SandboxCaller manager()
{
    return {
        {u"admin"_s, u"user"_s}, u"Demo Admin"_s, u"admin@example.com"_s, {u"tenant-admin"_s}, {}};
}

SandboxCaller demoUser(int number, const QSet<QString> &managedServers)
{
    return {{u"user-%1"_s.arg(number), u"user"_s},
            u"Demo User %1"_s.arg(number),
            u"user-%1@example.com"_s.arg(number),
            {u"tenant-member"_s},
            managedServers};
}

SandboxCaller serverManager() { return demoUser(2, {githubId}); }
SandboxCaller plainUser() { return demoUser(17, {}); }

SandboxCaller virtualAccount()
{
    return {{u"va-ci-runner"_s, u"virtualaccount"_s}, u"ci-runner"_s, {}, {u"tenant-member"_s}, {}};
}

QByteArray tokenOf(const SandboxCaller &caller)
{
    return unsignedJwt(caller.subject, caller.email);
}

QJsonObject headerAuth(const QString &header, const QString &value, const QString &level)
{
    return {{u"type"_s, u"header"_s},
            {u"headers"_s, QJsonObject{{header, value}}},
            {u"auth_level"_s, level}};
}

QJsonObject authOfType(const QString &type) { return {{u"type"_s, type}}; }

QJsonObject envAuth()
{
    return {{u"type"_s, u"env"_s},
            {u"env"_s, QJsonObject{{u"DB_API_KEY"_s, u"{{API_KEY}}"_s}}},
            {u"auth_level"_s, u"per_user"_s}};
}

QJsonObject oauthAuth()
{
    QJsonObject auth = authOfType(u"oauth2"_s);
    auth.insert(u"authorization_url"_s, u"https://notion.example.com/authorize"_s);
    auth.insert(u"token_url"_s, u"https://notion.example.com/token"_s);
    return auth;
}

void addServers(SandboxDirectory &directory)
{
    const QString authorization = u"Authorization"_s;
    const QString shared = u"global"_s;
    const QString individual = u"per_user"_s;
    const QString reference = u"tfy-secret://example:mcp:shared-key"_s;
    const QString remote = u"mcp-server/remote"_s;
    const auto add = [&](QLatin1StringView id, const QString &name, const QJsonObject &auth) {
        directory.add(SandboxServer{id, name, remote, auth});
    };

    add("mcp-01hx0jira"_L1, u"jira-cloud"_s,
        headerAuth(authorization, u"Bearer {{API_KEY}}"_s, shared));
    add(githubId, u"github-enterprise"_s, headerAuth(authorization, reference, shared));
    add(notionId, u"notion-workspace"_s, oauthAuth());
    directory.add(SandboxServer{u"mcp-01hx0postgres"_s, u"postgres-local"_s, u"mcp-server/stdio"_s,
                                envAuth()});
    add("mcp-01hx0crm"_L1, u"crm-sales"_s,
        headerAuth(u"X-Api-Key"_s, u"{{CRM_KEY}}"_s, individual));
    add("mcp-01hx0docs"_L1, u"docs-search"_s, {});
    add("mcp-01hx0intranet"_L1, u"intranet-search"_s, authOfType(u"passthrough"_s));
    add("mcp-01hx0legacy"_L1, u"legacy-gateway"_s, authOfType(u"custom"_s));
    // An id that must be encoded to be one path segment.
    add("mcp-01hx0odd/100% id"_L1, u"odd-id"_s, headerAuth(authorization, reference, shared));

    SandboxServer payroll{u"mcp-01hx0payroll"_s, u"payroll"_s, remote,
                          headerAuth(authorization, reference, shared)};
    payroll.isPrivate = true;
    directory.add(payroll);
}

void addSubjects(SandboxDirectory &directory)
{
    const SandboxCaller admin = manager();
    directory.add(SandboxUser{admin.subject.id, admin.email, admin.displayName});
    for (int number = 1; number <= demoUserCount; ++number) {
        SandboxUser user{u"user-%1"_s.arg(number), u"user-%1@example.com"_s.arg(number),
                         u"Demo User %1"_s.arg(number)};
        if (number == 5)
            user.displayName.clear();
        user.active = number != 9;
        directory.add(user);
    }
    directory.add(SandboxVirtualAccount{virtualAccount().subject.id, virtualAccount().displayName});
    directory.add(SandboxVirtualAccount{u"va-nightly-report"_s, u"nightly-report"_s});
    directory.add(SandboxVirtualAccount{u"va-old-import"_s, u"old-import"_s, true});
}

QString addedServerId(int number) { return u"mcp-01hx1server%1"_s.arg(number); }

Subject addedUser(int number) { return {u"user-%1"_s.arg(demoUserCount + number), u"user"_s}; }

} // namespace

SandboxDirectory demoDirectory(const SandboxSize &size)
{
    SandboxDirectory directory{tenant};
    addServers(directory);
    addSubjects(directory);
    for (int number = 1; number <= size.servers; ++number) {
        directory.add(
            SandboxServer{addedServerId(number), u"server-%1"_s.arg(number), u"mcp-server/remote"_s,
                          headerAuth(u"Authorization"_s, u"Bearer {{API_KEY}}"_s, u"global"_s)});
    }
    for (int number = 1; number <= size.users; ++number) {
        const QString id = addedUser(number).id;
        directory.add(
            SandboxUser{id, id + "@example.com"_L1, u"Demo User %1"_s.arg(demoUserCount + number)});
    }
    for (const SandboxCaller &caller : {manager(), serverManager(), plainUser(), virtualAccount()})
        directory.add(tokenOf(caller), caller);
    return directory;
}

void addDemoOverrides(SandboxState &state, const SandboxSize &size)
{
    const QDateTime first = QDateTime(QDate(2026, 1, 5), QTime(8, 0), QTimeZone::utc()).toUTC();
    const auto add = [&](const QString &serverId, int user) {
        state.set(serverId, {addedUser(user), u"header"_s, first.addSecs(3600LL * user),
                             manager().subject, manager().displayName});
    };
    for (int number = 0; number < size.overrides && size.users > 0; ++number) {
        if (number < size.users)
            add(u"mcp-01hx0jira"_s, number + 1);
        if (size.servers > 0)
            add(addedServerId(number % size.servers + 1), number / size.servers % size.users + 1);
    }
}

void grantDemoConsents(SandboxState &state) { state.setConsent(notionId, manager().subject, true); }

QByteArray demoManagerToken() { return tokenOf(manager()); }
QByteArray demoServerManagerToken() { return tokenOf(serverManager()); }
QByteArray demoUserToken() { return tokenOf(plainUser()); }
QByteArray demoVirtualAccountToken() { return tokenOf(virtualAccount()); }

} // namespace mcpo
