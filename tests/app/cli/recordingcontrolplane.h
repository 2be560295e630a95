// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHttpServer>
#include <QString>

#include <optional>

namespace mcpo
{

/// A control plane that saves whatever it is sent and lets a test look at it.
class RecordingControlPlane
{
public:
    RecordingControlPlane();

    QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(m_port); }

    std::optional<QByteArray> body;          ///< of the last PUT
    QByteArray authorization;                ///< of the last request
    QByteArray overrides = R"({"data":[]})"; ///< what the list answers

private:
    QHttpServer m_server;
    quint16 m_port = 0;
};

} // namespace mcpo
