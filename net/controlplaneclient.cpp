// SPDX-License-Identifier: Apache-2.0
#include "net/controlplaneclient.h"

#include "models/override/overridedraft.h"
#include "models/override/serverid.h"
#include "models/session/accesstoken.h"
#include "net/classifier.h"
#include "net/directoryreader.h"
#include "net/httpcall.h"
#include "net/knownanswer.h"
#include "net/pagedfetch.h"
#include "net/proxychoice.h"
#include "net/retriedcall.h"
#include "net/serverwords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QUrl>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto serversPath = "/api/svc/v1/mcp";
constexpr auto usersPath = "/api/svc/v1/users?showInvalidUsers=true";
constexpr auto virtualAccountsPath = "/api/svc/v1/virtual-accounts";

QByteArray serverPath(const QString &serverId)
{
    return serversPath + ('/' + encodedPathSegment(serverId));
}

QByteArray pageOf(const QByteArray &path, qsizetype offset, qsizetype limit)
{
    return path + (path.contains('?') ? '&' : '?') + "limit=" + QByteArray::number(limit) +
           "&offset=" + QByteArray::number(offset);
}

/// For control planes without the session call: the claims are what the token says of itself, so
/// they tell who to show and never what is allowed.
Caller callerFromClaims(const QString &token)
{
    const TokenClaims claims = readTokenClaims(token).value_or(TokenClaims{});
    return {{claims.subjectId, claims.subjectType},
            claims.displayName,
            claims.tenantName,
            Role::Unknown};
}

/// A 404 of the session call comes from an older control plane or from another program. The list of
/// servers, which every control plane has, shows which, and whether the token is accepted.
Fetched<Caller> callerWithoutSession(const QString &token, const HttpAnswer &serverList)
{
    const Fetched<QJsonValue> read = classifyRead(serverList);
    const auto *failure = std::get_if<Failure>(&read);
    if (!failure || std::holds_alternative<NotPermitted>(*failure))
        return callerFromClaims(token);
    if (const auto *notFound = std::get_if<NotFound>(failure))
        return Failure(NotFound{NotFound::Missing::ControlPlane, {}, notFound->reply});
    return *failure;
}

/// Asks for the session, and after a 404 for one server.
class CallerCall : public Job
{
public:
    using Get = std::function<JobPtr(const QByteArray &path, Answer<HttpAnswer>)>;

    CallerCall(Get get, QString token, Answer<Fetched<Caller>> answer)
        : m_get(std::move(get))
        , m_token(std::move(token))
        , m_answer(std::move(answer))
        , m_job(m_get("/api/svc/v1/session",
                      [this](const HttpAnswer &session) { readSession(session); }))
    {
    }

private:
    void readSession(const HttpAnswer &session)
    {
        Fetched<Caller> caller = classifySession(session);
        const auto *failure = std::get_if<Failure>(&caller);
        if (!failure || !std::holds_alternative<NotFound>(*failure))
            return give(std::move(caller));
        m_job = m_get(pageOf(serversPath, 0, 1), [this](const HttpAnswer &serverList) {
            give(callerWithoutSession(m_token, serverList));
        });
    }

    void give(Fetched<Caller> caller)
    {
        const Answer<Fetched<Caller>> answer = std::exchange(m_answer, {}); // may destroy this
        answer(std::move(caller));
    }

    Get m_get;
    QString m_token;
    Answer<Fetched<Caller>> m_answer;
    JobPtr m_job;
};

template<class T>
Fetched<T> mapped(const Fetched<QJsonValue> &read, T (*toValue)(const QJsonObject &))
{
    if (const auto *failure = std::get_if<Failure>(&read))
        return *failure;
    return toValue(std::get<QJsonValue>(read).toObject());
}

Role roleFrom(const QJsonValue &permissions, const QString &serverId)
{
    const QJsonValue ofServer = permissions[serverId];
    if (!ofServer.isArray())
        return Role::Unknown;
    return ofServer.toArray().contains(u"MANAGE_MCP_SERVER"_s) ? Role::Manager : Role::NotManager;
}

/// What tells the entries of a list apart; an empty id where there is none that can be used.
Subject keyOf(const ServerEntry &server) { return {server.id, {}}; }
Subject keyOf(const SubjectEntry &entry) { return entry.subject; }
Subject keyOf(const OverrideRow &row) { return row.subject; }

/// Notices what the totals of pages do not tell: entries that moved from one page to another while
/// these were turned, and entries that nobody can act on.
class SeenKeys
{
public:
    void add(const Subject &key)
    {
        if (key.id.isEmpty()) {
            m_lacksId = true;
            return;
        }
        const qsizetype before = m_keys.size();
        m_keys.insert(key);
        m_isDoubled = m_isDoubled || m_keys.size() == before;
    }

    /// Twice the same entry explains a wrong total, too.
    ListingGap gapBeside(ListingGap gap) const
    {
        if (m_isDoubled && (gap == ListingGap::None || gap == ListingGap::Total))
            return ListingGap::Moved;
        return m_lacksId && gap == ListingGap::None ? ListingGap::NoId : gap;
    }

private:
    QSet<Subject> m_keys;
    bool m_isDoubled = false;
    bool m_lacksId = false;
};

HttpAnswer unsupported(const ProxyChoice &proxy)
{
    HttpAnswer answer;
    answer.failure = HttpAnswer::Failure::ProxyUnsupported;
    answer.proxyHost = proxy.unsupported;
    return answer;
}

HttpAnswer unusable(const QString &caFile, CaFileProblem problem)
{
    HttpAnswer answer;
    answer.failure = HttpAnswer::Failure::CaFile;
    answer.caFile = caFile;
    answer.caFileProblem = problem;
    return answer;
}

} // namespace

ControlPlaneClient::ControlPlaneClient(const RequestLimits &limits, const RetryPolicy &terms)
    : m_limits(limits)
    , m_terms(terms)
{
}

ControlPlaneClient::~ControlPlaneClient() = default;

/// Everything that leaves this machine goes through here. An attempt is told about its network
/// access by @p network.
JobPtr ControlPlaneClient::send(const Account &account, const HttpRequest &request,
                                const NetworkOf &network, Answer<HttpAnswer> answer,
                                MayRetry mayRetry)
{
    auto attempt = [=, limits = m_limits](Answer<HttpAnswer> attemptAnswer) -> JobPtr {
        const auto own = authoritiesIn(account.caFile);
        if (const auto *problem = std::get_if<CaFileProblem>(&own))
            return std::make_unique<KnownAnswer>(unusable(account.caFile, *problem),
                                                 std::move(attemptAnswer));
        const ProxyChoice proxy = proxyFor(account.address.endpoint({}));
        if (!proxy.unsupported.isEmpty())
            return std::make_unique<KnownAnswer>(unsupported(proxy), std::move(attemptAnswer));
        return std::make_unique<HttpCall>(network(std::get<Authorities>(own)), account, request,
                                          limits, std::move(attemptAnswer));
    };
    return std::make_unique<RetriedCall>(std::move(attempt), m_terms, retries(), std::move(answer),
                                         std::move(mayRetry));
}

JobPtr ControlPlaneClient::get(const Account &account, const QByteArray &path,
                               Answer<HttpAnswer> answer)
{
    auto withSecrets = [token = account.token, answer = std::move(answer)](HttpAnswer httpAnswer) {
        httpAnswer.secrets = {token};
        answer(std::move(httpAnswer));
    };
    const auto keptConnections = [this](const Authorities &own) {
        // Not before it is needed: it loads the TLS library, which a window that opens need not
        // wait for. A kept connection does not ask again whom to trust.
        if (!m_network || m_network->isGivenUp() || own != m_trusted)
            m_network = m_networks.make();
        m_trusted = own;
        return m_network;
    };
    return send(account, {"GET", path, {}}, keptConnections, std::move(withSecrets));
}

QString ControlPlaneClient::proxyTo(const ControlPlaneAddress &address) const
{
    return proxyFor(address.endpoint({})).displayText();
}

void ControlPlaneClient::closeConnections() { m_network.reset(); }

JobPtr ControlPlaneClient::fetchCaller(const Account &account, Answer<Fetched<Caller>> answer)
{
    return std::make_unique<CallerCall>(
        [this, account](const QByteArray &path, Answer<HttpAnswer> httpAnswer) {
            return get(account, path, std::move(httpAnswer));
        },
        account.token, std::move(answer));
}

JobPtr ControlPlaneClient::fetchRoleOnServer(const Account &account, const QString &serverId,
                                             Answer<Role> answer)
{
    return fetchRolesOnServers(
        account, {serverId},
        [serverId, answer = std::move(answer)](const Fetched<QHash<QString, Role>> &read) {
            const auto *roles = std::get_if<QHash<QString, Role>>(&read);
            answer(roles ? roles->value(serverId, Role::Unknown) : Role::Unknown);
        });
}

JobPtr ControlPlaneClient::fetchRolesOnServers(const Account &account, const QStringList &serverIds,
                                               Answer<Fetched<QHash<QString, Role>>> answer)
{
    Q_ASSERT(serverIds.size() <= rolesPerCall);
    const QByteArray ids =
        QJsonDocument(QJsonArray::fromStringList(serverIds)).toJson(QJsonDocument::Compact);
    const QByteArray path = "/api/svc/v1/authorize/permissions?resourceType=mcp-server&v2=true"
                            "&resourceIds=" +
                            QUrl::toPercentEncoding(QString::fromUtf8(ids));
    return get(account, path,
               [serverIds, answer = std::move(answer)](const HttpAnswer &httpAnswer) {
                   const Fetched<QJsonValue> read = classifyRead(httpAnswer);
                   if (const auto *failure = std::get_if<Failure>(&read))
                       return answer(*failure);
                   QHash<QString, Role> roles;
                   for (const QString &id : serverIds)
                       roles.insert(id, roleFrom(std::get<QJsonValue>(read), id));
                   answer(std::move(roles));
               });
}

JobPtr ControlPlaneClient::change(const Account &account, const HttpRequest &request,
                                  Answer<HttpAnswer> answer, MayRetry mayRetry)
{
    const auto newConnection = [this](const Authorities &) { return m_networks.make(); };
    return send(account, request, newConnection, std::move(answer), std::move(mayRetry));
}

JobPtr ControlPlaneClient::setOverride(const Account &account, const OverrideRequest &request,
                                       Answer<ChangeOutcome> answer, MayRetry mayRetry)
{
    auto classify = [token = account.token, body = request.body,
                     answer = std::move(answer)](HttpAnswer httpAnswer) {
        httpAnswer.secrets = secretsOf(body) << token;
        answer(classifySubmit(httpAnswer, body));
    };
    return change(account, {"PUT", serverPath(request.serverId) + "/auth", request.body},
                  std::move(classify), std::move(mayRetry));
}

JobPtr ControlPlaneClient::removeOverride(const Account &account, const QString &serverId,
                                          const Subject &subject, Answer<ChangeOutcome> answer,
                                          MayRetry mayRetry)
{
    auto classify = [token = account.token, answer = std::move(answer)](HttpAnswer httpAnswer) {
        httpAnswer.secrets = {token};
        answer(classifyRemoval(httpAnswer));
    };
    return change(account,
                  {"DELETE", serverPath(serverId) + "/auth",
                   QJsonDocument(removalBody(subject)).toJson(QJsonDocument::Compact)},
                  std::move(classify), std::move(mayRetry));
}

template<class T>
JobPtr ControlPlaneClient::list(const Account &account, const QByteArray &path,
                                T (*read)(const QJsonObject &), PageSeen<T> onPage,
                                Answer<Fetched<ListingEnd>> answer)
{
    auto fetchPage = [this, account, path](qsizetype offset, qsizetype limit,
                                           Answer<HttpAnswer> page) {
        return get(account, pageOf(path, offset, limit), std::move(page));
    };
    const auto seen = std::make_shared<SeenKeys>();
    auto readEntries = [read, seen, onPage = std::move(onPage)](const Page<QJsonValue> &page) {
        Page<T> entries{{}, page.total, page.serverTime};
        entries.entries.reserve(page.entries.size());
        for (const QJsonValue &entry : page.entries) {
            entries.entries.append(read(entry.toObject()));
            seen->add(keyOf(entries.entries.constLast()));
        }
        if (onPage)
            onPage(entries);
    };
    auto end = [seen, answer = std::move(answer)](Fetched<ListingEnd> result) {
        if (auto *listed = std::get_if<ListingEnd>(&result))
            listed->gap = seen->gapBeside(listed->gap);
        answer(std::move(result));
    };
    return std::make_unique<PagedFetch>(std::move(fetchPage), std::move(readEntries),
                                        std::move(end));
}

JobPtr ControlPlaneClient::fetchServer(const Account &account, const QString &serverId,
                                       Answer<Fetched<ServerEntry>> answer)
{
    return get(account, serverPath(serverId),
               [answer = std::move(answer)](const HttpAnswer &httpAnswer) {
                   answer(mapped(classifyRead(httpAnswer), readServer));
               });
}

JobPtr ControlPlaneClient::fetchServers(const Account &account, PageSeen<ServerEntry> onPage,
                                        Answer<Fetched<ListingEnd>> answer)
{
    return list(account, serversPath, readServer, std::move(onPage), std::move(answer));
}

JobPtr ControlPlaneClient::fetchUsers(const Account &account, PageSeen<SubjectEntry> onPage,
                                      Answer<Fetched<ListingEnd>> answer)
{
    return list(account, usersPath, readUser, std::move(onPage), std::move(answer));
}

JobPtr ControlPlaneClient::fetchVirtualAccounts(const Account &account,
                                                PageSeen<SubjectEntry> onPage,
                                                Answer<Fetched<ListingEnd>> answer)
{
    return list(account, virtualAccountsPath, readVirtualAccount, std::move(onPage),
                std::move(answer));
}

JobPtr ControlPlaneClient::fetchOverrides(const Account &account, const QString &serverId,
                                          PageSeen<OverrideRow> onPage,
                                          Answer<Fetched<ListingEnd>> answer)
{
    return list(account, serverPath(serverId) + "/auth", readOverride, std::move(onPage),
                std::move(answer));
}

JobPtr ControlPlaneClient::fetchEffectiveAuth(const Account &account, const QString &serverId,
                                              const Subject &subject,
                                              Answer<Fetched<EffectiveAuth>> answer)
{
    const QByteArray path = serverPath(serverId) +
                            "/auth/status?subjectId=" + QUrl::toPercentEncoding(subject.id) +
                            "&subjectType=" + QUrl::toPercentEncoding(subject.type);
    return get(account, path, [answer = std::move(answer)](const HttpAnswer &httpAnswer) {
        answer(mapped(classifyRead(httpAnswer), readEffectiveAuth));
    });
}

} // namespace mcpo
