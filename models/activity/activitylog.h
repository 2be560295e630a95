// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/activity/activityentry.h"

#include <QList>
#include <QObject>

#include <optional>

class QFile;

namespace mcpo
{

/// Why the file could not be used. The reason comes from the operating system.
struct ActivityProblem {
    enum class What { Write, Read, Clear };
    What what = What::Write;
    QString reason;

    bool operator==(const ActivityProblem &) const = default;
};

/// What the file holds.
struct ActivityReading {
    QList<ActivityEntry> entries;           ///< in the order in which they were written
    int damagedLines = 0;                   ///< skipped
    std::optional<ActivityProblem> problem; ///< set: there are no entries
};

/// What was done from this account on this machine, as a file of JSON lines that several programs
/// may append to. Private to the user: mode 0600, in a folder of mode 0700.
class ActivityLog : public QObject
{
    Q_OBJECT
public:
    /// In bytes: some 3 000 entries. Above it the older half is dropped.
    static constexpr qint64 maximumSize = 1024LL * 1024;

    /// "mcp-override/activity.jsonl" below the user's data folder.
    static QString defaultPath();

    explicit ActivityLog(QString path = defaultPath(), QObject *parent = nullptr);

    const QString &path() const { return m_path; }
    /// Switched off, for instance by whoever manages this machine: nothing is written or read, and
    /// every call succeeds.
    bool isOff() const { return m_isOff; }
    void setOff(bool isOff) { m_isOff = isOff; }

    /// Adds one entry, in one write. An entry without a time gets the present one. Another program
    /// that keeps the file locked delays this by 0.1 s at most.
    std::optional<ActivityProblem> append(ActivityEntry entry);
    /// No file is no entries.
    ActivityReading read() const;
    /// Removes the file, whoever wrote to it.
    std::optional<ActivityProblem> clear();

Q_SIGNALS:
    /// By this object. What other programs write is not noticed: read() when it matters.
    void changed();

private:
    std::optional<ActivityProblem> makeFolder() const;
    bool openLocked(QFile &file) const;
    void dropOlderHalf() const;

    const QString m_path;
    bool m_isOff = false;
};

} // namespace mcpo
