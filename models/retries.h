// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QSet>

#include <chrono>

namespace mcpo
{

/// A pause before a request is sent once more.
struct RetryPause {
    std::chrono::milliseconds duration{};
    int nextAttempt = 2; ///< the first request was attempt 1
    int attempts = 3;    ///< the most there can be
    int status = 0;      ///< what was answered; 0: the connection broke before an answer
};

/// Which calls wait before they are sent once more: a person who waits is told why.
class Retries : public QObject
{
    Q_OBJECT
public:
    /// @p call is told apart by its address, and never looked at.
    void begin(const void *call, const RetryPause &pause);
    /// The pause is over, or the call is. Does nothing where none has begun.
    void end(const void *call);

Q_SIGNALS:
    void began(const mcpo::RetryPause &pause);
    /// No call waits any more.
    void ended();

private:
    QSet<const void *> m_waiting;
};

} // namespace mcpo
