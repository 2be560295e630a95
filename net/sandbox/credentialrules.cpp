// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/credentialrules.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto oauthClient = "oauth2_client_credentials"_L1;

QStringList onlyType(QLatin1StringView wanted, const QString &given)
{
    if (given == wanted)
        return {};
    return {u"authOverride.type must be %1 for this MCP server"_s.arg(wanted)};
}

bool needsIndividualCredentials(const SandboxServer &server)
{
    return server.authData.value("auth_level"_L1) == "per_user"_L1;
}

QJsonObject status(const QString &status, const QJsonValue &method, const QString &reason = {})
{
    QJsonObject json{{u"status"_s, status}, {u"method"_s, method}};
    if (!reason.isEmpty())
        json.insert(u"reason"_s, reason);
    return json;
}

} // namespace

ServerAuthKind authKind(const SandboxServer &server)
{
    const QString type = server.authData.value("type"_L1).toString();
    if (type.isEmpty() || type == "passthrough"_L1)
        return ServerAuthKind::None;
    if (type == "header"_L1)
        return ServerAuthKind::Header;
    if (type == "env"_L1)
        return ServerAuthKind::Env;
    if (type == "oauth2"_L1)
        return ServerAuthKind::OAuth2;
    return ServerAuthKind::Unknown;
}

bool takesOverrides(const SandboxServer &server)
{
    return authKind(server) != ServerAuthKind::None;
}

QStringList unsuitable(const SandboxServer &server, const Subject &subject,
                       const QString &credentialType)
{
    QStringList reasons;
    switch (authKind(server)) {
    case ServerAuthKind::Header: reasons = onlyType("header"_L1, credentialType); break;
    case ServerAuthKind::Env: reasons = onlyType("env"_L1, credentialType); break;
    case ServerAuthKind::OAuth2: reasons = onlyType(oauthClient, credentialType); break;
    case ServerAuthKind::None:
    case ServerAuthKind::Unknown: break;
    }
    if (reasons.isEmpty() && credentialType == oauthClient && subject.type == "user"_L1)
        reasons.append(
            u"subjectType must be virtualaccount for authOverride.type %1"_s.arg(oauthClient));
    return reasons;
}

QJsonObject effectiveAuth(const SandboxServer &server, const Subject &subject,
                          const SandboxState &state)
{
    const QString authenticated = u"authenticated"_s;
    const QString required = u"authentication_required"_s;
    const QString notRequired = u"authentication_not_required"_s;

    if (state.hasOverride(server.id, subject))
        return status(authenticated, u"auth-override"_s);
    switch (authKind(server)) {
    case ServerAuthKind::None: return status(notRequired, QJsonValue::Null);
    case ServerAuthKind::OAuth2:
        if (state.hasConsent(server.id, subject))
            return status(authenticated, u"oauth"_s);
        return status(required, QJsonValue::Null, u"The subject has not given consent yet."_s);
    case ServerAuthKind::Header:
    case ServerAuthKind::Env:
    case ServerAuthKind::Unknown: break;
    }
    if (needsIndividualCredentials(server))
        return status(required, QJsonValue::Null,
                      u"This MCP server requires individual credentials."_s);
    return status(notRequired, QJsonValue::Null,
                  u"The shared credentials of the MCP server are used."_s);
}

} // namespace mcpo
