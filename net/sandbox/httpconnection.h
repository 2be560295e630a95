// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/httprequestreader.h"
#include "net/sandbox/sandboxexchange.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

class QTcpSocket;

namespace mcpo
{

struct HttpServerLimits {
    HttpRequestReader::Limits request = {};
    int connections = 100; ///< at once; others wait until one of them is closed
    /// For one request to arrive, and for its answer to leave; then the connection is closed.
    std::chrono::milliseconds exchange = std::chrono::minutes(1);
    /// After a refusal, so that the client can read it before the connection is closed.
    std::chrono::milliseconds farewell = std::chrono::seconds(5);
    /// Until the next request. Longer than Qt's clients keep a connection, so that they close it.
    std::chrono::milliseconds idle = std::chrono::minutes(5);
};

/// One connection of SandboxHttpServer. Requests are carried out one after the other: the next is
/// read when the answer to the one before has left. Deletes itself when the connection is closed.
class HttpConnection : public QObject
{
    Q_OBJECT
public:
    using Handler = std::function<SandboxReply(const SandboxHttpRequest &)>;

    /// Takes @p socket. Answers leave @p latency after the handler has returned them.
    HttpConnection(QTcpSocket *socket, Handler handler, const HttpServerLimits &limits,
                   std::chrono::milliseconds latency, QObject *parent);

private:
    enum class Phase { Reading, Waiting, Answering, Discarding };

    void read();
    void advance();
    void waitForMore();
    void answer(const SandboxHttpRequest &request);
    void refuse(const HttpRequestReader::Refused &refused);
    void send(const SandboxReply &reply);
    QByteArray bytesOf(const SandboxReply &reply) const;
    void readNext();
    void giveUp();

    QTcpSocket *const m_socket;
    const Handler m_handler;
    const HttpServerLimits m_limits;
    const std::chrono::milliseconds m_latency;
    HttpRequestReader m_reader;
    QTimer m_deadline; ///< of the phase
    Phase m_phase = Phase::Reading;
    bool m_hasBegun = false; ///< the request that the deadline is for
    bool m_isLast = false;   ///< the request that is answered
    bool m_isHead = false;   ///< likewise
};

} // namespace mcpo
