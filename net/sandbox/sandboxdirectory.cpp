// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxdirectory.h"

#include <algorithm>
#include <utility>

namespace mcpo
{

using namespace Qt::StringLiterals;

bool SandboxCaller::isTenantAdmin() const { return roles.contains("tenant-admin"_L1); }

bool SandboxCaller::manages(const SandboxServer &server) const
{
    return isTenantAdmin() || managedServers.contains(server.id);
}

bool SandboxCaller::mayUse(const SandboxServer &server) const
{
    return !server.isPrivate || manages(server);
}

SandboxDirectory::SandboxDirectory(QString tenantName)
    : m_tenantName(std::move(tenantName))
{
}

void SandboxDirectory::add(const SandboxServer &server)
{
    m_serverIndexes.insert(server.id, m_servers.size());
    m_servers.append(server);
}

void SandboxDirectory::add(const SandboxUser &user)
{
    m_userIds.insert(user.id);
    m_users.append(user);
}

void SandboxDirectory::add(const SandboxVirtualAccount &account)
{
    m_virtualAccountIds.insert(account.id);
    m_virtualAccounts.append(account);
}

void SandboxDirectory::add(const QByteArray &token, const SandboxCaller &caller)
{
    m_callers.insert(token, caller);
}

const SandboxServer *SandboxDirectory::server(const QString &id) const
{
    const auto index = m_serverIndexes.constFind(id);
    return index == m_serverIndexes.constEnd() ? nullptr : &m_servers.at(*index);
}

const SandboxCaller *SandboxDirectory::caller(const QByteArray &token) const
{
    const auto found = m_callers.constFind(token);
    return found == m_callers.constEnd() ? nullptr : &*found;
}

bool SandboxDirectory::knows(const Subject &subject) const
{
    const auto &ids = subject.type == "user"_L1 ? m_userIds : m_virtualAccountIds;
    return ids.contains(subject.id);
}

bool SandboxDirectory::hasServerNamed(const QString &name) const
{
    return std::any_of(m_servers.begin(), m_servers.end(),
                       [&](const SandboxServer &server) { return server.name == name; });
}

bool SandboxDirectory::hasSubjectNamed(const Subject &subject) const
{
    if (subject.type == "user"_L1)
        return std::any_of(m_users.begin(), m_users.end(),
                           [&](const SandboxUser &user) { return user.email == subject.id; });
    return std::any_of(
        m_virtualAccounts.begin(), m_virtualAccounts.end(),
        [&](const SandboxVirtualAccount &account) { return account.name == subject.id; });
}

} // namespace mcpo
