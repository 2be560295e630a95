// SPDX-License-Identifier: Apache-2.0
#include "net/directoryreader.h"

#include "models/override/serverid.h"
#include "models/session/accesstoken.h"
#include "models/text/controlcharacters.h"
#include "models/text/utctime.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// An id as text. Some deployments number things: a whole number has one form in a URL. One that
/// is not exact in JSON numbers is none.
QString idText(const QJsonValue &value)
{
    if (!value.isDouble())
        return value.toString();
    constexpr qint64 largestExact = 1LL << 53;
    const qint64 number = value.toInteger(-1);
    return number >= 0 && number < largestExact ? QString::number(number) : QString();
}

/// Nothing for an id that no control plane gives: it would reach a URL when somebody picks it.
QString subjectId(const QJsonValue &value)
{
    const QString id = idText(value);
    return isSendableId(id) ? id : QString();
}

Subject readSubject(const QJsonObject &json)
{
    return {subjectId(json.value("subjectId"_L1)),
            subjectTypeFromServer(json.value("subjectType"_L1).toString())};
}

QString firstText(std::initializer_list<QJsonValue> candidates)
{
    for (const QJsonValue &candidate : candidates) {
        if (QString text = candidate.toString(); !text.isEmpty())
            return text;
    }
    return {};
}

/// The headers of the manifest: the one with a placeholder, else the first.
void readHeaders(const QJsonObject &headers, ServerAuth &auth)
{
    for (auto header = headers.begin(); header != headers.end(); ++header) {
        const QString value = header.value().toString();
        const QString placeholder = placeholderIn(value);
        if (!auth.headerName.isEmpty() && placeholder.isEmpty())
            continue;
        auth.headerName = header.key();
        auth.headerTemplate = placeholder.isEmpty() ? QString() : value;
        auth.placeholder = placeholder;
        if (!placeholder.isEmpty())
            return;
    }
}

void readEnvironment(const QJsonObject &environment, ServerAuth &auth)
{
    for (const QJsonValue &value : environment) {
        auth.placeholder = placeholderIn(value.toString());
        if (!auth.placeholder.isEmpty())
            return;
    }
}

ServerAuth readServerAuth(const QJsonObject &json)
{
    using Kind = ServerAuth::Kind;
    ServerAuth auth;
    const QJsonValue manifest = json.value("manifest"_L1);
    if (!manifest.isObject())
        return auth;
    const QJsonValue data = manifest["auth_data"_L1];
    const QString type = data["type"_L1].toString();
    if (data.isUndefined() || data.isNull()) {
        // What the control plane says outright counts more than what a manifest leaves out.
        const bool isSaidToTake = json.value("isAuthOverrideSupported"_L1).toBool(false);
        auth.kind = isSaidToTake ? Kind::Unknown : Kind::None;
    } else if (type == "passthrough"_L1) {
        auth.kind = Kind::Passthrough;
    } else if (type == "header"_L1) {
        auth.kind = Kind::Header;
        readHeaders(data["headers"_L1].toObject(), auth);
    } else if (type == "env"_L1) {
        auth.kind = Kind::Env;
        readEnvironment(data["env"_L1].toObject(), auth);
    } else if (type == "oauth2"_L1) {
        auth.kind = Kind::OAuth2;
    }
    auth.isIndividual = data["auth_level"_L1].toString() == "per_user"_L1;
    return auth;
}

} // namespace

std::optional<QJsonArray> readPage(const QJsonValue &json)
{
    if (json.isArray())
        return json.toArray();
    const QJsonValue data = json.toObject().value("data"_L1);
    return data.isArray() ? std::optional(data.toArray()) : std::nullopt;
}

std::optional<qint64> readTotal(const QJsonValue &json)
{
    const QJsonValue total = json["pagination"_L1]["total"_L1];
    const qint64 number = total.toInteger(-1);
    return number >= 0 ? std::optional(number) : std::nullopt;
}

ServerEntry readServer(const QJsonObject &answer)
{
    // One server may come bare or, like a page, inside "data".
    const QJsonValue inside = answer.value("data"_L1);
    const QJsonObject json = inside.isObject() ? inside.toObject() : answer;
    ServerEntry server;
    server.id = idText(json.value("id"_L1));
    if (checkServerId(server.id) != ServerIdProblem::None)
        server.id.clear();
    server.fqn = json.value("fqn"_L1).toString();
    server.name = firstText({json.value("name"_L1), json.value("manifest"_L1)["name"_L1],
                             server.fqn.section(u':', -1)});
    server.takesOverrides = json.value("isAuthOverrideSupported"_L1).toBool(true);
    server.auth = readServerAuth(json);
    return server;
}

SubjectEntry readUser(const QJsonObject &json)
{
    SubjectEntry user;
    user.subject = {subjectId(json.value("id"_L1)), u"user"_s};
    user.email = json.value("email"_L1).toString();
    user.name = json.value("metadata"_L1)["displayName"_L1].toString();
    if (!json.value("active"_L1).toBool(true))
        user.state = SubjectEntry::State::Inactive;
    return user;
}

SubjectEntry readVirtualAccount(const QJsonObject &json)
{
    SubjectEntry account;
    account.subject = {subjectId(json.value("id"_L1)), u"virtualaccount"_s};
    account.name = firstText({json.value("name"_L1), json.value("manifest"_L1)["name"_L1]});
    if (json.value("isExpired"_L1).toBool(false))
        account.state = SubjectEntry::State::Expired;
    return account;
}

OverrideRow readOverride(const QJsonObject &json)
{
    OverrideRow row;
    row.subject = readSubject(json);
    const QJsonObject authData = json.value("authData"_L1).toObject();
    row.credentialType = authData.value("type"_L1).toString();
    row.updatedAt = utcFromIso(json.value("updatedAt"_L1).toString());
    const QJsonObject by = json.value("updatedBySubject"_L1).toObject();
    row.updatedBy = readSubject(by);
    row.updatedByName = firstText({by.value("subjectDisplayName"_L1), by.value("subjectSlug"_L1)});
    return row;
}

EffectiveAuth readEffectiveAuth(const QJsonObject &json)
{
    using Status = EffectiveAuth::Status;
    using Method = EffectiveAuth::Method;
    EffectiveAuth auth;
    const QString status = json.value("status"_L1).toString();
    if (status == "authenticated"_L1)
        auth.status = Status::Authenticated;
    else if (status == "authentication_required"_L1)
        auth.status = Status::Required;
    else if (status == "authentication_not_required"_L1)
        auth.status = Status::NotRequired;

    const QJsonValue method = json.value("method"_L1);
    if (method.isNull())
        auth.method = Method::None;
    else if (method == "oauth"_L1)
        auth.method = Method::OAuth;
    else if (method == "auth-override"_L1)
        auth.method = Method::AuthOverride;
    auth.reason = json.value("reason"_L1).toString();
    return auth;
}

} // namespace mcpo
