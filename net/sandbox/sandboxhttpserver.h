// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/httpconnection.h"

#include <QTcpServer>

#include <optional>

namespace mcpo
{

/// HTTP/1.1 on 127.0.0.1: hands every request to one function and sends what that returns.
///
/// Connections are kept, and bodies may come in chunks. There is no TLS and no log. HEAD is asked
/// as GET. What is malformed, too large or too slow is refused, and its connection closed.
class SandboxHttpServer : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<SandboxReply(const SandboxRequest &)>;

    /// Requests are handled when they arrive; their answers leave after @p latency. So a client
    /// that gives up waiting does not know that its request was carried out, as in real life.
    explicit SandboxHttpServer(Handler handler, std::chrono::milliseconds latency = {},
                               const HttpServerLimits &limits = {});

    /// Port 0 takes a free one. Returns why it failed.
    std::optional<QString> listen(quint16 port);
    /// 0 before listen() has succeeded.
    quint16 port() const { return m_listener.serverPort(); }

private:
    void acceptWaiting();

    const Handler m_handler;
    const std::chrono::milliseconds m_latency;
    const HttpServerLimits m_limits;
    int m_open = 0;
    QObject m_connections; ///< their parent
    QTcpServer m_listener; ///< goes first, so that no connection is accepted at the end
};

} // namespace mcpo
