// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/job.h"
#include "net/httpanswer.h"
#include "net/receiptlimit.h"
#include "net/requestpolicy.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QObject>
#include <QTimer>

#include <memory>

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
    /// A call that changes something needs a network access of its own: sent on a kept connection
    /// that the server may just be closing, nobody would know whether it arrived.
    HttpCall(NetworkAccess network, const Account &account, const HttpRequest &request,
             const RequestLimits &limits, Answer<HttpAnswer> answer);
    ~HttpCall() override;

private:
    void start(const Account &account, const HttpRequest &request);
    void takeBody();
    void read();
    void end();
    void finishWith(HttpAnswer::Failure failure);
    void replyFinished();
    HttpAnswer::Failure failureOfReply() const;
    bool mayHaveBeenSent() const;
    QNetworkProxy proxy() const;

    NetworkAccess m_network;
    SequentialBody *m_body = nullptr; ///< child of the reply
    QNetworkReply *m_reply = nullptr;
    QTimer m_deadline;
    ReceiptLimit m_receiptLimit;
    QTimer m_watch; ///< of that limit
    qint64 m_maximumBody;
    bool m_hasBody;
    bool m_isConnecting = false;
    Answer<HttpAnswer> m_answerTo;
    HttpAnswer m_answer;
};

} // namespace mcpo
