// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/sandboxhttpserver.h"

#include <QString>

#include <optional>
#include <utility>

namespace mcpo
{

/// A control plane that saves whatever it is sent and lets a test look at it.
class RecordingControlPlane
{
public:
    RecordingControlPlane();

    QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_server.port()); }

    /// The body of the last PUT, once.
    std::optional<QByteArray> takeBody() { return std::exchange(m_body, {}); }
    /// How often something was set or removed.
    int changes() const { return m_changes; }
    /// The bearer token of the last request for the session.
    QByteArray token() const { return m_token; }
    /// What the list of overrides answers.
    void setOverrides(const QByteArray &json) { m_overrides = json; }

private:
    SandboxReply answer(const SandboxRequest &request);

    std::optional<QByteArray> m_body;
    int m_changes = 0;
    QByteArray m_token;
    QByteArray m_overrides = R"({"data":[]})";
    SandboxHttpServer m_server;
};

} // namespace mcpo
