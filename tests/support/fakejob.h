// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/job.h"

#include <QMetaObject>
#include <QObject>
#include <QQueue>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace mcpo
{

/// Counts the jobs of a fake that somebody still owns.
using LiveJobs = std::shared_ptr<int>;

/// A job that gives its answer from the event loop, or never: see Job for what it promises.
class FakeJob : public Job
{
public:
    explicit FakeJob(LiveJobs live)
        : m_live(std::move(live))
    {
        ++*m_live;
    }
    ~FakeJob() override { --*m_live; }

    /// @p makeValue is called when the answer is due: a cancelled job has done nothing.
    template<class T>
    void deliver(std::function<T()> makeValue, Answer<T> answer)
    {
        QMetaObject::invokeMethod(
            &m_context,
            [makeValue = std::move(makeValue), answer = std::move(answer)]() mutable {
                // The answer may destroy the job: nothing that it needs may belong to the job.
                const Answer<T> ownAnswer = std::exchange(answer, nullptr);
                ownAnswer(makeValue());
            },
            Qt::QueuedConnection);
    }

    /// Expires with the job.
    std::weak_ptr<const void> life() const { return m_life; }

private:
    LiveJobs m_live;
    std::shared_ptr<const int> m_life = std::make_shared<const int>(0);
    QObject m_context; ///< what was not delivered when it dies is dropped
};

/// What one call of a fake port is going to answer, first in, first out.
template<class T>
class AnswerQueue
{
public:
    void add(T value) { m_values.enqueue(std::move(value)); }
    /// Before all that was queued.
    void addFirst(T value) { m_values.prepend(std::move(value)); }
    /// The next call never answers: its job waits to be destroyed.
    void addSilence() { m_values.enqueue(std::nullopt); }
    bool isEmpty() const { return m_values.isEmpty(); }

    /// Aborts, naming @p call, where nothing was queued for it.
    JobPtr start(const QString &call, const LiveJobs &live, Answer<T> answer)
    {
        if (m_values.isEmpty())
            qFatal("A fake got an unexpected call: %s", qPrintable(call));
        auto job = std::make_unique<FakeJob>(live);
        if (const std::optional<T> value = m_values.dequeue())
            job->deliver<T>([value] { return *value; }, std::move(answer));
        return job;
    }

private:
    QQueue<std::optional<T>> m_values;
};

} // namespace mcpo
