// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/job.h"

#include <QTestEventLoop>

#include <optional>

namespace mcpo
{

/// Takes the answer of one job and waits for it.
template<class T>
class Awaited
{
public:
    /// For one job only. Must not outlive this.
    Answer<T> answer()
    {
        return [this](T value) {
            ++m_answers;
            m_value = std::move(value);
            m_loop.exitLoop();
        };
    }

    /// Whether the answer came, and only one. The time is only a bound for a test gone wrong.
    bool came(int milliseconds = 60'000)
    {
        if (m_answers == 0)
            m_loop.enterLoopMSecs(milliseconds);
        return m_answers == 1;
    }
    int answers() const { return m_answers; }
    const T &value() const { return *m_value; }

private:
    QTestEventLoop m_loop; // and not QTest::qWaitFor(), which sleeps after every event
    int m_answers = 0;
    std::optional<T> m_value;
};

} // namespace mcpo
