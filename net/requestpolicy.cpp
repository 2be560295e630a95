// SPDX-License-Identifier: Apache-2.0
#include "net/requestpolicy.h"

#include "net/authorities.h"
#include "net/proxychoice.h"

#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QThread>

#include <utility>

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

NetworkAccesses::~NetworkAccesses()
{
    qDeleteAll(std::exchange(m_managers, {}));
    const QSet<QThread *> threads = std::exchange(m_threads, {});
    for (QThread *thread : threads)
        thread->wait();
    qDeleteAll(threads);
}

NetworkAccess NetworkAccesses::make()
{
    NetworkAccess network(new NetworkManager, [this](NetworkManager *manager) { letGo(manager); });
    m_managers.insert(network.get());
    connect(network.get(), &QObject::destroyed, this,
            [this, manager = network.get()] { m_managers.remove(manager); });
    network->setAutoDeleteReplies(false);
    network->setProxyFactory(new ChosenProxy); // owned by the manager
    return network;
}

/// Later, because replies belong to their manager, and one of their signals may be what lets it go.
void NetworkAccesses::letGo(NetworkManager *manager)
{
    if (manager->isGivenUp())
        QMetaObject::invokeMethod(
            manager, [this, manager] { deleteElsewhere(manager); }, Qt::QueuedConnection);
    else
        manager->deleteLater();
}

/// Without its replies: while a reply is moved, Qt's own thread may be taking apart the connections
/// that moving reads without a lock.
void NetworkAccesses::deleteElsewhere(NetworkManager *manager)
{
    qDeleteAll(manager->findChildren<QNetworkReply *>(QString(), Qt::FindDirectChildrenOnly));
    manager->disconnect(this);
    m_managers.remove(manager);
    auto *thread = new QThread;
    m_threads.insert(thread);
    manager->moveToThread(thread);
    connect(thread, &QThread::started, manager, &QObject::deleteLater);
    connect(manager, &QObject::destroyed, thread, &QThread::quit, Qt::DirectConnection);
    connect(thread, &QThread::finished, this, [this, thread] {
        m_threads.remove(thread);
        thread->deleteLater();
    });
    thread->start();
}

} // namespace mcpo
