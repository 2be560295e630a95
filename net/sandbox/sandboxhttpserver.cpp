// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxhttpserver.h"

#include <QTcpSocket>

#include <utility>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray bearerToken(const QByteArray &authorization)
{
    const QByteArray scheme = "bearer ";
    return authorization.toLower().startsWith(scheme) ? authorization.mid(scheme.size()).trimmed()
                                                      : QByteArray();
}

SandboxRequest readByContract(const SandboxHttpRequest &request)
{
    // Still encoded: the router splits first and decodes afterwards.
    return {.method = request.method,
            .segments = request.path.sliced(1).split('/'),
            .query = QUrlQuery(QString::fromLatin1(request.query)),
            .bearerToken = bearerToken(request.header("authorization")),
            .body = request.body};
}

} // namespace

SandboxHttpServer::SandboxHttpServer(Handler handler, std::chrono::milliseconds latency,
                                     const HttpServerLimits &limits)
    : m_handler(std::move(handler))
    , m_latency(latency)
    , m_limits(limits)
{
    m_listener.setMaxPendingConnections(1); // more wait in the system's queue
    connect(&m_listener, &QTcpServer::newConnection, this, &SandboxHttpServer::acceptWaiting);
}

std::optional<QString> SandboxHttpServer::listen(quint16 port)
{
    if (m_listener.listen(QHostAddress::LocalHost, port))
        return std::nullopt;
    return u"127.0.0.1:%1 cannot be listened on: %2."_s.arg(port).arg(m_listener.errorString());
}

void SandboxHttpServer::acceptWaiting()
{
    while (m_open < m_limits.connections && m_listener.hasPendingConnections()) {
        const auto *connection = new HttpConnection(
            m_listener.nextPendingConnection(),
            [this](const SandboxHttpRequest &request) {
                return m_handler(readByContract(request));
            },
            m_limits, m_latency, &m_connections);
        ++m_open;
        connect(connection, &QObject::destroyed, &m_listener, [this] {
            --m_open;
            acceptWaiting();
        });
    }
}

} // namespace mcpo
