// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tinyproxy.h"

#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QTcpSocket>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

bool canConnect(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(1000);
}

} // namespace

TinyProxy::TinyProxy(quint16 targetPort, const QString &user, const QString &password)
{
    QFile settings(m_folder.filePath(u"tinyproxy.conf"_s));
    if (!settings.open(QIODevice::WriteOnly) || !listen(QHostAddress::LocalHost) ||
        !m_exit.listen(QHostAddress::LocalHost))
        qFatal("The proxy cannot be prepared");
    m_proxyPort = unusedPort(); // only now: the exit could be given it, too
    settings.write("Listen 127.0.0.1\nTimeout 60\nLogLevel Connect\nAllow 127.0.0.1\nPort " +
                   QByteArray::number(m_proxyPort) +
                   "\nUpstream http 127.0.0.1:" + QByteArray::number(m_exit.serverPort()) + '\n');
    connect(&m_exit, &QTcpServer::newConnection, this,
            [this, targetPort] { leadOut(m_exit.nextPendingConnection(), targetPort); });
    if (!user.isEmpty())
        settings.write("BasicAuth " + user.toLatin1() + ' ' + password.toLatin1() + '\n');
    settings.close();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(u"tinyproxy"_s, {u"-d"_s, u"-c"_s, settings.fileName()});
    if (!m_process.waitForStarted() ||
        !QTest::qWaitFor([this] { return canConnect(m_proxyPort); }, 30'000))
        qFatal("tinyproxy does not start: %s", m_process.readAll().constData());
}

TinyProxy::~TinyProxy()
{
    m_process.kill();
    m_process.waitForFinished();
}

QString TinyProxy::url(const QString &credentials) const
{
    return "http://"_L1 + credentials + "127.0.0.1:"_L1 + QString::number(port());
}

QByteArray TinyProxy::log()
{
    m_log += m_process.readAll();
    return m_log;
}

void TinyProxy::leadOut(QTcpSocket *proxy, quint16 targetPort)
{
    auto *target = new QTcpSocket(proxy);
    connect(proxy, &QTcpSocket::readyRead, target, [proxy, target, targetPort] {
        if (target->state() != QTcpSocket::UnconnectedState) {
            target->write(proxy->readAll());
            return;
        }
        if (!proxy->peek(64 * 1024).contains("\r\n\r\n"))
            return; // its CONNECT is not complete yet
        proxy->readAll();
        proxy->write("HTTP/1.0 200 Connected\r\n\r\n");
        target->connectToHost(QHostAddress::LocalHost, targetPort);
    });
    connect(target, &QTcpSocket::readyRead, proxy,
            [proxy, target] { proxy->write(target->readAll()); });
    connect(target, &QTcpSocket::disconnected, proxy, &QTcpSocket::disconnectFromHost);
    connect(proxy, &QTcpSocket::disconnected, proxy, &QObject::deleteLater);
}

void TinyProxy::incomingConnection(qintptr descriptor)
{
    ++m_connections;
    auto *client = new QTcpSocket(this);
    client->setSocketDescriptor(descriptor);
    auto *proxy = new QTcpSocket(client);
    proxy->connectToHost(QHostAddress::LocalHost, m_proxyPort);
    connect(client, &QTcpSocket::readyRead, this, [this, client, proxy] {
        const QByteArray bytes = client->readAll();
        m_received += bytes;
        proxy->write(bytes);
    });
    connect(proxy, &QTcpSocket::readyRead, client,
            [client, proxy] { client->write(proxy->readAll()); });
    connect(proxy, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
}

} // namespace mcpo
