// SPDX-License-Identifier: Apache-2.0
#include "app/cli/facts.h"

#include "models/session/accesstoken.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QJsonValue knownText(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue time(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QJsonValue word(Role role)
{
    switch (role) {
    case Role::Manager: return u"manager"_s;
    case Role::NotManager: return u"not-manager"_s;
    case Role::Unknown: return {};
    }
    Q_UNREACHABLE();
}

// The control plane's own words (control-plane API, section 2).

QJsonValue word(EffectiveAuth::Status status)
{
    using enum EffectiveAuth::Status;
    switch (status) {
    case Authenticated: return u"authenticated"_s;
    case Required: return u"authentication_required"_s;
    case NotRequired: return u"authentication_not_required"_s;
    case Unknown: return {};
    }
    Q_UNREACHABLE();
}

QJsonValue word(EffectiveAuth::Method method)
{
    using enum EffectiveAuth::Method;
    switch (method) {
    case OAuth: return u"oauth"_s;
    case AuthOverride: return u"auth-override"_s;
    case None:
    case Unknown: return {};
    }
    Q_UNREACHABLE();
}

QJsonValue word(ChangeEffect effect)
{
    switch (effect) {
    case ChangeEffect::Created: return u"created"_s;
    case ChangeEffect::Replaced: return u"replaced"_s;
    case ChangeEffect::Removed: return u"removed"_s;
    case ChangeEffect::None: return u"none"_s;
    case ChangeEffect::Unknown: return {};
    }
    Q_UNREACHABLE();
}

} // namespace

Facts factsOf(const Account &account, const Caller &caller)
{
    const TokenClaims claims = readTokenClaims(account.token).value_or(TokenClaims{});
    return {{"controlPlane"_L1, account.address.text()},
            {"subjectId"_L1, knownText(caller.subject.id)},
            {"subjectType"_L1, knownText(caller.subject.type)},
            {"displayName"_L1, knownText(caller.displayName)},
            {"tenantName"_L1, knownText(caller.tenantName)},
            {"role"_L1, word(caller.role)},
            {"tokenExpiresAt"_L1, time(claims.expiresAt)}};
}

Facts factsOf(const QString &serverId, const Subject &subject)
{
    return {
        {"serverId"_L1, serverId}, {"subjectId"_L1, subject.id}, {"subjectType"_L1, subject.type}};
}

Facts factsOf(const EffectiveAuth &auth)
{
    return {{"status"_L1, word(auth.status)},
            {"method"_L1, word(auth.method)},
            {"reason"_L1, knownText(auth.reason)}};
}

Facts factsOf(ChangeEffect effect) { return {{"result"_L1, word(effect)}}; }

Facts factsOf(const OverrideRow &row)
{
    return {{"subjectId"_L1, row.subject.id},
            {"subjectType"_L1, row.subject.type},
            {"credentialType"_L1, knownText(row.credentialType)},
            {"updatedAt"_L1, time(row.updatedAt)},
            {"updatedBy"_L1, knownText(row.updatedBy.id)},
            {"updatedByName"_L1, knownText(row.updatedByName)}};
}

} // namespace mcpo
