// SPDX-License-Identifier: Apache-2.0
#include "net/receiptlimit.h"

#include <QtEndian>

#ifdef Q_OS_LINUX
#include <charconv>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include <linux/tcp.h> // glibc's does not have the bytes
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#endif

namespace mcpo
{

namespace
{

struct Calls {
    int begun = 0;
    int ended = 0;
};

Calls &calls()
{
    static Calls all;
    return all;
}

#ifdef Q_OS_LINUX
/// Of the other end; nothing where this is no connection of TCP.
std::optional<quint16> peerPort(int descriptor)
{
    sockaddr_storage address{};
    socklen_t size = sizeof(address);
    void *place = &address;
    if (getpeername(descriptor, static_cast<sockaddr *>(place), &size) != 0)
        return {};
    if (address.ss_family == AF_INET)
        return qFromBigEndian(static_cast<const sockaddr_in *>(place)->sin_port);
    if (address.ss_family == AF_INET6)
        return qFromBigEndian(static_cast<const sockaddr_in6 *>(place)->sin6_port);
    return {};
}

std::optional<qint64> receivedBy(int descriptor)
{
    tcp_info info{};
    socklen_t size = sizeof(info);
    if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
        return {};
    return static_cast<qint64>(info.tcpi_bytes_received);
}

quint64 idOf(int descriptor)
{
    struct stat facts {
    };
    return fstat(descriptor, &facts) == 0 ? facts.st_ino : 0;
}

/// All that are open now.
QList<int> descriptors()
{
    QList<int> found;
    std::error_code error;
    for (std::filesystem::directory_iterator at("/proc/self/fd", error), end; at != end && !error;
         at.increment(error)) {
        const std::string name = at->path().filename().string();
        int descriptor = -1;
        std::from_chars(name.data(), name.data() + name.size(), descriptor);
        found.append(descriptor);
    }
    return found;
}
#endif

} // namespace

ReceiptLimit::ReceiptLimit(quint16 port, qint64 bytesPerCall)
    : m_port(port)
    , m_bytesPerCall(bytesPerCall)
    , m_endedBefore(calls().ended)
{
    ++calls().begun;
    const QList<Connection> before = connections();
    for (const Connection &one : before)
        m_receivedBefore.insert(one.id, one.received);
}

ReceiptLimit::~ReceiptLimit() { ++calls().ended; }

#ifdef Q_OS_LINUX

QList<ReceiptLimit::Connection> ReceiptLimit::connections() const
{
    QList<Connection> found;
    const QList<int> open = descriptors();
    for (const int descriptor : open) {
        if (peerPort(descriptor) != m_port)
            continue;
        if (const auto received = receivedBy(descriptor))
            found.append({descriptor, idOf(descriptor), *received});
    }
    return found;
}

bool ReceiptLimit::isExceeded() const
{
    const qint64 allowed = m_bytesPerCall * (calls().begun - m_endedBefore);
    bool isAny = false;
    const QList<Connection> now = connections();
    for (const Connection &one : now) {
        if (one.received - m_receivedBefore.value(one.id) <= allowed)
            continue;
        shutdown(one.descriptor, SHUT_RDWR);
        isAny = true;
    }
    return isAny;
}

#else

QList<ReceiptLimit::Connection> ReceiptLimit::connections() const { return {}; }

bool ReceiptLimit::isExceeded() const { return false; }

#endif

} // namespace mcpo
