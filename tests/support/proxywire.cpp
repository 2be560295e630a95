// SPDX-License-Identifier: Apache-2.0
#include "tests/support/proxywire.h"

#include "tests/support/scriptedserver.h"

#include <QTcpSocket>
#include <QTest>

namespace mcpo
{

namespace
{

bool canConnect(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(1000);
}

} // namespace

ProxyWire::ProxyWire()
{
    if (!listen(QHostAddress::LocalHost))
        qFatal("The proxy cannot be prepared");
}

ProxyWire::~ProxyWire()
{
    m_process.kill();
    m_process.waitForFinished();
}

quint16 ProxyWire::proxyPort()
{
    if (m_proxyPort == 0)
        m_proxyPort = unusedPort();
    return m_proxyPort;
}

void ProxyWire::startProxy(const QString &program, const QStringList &arguments,
                           const QProcessEnvironment &environment)
{
    m_process.setProcessEnvironment(environment);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(program, arguments);
    if (!m_process.waitForStarted() ||
        !QTest::qWaitFor([this] { return canConnect(m_proxyPort); }, 30'000))
        qFatal("%s does not start: %s", qPrintable(program), m_process.readAll().constData());
}

QByteArray ProxyWire::log()
{
    m_log += m_process.readAll();
    return m_log;
}

void ProxyWire::incomingConnection(qintptr descriptor)
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
