// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/sandboxcontrolplane.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>

#include <memory>

namespace mcpo
{

inline const QByteArray jiraAuth = "/api/svc/v1/mcp/mcp-01hx0jira/auth";
inline const QByteArray jiraOverride =
    R"({"subjectId":"user-17","subjectType":"user",)"
    R"("authOverride":{"type":"header","headerValue":"canary-value"}})";

/// Talks to a sandbox as the manager, over the network.
class SandboxClient
{
public:
    using Reply = std::unique_ptr<QNetworkReply>;

    Reply send(const SandboxControlPlane &sandbox, const QByteArray &method, const QByteArray &path,
               const QByteArray &content = {})
    {
        QNetworkRequest request(QUrl::fromEncoded(sandbox.address().toLatin1() + path));
        request.setRawHeader("Authorization",
                             "Bearer " + SandboxControlPlane::managerToken().toLatin1());
        request.setRawHeader("Content-Type", "application/json");
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                             QNetworkRequest::ManualRedirectPolicy);
        return Reply(m_network.sendCustomRequest(request, method, content));
    }
    static bool isFinished(const Reply &reply)
    {
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        return reply->isFinished() || finished.wait(30'000);
    }
    static int statusOf(const Reply &reply)
    {
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }
    /// Of jira-cloud; empty where the list could not be read.
    QJsonArray overrides(const SandboxControlPlane &sandbox)
    {
        const Reply reply = send(sandbox, "GET", jiraAuth);
        if (!isFinished(reply))
            return {};
        return QJsonDocument::fromJson(reply->readAll())
            .object()
            .value(QLatin1StringView("data"))
            .toArray();
    }

private:
    QNetworkAccessManager m_network;
};

} // namespace mcpo
