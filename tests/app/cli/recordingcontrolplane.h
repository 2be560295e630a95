// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHttpServer>
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

    QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }

    /// The body of the last PUT, once.
    std::optional<QByteArray> takeBody() { return std::exchange(m_body, {}); }
    /// The header of the last request for the session.
    QByteArray authorization() const { return m_authorization; }
    /// What the list of overrides answers.
    void setOverrides(const QByteArray &json) { m_overrides = json; }

private:
    std::optional<QByteArray> m_body;
    QByteArray m_authorization;
    QByteArray m_overrides = R"({"data":[]})";
    QHttpServer m_server;
    quint16 m_port = 0;
};

} // namespace mcpo
