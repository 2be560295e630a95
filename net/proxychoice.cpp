// SPDX-License-Identifier: Apache-2.0
#include "net/proxychoice.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>
#include <QRegularExpression>

#include <algorithm>
#include <initializer_list>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// The first of @p names that is set and not empty.
QString firstOf(std::initializer_list<const char *> names, const Environment &environment)
{
    for (const char *name : names) {
        QString value = environment(name).trimmed();
        if (!value.isEmpty())
            return value;
    }
    return {};
}

/// As it is written in the environment: a port of its own is a condition.
struct Exception {
    QString host;
    std::optional<int> port;
};

Exception exceptionIn(const QString &entry)
{
    static const QRegularExpression withPort(u"^(\\[.*\\]|[^:]*):([0-9]+)$"_s);
    const QRegularExpressionMatch match = withPort.match(entry);
    Exception exception{match.hasMatch() ? match.captured(1) : entry, {}};
    if (match.hasMatch())
        exception.port = match.captured(2).toInt();
    if (exception.host.startsWith(u'[') && exception.host.endsWith(u']'))
        exception.host = exception.host.sliced(1, exception.host.size() - 2);
    return exception;
}

/// A domain includes its subdomains.
bool isInDomain(const QString &host, QString domain)
{
    while (domain.startsWith(u'*') || domain.startsWith(u'.'))
        domain.remove(0, 1);
    while (domain.endsWith(u'.'))
        domain.chop(1);
    return !domain.isEmpty() && (host.compare(domain, Qt::CaseInsensitive) == 0 ||
                                 host.endsWith(u'.' + domain, Qt::CaseInsensitive));
}

/// "*", a host, a domain, an address, or a range such as 10.0.0.0/8.
bool covers(const QString &entry, const QString &host, int port)
{
    if (entry == u'*')
        return true;
    const QHostAddress address(host);
    if (address.isNull()) {
        const Exception exception = exceptionIn(entry);
        return exception.port.value_or(port) == port && isInDomain(host, exception.host);
    }
    if (entry.contains(u'/'))
        return address.isInSubnet(QHostAddress::parseSubnet(entry));
    if (QHostAddress(entry) == address)
        return true;
    const Exception exception = exceptionIn(entry);
    return exception.port.value_or(port) == port && QHostAddress(exception.host) == address;
}

bool isExcepted(const QUrl &url, const QString &exceptions)
{
    static const QRegularExpression separators(u"[,;\\s]+"_s);
    constexpr int httpsPort = 443;
    const QStringList entries = exceptions.split(separators, Qt::SkipEmptyParts);
    return std::ranges::any_of(entries, [&url](const QString &entry) {
        return covers(entry, url.host(), url.port(httpsPort));
    });
}

QString withoutSignIn(const QString &text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    if (at < 0)
        return text;
    const qsizetype scheme = text.indexOf("://"_L1);
    return text.left(scheme < 0 ? 0 : scheme + 3) + text.sliced(at + 1);
}

ProxyChoice proxyIn(const QString &text)
{
    // Without a scheme it is an HTTP proxy, as curl reads it.
    const QUrl url(text.contains("://"_L1) ? text : "http://"_L1 + text, QUrl::TolerantMode);
    const QString scheme = url.scheme();
    const bool isSocks = scheme == "socks5"_L1 || scheme == "socks5h"_L1;
    if (url.host().isEmpty() || (!isSocks && scheme != "http"_L1))
        return {QNetworkProxy(QNetworkProxy::NoProxy), withoutSignIn(text)};
    constexpr int usualPort = 1080; // of both kinds, as curl has it
    QNetworkProxy proxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                        static_cast<quint16>(url.port(usualPort)), url.userName(QUrl::FullyDecoded),
                        url.password(QUrl::FullyDecoded));
    // With "socks5" this computer looks up the host's address, with "socks5h" the proxy.
    if (scheme == "socks5"_L1)
        proxy.setCapabilities(proxy.capabilities() & ~QNetworkProxy::HostNameLookupCapability);
    return {proxy, {}};
}

} // namespace

QString ProxyChoice::displayText() const
{
    if (proxy.type() == QNetworkProxy::NoProxy)
        return {};
    return proxy.hostName() + u':' + QString::number(proxy.port());
}

std::optional<ProxyChoice> proxyFromEnvironment(const QUrl &url, const Environment &environment)
{
    if (isExcepted(url, firstOf({"no_proxy", "NO_PROXY"}, environment)))
        return ProxyChoice{};
    const QString text =
        firstOf({"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}, environment);
    return text.isEmpty() ? std::nullopt : std::optional(proxyIn(text));
}

ProxyChoice proxyFor(const QUrl &url)
{
    if (url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback())
        return {};
    const auto variable = [](const char *name) { return qEnvironmentVariable(name); };
    if (const std::optional<ProxyChoice> chosen = proxyFromEnvironment(url, variable))
        return *chosen;
    return {QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url)).value(0), {}};
}

} // namespace mcpo
