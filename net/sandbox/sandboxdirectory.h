// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/caller.h"

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QStringList>

namespace mcpo
{

struct SandboxServer {
    QString id;
    QString name;
    QString manifestType;   ///< e.g. "mcp-server/remote"
    QJsonObject authData;   ///< manifest.auth_data; empty means absent
    bool isPrivate = false; ///< nobody but its managers may use it
};

struct SandboxUser {
    QString id;
    QString email;
    QString displayName; ///< may be empty, as on a real control plane
    bool active = true;
};

struct SandboxVirtualAccount {
    QString id;
    QString name;
    bool expired = false;
};

/// Somebody who holds a token.
struct SandboxCaller {
    Subject subject;
    QString displayName;
    QString email; ///< empty for a virtual account
    QStringList roles;
    QSet<QString> managedServers; ///< beyond those that the roles give

    bool isTenantAdmin() const;
    bool manages(const SandboxServer &server) const;
    bool mayUse(const SandboxServer &server) const;
};

/// Who and what there is. Filled once, then only read.
class SandboxDirectory
{
public:
    explicit SandboxDirectory(QString tenantName);

    void add(const SandboxServer &server);
    void add(const SandboxUser &user);
    void add(const SandboxVirtualAccount &account);
    void add(const QByteArray &token, const SandboxCaller &caller);

    const QString &tenantName() const { return m_tenantName; }
    const QList<SandboxServer> &servers() const { return m_servers; }
    const QList<SandboxUser> &users() const { return m_users; }
    const QList<SandboxVirtualAccount> &virtualAccounts() const { return m_virtualAccounts; }

    /// Null where there is none.
    const SandboxServer *server(const QString &id) const;
    const SandboxCaller *caller(const QByteArray &token) const;
    bool knows(const Subject &subject) const;

    bool hasServerNamed(const QString &name) const;
    bool hasSubjectNamed(const Subject &subject) const; ///< its id is an e-mail address or a name

private:
    QString m_tenantName;
    QList<SandboxServer> m_servers;
    QList<SandboxUser> m_users;
    QList<SandboxVirtualAccount> m_virtualAccounts;
    QHash<QString, qsizetype> m_serverIndexes;
    QHash<QByteArray, SandboxCaller> m_callers;
    QSet<QString> m_userIds;
    QSet<QString> m_virtualAccountIds;
};

} // namespace mcpo
