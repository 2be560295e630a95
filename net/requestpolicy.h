// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/caller.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSet>

#include <chrono>
#include <memory>

class QThread;

namespace mcpo
{

/// Bounds of one exchange.
struct RequestLimits {
    /// From the start of the call to the last byte of the answer, whatever happens between.
    std::chrono::milliseconds deadline = std::chrono::seconds(30);
    /// Bytes; what is made of them needs up to eight times as much.
    qint64 maximumBody = 1024LL * 1024;
};

/// The one place that decides how this program talks to the network: nothing else builds a
/// QNetworkRequest.
///
/// Redirects are never followed (Qt would carry the token and the body to another origin); no
/// cookies, no cache, no HTTP sign-in dialogs; TLS 1.2 or newer without any bypass; HTTP/1.1 only,
/// because Qt 6.4's HTTP/2 has known holes; answers are asked for uncompressed, so that a size
/// limit means what it says.
///
/// The CA file of the account is trusted beside the system's authorities; one that cannot be used
/// is trusted for nothing, see ControlPlaneClient.
///
/// @p path begins with "/" and is percent-encoded.
QNetworkRequest makeRequest(const Account &account, const QByteArray &path);

/// A manager that can be given up. Its thread may be reading what never ends, and until that ends
/// it takes no other call, and destroying the manager waits for it, up to five seconds.
class NetworkManager : public QNetworkAccessManager
{
    Q_OBJECT
public:
    void giveUp() { m_isGivenUp = true; }
    bool isGivenUp() const { return m_isGivenUp; }
    /// Then it may have a connection that it keeps.
    void noteAnswer() { m_hasAnswered = true; }
    bool hasAnswered() const { return m_hasAnswered; }

private:
    bool m_isGivenUp = false;
    bool m_hasAnswered = false;
};

/// Shared by the calls that use it; deleted after the last of them, without ever stopping the
/// window: by the event loop or, if it was given up, in a thread of its own.
using NetworkAccess = std::shared_ptr<NetworkManager>;

/// Makes network accesses and outlives them. Each has a thread of Qt's, which must have ended
/// before the program takes Qt and the TLS library apart: so the destructor deletes what the event
/// loop has not deleted yet, and waits for what is deleted in threads.
class NetworkAccesses : public QObject
{
    Q_OBJECT
public:
    NetworkAccesses() = default;
    ~NetworkAccesses() override;

    /// With the one choice of proxies, see proxyFor().
    NetworkAccess make();

private:
    void letGo(NetworkManager *manager);
    void deleteElsewhere(NetworkManager *manager);

    QSet<NetworkManager *> m_managers; ///< alive, and not deleted elsewhere
    QSet<QThread *> m_threads;         ///< in which the others are deleted
};

} // namespace mcpo
