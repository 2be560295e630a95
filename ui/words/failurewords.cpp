// SPDX-License-Identifier: Apache-2.0
#include "ui/words/failurewords.h"

#include "models/job.h"
#include "ui/words/cafilewords.h"
#include "ui/words/plaintext.h"

#include <QCoreApplication>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct FailureWords {
    Q_DECLARE_TR_FUNCTIONS(FailureWords)
};

/// How often it was tried, behind @p text, where that was more than once.
QString withAttempts(const QString &text, int attempts)
{
    return attempts > 1 ? FailureWords::tr("%1 Attempts: %2.").arg(text).arg(attempts) : text;
}

} // namespace

QString noAnswerSentence(const NoAnswer &failure)
{
    QString what;
    switch (failure.cause) {
    case NoAnswer::Cause::Timeout:
        what = FailureWords::tr("The request was sent, but no response came within %1 s.")
                   .arg(failure.waited.count());
        break;
    case NoAnswer::Cause::ConnectionLost:
        what = FailureWords::tr("The request was sent, but the connection broke before a response "
                                "came.");
        break;
    case NoAnswer::Cause::Unclear:
        what = FailureWords::tr("The control plane answered with status %1, which does not say "
                                "whether the change was made.")
                   .arg(failure.reply.status);
        break;
    case NoAnswer::Cause::Stopped:
        what = FailureWords::tr("The request was sent, but you stopped waiting for the response.");
        break;
    }
    return withAttempts(what, failure.attempts);
}

QString detailsOf(const ServerReply &reply)
{
    if (reply.status == 0) // there was no answer
        return {};
    QStringList lines{FailureWords::tr("Status: %1").arg(reply.status)};
    lines.append(FailureWords::tr("Request ID: %1")
                     .arg(reply.requestId.isEmpty() ? FailureWords::tr("none")
                                                    : visibleLine(reply.requestId)));
    if (!reply.words.isEmpty())
        lines.append(FailureWords::tr("Message of the control plane:") + u'\n' +
                     visibleText(reply.words));
    return lines.join(u'\n');
}

namespace
{

Explanation describeNotReached(const NotReached &failure)
{
    using Cause = NotReached::Cause;
    const QString host = quotedWhole(failure.host);
    const bool isProxy = failure.cause == Cause::Proxy || failure.cause == Cause::ProxySignIn ||
                         failure.cause == Cause::ProxyUnsupported;
    QString why;
    switch (failure.cause) {
    case Cause::HostNotFound:
        why = FailureWords::tr("No host has the name %1. Check the address and your network.")
                  .arg(host);
        break;
    case Cause::Refused:
        why = FailureWords::tr("%1 does not accept connections there. Check the address and port.")
                  .arg(host);
        break;
    case Cause::Proxy:
        why = FailureWords::tr("The proxy %1 could not be used. Check the proxy settings of the "
                               "system.")
                  .arg(host);
        break;
    case Cause::ProxySignIn:
        why = FailureWords::tr("The proxy %1 asks for a user name and password. Set them in the "
                               "proxy settings of the system.")
                  .arg(host);
        break;
    case Cause::ProxyUnsupported:
        why = FailureWords::tr("This program does not support the proxy %1. Use a proxy with "
                               "http://, socks5:// or socks5h://.")
                  .arg(host);
        break;
    case Cause::Timeout:
        why = FailureWords::tr("%1 did not respond within %2 s. Check the address and your "
                               "network.")
                  .arg(host)
                  .arg(failure.waited.count());
        break;
    case Cause::Network:
        why = FailureWords::tr("The connection to %1 failed. Check your network.").arg(host);
        break;
    }
    return {FailureWords::tr("Control plane not reached"),
            withAttempts(FailureWords::tr("Nothing was sent. %1").arg(why), failure.attempts),
            visibleText(failure.details),
            isProxy ? QList{Remedy::TryAgain} : QList{Remedy::TryAgain, Remedy::EditProfile}};
}

QString insecureText(const Insecure &failure)
{
    using Cause = Insecure::Cause;
    const QString host = quotedWhole(failure.host);
    switch (failure.cause) {
    case Cause::Certificate:
        return FailureWords::tr("The identity of %1 could not be verified, so nothing was sent. "
                                "Ask its administrator to fix the certificate, or to give you a CA "
                                "file. You cannot continue without one of these.")
            .arg(host);
    case Cause::NoTls:
        return FailureWords::tr("No secure connection to %1 could be established, so nothing was "
                                "sent. The server may not use TLS on this port, or its TLS "
                                "version, key or signature may be too weak. Check the address, or "
                                "ask its administrator.")
            .arg(host);
    case Cause::Refused:
        return FailureWords::tr("%1 refused the secure connection, so the request was not "
                                "processed. It may require a client certificate, which this "
                                "program does not support. Ask its administrator.")
            .arg(host);
    case Cause::ClientCertificate:
        return FailureWords::tr("%1 requires a client certificate, which this program does not "
                                "support. The request was not processed. Ask its administrator.")
            .arg(host);
    case Cause::Version:
        return FailureWords::tr("%1 supports neither TLS 1.2 nor TLS 1.3, so nothing was sent. Ask "
                                "its administrator to enable one of them.")
            .arg(host);
    case Cause::HostName:
        return FailureWords::tr("The server does not know the host name %1, so nothing was sent. "
                                "Check the address.")
            .arg(host);
    }
    return {};
}

Explanation describeInsecure(const Insecure &failure)
{
    const bool isOurs =
        failure.cause == Insecure::Cause::Certificate || failure.cause == Insecure::Cause::NoTls;
    return {isOurs ? FailureWords::tr("Connection is not secure")
                   : FailureWords::tr("Secure connection refused"),
            insecureText(failure),
            visibleText(failure.reasons.join(u'\n')),
            {}};
}

Explanation describeCaFile(const CaFileUnusable &failure)
{
    return {FailureWords::tr("CA file cannot be used"),
            FailureWords::tr("Nothing was sent. The CA file %1 cannot be used. %2")
                .arg(quotedWhole(failure.file), describe(failure.problem)),
            {},
            {Remedy::TryAgain, Remedy::EditProfile}};
}

Explanation describeRedirect(const Redirected &failure)
{
    const QString target = failure.target.isEmpty() ? FailureWords::tr("another address")
                                                    : quotedWhole(failure.target);
    return {FailureWords::tr("Unexpected redirect"),
            FailureWords::tr("The control plane redirects to %1. Your token was not sent there. "
                             "Enter the address of the control plane itself.")
                .arg(target),
            detailsOf(failure.reply),
            {Remedy::EditProfile}};
}

QString notFoundTitle(NotFound::Missing missing, const Context &context)
{
    using Missing = NotFound::Missing;
    switch (missing) {
    case Missing::Unknown:
    case Missing::Server:
    case Missing::Subject:
        return context.subjectId.isEmpty() ? FailureWords::tr("Server not found")
                                           : FailureWords::tr("Server or subject not found");
    case Missing::OverridesCall:
    case Missing::EffectiveAuthCall: return FailureWords::tr("Not supported by this control plane");
    case Missing::ControlPlane: break;
    }
    return FailureWords::tr("Control plane not found");
}

QString notFoundText(NotFound::Missing missing, const Context &context)
{
    using Missing = NotFound::Missing;
    const QString server = quoted(context.serverId);
    switch (missing) {
    case Missing::Unknown: break;
    case Missing::Server:
        return FailureWords::tr("There is no MCP server with the ID %1. It may have been removed.")
            .arg(server);
    case Missing::Subject:
        return FailureWords::tr("The MCP server exists, but there is no subject with the ID %1 and "
                                "this type. It may have been removed.")
            .arg(quoted(context.subjectId));
    case Missing::OverridesCall:
        return FailureWords::tr("The MCP server with the ID %1 exists, but this control plane does "
                                "not list overrides. It may be too old.")
            .arg(server);
    case Missing::EffectiveAuthCall:
        return FailureWords::tr("The MCP server with the ID %1 exists, but this control plane does "
                                "not report how a subject is authenticated. It may be too old.")
            .arg(server);
    case Missing::ControlPlane:
        return FailureWords::tr("Neither the MCP server with the ID %1 nor a list of MCP servers "
                                "was found. Check the address of the control plane, including its "
                                "path.")
            .arg(server);
    }
    if (context.subjectId.isEmpty())
        return FailureWords::tr("The control plane did not find the MCP server with the ID %1, or "
                                "it may be too old for this request.")
            .arg(server);
    return FailureWords::tr("The MCP server with the ID %1 or the subject %2 does not exist. Check "
                            "both; one may have been removed.")
        .arg(server, quoted(context.subjectId));
}

QList<Remedy> notFoundRemedies(NotFound::Missing missing)
{
    using Missing = NotFound::Missing;
    switch (missing) {
    case Missing::Unknown:
    case Missing::Server:
    case Missing::Subject: return {Remedy::Refresh};
    case Missing::OverridesCall:
    case Missing::EffectiveAuthCall: break;
    case Missing::ControlPlane: return {Remedy::EditProfile};
    }
    return {};
}

/// Of a request that named no server. Only where no list of servers was found either, the address
/// is to blame.
Explanation describeNotFound(const NotFound &failure)
{
    if (failure.missing == NotFound::Missing::ControlPlane) {
        return {FailureWords::tr("Control plane not found"),
                FailureWords::tr("No control plane was found at this address. Check the address, "
                                 "including its path."),
                detailsOf(failure.reply),
                {}};
    }
    return {FailureWords::tr("Not found"),
            FailureWords::tr("The control plane did not find what was requested. It may have been "
                             "removed, or the control plane may be too old."),
            detailsOf(failure.reply),
            {}};
}

Explanation describeNotFound(const NotFound &failure, const Context &context)
{
    if (context.serverId.isEmpty())
        return describeNotFound(failure);
    const QString title = notFoundTitle(failure.missing, context);
    if (!failure.idOfThatName.isEmpty()) {
        return {title,
                FailureWords::tr("%1 is the name of an MCP server. Its ID is %2.")
                    .arg(quoted(context.serverId), quoted(failure.idOfThatName)),
                detailsOf(failure.reply),
                {Remedy::UseFoundId}};
    }
    return {title, notFoundText(failure.missing, context), detailsOf(failure.reply),
            notFoundRemedies(failure.missing)};
}

QString waitSentence(const std::optional<std::chrono::seconds> &retryAfter)
{
    if (!retryAfter)
        return FailureWords::tr("Try again in a minute.");
    // Units as symbols, which have no plural.
    constexpr qint64 oneMinute = 60;
    const qint64 seconds = retryAfter->count();
    return seconds <= 2 * oneMinute ? FailureWords::tr("Try again in %1 s.").arg(seconds)
                                    : FailureWords::tr("Try again in %1 min.")
                                          .arg((seconds + oneMinute - 1) / oneMinute);
}

Explanation describeBusy(const Busy &failure)
{
    return {FailureWords::tr("Control plane is busy or failing"),
            FailureWords::tr("The control plane answered with status %1 (attempts: %2). %3")
                .arg(failure.reply.status)
                .arg(failure.attempts)
                .arg(waitSentence(failure.retryAfter)),
            detailsOf(failure.reply),
            {Remedy::TryAgain}};
}

/// About this answer alone: what it means for a change, the list tells.
QString unexpectedText(const Unexpected &failure)
{
    switch (failure.reason) {
    case Unexpected::Reason::Status:
        return FailureWords::tr("The response has the unexpected status %1. Report it to your "
                                "administrator with the details.")
            .arg(failure.reply.status);
    case Unexpected::Reason::Shape:
        return FailureWords::tr("The response is not a valid control plane response. Check the "
                                "address, and whether a proxy is in between.");
    case Unexpected::Reason::TooLarge:
        return FailureWords::tr("The response is too large and was not read completely. Check the "
                                "address.");
    case Unexpected::Reason::IncompleteList:
        return FailureWords::tr("The control plane returned an incomplete list, so it is unknown "
                                "whether the entry exists. Try again.");
    }
    return {};
}

Explanation describeNotPermitted(const NotPermitted &failure, const Context &context)
{
    const bool namesServer = !context.serverId.isEmpty();
    if (!namesServer) {
        return {FailureWords::tr("Not permitted"),
                FailureWords::tr("Your account may not do this. Ask an administrator."),
                detailsOf(failure.reply),
                {}};
    }
    if (context.forCaller) {
        return {FailureWords::tr("Not permitted"),
                FailureWords::tr("Your account may not use %1. Ask one of its managers.")
                    .arg(quoted(context.serverId)),
                detailsOf(failure.reply),
                {}};
    }
    return {FailureWords::tr("Manager role required"),
            FailureWords::tr("To set an override for %1 you need the Manager role on %2. You can "
                             "still set your own override.")
                .arg(quoted(context.subjectId), quoted(context.serverId)),
            detailsOf(failure.reply),
            {Remedy::SetMine, Remedy::SwitchAccount}};
}

} // namespace

Explanation describe(const Failure &failure, const Context &context)
{
    return std::visit(
        Overloaded{
            [](const SignInExpired &one) -> Explanation {
                return {FailureWords::tr("Sign-in expired"),
                        FailureWords::tr("The control plane no longer accepts your access token. "
                                         "Sign in again; what you typed is kept."),
                        detailsOf(one.reply),
                        {Remedy::SignIn}};
            },
            [&context](const NotPermitted &one) { return describeNotPermitted(one, context); },
            [&context](const NotFound &one) { return describeNotFound(one, context); },
            [](const Busy &one) { return describeBusy(one); },
            [](const NotReached &one) { return describeNotReached(one); },
            [](const Insecure &one) { return describeInsecure(one); },
            [](const CaFileUnusable &one) { return describeCaFile(one); },
            [](const Redirected &one) { return describeRedirect(one); },
            [](const NoAnswer &one) -> Explanation {
                return {
                    FailureWords::tr("No response"), noAnswerSentence(one), {}, {Remedy::TryAgain}};
            },
            [](const Unexpected &one) -> Explanation {
                return {FailureWords::tr("Unexpected answer"),
                        unexpectedText(one),
                        detailsOf(one.reply),
                        {Remedy::CopyDetails}};
            },
        },
        failure);
}

} // namespace mcpo
