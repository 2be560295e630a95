// SPDX-License-Identifier: Apache-2.0
#include "net/classifier.h"

#include "models/schema/jsonreader.h"
#include "models/session/accesstoken.h"
#include "models/text/controlcharacters.h"
#include "net/retrypolicy.h"
#include "net/serverwords.h"

#include <QJsonArray>
#include <QUrl>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// For a page of 1 000 entries with 60 values each. More would take 16 MiB of memory, and stop the
/// window for a tenth of a second.
constexpr qsizetype maximumValues = 60'000;

/// Without what could turn a log line or a terminal upside down.
QString printable(const QByteArray &header)
{
    QString text = QString::fromLatin1(header.left(200));
    text.removeIf([](QChar c) { return c < u' ' || c > u'~'; });
    return text;
}

ServerReply replyOf(const HttpAnswer &answer)
{
    return {answer.status, withoutSecrets(printable(answer.requestId), answer.secrets),
            serverWords(answer.body, answer.secrets), serverTime(answer)};
}

/// In whole seconds, rounded up.
std::chrono::seconds waitedFor(const HttpAnswer &answer)
{
    return std::chrono::ceil<std::chrono::seconds>(answer.waited);
}

/// In whole seconds, rounded up.
std::optional<std::chrono::seconds> retryAfterSeconds(const HttpAnswer &answer)
{
    const auto pause = retryAfter(answer, QDateTime::currentDateTimeUtc());
    return pause ? std::optional(std::chrono::ceil<std::chrono::seconds>(*pause)) : std::nullopt;
}

/// The origin alone, as it would be asked for: a person has to see which host it is, whatever its
/// letters look like, and user info may be a secret.
QString redirectTarget(const HttpAnswer &answer)
{
    QUrl url = QUrl::fromEncoded(answer.location);
    if (url.isEmpty() || !url.isValid())
        return {};
    if (url.isRelative() && url.host().isEmpty())
        return answer.host;
    if (url.host().isEmpty())
        return {};
    url = url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery |
                       QUrl::RemoveFragment);
    if (url.port() == (url.scheme() == "https"_L1 ? 443 : 80))
        url.setPort(-1);
    const QString origin = url.toString(QUrl::FullyEncoded);
    return origin.startsWith("//"_L1) ? origin.sliced(2) : origin;
}

Insecure insecure(const HttpAnswer &answer)
{
    using Cause = Insecure::Cause;
    constexpr int protocolVersion = 70;
    constexpr int unrecognizedName = 112;
    constexpr int certificateRequired = 116;
    if (!answer.tlsErrors.isEmpty())
        return {answer.host, answer.tlsErrors, Cause::Certificate};
    const auto because = [&answer](Cause cause) {
        return Insecure{answer.host, {answer.errorText}, cause};
    };
    if (!answer.tlsAlert)
        return because(Cause::NoTls);
    switch (*answer.tlsAlert) {
    case protocolVersion: return because(Cause::Version);
    case unrecognizedName: return because(Cause::HostName);
    case certificateRequired: return because(Cause::ClientCertificate);
    default: return because(Cause::Refused);
    }
}

Failure transportFailure(const HttpAnswer &answer)
{
    using In = HttpAnswer::Failure;
    const auto notReached = [&answer](NotReached::Cause cause) {
        const QString host = answer.proxyHost.isEmpty() ? answer.host : answer.proxyHost;
        return NotReached{cause, host, answer.errorText, answer.attempts, waitedFor(answer)};
    };
    switch (answer.failure) {
    case In::HostNotFound: return notReached(NotReached::Cause::HostNotFound);
    case In::Refused: return notReached(NotReached::Cause::Refused);
    case In::Proxy: return notReached(NotReached::Cause::Proxy);
    case In::ProxySignIn: return notReached(NotReached::Cause::ProxySignIn);
    case In::ProxyUnsupported: return notReached(NotReached::Cause::ProxyUnsupported);
    case In::Tls: return insecure(answer);
    case In::CaFile: return CaFileUnusable{answer.caFile, answer.caFileProblem};
    case In::Timeout:
        if (answer.requestSent)
            return NoAnswer{NoAnswer::Cause::Timeout, answer.attempts, {}, waitedFor(answer)};
        return notReached(NotReached::Cause::Timeout);
    case In::ConnectionLost:
        if (answer.requestSent)
            return NoAnswer{NoAnswer::Cause::ConnectionLost, answer.attempts};
        return notReached(NotReached::Cause::Network);
    case In::TooLarge: return Unexpected{Unexpected::Reason::TooLarge, replyOf(answer)};
    case In::None:
    case In::Other: break;
    }
    if (answer.requestSent)
        return Unexpected{Unexpected::Reason::Shape, replyOf(answer)};
    return notReached(NotReached::Cause::Network);
}

bool isBusyStatus(int status)
{
    return status == 408 || status == 429 || (status >= 500 && status <= 599);
}

bool isRedirectStatus(int status) { return status >= 300 && status <= 399 && status != 304; }

bool isSuccessStatus(int status) { return status == 200 || status == 201 || status == 204; }

/// 102 and 103 announce an answer, which Qt does not wait for; 202 and 206 promise no result.
bool leavesOpenWhatWasDone(int status)
{
    return status >= 100 && status <= 299 && !isSuccessStatus(status);
}

/// An error is told by its status, however long it goes on; only a success needs its whole body.
bool isToldByStatus(const HttpAnswer &answer)
{
    return answer.failure == HttpAnswer::Failure::None ||
           (answer.failure == HttpAnswer::Failure::TooLarge && answer.status >= 300);
}

/// An empty body counts as JSON here: the API documents none for a success.
bool isEmptyOrJson(const QByteArray &body)
{
    const QByteArray text = body.trimmed();
    if (text.isEmpty())
        return true;
    return jsonValue(text, maximumValues).has_value();
}

/// Like failureOf, for a call that changes something.
std::optional<Failure> failureOfChange(const HttpAnswer &answer)
{
    if (isToldByStatus(answer) && leavesOpenWhatWasDone(answer.status))
        return NoAnswer{NoAnswer::Cause::Unclear, answer.attempts, replyOf(answer)};
    return failureOf(answer);
}

} // namespace

std::optional<Failure> failureOf(const HttpAnswer &answer)
{
    if (!isToldByStatus(answer))
        return transportFailure(answer);
    if (isSuccessStatus(answer.status))
        return {};
    if (answer.status == 401)
        return SignInExpired{replyOf(answer)};
    if (answer.status == 403)
        return NotPermitted{replyOf(answer)};
    if (answer.status == 404)
        return NotFound{NotFound::Missing::Unknown, {}, replyOf(answer)};
    if (isBusyStatus(answer.status))
        return Busy{answer.attempts, retryAfterSeconds(answer), replyOf(answer)};
    if (isRedirectStatus(answer.status))
        return Redirected{redirectTarget(answer), replyOf(answer)};
    return Unexpected{Unexpected::Reason::Status, replyOf(answer)};
}

ChangeOutcome classifySubmit(const HttpAnswer &answer, const QByteArray &body)
{
    if (isToldByStatus(answer) && answer.status == 400) {
        const ServerReply reply = replyOf(answer);
        const QStringList pointers = namedPointers(reply.words, body);
        if (pointers.isEmpty() && speaksOfMissingSupport(reply.words))
            return OverridesUnsupported{reply};
        return BodyRejected{pointers, reply};
    }
    if (const std::optional<Failure> failure = failureOfChange(answer))
        return *failure;
    if (!isEmptyOrJson(answer.body))
        return Failure(Unexpected{Unexpected::Reason::Shape, replyOf(answer)});
    return Saved{replyOf(answer)};
}

ChangeOutcome classifyRemoval(const HttpAnswer &answer)
{
    if (const std::optional<Failure> failure = failureOfChange(answer))
        return *failure;
    if (!isEmptyOrJson(answer.body))
        return Failure(Unexpected{Unexpected::Reason::Shape, replyOf(answer)});
    return Removed{replyOf(answer)};
}

Fetched<QJsonValue> classifyRead(const HttpAnswer &answer)
{
    if (const std::optional<Failure> failure = failureOf(answer))
        return *failure;
    const JsonResult read = readJson(answer.body, maximumValues);
    const auto *json = std::get_if<JsonText>(&read);
    if (json != nullptr && (json->value.isObject() || json->value.isArray()))
        return json->value;
    const auto *error = std::get_if<JsonError>(&read);
    const bool isTooMuch = error != nullptr && error->reason == JsonError::Reason::TooMuch;
    return Failure(Unexpected{isTooMuch ? Unexpected::Reason::TooLarge : Unexpected::Reason::Shape,
                              replyOf(answer)});
}

Fetched<Caller> classifySession(const HttpAnswer &answer)
{
    const Fetched<QJsonValue> read = classifyRead(answer);
    if (const auto *failure = std::get_if<Failure>(&read))
        return *failure;
    const QJsonObject session = std::get<QJsonValue>(read).toObject();
    if (!session.contains("user"_L1))
        return Failure(Unexpected{Unexpected::Reason::Shape, replyOf(answer)});
    const QJsonObject user = session.value("user"_L1).toObject();
    const QJsonObject subject = user.value("subject"_L1).toObject();
    const QString id = subject.value("subjectId"_L1).toString();
    if (id.isEmpty())
        return Failure(SignInExpired{replyOf(answer)});
    if (!isSendableId(id))
        return Failure(Unexpected{Unexpected::Reason::Shape, replyOf(answer)});

    Caller caller;
    caller.subject = {id, subjectTypeFromServer(subject.value("subjectType"_L1).toString())};
    // The slug of a person is the e-mail address, which says more surely who it is than a name.
    const QString slug = subject.value("subjectSlug"_L1).toString();
    caller.displayName =
        slug.contains(u'@') ? slug : subject.value("subjectDisplayName"_L1).toString(slug);
    caller.tenantName = user.value("tenantName"_L1).toString();
    const QJsonValue roles = user.value("roles"_L1);
    if (roles.isArray()) {
        caller.role =
            roles.toArray().contains(u"tenant-admin"_s) ? Role::Manager : Role::NotManager;
    }
    return caller;
}

} // namespace mcpo
