// SPDX-License-Identifier: Apache-2.0
#include "models/session/controlplaneaddress.h"

#include "models/text/controlcharacters.h"

#include <QStringList>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

bool isLoopbackHost(const QString &host)
{
    if (host == "localhost"_L1 || host == "::1"_L1)
        return true;
    // QUrl has already turned every other spelling of an IPv4 address into four decimals. Four
    // numbers are asked for, because 127.0.0.1.example.com is somebody else's host, and in their
    // one spelling, because 127.0.0.08 is a name that would be looked up.
    const QStringList numbers = host.split(u'.');
    if (numbers.size() != 4 || numbers.first() != "127"_L1)
        return false;
    return std::all_of(numbers.cbegin(), numbers.cend(), [](const QString &number) {
        const ushort value = number.toUShort();
        return value <= 255 && number == QString::number(value);
    });
}

QString withScheme(const QString &text)
{
    if (text.contains("://"_L1))
        return text;
    const QUrl guess("http://"_L1 + text);
    return (isLoopbackHost(guess.host()) ? "http://"_L1 : "https://"_L1) + text;
}

int defaultPort(const QString &scheme) { return scheme == "https"_L1 ? 443 : 80; }

QString withoutSlashesAtEnd(QString path)
{
    while (path.endsWith(u'/'))
        path.chop(1);
    return path;
}

bool hasDotSegment(const QString &path)
{
    const QStringList segments = path.split(u'/');
    return segments.contains("."_L1) || segments.contains(".."_L1);
}

} // namespace

std::variant<ControlPlaneAddress, ControlPlaneAddress::Problem>
ControlPlaneAddress::parse(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return Problem::Empty;

    QUrl url(withScheme(trimmed), QUrl::StrictMode);
    const QString path = url.path(QUrl::FullyDecoded);
    if (!url.isValid() || url.host().isEmpty() || url.port() == 0 || !trimmed.isValidUtf16() ||
        holdsControl(path))
        return Problem::Malformed;
    const bool isHttp = url.scheme() == "http"_L1;
    if (url.scheme() != "https"_L1 && !(isHttp && isLoopbackHost(url.host())))
        return Problem::NotHttps;
    if (!url.userInfo().isEmpty() || url.authority().contains(u'@'))
        return Problem::HasUserInfo;
    if (url.hasQuery())
        return Problem::HasQuery;
    if (url.hasFragment())
        return Problem::HasFragment;
    if (hasDotSegment(path))
        return Problem::HasDotSegment;

    url.setPath(withoutSlashesAtEnd(url.path(QUrl::FullyEncoded)), QUrl::TolerantMode);
    if (url.port() == defaultPort(url.scheme()))
        url.setPort(-1);
    return ControlPlaneAddress(url);
}

QUrl ControlPlaneAddress::endpoint(const QByteArray &path) const
{
    return QUrl::fromEncoded(m_url.toEncoded() + path, QUrl::StrictMode);
}

QString ControlPlaneAddress::text() const { return QString::fromLatin1(m_url.toEncoded()); }

QString ControlPlaneAddress::displayName() const
{
    const QString host = m_url.host().contains(u':') ? u'[' + m_url.host() + u']' : m_url.host();
    const QString port = m_url.port() > 0 ? u':' + QString::number(m_url.port()) : QString();
    // Encoded, so that nothing in it can pass for a separator or turn the text round.
    return host + port + m_url.path(QUrl::FullyEncoded);
}

bool ControlPlaneAddress::isLoopback() const { return isLoopbackHost(m_url.host()); }

} // namespace mcpo
