// SPDX-License-Identifier: Apache-2.0
#include "models/override/overridebrowser.h"

#include "models/directory/directory.h"
#include "models/override/overridechange.h"
#include "models/session/session.h"

#include <utility>

namespace mcpo
{

OverrideBrowser::OverrideBrowser(ControlPlanePort &controlPlane, const Session &session,
                                 Directory &directory, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_directory(directory)
    , m_listing(controlPlane)
    , m_effectiveAuth(controlPlane)
{
    connect(&m_directory, &Directory::serversAdded, this, &OverrideBrowser::readMore);
    connect(&m_directory, &Directory::rolesChanged, this, [this] {
        if (m_signedInAs == account()) // else it is begin() that comes next
            updateAudience();
    });
    connect(&m_session, &Session::signedIn, this, &OverrideBrowser::begin);
    connect(&m_session, &Session::signedOut, this, &OverrideBrowser::end);
}

void OverrideBrowser::begin()
{
    const OverrideTarget now = account();
    if (std::exchange(m_signedInAs, now) == now && m_audience != Audience::SignedOut) {
        refresh(); // the same with another token
        return;
    }
    m_listing.clear(); // nothing of the account before stays to be seen
    chooseRow({});
    m_audience = Audience::SignedOut;
    updateAudience();
}

OverrideTarget OverrideBrowser::account() const
{
    if (!m_session.isSignedIn())
        return {};
    return {m_session.account().address.text(), m_session.caller().subject};
}

void OverrideBrowser::end()
{
    m_listing.clear();
    chooseRow({});
    updateAudience();
}

void OverrideBrowser::updateAudience()
{
    const Audience now = !m_session.isSignedIn()              ? Audience::SignedOut
                         : m_directory.isForSelfServiceOnly() ? Audience::SelfService
                                                              : Audience::Manager;
    if (std::exchange(m_audience, now) == now)
        return;
    Q_EMIT audienceChanged();
    if (m_audience == Audience::SelfService)
        chooseMine();
    else
        chooseServer({});
}

void OverrideBrowser::chooseServer(const QString &serverId)
{
    if (serverId.isEmpty())
        look(Scope::Nothing, {}, {});
    else
        look(Scope::OneServer, serverId, {serverId});
}

void OverrideBrowser::chooseAll() { look(Scope::AllServers, {}, serverIds(0)); }

void OverrideBrowser::chooseMine() { look(Scope::Mine, {}, serverIds(0)); }

void OverrideBrowser::look(Scope scope, const QString &serverId, const QStringList &servers)
{
    m_scope = scope;
    m_serverId = serverId;
    chooseRow({});
    if (scope == Scope::Nothing)
        m_listing.clear();
    else
        m_listing.read(m_session.account(), servers);
    Q_EMIT scopeChanged();
}

void OverrideBrowser::chooseRow(const std::optional<OverrideTarget> &target)
{
    if (std::exchange(m_row, target) != target)
        readEffectiveAuth();
}

void OverrideBrowser::readEffectiveAuth()
{
    if (m_row)
        m_effectiveAuth.read(m_session.account(), m_row->serverId, m_row->subject);
    else
        m_effectiveAuth.clear();
}

void OverrideBrowser::refresh()
{
    if (!m_session.isSignedIn())
        return;
    switch (m_scope) {
    case Scope::Nothing: m_directory.reload(); return;
    case Scope::OneServer: readAgain(m_serverId); break;
    case Scope::AllServers:
    case Scope::Mine:
        m_listing.refresh(m_session.account(), serverIds(0));
        readEffectiveAuth();
        break;
    }
    m_directory.retry(); // what is shown depends on it
}

void OverrideBrowser::learn(const ChangeReport &report)
{
    const ChangeRequest &request = report.request;
    if (!report.isDone() || (!report.row && !request.isRemoval())) {
        readAgain(request.serverId);
        return;
    }
    m_listing.update(request.serverId, request.subject, report.row);
    if (m_row)
        readEffectiveAuth();
}

void OverrideBrowser::readAgain(const QString &serverId)
{
    m_listing.readAgain(m_session.account(), serverId);
    if (m_row)
        readEffectiveAuth();
}

/// Servers that are listed after reading all of them has begun.
void OverrideBrowser::readMore(qsizetype first)
{
    if (m_scope == Scope::AllServers || m_scope == Scope::Mine)
        m_listing.readMore(serverIds(first));
}

QStringList OverrideBrowser::serverIds(qsizetype first) const
{
    QStringList ids;
    for (qsizetype i = first; i < m_directory.servers().size(); ++i)
        ids.append(m_directory.servers().at(i).id);
    return ids;
}

bool OverrideBrowser::mayChange(const OverrideTarget &target) const
{
    return target.subject == m_session.caller().subject ||
           m_directory.roleOn(target.serverId) != Role::NotManager;
}

std::optional<ServerEntry> OverrideBrowser::listedServer(const QString &idOrName) const
{
    const ServerEntry *server = m_directory.server(idOrName);
    if (!server)
        server = m_directory.serverNamed(idOrName);
    return server ? std::optional(*server) : std::nullopt;
}

std::optional<std::optional<OverrideRow>>
OverrideBrowser::listedRow(const OverrideTarget &target) const
{
    if (!m_listing.completenessOf(target.serverId).isComplete())
        return {};
    const qsizetype index = m_listing.indexOf(target.serverId, target.subject);
    if (index < 0)
        return std::optional<OverrideRow>();
    return std::optional(m_listing.rows().at(index).row);
}

} // namespace mcpo
