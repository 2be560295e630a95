// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QUrl>

#include <optional>
#include <variant>

namespace mcpo
{

/// Where a control plane is: scheme, host, port and, for some tenants, a path prefix.
///
/// Always https, except on loopback, where http is allowed for the sandbox. Never holds user
/// info, a query or a fragment.
class ControlPlaneAddress
{
public:
    enum class Problem {
        Empty,
        Malformed,     ///< no URL, no host, or a control character in the path
        NotHttps,      ///< another scheme, or http to a host that is not loopback
        HasUserInfo,   ///< user:password@ would put a secret into the address
        HasQuery,      ///< an address is not a page: "?…"
        HasFragment,   ///< "#…"
        HasDotSegment, ///< "." or ".." in the path: servers resolve it, so it is not kept as typed
    };

    /// Reads what a person typed. Blanks around it are ignored, "https://" may be left out, and
    /// slashes at the end do not count.
    static std::variant<ControlPlaneAddress, Problem> parse(const QString &text);

    /// The full URL of @p path, which begins with "/" and is percent-encoded already.
    QUrl endpoint(const QByteArray &path) const;

    /// Canonical text, e.g. "https://cp.example.com/prefix"; equal addresses have equal texts.
    QString text() const;
    /// Host with the port where it is not the default one, for people: "127.0.0.1:8080".
    QString displayName() const;
    bool isLoopback() const;

    bool operator==(const ControlPlaneAddress &) const = default;

private:
    explicit ControlPlaneAddress(QUrl url)
        : m_url(std::move(url))
    {
    }
    QUrl m_url;
};

} // namespace mcpo
