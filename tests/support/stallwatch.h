// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <ctime>

namespace mcpo
{

/// The longest time in which the event loop of this thread did not turn, in milliseconds: what a
/// person would feel as a window that hangs. And the longest that this thread was busy meanwhile,
/// which other programs of a loaded machine do not add to.
class StallWatch
{
public:
    StallWatch()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { look(); });
        m_timer.start(1);
        m_clock.start();
    }
    double longest()
    {
        look();
        return m_longest;
    }
    double longestBusy()
    {
        look();
        return m_longestBusy;
    }
    void reset()
    {
        look();
        m_longest = 0;
        m_longestBusy = 0;
    }

private:
    void look()
    {
        m_longest = std::max(m_longest, static_cast<double>(m_clock.nsecsElapsed()) / 1e6);
        m_clock.restart();
        const double busy = busyTime();
        m_longestBusy = std::max(m_longestBusy, busy - m_busy);
        m_busy = busy;
    }
    static double busyTime()
    {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_longest = 0;
    double m_busy = busyTime();
    double m_longestBusy = 0;
};

} // namespace mcpo
