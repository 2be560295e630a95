// SPDX-License-Identifier: Apache-2.0
#include "net/retriedcall.h"

#include <QRandomGenerator>

namespace mcpo
{

namespace
{

bool isLost(const HttpAnswer &answer)
{
    return answer.failure == HttpAnswer::Failure::ConnectionLost;
}

} // namespace

RetriedCall::RetriedCall(Attempt attempt, const RetryPolicy &terms, Retries &retries,
                         Answer<HttpAnswer> answer, MayRetry mayRetry)
    : m_attempt(std::move(attempt))
    , m_terms(terms)
    , m_retries(retries)
    , m_answer(std::move(answer))
    , m_mayRetry(std::move(mayRetry))
{
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer); // others may be early, and Retry-After is a promise
    send();
}

RetriedCall::~RetriedCall() { m_retries.end(this); }

void RetriedCall::send()
{
    ++m_attempts;
    m_call = m_attempt([this](const HttpAnswer &answer) { answered(answer); });
}

void RetriedCall::sendAgain(const HttpAnswer &last)
{
    if (!m_mayRetry)
        return send();
    m_call = m_mayRetry([this, last](bool may) {
        if (may)
            send();
        else
            finishWith(last);
    });
}

void RetriedCall::answered(const HttpAnswer &answer)
{
    using std::chrono::milliseconds;
    std::optional<milliseconds> pause;
    if (isWorthRetrying(answer)) {
        pause = pauseAfter(m_attempts, retryAfter(answer, QDateTime::currentDateTimeUtc()), m_terms,
                           QRandomGenerator::global()->generateDouble());
    }
    if (!pause)
        return finishWith(answer);
    keep(answer);
    m_pause.disconnect();
    m_pause.callOnTimeout([this, answer] {
        sendAgain(answer);
        m_retries.end(this); // the last thing, as below
    });
    const RetryPause told{*pause, m_attempts + 1, m_terms.attempts, answer.status};
    m_pause.start(*pause);
    m_call.reset();              // the answer is a part of it
    m_retries.begin(this, told); // the last thing: whoever is told may end this call
}

/// A request that was lost may have been carried out, so that it is remembered, whatever comes of
/// the next ones.
void RetriedCall::keep(const HttpAnswer &answer)
{
    if (answer.requestSent && (isLost(answer) || !m_kept || !isLost(*m_kept)))
        m_kept = answer;
}

void RetriedCall::finishWith(HttpAnswer answer)
{
    // An answer that is worth no retry tells how things stand. Without one, "nothing was sent" or
    // "busy" would be a claim about the last attempt alone.
    const bool isTelling = answer.status != 0 && !isWorthRetrying(answer);
    if (!isTelling && m_kept && (isLost(*m_kept) || !answer.requestSent))
        answer = *m_kept;
    answer.attempts = m_attempts;
    // The answer may destroy this call, so nothing of it is used afterwards.
    const Answer<HttpAnswer> answerTo = std::move(m_answer);
    answerTo(answer);
}

} // namespace mcpo
