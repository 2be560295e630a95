// SPDX-License-Identifier: Apache-2.0
#include "tests/support/socksproxy.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

SocksProxy::SocksProxy(const QStringList &hosts, const QString &user, const QString &password)
    : m_hosts(hosts)
{
    QStringList arguments{u"-i"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(proxyPort())};
    if (!user.isEmpty())
        arguments << u"-u"_s << user << u"-P"_s << password;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(m_hosts.variables());
    startProxy(u"microsocks"_s, arguments, environment);
}

QByteArray SocksProxy::requestFor(const QByteArray &host, quint16 port)
{
    QByteArray request("\x05\x01\x00\x03", 4); // RFC 1928, section 4: CONNECT, a domain name
    request += static_cast<char>(host.size());
    request += host;
    request += static_cast<char>(port >> 8U);
    request += static_cast<char>(port & 0xFFU);
    return request;
}

} // namespace mcpo
