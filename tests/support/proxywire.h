// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QTcpServer>

namespace mcpo
{

/// A wire in front of a real proxy program, which records what the proxy receives. The event loop
/// has to run for it.
class ProxyWire : public QTcpServer
{
public:
    ~ProxyWire() override;

    int port() const { return serverPort(); }
    /// Everything that came from clients.
    const QByteArray &received() const { return m_received; }
    int connections() const { return m_connections; }
    /// What the proxy itself printed.
    QByteArray log();

protected:
    ProxyWire();
    /// Where the proxy program has to listen. Every port that this process itself needs is to be
    /// taken before.
    quint16 proxyPort();
    /// Ends the test program if the proxy does not start.
    void startProxy(const QString &program, const QStringList &arguments,
                    const QProcessEnvironment &environment);
    void incomingConnection(qintptr descriptor) override;

private:
    QProcess m_process;
    quint16 m_proxyPort = 0;
    QByteArray m_received;
    QByteArray m_log;
    int m_connections = 0;
};

} // namespace mcpo
