// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/job.h"
#include "net/httpanswer.h"
#include "net/requestpolicy.h"

#include <QNetworkReply>
#include <QObject>
#include <QTimer>

#include <memory>

class QNetworkAccessManager;

namespace mcpo
{

class SequentialBody;

struct HttpRequest {
    QByteArray method; ///< "GET", "PUT", …
    QByteArray path;   ///< begins with "/", percent-encoded
    QByteArray body;   ///< JSON; empty for none
};

/// One exchange with the control plane: at most one request on the wire, one answer or none, all
/// within the limits. Promises what Job promises.
class HttpCall : public QObject, public Job
{
    Q_OBJECT
public:
    /// @p network must outlive the call.
    HttpCall(QNetworkAccessManager &network, const Account &account, const HttpRequest &request,
             const RequestLimits &limits, Answer<HttpAnswer> answer);
    /// The same on a connection of its own: a call that changes something must not be sent on a
    /// kept connection that the server may just be closing, since then nobody would know whether
    /// it arrived.
    HttpCall(std::unique_ptr<QNetworkAccessManager> network, const Account &account,
             const HttpRequest &request, const RequestLimits &limits, Answer<HttpAnswer> answer);
    ~HttpCall() override;

private:
    void start(QNetworkAccessManager &network, const Account &account, const HttpRequest &request);
    void read();
    void finishWith(HttpAnswer::Failure failure);
    void replyFinished();
    HttpAnswer::Failure failureOfReply() const;

    std::unique_ptr<QNetworkAccessManager> m_ownNetwork;
    SequentialBody *m_body = nullptr; ///< child of the reply
    QNetworkReply *m_reply = nullptr;
    QTimer m_deadline;
    qint64 m_maximumBody;
    Answer<HttpAnswer> m_answerTo;
    HttpAnswer m_answer;
};

} // namespace mcpo
