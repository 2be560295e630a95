// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QNetworkProxy>
#include <QString>
#include <QUrl>

#include <functional>
#include <optional>

namespace mcpo
{

/// How to reach a host: through a proxy, directly (QNetworkProxy::NoProxy), or not at all, because
/// a proxy is set that this program does not support.
struct ProxyChoice {
    QNetworkProxy proxy{QNetworkProxy::NoProxy};
    QString unsupported; ///< that proxy, such as "socks4://proxy.example.com:1080", without sign-in

    /// Such as "proxy.example.com:3128"; empty where no proxy is used.
    QString displayText() const;
};

using Environment = std::function<QString(const char *name)>;

/// None for loopback. Elsewhere what the environment says: https_proxy, or else all_proxy, except
/// for the hosts in no_proxy, each in lower or upper case. Without these: the first choice of the
/// system.
ProxyChoice proxyFor(const QUrl &url);

/// What the environment alone says; nothing where it has no proxy and no exception for the host.
std::optional<ProxyChoice> proxyFromEnvironment(const QUrl &url, const Environment &environment);

} // namespace mcpo
