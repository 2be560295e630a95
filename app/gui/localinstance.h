// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/gui/singleinstance.h"

#include <QLocalServer>
#include <QLockFile>

#include <memory>

class QLocalSocket;

namespace mcpo
{

/// A lock file says who is first, and a local socket takes the messages, one line each, answered
/// by "ok". Both are the user's alone. What a killed program left behind is recognised.
class LocalInstance : public InstanceTransport
{
    Q_OBJECT
public:
    LocalInstance();

    Claim claim(const StartMessage &message, QDeadlineTimer deadline) override;

private:
    void listen();
    void greet(QLocalSocket *socket);
    void read(QLocalSocket &socket);

    const QString m_socketName; ///< a path but on Windows; empty where there is no place for it
    std::unique_ptr<QLockFile> m_lock;
    QLocalServer m_server;
};

} // namespace mcpo
