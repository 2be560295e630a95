// SPDX-License-Identifier: Apache-2.0
#include "net/httpcall.h"

#include "net/proxychoice.h"
#include "net/sequentialbody.h"

#include <QRegularExpression>
#include <QSslError>

#include <algorithm>
#include <array>

namespace mcpo
{

namespace
{

/// Headers, TLS, and what the kernel takes in before anybody reads it: up to 6 MiB as Linux is set.
constexpr qint64 mostBesideBody = 8LL * 1024 * 1024;

/// To which the program connects: of the proxy, where there is one.
quint16 portOf(const Account &account)
{
    const QUrl url = account.address.endpoint({});
    const QNetworkProxy proxy = proxyFor(url).proxy;
    constexpr int httpPort = 80;
    constexpr int httpsPort = 443;
    const bool isPlain = url.scheme() == QLatin1StringView("http");
    return proxy.type() == QNetworkProxy::NoProxy
               ? static_cast<quint16>(url.port(isPlain ? httpPort : httpsPort))
               : proxy.port();
}

bool isInterim(int status) { return status >= 100 && status < 200; }

/// The alert with which the server ended TLS, from OpenSSL's words, such as "error:0A00045C:SSL
/// routines::tlsv13 alert certificate required".
std::optional<int> tlsAlertIn(const QString &words)
{
    static const QRegularExpression code(QStringLiteral("error:([0-9A-Fa-f]{8}):"));
    constexpr uint reasonMask = 0xFFF;
    constexpr int alertBase = 1000;
    constexpr int alertCount = 256;
    const int reason =
        static_cast<int>(code.match(words).captured(1).toUInt(nullptr, 16) & reasonMask);
    return reason >= alertBase && reason < alertBase + alertCount
               ? std::optional(reason - alertBase)
               : std::nullopt;
}

/// With TLS 1.3 a server refuses the client's certificate, or that there is none, when the client
/// has sent its request already. It has not read that.
bool refusesClient(std::optional<int> tlsAlert)
{
    // handshake failure, bad, unsupported, revoked, expired or unknown certificate, unknown
    // authority, access denied, certificate required: RFC 8446, section 6
    constexpr std::array alerts{40, 42, 43, 44, 45, 46, 48, 49, 116};
    return tlsAlert && std::ranges::find(alerts, *tlsAlert) != alerts.end();
}

} // namespace

HttpCall::HttpCall(NetworkAccess network, const Account &account, const HttpRequest &request,
                   const RequestLimits &limits, Answer<HttpAnswer> answer)
    : m_network(std::move(network))
    , m_receiptLimit(portOf(account), limits.maximumBody + mostBesideBody)
    , m_maximumBody(limits.maximumBody)
    , m_hasBody(!request.body.isEmpty())
    , m_answerTo(std::move(answer))
{
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer); // a coarse one may be late by a second and a half
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { finishWith(HttpAnswer::Failure::Timeout); });
    m_deadline.start(limits.deadline);
    constexpr std::chrono::milliseconds often(5); // a fast server sends some megabytes meanwhile
    m_watch.setTimerType(Qt::PreciseTimer);
    m_watch.callOnTimeout([this] {
        if (m_receiptLimit.isExceeded())
            finishWith(HttpAnswer::Failure::TooLarge);
    });
    m_watch.start(often);
    start(account, request);
}

HttpCall::~HttpCall()
{
    end();
    // Later, because a signal of the reply may be what destroys this call.
    m_reply->deleteLater();
}

void HttpCall::start(const Account &account, const HttpRequest &request)
{
    QNetworkRequest networkRequest = makeRequest(account, request.path);
    m_answer.host = networkRequest.url().host();
    if (!request.body.isEmpty())
        networkRequest.setHeader(QNetworkRequest::ContentTypeHeader,
                                 QStringLiteral("application/json"));
    // A question has a body as well, of no bytes: without any, Qt would send it again by itself.
    networkRequest.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    networkRequest.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto body = std::make_unique<SequentialBody>(request.body);
    m_body = body.get();
    m_reply = m_network->sendCustomRequest(networkRequest, request.method, m_body);
    body.release()->setParent(m_reply);
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this] { m_answer.requestSent = true; });
    // A body of no bytes makes no progress; but what is encrypted is used at once.
    if (!m_hasBody)
        connect(m_reply, &QNetworkReply::encrypted, this, [this] { m_answer.requestSent = true; });
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this,
            [this] { m_isConnecting = true; });
    // Later, because a reply with a body does not listen before it was begun, which is later, too.
    QMetaObject::invokeMethod(
        m_reply, [reply = m_reply] { reply->setReadBufferSize(256LL * 1024); },
        Qt::QueuedConnection);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            m_answer.tlsErrors.append(error.errorString());
    });
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpCall::read);
    connect(m_reply, &QNetworkReply::finished, this, &HttpCall::replyFinished);
}

/// One byte more than the limit tells that there is more; the rest is never copied. QIODevice makes
/// room for all that it is asked for, so it is asked for what there is.
void HttpCall::takeBody()
{
    const qint64 room = m_maximumBody + 1 - m_answer.body.size();
    m_answer.body += m_reply->read(std::min(room, m_reply->bytesAvailable()));
}

void HttpCall::read()
{
    takeBody();
    if (m_answer.body.size() > m_maximumBody)
        finishWith(HttpAnswer::Failure::TooLarge);
}

void HttpCall::replyFinished()
{
    takeBody();
    finishWith(m_answer.body.size() > m_maximumBody ? HttpAnswer::Failure::TooLarge
                                                    : failureOfReply());
}

/// A reply that is cut off may keep its thread busy for as long as the server likes. And where Qt
/// took an interim status for the answer, the real one is still to come, on a connection that the
/// next call must not use: it would take it for its own.
void HttpCall::end()
{
    m_reply->disconnect(this);
    if (m_reply->isRunning() || isInterim(m_answer.status))
        m_network->giveUp();
    m_reply->abort();
}

HttpAnswer::Failure HttpCall::failureOfReply() const
{
    using Failure = HttpAnswer::Failure;
    const QVariant status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);
    switch (m_reply->error()) {
    case QNetworkReply::HostNotFoundError:
        // Where the proxy looks hosts up, this computer looks up the proxy alone.
        return proxy().capabilities().testFlag(QNetworkProxy::HostNameLookupCapability)
                   ? Failure::Proxy
                   : Failure::HostNotFound;
    case QNetworkReply::ConnectionRefusedError: return Failure::Refused;
    case QNetworkReply::ProxyAuthenticationRequiredError:
        // A 407 of the proxy comes without a status; one with a status is of the control plane.
        if (status.isNull())
            return Failure::ProxySignIn;
        break;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError: return Failure::Proxy;
    case QNetworkReply::SslHandshakeFailedError: return Failure::Tls;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError: return Failure::ConnectionLost;
    case QNetworkReply::ContentReSendError:
    case QNetworkReply::UnknownNetworkError:
        if (status.isNull() && refusesClient(tlsAlertIn(m_reply->errorString())))
            return Failure::Tls;
        // A proxy that did not connect us, a connection that was reset, and more. Qt also wants the
        // body back on a 307 or 308, which nobody follows, and when an answer without a length ends
        // with the connection: its status counts, but nobody knows whether it is complete.
        if (status.isNull() && !m_body->wasRead() && proxy().type() != QNetworkProxy::NoProxy)
            return Failure::Proxy;
        if (status.toInt() < 300)
            return Failure::ConnectionLost;
        break;
    case QNetworkReply::TimeoutError: return Failure::Timeout;
    default: break;
    }
    // Every error that has a status is an answer; the classifier judges it by that status.
    if (status.isNull())
        return Failure::Other;
    // Qt does not mind a body that is shorter than announced.
    const QVariant announced = m_reply->header(QNetworkRequest::ContentLengthHeader);
    const bool isCutOff = announced.isValid() && announced.toLongLong() > m_answer.body.size();
    return isCutOff ? Failure::ConnectionLost : Failure::None;
}

/// Whether Qt has begun to write a body tells when it was sent. Of a request without one it says
/// neither that nor whether it uses a kept connection. Over plain http, which is for loopback
/// alone, a connection is made at once.
bool HttpCall::mayHaveBeenSent() const
{
    if (m_hasBody)
        return m_body->wasRead();
    const bool isPlain = m_reply->url().scheme() == QLatin1StringView("http");
    return m_isConnecting ? isPlain : m_network->hasAnswered();
}

QNetworkProxy HttpCall::proxy() const { return proxyFor(m_reply->url()).proxy; }

void HttpCall::finishWith(HttpAnswer::Failure failure)
{
    m_deadline.stop();
    m_watch.stop();
    m_answer.failure = failure;
    m_answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_answer.requestSent = m_answer.requestSent || m_answer.status != 0 || m_body->wasRead();
    m_answer.requestId = m_reply->rawHeader("x-request-id");
    m_answer.location = m_reply->rawHeader("Location");
    m_answer.retryAfter = m_reply->rawHeader("Retry-After");
    m_answer.date = m_reply->rawHeader("Date");
    if (m_answer.status != 0)
        m_network->noteAnswer();
    if (failure == HttpAnswer::Failure::Timeout) {
        m_answer.requestSent = m_answer.requestSent || mayHaveBeenSent();
        m_answer.waited = m_deadline.intervalAsDuration();
    } else if (m_reply->error() != QNetworkReply::HostNotFoundError) { // its name says it all
        m_answer.errorText = m_reply->errorString();
    }
    if (m_answer.errorText == QLatin1StringView("Unknown error")) // which helps nobody
        m_answer.errorText.clear();
    if (failure == HttpAnswer::Failure::Proxy || failure == HttpAnswer::Failure::ProxySignIn)
        m_answer.proxyHost = proxy().hostName();
    if (failure == HttpAnswer::Failure::Tls)
        m_answer.tlsAlert = tlsAlertIn(m_answer.errorText);
    end();
    // The answer may destroy this call, so nothing of it is used afterwards.
    const Answer<HttpAnswer> answerTo = std::move(m_answerTo);
    const HttpAnswer answer = std::move(m_answer);
    answerTo(answer);
}

} // namespace mcpo
