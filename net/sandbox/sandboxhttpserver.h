// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/sandboxexchange.h"

#include <QHttpServer>
#include <QObject>

#include <chrono>
#include <functional>
#include <optional>

namespace mcpo
{

/// HTTP on 127.0.0.1: hands every request to one function and sends what that returns.
///
/// The only file that knows QHttpServer, whose API differs between Qt 6.4, 6.5 and 6.8.
class SandboxHttpServer : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<SandboxReply(const SandboxRequest &)>;

    /// Larger bodies are answered with 413.
    static constexpr qsizetype maximumBodySize = 16 * 1024 * 1024;

    /// Requests are handled when they arrive; their answers leave after @p latency. So a client
    /// that gives up waiting does not know that its request was carried out, as in real life.
    SandboxHttpServer(Handler handler, std::chrono::milliseconds latency);

    /// Port 0 takes a free one. Returns why it failed.
    std::optional<QString> listen(quint16 port);
    quint16 port() const { return m_port; }

private:
    SandboxReply handle(const QHttpServerRequest &request) const;
    void respond(const QHttpServerRequest &request, QHttpServerResponder responder);

    const Handler m_handler;
    const std::chrono::milliseconds m_latency;
    quint16 m_port = 0;
    QHttpServer m_server;
    QObject m_waiting; ///< parent of answers on their way; after m_server, so that they go first
};

} // namespace mcpo
