// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"
#include "net/retrypolicy.h"

#include <QTimer>

#include <functional>
#include <optional>

namespace mcpo
{

/// One call of the control plane: an exchange and, where that is worth it, the same again. All
/// retries of this program are made here, one request on the wire for each. Promises what Job
/// promises; a call that is destroyed during a pause sends nothing any more.
class RetriedCall : public Job
{
public:
    /// Starts one exchange.
    using Attempt = std::function<JobPtr(Answer<HttpAnswer>)>;

    /// Tells @p retries of its pauses, which has to outlive it. Where @p mayRetry says no, the last
    /// answer counts.
    RetriedCall(Attempt attempt, const RetryPolicy &terms, Retries &retries,
                Answer<HttpAnswer> answer, MayRetry mayRetry = {});
    ~RetriedCall() override;

private:
    void send();
    void sendAgain(const HttpAnswer &last);
    void answered(const HttpAnswer &answer);
    void keep(const HttpAnswer &answer);
    void finishWith(HttpAnswer answer);

    Attempt m_attempt;
    RetryPolicy m_terms;
    Retries &m_retries;
    Answer<HttpAnswer> m_answer;
    MayRetry m_mayRetry;
    JobPtr m_call;
    int m_attempts = 0;
    /// Of the attempts so far: the one that says most about what the server may have done.
    std::optional<HttpAnswer> m_kept;
    QTimer m_pause;
};

} // namespace mcpo
