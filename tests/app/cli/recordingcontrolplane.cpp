// SPDX-License-Identifier: Apache-2.0
#include "tests/app/cli/recordingcontrolplane.h"

#include <QJsonDocument>

namespace mcpo
{

namespace
{

SandboxReply json(const QByteArray &text)
{
    return {.json = QJsonDocument::fromJson(text).object()};
}

} // namespace

RecordingControlPlane::RecordingControlPlane()
    : m_server([this](const SandboxRequest &request) { return answer(request); })
{
    if (const auto error = m_server.listen(0))
        qFatal("%s", qPrintable(*error));
}

SandboxReply RecordingControlPlane::answer(const SandboxRequest &request)
{
    const QByteArray call = request.method + ' ' + request.segments.constLast();
    if (call == "GET session") {
        m_token = request.bearerToken;
        return json(R"({"user":{"tenantName":"t","roles":[],"subject":
                        {"subjectId":"me","subjectType":"user"}}})");
    }
    if (request.method == "GET" && request.segments.size() == 5)
        return json(R"({"data":{"id":"s","name":"s","manifest":{"auth_data":{"type":"header",
                     "headers":{"Authorization":"Bearer {{API_KEY}}"}}}}})");
    if (call == "GET status")
        return json(R"({"status":"authenticated","method":"auth-override"})");
    if (call == "GET auth")
        return json(m_overrides);
    if (call != "PUT auth" && call != "DELETE auth")
        return refusal(404, QStringLiteral("Not found"));
    ++m_changes;
    if (request.method == "PUT")
        m_body = request.body;
    return {};
}

} // namespace mcpo
