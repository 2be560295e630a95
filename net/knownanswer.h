// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/job.h"
#include "net/httpanswer.h"

#include <QObject>

#include <utility>

namespace mcpo
{

/// An answer that is known before anything is sent, given as every job gives it: later.
class KnownAnswer : public QObject, public Job
{
public:
    KnownAnswer(const HttpAnswer &known, Answer<HttpAnswer> answer)
    {
        QMetaObject::invokeMethod(
            this,
            [known, answer = std::move(answer)] {
                // The answer may destroy this job, and with it what this function holds.
                const Answer<HttpAnswer> answerTo = answer;
                answerTo(known);
            },
            Qt::QueuedConnection);
    }
};

} // namespace mcpo
