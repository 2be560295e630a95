// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxhttpserver.h"

#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <QJsonDocument>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUuid>

#include <memory>
#include <utility>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
using ResponderArgument = QHttpServerResponder &&;
#else
using ResponderArgument = QHttpServerResponder &;
#endif

/// Whether somebody still waits for the answer. Up to Qt 6.4 a responder keeps a plain pointer to
/// its socket, which is deleted when the client leaves; from 6.5 on it looks after itself.
class Connection
{
public:
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    explicit Connection(const QHttpServerResponder &responder)
        : m_socket(responder.socket())
    {
    }
    bool isOpen() const
    {
        return !m_socket.isNull() && m_socket->state() == QAbstractSocket::ConnectedState;
    }

private:
    QPointer<QTcpSocket> m_socket;
#else
    explicit Connection(const QHttpServerResponder &) {}
    bool isOpen() const { return true; }
#endif
};

void write(QHttpServerResponder &responder, const SandboxReply &reply, const QByteArray &body)
{
    const auto status = static_cast<QHttpServerResponder::StatusCode>(reply.status);
    auto headers = reply.headers;
    headers.emplaceBack("Content-Type", reply.html.isEmpty() ? "application/json" : "text/html");
    headers.emplaceBack("x-request-id", QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
    responder.writeStatusLine(status);
    for (const auto &[name, value] : headers)
        responder.writeHeader(name, value);
    responder.writeHeader("Content-Length", QByteArray::number(body.size()));
    responder.writeBody(body);
#else
    QHttpHeaders all;
    for (const auto &[name, value] : headers)
        all.append(name, value);
    responder.write(body, all, status);
#endif
}

void send(QHttpServerResponder &responder, const Connection &connection, const SandboxReply &reply)
{
    if (!connection.isOpen())
        return;
    const bool hasBody = reply.status != 204 && reply.status != 304;
    const QByteArray json = QJsonDocument(reply.json).toJson(QJsonDocument::Compact);
    write(responder, reply, !hasBody ? QByteArray() : reply.html.isEmpty() ? json : reply.html);
}

QByteArray methodName(QHttpServerRequest::Method method)
{
    switch (method) {
    case QHttpServerRequest::Method::Get: return "GET";
    case QHttpServerRequest::Method::Put: return "PUT";
    case QHttpServerRequest::Method::Delete: return "DELETE";
    default: return "OTHER";
    }
}

QByteArray bearerToken(const QByteArray &authorization)
{
    const QByteArray scheme = "bearer ";
    return authorization.toLower().startsWith(scheme) ? authorization.mid(scheme.size()).trimmed()
                                                      : QByteArray();
}

} // namespace

SandboxHttpServer::SandboxHttpServer(Handler handler, std::chrono::milliseconds latency)
    : m_handler(std::move(handler))
    , m_latency(latency)
{
    // Without a single route every request is a "missing" one: the path is ours to read.
    auto accept = [this](const QHttpServerRequest &request, ResponderArgument responder) {
        respond(request, std::move(responder));
    };
#if QT_VERSION < QT_VERSION_CHECK(6, 8, 0)
    m_server.setMissingHandler(std::move(accept));
#else
    m_server.setMissingHandler(this, std::move(accept));
#endif
}

std::optional<QString> SandboxHttpServer::listen(quint16 port)
{
    auto listener = std::make_unique<QTcpServer>();
    if (!listener->listen(QHostAddress::LocalHost, port))
        return u"127.0.0.1:%1 cannot be listened on: %2."_s.arg(port).arg(listener->errorString());
    m_port = listener->serverPort();
    m_server.bind(listener.release()); // which becomes its parent
    return std::nullopt;
}

SandboxReply SandboxHttpServer::handle(const QHttpServerRequest &request) const
{
    const QByteArray body = request.body();
    if (body.size() > maximumBodySize)
        return refusal(413, u"The body is larger than 16 MiB"_s);
    const QUrl url = request.url();
    // Fully encoded: the router splits first and decodes afterwards.
    return m_handler({.method = methodName(request.method()),
                      .segments = url.path(QUrl::FullyEncoded).mid(1).toUtf8().split('/'),
                      .query = QUrlQuery(url),
                      .bearerToken = bearerToken(request.value("authorization")),
                      .body = body});
}

void SandboxHttpServer::respond(const QHttpServerRequest &request, QHttpServerResponder responder)
{
    const SandboxReply reply = handle(request);
    const Connection connection(responder);
    if (m_latency.count() == 0) {
        send(responder, connection, reply);
        return;
    }
    auto *timer = new QTimer(&m_waiting);
    timer->setSingleShot(true);
    timer->setTimerType(Qt::PreciseTimer); // answers leave in the order of their requests
    const auto held = std::make_shared<QHttpServerResponder>(std::move(responder));
    connect(timer, &QTimer::timeout, timer, [timer, held, connection, reply] {
        send(*held, connection, reply);
        timer->deleteLater();
    });
    timer->start(m_latency);
}

} // namespace mcpo
