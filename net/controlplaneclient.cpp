// SPDX-License-Identifier: Apache-2.0
#include "net/controlplaneclient.h"

#include "models/override/serverid.h"
#include "models/session/accesstoken.h"
#include "net/classifier.h"
#include "net/directoryreader.h"
#include "net/httpcall.h"
#include "net/pagedfetch.h"
#include "net/serverwords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QUrl>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

// The API documents no body for a success, and reading more as JSON would stop the window.
constexpr qint64 maximumSubmitAnswer = 1024LL * 1024;

constexpr auto serversPath = "/api/svc/v1/mcp";

QByteArray serverPath(const QString &serverId)
{
    return serversPath + ('/' + encodedPathSegment(serverId));
}

QByteArray pageOf(const QByteArray &path, qsizetype offset)
{
    return path + "?limit=" + QByteArray::number(PagedFetch::pageSize) +
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

template<class T>
QList<T> readAll(const QJsonArray &entries, T (*read)(const QJsonObject &))
{
    QList<T> values;
    values.reserve(entries.size());
    for (const QJsonValue &entry : entries)
        values.append(read(entry.toObject()));
    return values;
}

template<class T>
Fetched<T> mapped(const Fetched<QJsonValue> &read, T (*toValue)(const QJsonObject &))
{
    if (const auto *failure = std::get_if<Failure>(&read))
        return *failure;
    return toValue(std::get<QJsonValue>(read).toObject());
}

template<class T>
Fetched<QList<T>> mapped(const Fetched<QJsonArray> &read, T (*toValue)(const QJsonObject &))
{
    if (const auto *failure = std::get_if<Failure>(&read))
        return *failure;
    return readAll(std::get<QJsonArray>(read), toValue);
}

Role roleFrom(const QJsonValue &permissions, const QString &serverId)
{
    const QJsonValue ofServer = permissions[serverId];
    if (!ofServer.isArray())
        return Role::Unknown;
    return ofServer.toArray().contains(u"MANAGE_MCP_SERVER"_s) ? Role::Manager : Role::NotManager;
}

} // namespace

ControlPlaneClient::ControlPlaneClient(const RequestLimits &limits)
    : m_limits(limits)
{
}

ControlPlaneClient::~ControlPlaneClient() = default;

JobPtr ControlPlaneClient::get(const Account &account, const QByteArray &path,
                               Answer<HttpAnswer> answer)
{
    auto withSecrets = [token = account.token, answer = std::move(answer)](HttpAnswer httpAnswer) {
        httpAnswer.secrets = {token};
        answer(std::move(httpAnswer));
    };
    // Not before it is needed: it loads the TLS library, which a window that opens need not wait
    // for.
    if (!m_network)
        m_network = makeNetworkAccess();
    return std::make_unique<HttpCall>(m_network, account, HttpRequest{"GET", path, {}}, m_limits,
                                      std::move(withSecrets));
}

JobPtr ControlPlaneClient::fetchCaller(const Account &account, Answer<Fetched<Caller>> answer)
{
    return get(account, "/api/svc/v1/session",
               [token = account.token, answer = std::move(answer)](const HttpAnswer &httpAnswer) {
                   Fetched<Caller> caller = classifySession(httpAnswer);
                   const auto *failure = std::get_if<Failure>(&caller);
                   if (failure && std::holds_alternative<NotFound>(*failure))
                       caller = callerFromClaims(token);
                   answer(std::move(caller));
               });
}

JobPtr ControlPlaneClient::fetchRoleOnServer(const Account &account, const QString &serverId,
                                             Answer<Role> answer)
{
    const QByteArray path =
        "/api/svc/v1/authorize/permissions?resourceType=mcp-server&v2=true"
        "&resourceIds=" +
        QUrl::toPercentEncoding(
            QString::fromUtf8(QJsonDocument(QJsonArray{serverId}).toJson(QJsonDocument::Compact)));
    return get(account, path, [serverId, answer = std::move(answer)](const HttpAnswer &httpAnswer) {
        const Fetched<QJsonValue> read = classifyRead(httpAnswer);
        const auto *permissions = std::get_if<QJsonValue>(&read);
        answer(permissions ? roleFrom(*permissions, serverId) : Role::Unknown);
    });
}

JobPtr ControlPlaneClient::setOverride(const Account &account, const OverrideRequest &request,
                                       Answer<SubmitOutcome> answer)
{
    auto classify = [token = account.token, body = request.body,
                     answer = std::move(answer)](HttpAnswer httpAnswer) {
        httpAnswer.secrets = secretsOf(body) << token;
        answer(classifySubmit(httpAnswer, body));
    };
    RequestLimits limits = m_limits;
    limits.maximumBody = std::min(limits.maximumBody, maximumSubmitAnswer);
    return std::make_unique<HttpCall>(
        makeNetworkAccess(), account,
        HttpRequest{"PUT", serverPath(request.serverId) + "/auth", request.body}, limits,
        std::move(classify));
}

JobPtr ControlPlaneClient::fetchServer(const Account &account, const QString &serverId,
                                       Answer<Fetched<ServerEntry>> answer)
{
    return get(account, serverPath(serverId),
               [answer = std::move(answer)](const HttpAnswer &httpAnswer) {
                   answer(mapped(classifyRead(httpAnswer), readServer));
               });
}

JobPtr ControlPlaneClient::fetchServers(const Account &account,
                                        Answer<Fetched<QList<ServerEntry>>> answer)
{
    auto fetchPage = [this, account](qsizetype offset, Answer<HttpAnswer> page) {
        return get(account, pageOf(serversPath, offset), std::move(page));
    };
    return std::make_unique<PagedFetch>(
        std::move(fetchPage), [answer = std::move(answer)](const Fetched<QJsonArray> &entries) {
            answer(mapped(entries, readServer));
        });
}

JobPtr ControlPlaneClient::fetchOverrides(const Account &account, const QString &serverId,
                                          Answer<Fetched<QList<OverrideRow>>> answer)
{
    auto fetchPage = [this, account, path = serverPath(serverId) + "/auth"](
                         qsizetype offset, Answer<HttpAnswer> page) {
        return get(account, pageOf(path, offset), std::move(page));
    };
    return std::make_unique<PagedFetch>(
        std::move(fetchPage), [answer = std::move(answer)](const Fetched<QJsonArray> &entries) {
            answer(mapped(entries, readOverride));
        });
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
