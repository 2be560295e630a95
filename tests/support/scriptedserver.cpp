// SPDX-License-Identifier: Apache-2.0
#include "tests/support/scriptedserver.h"

#include <QPointer>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype floodBytes = 64 * 1024;

QByteArray repeated(const QByteArray &text, qsizetype size)
{
    return text.repeated(size / text.size() + 1).left(size);
}

} // namespace

QByteArray httpAnswer(const QByteArray &status, const QByteArray &body,
                      const QByteArray &headerLines)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n" + headerLines + "\r\n" + body;
}

QByteArray ReceivedRequest::line() const { return head.left(head.indexOf("\r\n")); }

QByteArray ReceivedRequest::target() const { return line().split(' ').value(1); }

QList<QByteArray> ReceivedRequest::headerNames() const
{
    QList<QByteArray> names;
    for (const QByteArray &field : head.split('\n').mid(1))
        names.append(field.left(field.indexOf(':')).toLower());
    std::sort(names.begin(), names.end());
    return names;
}

QByteArray ReceivedRequest::header(const QByteArray &name) const
{
    for (const QByteArray &field : head.split('\n').mid(1)) {
        const qsizetype colon = field.indexOf(':');
        if (field.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            return field.mid(colon + 1).trimmed();
    }
    return {};
}

/// One connection: reads requests and does what the script says about each.
class ScriptedServer::Exchange : public QObject
{
public:
    Exchange(ScriptedServer &server, QSslSocket *socket)
        : QObject(&server)
        , m_server(server)
        , m_socket(socket)
        , m_script(server.m_script)
    {
        m_socket->setParent(this);
        connect(m_socket, &QSslSocket::readyRead, this, [this] { read(); });
        connect(m_socket, &QSslSocket::disconnected, this, &QObject::deleteLater);
        connect(m_socket, &QSslSocket::encrypted, this, [this] {
            m_server.m_agreedProtocol = m_socket->sslConfiguration().nextNegotiatedProtocol();
            reach(Script::When::Ready);
        });
        // Later, because Qt does not tell of a connection that is reset before it has seen it
        // stand: it connects again and again.
        QMetaObject::invokeMethod(
            this, [this] { begin(); }, Qt::QueuedConnection);
    }

private:
    void begin()
    {
        reach(Script::When::Accepted);
        if (m_server.m_tls && m_socket->state() == QAbstractSocket::ConnectedState) {
            m_socket->setSslConfiguration(*m_server.m_tls);
            m_socket->startServerEncryption();
        } else {
            reach(Script::When::Ready);
        }
    }

    void read()
    {
        const QByteArray bytes = m_socket->readAll();
        m_server.m_bytes += bytes;
        m_pending += bytes;
        while (takeRequest()) {
        }
    }

    bool takeRequest()
    {
        const qsizetype headSize = m_pending.indexOf("\r\n\r\n");
        if (headSize < 0)
            return false;
        reach(Script::When::HeadersCame);
        ReceivedRequest request{m_pending.left(headSize), {}};
        const qsizetype bodyStart = headSize + 4;
        const qsizetype bodySize = request.header("content-length").toLongLong();
        if (m_pending.size() > bodyStart)
            reach(Script::When::BodyBegan);
        if (m_pending.size() < bodyStart + bodySize)
            return false;
        request.body = m_pending.mid(bodyStart, bodySize);
        m_pending.remove(0, bodyStart + bodySize);
        m_server.m_requests.append(request);
        if (m_server.m_answering)
            m_script = m_server.m_answering(request);
        reach(Script::When::RequestCame);
        return true;
    }

    void reach(Script::When when)
    {
        if (m_script.when != when || m_isOver)
            return;
        m_socket->write(m_script.answer);
        m_isOver = m_script.then != Script::Then::StaySilent;
        switch (m_script.then) {
        case Script::Then::StaySilent: break;
        case Script::Then::Close: m_socket->disconnectFromHost(); break;
        case Script::Then::Reset: reset(); break;
        case Script::Then::Drip: drip(); break;
        case Script::Then::Flood: flood(); break;
        }
    }

    void reset()
    {
        m_socket->flush();
#ifdef Q_OS_UNIX
        const linger atOnce{1, 0};
        ::setsockopt(static_cast<int>(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce,
                     sizeof atOnce);
#endif
        m_socket->abort();
    }

    void drip()
    {
        auto *timer = new QTimer(this);
        connect(timer, &QTimer::timeout, this, [this, position = qsizetype(0)]() mutable {
            m_socket->write(m_script.filler.mid(position, 1));
            position = (position + 1) % m_script.filler.size();
        });
        timer->start(10);
    }

    void flood()
    {
        const auto more = [this, bytes = repeated(m_script.filler, floodBytes)] {
            if (m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() < floodBytes)
                m_socket->write(bytes);
        };
        connect(m_socket, &QSslSocket::bytesWritten, this, more);
        connect(m_socket, &QSslSocket::encryptedBytesWritten, this, more);
        more();
    }

    ScriptedServer &m_server;
    QSslSocket *m_socket;
    Script m_script;
    QByteArray m_pending;
    bool m_isOver = false;
};

ScriptedServer::ScriptedServer(Script script, std::optional<QSslConfiguration> tls)
    : ScriptedServer(std::move(script), {}, std::move(tls))
{
}

ScriptedServer::ScriptedServer(Answering answering, std::optional<QSslConfiguration> tls)
    : ScriptedServer({}, std::move(answering), std::move(tls))
{
}

ScriptedServer::ScriptedServer(Script script, Answering answering,
                               std::optional<QSslConfiguration> tls)
    : m_script(std::move(script))
    , m_answering(std::move(answering))
    , m_tls(std::move(tls))
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("The scripted server cannot listen: %s", qPrintable(errorString()));
}

ScriptedServer::~ScriptedServer() = default;

ControlPlaneAddress ScriptedServer::address(const QString &host, const QString &pathPrefix) const
{
    const QString scheme = m_tls ? u"https"_s : u"http"_s;
    const QString text =
        scheme + "://"_L1 + host + u':' + QString::number(serverPort()) + pathPrefix;
    return std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(text));
}

void ScriptedServer::incomingConnection(qintptr descriptor)
{
    ++m_connections;
    auto *socket = new QSslSocket;
    socket->setSocketDescriptor(descriptor);
    new Exchange(*this, socket);
}

quint16 unusedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace mcpo
