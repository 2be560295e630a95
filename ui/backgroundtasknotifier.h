// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QObject>

#include <chrono>

namespace mcpo
{

class OverrideChange;
class OverrideListing;

/// Watches long work: when it ends while no window of the program is active, the entry in the task
/// bar (or dock) asks for attention, and endedUnwatched() is emitted. This happens once until the
/// user comes back. Cancelled work ends without a notice.
class BackgroundTaskNotifier : public QObject
{
    Q_OBJECT
public:
    /// A busy window is looked at for about that long.
    static constexpr std::chrono::seconds usualPatience{5};

    /// @p window is the one to come back to, and the parent.
    explicit BackgroundTaskNotifier(QWidget &window,
                                    std::chrono::milliseconds patience = usualPatience);

    void follow(const OverrideChange &change);
    void follow(const OverrideListing &listing);

Q_SIGNALS:
    /// @p notice is of ui/words/noticewords.h.
    void endedUnwatched(const QString &notice);

private:
    void begin(const QObject &work);
    void end(const QObject &work, const QString &notice);

    QWidget &m_window;
    const std::chrono::milliseconds m_patience;
    QHash<const QObject *, QElapsedTimer> m_begun;
    bool m_hasCalled = false; ///< and the user has not come back
};

} // namespace mcpo
