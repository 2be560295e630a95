// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QList>

namespace mcpo
{

/// Bounds what a server may send for one call, at the socket: Qt keeps headers, and the body of a
/// 401 or 407, to itself until they are complete, however long they are. The kernel counts what
/// each connection has received, and ends it from outside of Qt's thread, which may be busy with
/// it. Linux only: elsewhere nothing is ever exceeded.
///
/// A connection that is kept serves several calls, so that all calls under way count for each.
class ReceiptLimit
{
public:
    /// @p port: of the server or proxy to which the program connects.
    ReceiptLimit(quint16 port, qint64 bytesPerCall);
    ~ReceiptLimit();
    ReceiptLimit(const ReceiptLimit &) = delete;
    ReceiptLimit &operator=(const ReceiptLimit &) = delete;

    /// Whether a connection has received more since this was made. If so, ends that connection.
    bool isExceeded() const;

private:
    struct Connection {
        int descriptor = -1;
        quint64 id = 0; ///< never two at a time, whereas descriptors are used again
        qint64 received = 0;
    };

    QList<Connection> connections() const;

    quint16 m_port;
    qint64 m_bytesPerCall;
    int m_endedBefore; ///< calls
    QHash<quint64, qint64> m_receivedBefore;
};

} // namespace mcpo
