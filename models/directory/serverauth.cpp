// SPDX-License-Identifier: Apache-2.0
#include "models/directory/serverauth.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto headerType = "header"_L1;
constexpr auto envType = "env"_L1;
constexpr auto oauthType = "oauth2_client_credentials"_L1;

bool isDescribed(const QString &type)
{
    return type == headerType || type == envType || type == oauthType;
}

} // namespace

Unsuited unsuited(const ServerAuth &auth, const QString &credentialType, const QString &subjectType)
{
    using Kind = ServerAuth::Kind;
    if (!isDescribed(credentialType))
        return Unsuited::No;
    const auto only = [&credentialType](QLatin1StringView type, Unsuited why) {
        return credentialType == type ? Unsuited::No : why;
    };
    Unsuited why = Unsuited::No;
    switch (auth.kind) {
    case Kind::None:
    case Kind::Passthrough: why = Unsuited::ServerTakesNone; break;
    case Kind::Header: why = only(headerType, Unsuited::ServerTakesHeader); break;
    case Kind::Env: why = only(envType, Unsuited::ServerTakesEnv); break;
    case Kind::OAuth2: why = only(oauthType, Unsuited::ServerTakesOAuth2); break;
    case Kind::Unknown: break;
    }
    if (why == Unsuited::No && credentialType == oauthType && subjectType == "user"_L1)
        return Unsuited::ForVirtualAccounts;
    return why;
}

bool isSentInHeader(const QString &credentialType) { return credentialType == headerType; }

QString placeholderIn(const QString &text)
{
    const qsizetype open = text.indexOf("{{"_L1);
    const qsizetype close = open < 0 ? -1 : text.indexOf("}}"_L1, open + 2);
    return close < 0 ? QString() : text.mid(open + 2, close - open - 2).trimmed();
}

} // namespace mcpo
