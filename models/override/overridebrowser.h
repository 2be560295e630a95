// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/effectiveauthreader.h"
#include "models/directory/overridelisting.h"
#include "models/session/caller.h"

#include <QObject>

#include <optional>

namespace mcpo
{

struct ChangeReport;
class Directory;
class Session;

/// What is looked at.
enum class Scope {
    Nothing, ///< no server was chosen yet
    OneServer,
    AllServers,
    Mine, ///< the caller's own, on all servers
};

/// For whom there is something to look at.
enum class Audience {
    SignedOut,
    Manager,
    SelfService, ///< somebody who manages nothing: their own overrides only
};

/// Whom an override is for, and on which server.
struct OverrideTarget {
    QString serverId;
    Subject subject;
    bool operator==(const OverrideTarget &) const = default;
};

/// Looks at overrides: at those of one server, of all, or at the caller's own, and at the effective
/// auth of the one that is chosen. Begins again with each account, and shows nothing of the one
/// before.
class OverrideBrowser : public QObject
{
    Q_OBJECT
public:
    OverrideBrowser(ControlPlanePort &controlPlane, const Session &session, Directory &directory,
                    QObject *parent = nullptr);

    Audience audience() const { return m_audience; }
    Scope scope() const { return m_scope; }
    /// While the scope is one server, else empty.
    const QString &serverId() const { return m_serverId; }
    OverrideListing &listing() { return m_listing; }
    const OverrideListing &listing() const { return m_listing; }
    /// Of the chosen override.
    const EffectiveAuthReader &effectiveAuth() const { return m_effectiveAuth; }

    /// An empty ID chooses none.
    void chooseServer(const QString &serverId);
    void chooseAll();
    void chooseMine();
    /// The override, or the subject without one, that the person looks at. Nothing: none.
    void chooseRow(const std::optional<OverrideTarget> &target);
    /// Reads again what is looked at; where that is nothing, what there is to look at.
    void refresh();
    /// Shows what an attempt to set or remove has found; what it did not find is read again.
    void learn(const ChangeReport &report);

    /// False only where the caller is known not to manage the server.
    bool mayChange(const OverrideTarget &target) const;
    /// What is listed already and need not be asked for: the server with this ID, else the only one
    /// with this name.
    std::optional<ServerEntry> listedServer(const QString &idOrName) const;
    /// Nothing where the server was not read to its end; an empty row: there is no override.
    std::optional<std::optional<OverrideRow>> listedRow(const OverrideTarget &target) const;

Q_SIGNALS:
    /// The audience, or the account.
    void audienceChanged();
    void scopeChanged();

private:
    OverrideTarget account() const;
    void begin();
    void end();
    void updateAudience();
    void look(Scope scope, const QString &serverId, const QStringList &servers);
    void readMore(qsizetype first);
    void readAgain(const QString &serverId);
    void readEffectiveAuth();
    QStringList serverIds(qsizetype first) const;

    const Session &m_session;
    Directory &m_directory;
    OverrideListing m_listing;
    EffectiveAuthReader m_effectiveAuth;
    Audience m_audience = Audience::SignedOut;
    Scope m_scope = Scope::Nothing;
    QString m_serverId;
    std::optional<OverrideTarget> m_row;
    std::optional<OverrideTarget> m_signedInAs; ///< address and caller, the last time
};

} // namespace mcpo
