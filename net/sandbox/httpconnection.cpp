// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/httpconnection.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>
#include <QTcpSocket>
#include <QUuid>

#include <utility>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray now()
{
    return QLocale::c()
        .toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s)
        .toLatin1();
}

bool hasBody(int status) { return status != 204 && status != 304; }

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, Handler handler, const HttpServerLimits &limits,
                               std::chrono::milliseconds latency, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_handler(std::move(handler))
    , m_limits(limits)
    , m_latency(latency)
    , m_reader(limits.request)
{
    constexpr qint64 unread = 64 * 1024; // the rest waits with the client
    m_socket->setParent(this);
    m_socket->setReadBufferSize(unread);
    m_deadline.setSingleShot(true);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::readNext);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    connect(&m_deadline, &QTimer::timeout, this, &HttpConnection::giveUp);
    read();
}

void HttpConnection::read()
{
    if (m_phase == Phase::Discarding) {
        m_socket->skip(m_socket->bytesAvailable());
    } else if (m_phase == Phase::Reading) {
        m_reader.append(m_socket->readAll());
        advance();
    }
}

void HttpConnection::advance()
{
    HttpRequestReader::Progress progress = m_reader.next();
    while (std::holds_alternative<HttpRequestReader::AwaitsContinue>(progress)) {
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        progress = m_reader.next();
    }
    if (const auto *request = std::get_if<SandboxHttpRequest>(&progress))
        answer(*request);
    else if (const auto *refused = std::get_if<HttpRequestReader::Refused>(&progress))
        refuse(*refused);
    else
        waitForMore();
}

void HttpConnection::waitForMore()
{
    const bool hasBegun = m_reader.hasBegun();
    if (m_deadline.isActive() && hasBegun == m_hasBegun)
        return;
    m_hasBegun = hasBegun;
    m_deadline.start(hasBegun ? m_limits.exchange : m_limits.idle);
}

void HttpConnection::answer(const SandboxHttpRequest &request)
{
    m_deadline.stop();
    m_phase = Phase::Waiting;
    m_isLast = request.isLast;
    m_isHead = request.method == "HEAD";
    SandboxHttpRequest asked = request;
    if (m_isHead)
        asked.method = "GET";
    const SandboxReply reply = m_handler(asked);
    // Precise: answers leave in the order of their requests.
    if (m_latency.count() == 0)
        send(reply);
    else
        QTimer::singleShot(m_latency, Qt::PreciseTimer, this, [this, reply] { send(reply); });
}

void HttpConnection::refuse(const HttpRequestReader::Refused &refused)
{
    m_isLast = true;
    m_isHead = false;
    send(refusal(refused.status, refused.reason));
    // Closing while the client still sends would take the answer away from it.
    m_phase = Phase::Discarding;
    m_deadline.start(m_limits.farewell);
    read();
}

void HttpConnection::send(const SandboxReply &reply)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_phase = Phase::Answering;
    m_deadline.start(m_limits.exchange);
    m_socket->write(bytesOf(reply));
}

QByteArray HttpConnection::bytesOf(const SandboxReply &reply) const
{
    QByteArray body = reply.html;
    if (body.isEmpty())
        body = QJsonDocument(reply.json).toJson(QJsonDocument::Compact);
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(reply.status) + " \r\nDate: " + now();
    const auto add = [&bytes](const QByteArray &name, const QByteArray &value) {
        bytes += "\r\n" + name + ": " + value;
    };
    for (const auto &[name, value] : reply.headers)
        add(name, value);
    add("Content-Type", reply.html.isEmpty() ? "application/json" : "text/html");
    add("x-request-id", QUuid::createUuid().toByteArray(QUuid::WithoutBraces));
    if (hasBody(reply.status))
        add("Content-Length", QByteArray::number(body.size()));
    if (m_isLast)
        add("Connection", "close");
    bytes += "\r\n\r\n";
    return m_isHead || !hasBody(reply.status) ? bytes : bytes + body;
}

/// When the answer has left.
void HttpConnection::readNext()
{
    if (m_phase != Phase::Answering || m_socket->bytesToWrite() > 0)
        return;
    if (m_isLast) {
        m_socket->disconnectFromHost();
        return;
    }
    m_phase = Phase::Reading;
    m_deadline.stop();
    read();
}

void HttpConnection::giveUp()
{
    if (m_phase == Phase::Reading && m_hasBegun)
        refuse({408, u"The request did not arrive in time"_s});
    else
        m_socket->abort();
}

} // namespace mcpo
