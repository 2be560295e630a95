// SPDX-License-Identifier: Apache-2.0
#include "models/directory/directory.h"

#include "models/session/session.h"

#include <algorithm>

namespace mcpo
{

Directory::Directory(ControlPlanePort &controlPlane, const Session &session, QObject *parent)
    : QObject(parent)
    , m_controlPlane(controlPlane)
    , m_session(session)
{
    connect(&m_session, &Session::signedIn, this, &Directory::reload);
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
    Q_EMIT cleared();
    Q_EMIT rolesChanged();
    Q_EMIT stateChanged();
}

void Directory::reload()
{
    clear();
    if (!m_session.isSignedIn())
        return;
    m_serversState.phase = ListingState::Phase::Loading;
    m_serversJob = m_controlPlane.fetchServers(
        m_session.account(), [this](const Page<ServerEntry> &page) { addServers(page); },
        [this](const Fetched<ListingEnd> &answer) {
            m_serversJob.reset();
            end(m_serversState, answer);
            // Somebody who manages nothing in general may manage single servers.
            if (m_session.caller().role == Role::NotManager)
                readRoles(0);
        });
    if (m_session.caller().role != Role::NotManager)
        readSubjects();
    Q_EMIT stateChanged();
}

void Directory::readSubjects()
{
    m_usersState.phase = ListingState::Phase::Loading;
    m_usersJob = m_controlPlane.fetchUsers(
        m_session.account(),
        [this](const Page<SubjectEntry> &page) { addSubjects(page, m_usersState); },
        [this](const Fetched<ListingEnd> &answer) {
            m_usersJob.reset();
            end(m_usersState, answer);
        });
    m_virtualAccountsState.phase = ListingState::Phase::Loading;
    m_virtualAccountsJob = m_controlPlane.fetchVirtualAccounts(
        m_session.account(),
        [this](const Page<SubjectEntry> &page) { addSubjects(page, m_virtualAccountsState); },
        [this](const Fetched<ListingEnd> &answer) {
            m_virtualAccountsJob.reset();
            end(m_virtualAccountsState, answer);
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
        m_session.account(), ids, [this, last](const Fetched<QHash<QString, Role>> &answer) {
            m_rolesJob.reset();
            const auto *roles = std::get_if<QHash<QString, Role>>(&answer);
            if (!roles)
                return; // then nobody knows, and the form asks for its own server
            m_roles.insert(*roles);
            const bool managedBefore = m_managesSomething;
            m_managesSomething |= std::any_of(roles->cbegin(), roles->cend(),
                                              [](Role role) { return role == Role::Manager; });
            readRoles(last);
            if (m_managesSomething && !managedBefore) {
                readSubjects();
                Q_EMIT stateChanged();
            }
            Q_EMIT rolesChanged();
        });
}

void Directory::addServers(const Page<ServerEntry> &page)
{
    const qsizetype first = m_servers.size();
    for (const ServerEntry &server : page.entries) {
        if (server.id.isEmpty() || m_serverIndexes.contains(server.id))
            continue;
        m_serverIndexes.insert(server.id, m_servers.size());
        m_servers.append(server);
    }
    m_serversState.count = m_servers.size();
    m_serversState.total = page.total;
    Q_EMIT serversAdded(first);
    Q_EMIT stateChanged();
}

void Directory::addSubjects(const Page<SubjectEntry> &page, ListingState &state)
{
    const qsizetype first = m_subjects.size();
    for (const SubjectEntry &entry : page.entries) {
        if (entry.subject.id.isEmpty() || m_subjectIndexes.contains(entry.subject))
            continue;
        m_subjectIndexes.insert(entry.subject, m_subjects.size());
        m_subjects.append(entry);
        ++state.count;
    }
    state.total = page.total;
    Q_EMIT subjectsAdded(first);
    Q_EMIT stateChanged();
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
    Q_EMIT stateChanged();
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
