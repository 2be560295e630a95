// SPDX-License-Identifier: Apache-2.0
#include "net/requestpolicy.h"

#include "net/authorities.h"
#include "net/proxychoice.h"

#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QThread>

namespace mcpo
{

namespace
{

class ChosenProxy : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        return {proxyFor(query.url()).proxy};
    }
};

QSslConfiguration tlsConfiguration(const QString &caFile)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (caFile.isEmpty())
        return configuration;
    const auto own = authoritiesIn(caFile);
    if (const auto *authorities = std::get_if<Authorities>(&own)) {
        // A list of one's own keeps Qt from looking the system's certificates up when it needs
        // them, so they have to be in it.
        if (configuration.caCertificates().isEmpty())
            configuration.setCaCertificates(systemAuthorities());
        configuration.addCaCertificates(*authorities);
    }
    return configuration;
}

/// Qt writes headers as they are given, line breaks included. A token that cannot be a header is
/// no token, so it matters little what is left of it: the control plane will ask to sign in.
QByteArray headerSafe(QString token)
{
    token.removeIf([](QChar c) { return c <= u' ' || c > u'~'; });
    return token.toLatin1();
}

/// Without its replies: while a reply is moved, Qt's own thread may be taking apart the connections
/// that moving reads without a lock.
void deleteElsewhere(NetworkManager *manager)
{
    qDeleteAll(manager->findChildren<QNetworkReply *>(QString(), Qt::FindDirectChildrenOnly));
    auto *thread = new QThread;
    manager->moveToThread(thread);
    QObject::connect(thread, &QThread::started, manager, &QObject::deleteLater);
    QObject::connect(manager, &QObject::destroyed, thread, &QThread::quit, Qt::DirectConnection);
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

/// Later, because replies belong to their manager, and one of their signals may be what lets it go.
void letGo(NetworkManager *manager)
{
    if (manager->isGivenUp())
        QMetaObject::invokeMethod(
            manager, [manager] { deleteElsewhere(manager); }, Qt::QueuedConnection);
    else
        manager->deleteLater();
}

} // namespace

QNetworkRequest makeRequest(const Account &account, const QByteArray &path)
{
    QNetworkRequest request(account.address.endpoint(path));
    request.setRawHeader("Authorization", "Bearer " + headerSafe(account.token));
    request.setRawHeader("Accept", "application/json");
    request.setRawHeader("Accept-Encoding", "identity");
    request.setRawHeader("User-Agent", "mcp-override/" MCPO_VERSION);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setSslConfiguration(tlsConfiguration(account.caFile));
    return request;
}

NetworkAccess makeNetworkAccess()
{
    NetworkAccess network(new NetworkManager, letGo);
    network->setAutoDeleteReplies(false);
    network->setProxyFactory(new ChosenProxy); // owned by the manager
    return network;
}

} // namespace mcpo
