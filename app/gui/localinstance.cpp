// SPDX-License-Identifier: Apache-2.0
#include "app/gui/localinstance.h"

#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace mcpo
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr QByteArrayView accepted = "ok\n";
/// A client that connects and sends nothing is disconnected.
constexpr auto patience = 3s;
constexpr unsigned long betweenAttempts = 20; // ms

/// Only the user can write there, so no other user can create a socket of that name.
QString folder() { return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation); }

QString socketName()
{
#ifdef Q_OS_WIN
    return "mcp-override-"_L1 + qEnvironmentVariable("USERNAME");
#else
    return folder().isEmpty() ? QString() : folder() + "/mcp-override.socket"_L1;
#endif
}

int millisecondsLeft(const QDeadlineTimer &deadline)
{
    return static_cast<int>(std::max<qint64>(deadline.remainingTime(), 0));
}

/// Whether the other one has taken it.
bool handOver(const QString &socketName, const QByteArray &line, const QDeadlineTimer &deadline)
{
    QLocalSocket socket;
    socket.connectToServer(socketName);
    if (!socket.waitForConnected(millisecondsLeft(deadline)))
        return false;
    socket.write(line);
    while (socket.bytesToWrite() > 0) {
        if (!socket.waitForBytesWritten(millisecondsLeft(deadline)))
            return false;
    }
    while (socket.bytesAvailable() < accepted.size()) {
        if (!socket.waitForReadyRead(millisecondsLeft(deadline)))
            return false;
    }
    return socket.read(accepted.size()) == accepted;
}

} // namespace

LocalInstance::LocalInstance()
    : m_socketName(socketName())
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection())
            greet(socket);
    });
}

Claim LocalInstance::claim(const StartMessage &message, QDeadlineTimer deadline)
{
    // Without a place to meet, a second window is better than none.
    if (m_socketName.isEmpty() || !QDir().mkpath(folder()))
        return Claim::First;
    m_lock = std::make_unique<QLockFile>(folder() + "/mcp-override.lock"_L1);
    m_lock->setStaleLockTime(0); // held as long as its program runs
    const QByteArray line = toLine(message);
    do {
        if (m_lock->tryLock(0)) {
            listen();
            return Claim::First;
        }
        if (m_lock->error() != QLockFile::LockFailedError)
            return Claim::First;
        if (handOver(m_socketName, line, deadline))
            return Claim::HandedOver;
        // It may be starting or ending just now.
        QThread::msleep(betweenAttempts);
    } while (!deadline.hasExpired());
    return Claim::Unresponsive;
}

void LocalInstance::listen()
{
    // The lock shows that no program listens there any more.
    QLocalServer::removeServer(m_socketName);
    m_server.listen(m_socketName);
}

void LocalInstance::greet(QLocalSocket *socket)
{
    socket->setReadBufferSize(maximumStartMessage);
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(*socket); });
    QTimer::singleShot(patience, socket, [socket] { socket->abort(); });
    read(*socket); // what came before
}

void LocalInstance::read(QLocalSocket &socket)
{
    if (!socket.canReadLine()) {
        if (socket.bytesAvailable() >= maximumStartMessage)
            socket.abort();
        return;
    }
    const std::optional<StartMessage> message = messageOf(socket.readLine(maximumStartMessage));
    if (!message) {
        socket.abort();
        return;
    }
    Q_EMIT received(*message);
    socket.write(accepted.data(), accepted.size());
    socket.disconnectFromServer();
}

} // namespace mcpo
