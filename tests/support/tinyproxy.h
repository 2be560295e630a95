// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QTcpServer>
#include <QTemporaryDir>

class QTcpSocket;

namespace mcpo
{

/// A real proxy: the tinyproxy program. In front of it a wire writes down whatever the proxy is
/// given; behind it an exit leads every tunnel to one port of this machine, whatever host is asked
/// for, since a proxy is not used for this machine itself. The event loop has to run for it.
class TinyProxy : public QTcpServer
{
public:
    /// With a name it asks who this is (Basic).
    explicit TinyProxy(quint16 targetPort, const QString &user = {}, const QString &password = {});
    ~TinyProxy() override;

    int port() const { return serverPort(); }
    /// @p credentials such as "user:password@".
    QString url(const QString &credentials = {}) const;
    /// Everything that came from clients.
    const QByteArray &received() const { return m_received; }
    int connections() const { return m_connections; }
    /// The proxy's own words about what it did.
    QByteArray log();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void leadOut(QTcpSocket *proxy, quint16 targetPort);

    QTcpServer m_exit;
    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_proxyPort = 0;
    QByteArray m_received;
    QByteArray m_log;
    int m_connections = 0;
};

} // namespace mcpo
