// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/ownhosts.h"
#include "tests/support/proxywire.h"

namespace mcpo
{

/// A real SOCKS 5 proxy: the microsocks program. Only this proxy finds @p hosts.
class SocksProxy : public ProxyWire
{
public:
    /// With a user name it requires a sign-in.
    explicit SocksProxy(const QStringList &hosts, const QString &user = {},
                        const QString &password = {});

    /// The request that it received to connect to a host by name; empty where there was none.
    static QByteArray requestFor(const QByteArray &host, quint16 port);

private:
    OwnHosts m_hosts;
};

} // namespace mcpo
