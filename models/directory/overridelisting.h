// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <map>

namespace mcpo
{

/// An override with the server it is on.
struct ListedOverride {
    QString serverId;
    OverrideRow row;
    bool operator==(const ListedOverride &) const = default;
};

/// The overrides of one server, or of many: there is no call for all of them, so that each server
/// is asked, several at a time.
///
/// Reading again replaces rows in place. Rows that were there before and do not come again are gone
/// when their server has been read completely; where that fails, the old ones stay. Rows without an
/// id are rows of their own.
class OverrideListing : public QObject
{
    Q_OBJECT
public:
    /// As many as Qt keeps connections to one host over HTTP/1.1: more would only queue up.
    static constexpr qsizetype parallelCalls = 6;
    /// Reading stops there, and completeness() says so.
    static constexpr qsizetype maximumRows = 200'000;

    explicit OverrideListing(ControlPlanePort &controlPlane, QObject *parent = nullptr);

    /// Forgets what was read and reads these servers.
    void read(const Account &account, const QStringList &serverIds);
    /// Reads these servers too.
    void readMore(const QStringList &serverIds);
    /// Reads one of the servers again, beside what is under way.
    void readAgain(const Account &account, const QString &serverId);
    /// Takes over what was read of one subject elsewhere: its override, or that there is none.
    void update(const QString &serverId, const Subject &subject,
                const std::optional<OverrideRow> &row);
    /// Reads all of these servers again, and others that were not there before; rows stay until
    /// their server has been read. Servers that are not named any more are forgotten.
    void refresh(const Account &account, const QStringList &serverIds);
    /// Stops and keeps what came so far.
    void stop();
    /// Stops and forgets.
    void clear();

    /// Of one server: where it is complete, a row that is missing does not exist.
    Completeness completenessOf(const QString &serverId) const;
    /// Of all servers: the first gap that is found, failures first.
    Completeness completeness() const;
    /// When what is not complete was complete the last time; invalid where it never was.
    QDateTime lastCompleteAt() const;
    bool isRunning() const { return !m_running.empty(); }
    const QList<ListedOverride> &rows() const { return m_rows; }
    /// -1 where there is none.
    qsizetype indexOf(const QString &serverId, const Subject &subject) const;

    const QStringList &serverIds() const { return m_serverIds; }
    /// Of those how many were read, failed or ended incomplete.
    qsizetype serversDone() const { return m_done.size(); }
    const QHash<QString, Failure> &failures() const { return m_failures; }
    /// Before every server was read.
    bool wasStopped() const { return m_wasStopped && serversDone() < m_serverIds.size(); }

Q_SIGNALS:
    /// There are no rows any more.
    void cleared();
    /// From this index on, rows are new.
    void rowsAdded(qsizetype first);
    void rowChanged(qsizetype index);
    /// Some are gone, and those behind them have moved up.
    void rowsRemoved();
    /// Servers have been read, or the listing has begun or ended.
    void progressChanged();

private:
    struct Reading {
        JobPtr job;
        QSet<Subject> seen;
        qsizetype withoutId = 0;
    };

    using IsGone = std::function<bool(const ListedOverride &, const Subject &key)>;

    void forgetProgress();
    void forgetServersBut(const QStringList &serverIds);
    void startNext();
    void start(const QString &serverId);
    void add(const QString &serverId, const Page<OverrideRow> &page);
    void end(const QString &serverId, const Fetched<ListingEnd> &answer);
    void addRows(const QString &serverId, const QList<OverrideRow> &rows, qsizetype &withoutId);
    void removeUnseen(const QString &serverId, const QSet<Subject> &seen);
    void removeRows(const IsGone &isGone);

    ControlPlanePort &m_controlPlane;
    std::optional<Account> m_account;
    QStringList m_serverIds;
    QStringList m_waiting; ///< in reverse
    std::map<QString, Reading> m_running;
    QSet<QString> m_done;
    QHash<QString, Failure> m_failures;
    QHash<QString, ListingEnd> m_flawed; ///< read to an end, but not complete
    QHash<QString, QDateTime> m_completeAt;
    QList<ListedOverride> m_rows;
    QHash<std::pair<QString, Subject>, qsizetype> m_indexes;
    bool m_isFull = false;
    bool m_wasStopped = false;
};

} // namespace mcpo
