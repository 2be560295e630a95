// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/proxywire.h"

#include <QTemporaryDir>

class QTcpSocket;

namespace mcpo
{

/// A real HTTP proxy: the tinyproxy program. Behind it an exit leads every tunnel to one port of
/// this machine, whatever host is asked for, since a proxy is not used for this machine itself.
class TinyProxy : public ProxyWire
{
public:
    /// With a name it asks who this is (Basic).
    explicit TinyProxy(quint16 targetPort, const QString &user = {}, const QString &password = {});

    /// @p credentials such as "user:password@".
    QString url(const QString &credentials = {}) const;

private:
    void leadOut(QTcpSocket *proxy, quint16 targetPort);

    QTcpServer m_exit;
    QTemporaryDir m_folder;
};

} // namespace mcpo
