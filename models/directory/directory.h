// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"

#include <QHash>
#include <QObject>

#include <list>
#include <optional>

namespace mcpo
{

class Session;

/// How far a listing is.
struct ListingState {
    enum class Phase {
        NotAsked,
        Loading,
        Complete,
        Incomplete, ///< see `gap`
        Failed,     ///< what came before that is kept
    };
    Phase phase = Phase::NotAsked;
    qsizetype count = 0;         ///< entries so far
    std::optional<qint64> total; ///< what the control plane says there is
    std::optional<Failure> failure;
    ListingGap gap = ListingGap::NotRead;
    /// When the entries were read; invalid before a listing has ended without a failure. After a
    /// refresh that failed, it is the time of the entries that are still shown.
    QDateTime readAt = {};

    Completeness completeness() const { return {gap, total, failure}; }
};

/// What there is to choose from: servers, users and virtual accounts, read in the background from
/// the moment of signing in. Nothing depends on it: what the control plane does not list is typed
/// as an id.
///
/// An entry without an id is left out, since nothing can be done with it; one that comes twice
/// counts once. Entries only ever get more until cleared(). A refresh keeps the entries until it
/// has ended, and after a failure.
class Directory : public QObject
{
    Q_OBJECT
public:
    Directory(ControlPlanePort &controlPlane, const Session &session, QObject *parent = nullptr);

    /// Reads everything again; nothing while nobody is signed in.
    void reload();
    /// Reads the lists again that failed or are incomplete, where that may help.
    void retry();

    const QList<ServerEntry> &servers() const { return m_servers; }
    const QList<SubjectEntry> &subjects() const { return m_subjects; }
    /// Null where it is not listed.
    const ServerEntry *server(const QString &id) const;
    const SubjectEntry *subject(const Subject &subject) const;
    /// The one server that has this name or FQN; null where none has, or several, or where the list
    /// is not complete: then another one may have it.
    const ServerEntry *serverNamed(const QString &name) const;
    /// The name or e-mail address of a listed one, else the id.
    QString serverName(const QString &id) const;
    QString subjectLabel(const Subject &subject) const;

    const ListingState &serversState() const { return m_serversState; }
    const ListingState &usersState() const { return m_usersState; }
    const ListingState &virtualAccountsState() const { return m_virtualAccountsState; }

    /// Unknown where the control plane does not tell.
    Role roleOn(const QString &serverId) const;
    /// Whether the caller may set the overrides of others somewhere, as far as is known: who may
    /// not has the window for one's own overrides.
    bool isForSelfServiceOnly() const;

Q_SIGNALS:
    /// After a refresh, all entries follow as added.
    void cleared();
    /// From this index on, entries are new.
    void serversAdded(qsizetype first);
    void subjectsAdded(qsizetype first);
    void stateChanged();
    void rolesChanged();

private:
    void clear();
    void begin();
    void readServers();
    void readUsers();
    void readVirtualAccounts();
    void readSubjects();
    void readRoles(qsizetype first);
    static void beginReading(ListingState &state);
    void addServers(const Page<ServerEntry> &page);
    void addSubjects(const Page<SubjectEntry> &page, ListingState &state);
    void append(const QList<ServerEntry> &servers);
    qsizetype append(const QList<SubjectEntry> &subjects);
    void endServers(const Fetched<ListingEnd> &answer);
    void endSubjects(ListingState &state, const Fetched<ListingEnd> &answer);
    void announceAgain();
    static void end(ListingState &state, const Fetched<ListingEnd> &answer);

    ControlPlanePort &m_controlPlane;
    const Session &m_session;
    QList<ServerEntry> m_servers;
    QList<SubjectEntry> m_subjects;
    QHash<QString, qsizetype> m_serverIndexes;
    QHash<Subject, qsizetype> m_subjectIndexes;
    QHash<QString, Role> m_roles;
    bool m_managesSomething = false;
    /// What a refresh has read so far, by the list that it will replace.
    std::optional<QList<ServerEntry>> m_newServers;
    QHash<const ListingState *, QList<SubjectEntry>> m_newSubjects;
    ListingState m_serversState;
    ListingState m_usersState;
    ListingState m_virtualAccountsState;
    JobPtr m_serversJob;
    JobPtr m_usersJob;
    JobPtr m_virtualAccountsJob;
    JobPtr m_rolesJob;
};

} // namespace mcpo
