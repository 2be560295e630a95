// SPDX-License-Identifier: Apache-2.0
#include "tests/app/cli/recordingcontrolplane.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QHttpServerResponse json(const QByteArray &text) { return {"application/json", text}; }

} // namespace

RecordingControlPlane::RecordingControlPlane()
{
    using Method = QHttpServerRequest::Method;
    m_server.route(u"/api/svc/v1/session"_s, Method::Get,
                   [this](const QHttpServerRequest &request) {
                       m_authorization = request.value("Authorization");
                       return json(R"({"user":{"tenantName":"t","roles":[],"subject":
                        {"subjectId":"me","subjectType":"user"}}})");
                   });
    m_server.route(u"/api/svc/v1/mcp/<arg>/auth"_s, Method::Put,
                   [this](const QString &, const QHttpServerRequest &request) {
                       m_body = request.body();
                       return json("{}");
                   });
    m_server.route(u"/api/svc/v1/mcp/<arg>/auth"_s, Method::Get,
                   [this](const QString &) { return json(m_overrides); });
    m_server.route(u"/api/svc/v1/mcp/<arg>/auth/status"_s, Method::Get, [](const QString &) {
        return json(R"({"status":"authenticated","method":"auth-override"})");
    });
    m_port = m_server.listen(QHostAddress::LocalHost);
}

} // namespace mcpo
