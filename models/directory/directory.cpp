// SPDX-License-Identifier: Apache-2.0
#include "models/directory/directory.h"

#include "models/session/session.h"

#include <algorithm>
#include <utility>

namespace mcpo
{

Directory::Directory(ControlPlanePort &controlPlane, const Session &session, QObject *parent)
    : QObject(parent)
    , m_controlPlane(controlPlane)
    , m_session(session)
{
    connect(&m_session, &Session::signedIn, this, &Directory::begin);
    connect(&m_session, &Session::signedOut, this, &Directory::clear);
}

void Directory::clear()
{
    for (JobPtr *job : {&m_serversJob, &m_usersJob, &m_virtualAccountsJob, &m_rolesJob})
        job->reset();
    for (ListingState *state : {&m_serversState, &m_usersState, &m_virtualAccountsState})
        *state = {};
    m_servers.clear();
    m_subjects.clear();
    m_serverIndexes.clear();
    m_subjectIndexes.clear();
    m_roles.clear();
    m_managesSomething = false;
    m_newServers.reset();
    m_newSubjects.clear();
    Q_EMIT cleared();
    Q_EMIT rolesChanged();
    Q_EMIT stateChanged();
}

void Directory::begin()
{
    clear(); // nothing of the account before is shown
    reload();
}

void Directory::reload()
{
    if (!m_session.isSignedIn())
        return;
    readServers();
    if (m_session.caller().role != Role::NotManager || m_managesSomething)
        readSubjects();
    Q_EMIT stateChanged();
}

void Directory::retry()
{
    if (!m_session.isSignedIn())
        return;
    const auto isWorthRetrying = [](const ListingState &state) {
        const auto phase = state.phase;
        return (phase == ListingState::Phase::Failed || phase == ListingState::Phase::Incomplete) &&
               state.completeness().isWorthRetrying();
    };
    const bool forUsers = isWorthRetrying(m_usersState);
    const bool forVirtualAccounts = isWorthRetrying(m_virtualAccountsState);
    if (isWorthRetrying(m_serversState))
        readServers();
    if (forUsers)
        readUsers();
    if (forVirtualAccounts)
        readVirtualAccounts();
    Q_EMIT stateChanged();
}

/// What was read before stays, with its time.
void Directory::beginReading(ListingState &state)
{
    ListingState next;
    next.phase = ListingState::Phase::Loading;
    next.count = state.count;
    next.readAt = state.readAt;
    state = next;
}

void Directory::readServers()
{
    beginReading(m_serversState);
    m_newServers.reset();
    if (!m_servers.isEmpty())
        m_newServers.emplace();
    m_serversJob = m_controlPlane.fetchServers(
        m_session.account(), [this](const Page<ServerEntry> &page) { addServers(page); },
        [this](const Fetched<ListingEnd> &answer) {
            m_serversJob.reset();
            endServers(answer);
            // Somebody who manages nothing in general may manage single servers.
            if (m_session.caller().role == Role::NotManager)
                readRoles(0);
        });
}

void Directory::readSubjects()
{
    readUsers();
    readVirtualAccounts();
}

void Directory::readUsers()
{
    ListingState &state = m_usersState;
    m_newSubjects.remove(&state);
    if (state.count > 0)
        m_newSubjects.insert(&state, {});
    beginReading(state);
    m_usersJob = m_controlPlane.fetchUsers(
        m_session.account(),
        [this, &state](const Page<SubjectEntry> &page) { addSubjects(page, state); },
        [this, &state](const Fetched<ListingEnd> &answer) {
            m_usersJob.reset();
            endSubjects(state, answer);
        });
}

void Directory::readVirtualAccounts()
{
    ListingState &state = m_virtualAccountsState;
    m_newSubjects.remove(&state);
    if (state.count > 0)
        m_newSubjects.insert(&state, {});
    beginReading(state);
    m_virtualAccountsJob = m_controlPlane.fetchVirtualAccounts(
        m_session.account(),
        [this, &state](const Page<SubjectEntry> &page) { addSubjects(page, state); },
        [this, &state](const Fetched<ListingEnd> &answer) {
            m_virtualAccountsJob.reset();
            endSubjects(state, answer);
        });
}

/// Asks for the servers from @p first on, a few at a time.
void Directory::readRoles(qsizetype first)
{
    QStringList ids;
    const qsizetype last = std::min(m_servers.size(), first + ControlPlanePort::rolesPerCall);
    for (qsizetype i = first; i < last; ++i)
        ids.append(m_servers.at(i).id);
    if (ids.isEmpty())
        return;
    m_rolesJob = m_controlPlane.fetchRolesOnServers(
        m_session.account(), ids, [this, first, last](const Fetched<QHash<QString, Role>> &answer) {
            m_rolesJob.reset();
            const auto *roles = std::get_if<QHash<QString, Role>>(&answer);
            if (!roles)
                return; // then nobody knows, and the form asks for its own server
            if (first == 0)
                m_roles.clear();
            m_roles.insert(*roles);
            const bool managedBefore = m_managesSomething;
            const bool managesOne = std::any_of(m_roles.cbegin(), m_roles.cend(),
                                                [](Role role) { return role == Role::Manager; });
            if (managesOne || last == m_servers.size()) // else one of the next may be managed
                m_managesSomething = managesOne;
            readRoles(last);
            if (m_managesSomething && !managedBefore) {
                readSubjects();
                Q_EMIT stateChanged();
            }
            Q_EMIT rolesChanged();
        });
}

void Directory::append(const QList<ServerEntry> &servers)
{
    for (const ServerEntry &server : servers) {
        if (server.id.isEmpty() || m_serverIndexes.contains(server.id))
            continue;
        m_serverIndexes.insert(server.id, m_servers.size());
        m_servers.append(server);
    }
    m_serversState.count = m_servers.size();
}

/// How many are new.
qsizetype Directory::append(const QList<SubjectEntry> &subjects)
{
    const qsizetype before = m_subjects.size();
    for (const SubjectEntry &entry : subjects) {
        if (entry.subject.id.isEmpty() || m_subjectIndexes.contains(entry.subject))
            continue;
        m_subjectIndexes.insert(entry.subject, m_subjects.size());
        m_subjects.append(entry);
    }
    return m_subjects.size() - before;
}

void Directory::addServers(const Page<ServerEntry> &page)
{
    m_serversState.total = page.total;
    if (m_newServers) {
        m_newServers->append(page.entries);
        return;
    }
    const qsizetype first = m_servers.size();
    append(page.entries);
    Q_EMIT serversAdded(first);
    Q_EMIT stateChanged();
}

void Directory::addSubjects(const Page<SubjectEntry> &page, ListingState &state)
{
    state.total = page.total;
    if (const auto found = m_newSubjects.find(&state); found != m_newSubjects.end()) {
        found->append(page.entries);
        return;
    }
    const qsizetype first = m_subjects.size();
    state.count += append(page.entries);
    Q_EMIT subjectsAdded(first);
    Q_EMIT stateChanged();
}

void Directory::endServers(const Fetched<ListingEnd> &answer)
{
    end(m_serversState, answer);
    const std::optional<QList<ServerEntry>> fresh = std::exchange(m_newServers, {});
    if (fresh && !m_serversState.failure) {
        const QList<ServerEntry> before = std::exchange(m_servers, {});
        m_serverIndexes.clear();
        append(*fresh);
        if (m_servers != before)
            announceAgain();
    }
    Q_EMIT stateChanged();
}

void Directory::endSubjects(ListingState &state, const Fetched<ListingEnd> &answer)
{
    end(state, answer);
    const bool isRefresh = m_newSubjects.contains(&state);
    const QList<SubjectEntry> fresh = m_newSubjects.take(&state);
    if (isRefresh && !state.failure) {
        const QList<SubjectEntry> before = std::exchange(m_subjects, {});
        m_subjectIndexes.clear();
        const bool areUsers = &state == &m_usersState;
        QList<SubjectEntry> others = before;
        others.removeIf([areUsers](const SubjectEntry &entry) {
            return (entry.subject.type == QLatin1StringView("user")) == areUsers;
        });
        append(others);
        state.count = append(fresh);
        if (m_subjects != before)
            announceAgain();
    }
    Q_EMIT stateChanged();
}

/// What changed in the middle cannot be told as added.
void Directory::announceAgain()
{
    Q_EMIT cleared();
    Q_EMIT serversAdded(0);
    Q_EMIT subjectsAdded(0);
}

void Directory::end(ListingState &state, const Fetched<ListingEnd> &answer)
{
    using Phase = ListingState::Phase;
    const Completeness completeness = completenessOf(answer);
    state.gap = completeness.gap;
    state.failure = completeness.failure;
    if (completeness.total)
        state.total = completeness.total;
    state.phase = completeness.isComplete() ? Phase::Complete
                  : completeness.failure    ? Phase::Failed
                                            : Phase::Incomplete;
    if (!completeness.failure)
        state.readAt = QDateTime::currentDateTime();
}

const ServerEntry *Directory::server(const QString &id) const
{
    const auto index = m_serverIndexes.constFind(id);
    return index == m_serverIndexes.cend() ? nullptr : &m_servers.at(*index);
}

const ServerEntry *Directory::serverNamed(const QString &name) const
{
    if (!m_serversState.completeness().isComplete())
        return nullptr;
    const ServerEntry *found = nullptr;
    for (const ServerEntry &entry : m_servers) {
        if (entry.name != name && entry.fqn != name)
            continue;
        if (found)
            return nullptr;
        found = &entry;
    }
    return found;
}

const SubjectEntry *Directory::subject(const Subject &subject) const
{
    const auto index = m_subjectIndexes.constFind(subject);
    return index == m_subjectIndexes.cend() ? nullptr : &m_subjects.at(*index);
}

QString Directory::serverName(const QString &id) const
{
    const ServerEntry *entry = server(id);
    return entry && !entry->name.isEmpty() ? entry->name : id;
}

QString Directory::subjectLabel(const Subject &subject) const
{
    if (const SubjectEntry *entry = this->subject(subject))
        return entry->label();
    // Who signed in is known without any listing.
    if (m_session.isSignedIn() && m_session.caller().subject == subject &&
        !m_session.caller().displayName.isEmpty())
        return m_session.caller().displayName;
    return subject.id;
}

Role Directory::roleOn(const QString &serverId) const
{
    if (!m_session.isSignedIn())
        return Role::Unknown;
    const Role general = m_session.caller().role;
    return general == Role::NotManager ? m_roles.value(serverId, Role::Unknown) : general;
}

bool Directory::isForSelfServiceOnly() const
{
    return m_session.isSignedIn() && m_session.caller().role == Role::NotManager &&
           !m_managesSomething;
}

} // namespace mcpo
