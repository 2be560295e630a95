// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/controlplaneaddress.h"

#include <QByteArray>
#include <QList>
#include <QSslConfiguration>
#include <QTcpServer>

#include <functional>
#include <memory>
#include <optional>

class QTcpSocket;

namespace mcpo
{

/// What a server does about one request, however rude.
struct Script {
    enum class When {
        Accepted,    ///< as soon as the connection stands, before TLS
        Ready,       ///< the same, but after TLS
        HeadersCame, ///< before the body is looked at
        BodyBegan,   ///< at least one byte of the body is there
        RequestCame,
    };
    enum class Then {
        StaySilent, ///< and keep the connection, for the next request too
        Close,
        Reset, ///< closes with an error instead of an end
        Drip,  ///< one byte of `filler` after the other, without end
        Flood, ///< as much of `filler` as goes through, without end
    };
    QByteArray answer; ///< raw bytes, sent first
    When when = When::RequestCame;
    Then then = Then::StaySilent;
    QByteArray filler = "x";
};

/// An answer that is complete and as it should be.
QByteArray httpAnswer(const QByteArray &status, const QByteArray &body = {},
                      const QByteArray &headerLines = {});

/// One request as it came in, byte for byte.
struct ReceivedRequest {
    QByteArray head; ///< request line and headers, without the empty line
    QByteArray body;

    QByteArray line() const; ///< such as "PUT /path HTTP/1.1"
    QByteArray target() const;
    QList<QByteArray> headerNames() const; ///< lower case, sorted
    QByteArray header(const QByteArray &name) const;
};

/// A server on loopback that records every byte and does what its script says: what no fake of a
/// port can show is what really leaves this machine.
class ScriptedServer : public QTcpServer
{
    Q_OBJECT
public:
    using Answering = std::function<Script(const ReceivedRequest &)>;

    /// Does the same for every request.
    explicit ScriptedServer(Script script, std::optional<QSslConfiguration> tls = {});
    /// Asks for every request that came completely.
    explicit ScriptedServer(Answering answering, std::optional<QSslConfiguration> tls = {});
    ~ScriptedServer() override;

    /// For the connections from now on.
    void setScript(const Script &script) { m_script = script; }

    /// @p host must lead to 127.0.0.1.
    ControlPlaneAddress address(const QString &host = QStringLiteral("127.0.0.1"),
                                const QString &pathPrefix = {}) const;

    const QList<ReceivedRequest> &requests() const { return m_requests; }
    /// Everything that came over all connections, decrypted, also what is no complete request.
    const QByteArray &bytes() const { return m_bytes; }
    /// So that a long run takes no more memory than a short one.
    void forget()
    {
        m_requests.clear();
        m_bytes.clear();
    }
    int connections() const { return m_connections; }
    /// Of the latest connection: the ALPN protocol that both agreed on.
    const QByteArray &agreedProtocol() const { return m_agreedProtocol; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    class Exchange;

    ScriptedServer(Script script, Answering answering, std::optional<QSslConfiguration> tls);

    Script m_script;
    Answering m_answering;
    std::optional<QSslConfiguration> m_tls;
    QList<ReceivedRequest> m_requests;
    QByteArray m_bytes;
    QByteArray m_agreedProtocol;
    int m_connections = 0;
};

/// A port on 127.0.0.1 where nobody listens.
quint16 unusedPort();

} // namespace mcpo
