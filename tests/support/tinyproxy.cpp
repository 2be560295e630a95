// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tinyproxy.h"

#include <QFile>
#include <QTcpSocket>

namespace mcpo
{

using namespace Qt::StringLiterals;

TinyProxy::TinyProxy(quint16 targetPort, const QString &user, const QString &password)
{
    QFile settings(m_folder.filePath(u"tinyproxy.conf"_s));
    if (!settings.open(QIODevice::WriteOnly) || !m_exit.listen(QHostAddress::LocalHost))
        qFatal("The proxy cannot be prepared");
    settings.write("Listen 127.0.0.1\nTimeout 60\nLogLevel Connect\nAllow 127.0.0.1\nPort " +
                   QByteArray::number(proxyPort()) +
                   "\nUpstream http 127.0.0.1:" + QByteArray::number(m_exit.serverPort()) + '\n');
    connect(&m_exit, &QTcpServer::newConnection, this,
            [this, targetPort] { leadOut(m_exit.nextPendingConnection(), targetPort); });
    if (!user.isEmpty())
        settings.write("BasicAuth " + user.toLatin1() + ' ' + password.toLatin1() + '\n');
    settings.close();
    startProxy(u"tinyproxy"_s, {u"-d"_s, u"-c"_s, settings.fileName()},
               QProcessEnvironment::systemEnvironment());
}

QString TinyProxy::url(const QString &credentials) const
{
    return "http://"_L1 + credentials + "127.0.0.1:"_L1 + QString::number(port());
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

} // namespace mcpo
