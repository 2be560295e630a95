// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <algorithm>

#include <malloc.h>

namespace mcpo
{

/// Whether this build looks at itself while it runs (sanitizers, counted lines). Then it takes more
/// memory and time than anybody pays, which is no reason to fail.
#ifdef MCPO_INSTRUMENTED
constexpr bool isInstrumented = true;
#else
constexpr bool isInstrumented = false;
#endif

/// A line of /proc/self/status, such as "VmRSS", in KiB.
inline qint64 memoryNow(const QByteArray &name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        qFatal("No /proc/self/status");
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf(name + ':') + name.size() + 1;
    return text.mid(at, text.indexOf('\n', at) - at).trimmed().split(' ').constFirst().toLongLong();
}

/// What something costs this process from here on: memory at its peak, and the longest time for
/// which the event loop did not turn.
class Cost
{
public:
    Cost()
    {
        malloc_trim(0); // what was freed before must not hide what is taken now
        QFile peak(QStringLiteral("/proc/self/clear_refs"));
        if (!peak.open(QIODevice::WriteOnly) || peak.write("5") != 1)
            qFatal("The peak of memory cannot be reset");
        peak.close();
        m_before = memoryNow("VmRSS");
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.callOnTimeout([this] { m_longest = std::max(m_longest, m_turn.restart()); });
        m_turn.start();
        m_timer.start(1);
    }

    qint64 memory() const { return memoryNow("VmHWM") - m_before; }        ///< KiB
    qint64 stall() const { return std::max(m_longest, m_turn.elapsed()); } ///< milliseconds

private:
    qint64 m_before = 0;
    qint64 m_longest = 0;
    QElapsedTimer m_turn;
    QTimer m_timer;
};

} // namespace mcpo
