// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/overriderow.h"
#include "models/job.h"
#include "models/override/outcome.h"
#include "models/session/caller.h"

#include <QByteArray>
#include <QList>

namespace mcpo
{

/// One PUT, complete: what is sent is what was checked.
struct OverrideRequest {
    QString serverId; ///< passed checkServerId()
    QByteArray body;  ///< JSON, UTF-8
};

/// The control plane's calls (control-plane API, sections 1 and 2), as ui and cli see them.
/// See Job for what every call promises. Calls are independent and may overlap.
class ControlPlanePort
{
public:
    virtual ~ControlPlanePort() = default;

    /// Who the token belongs to. On an older control plane without this call the token's claims
    /// answer, and the role is unknown.
    virtual JobPtr fetchCaller(const Account &account, Answer<Fetched<Caller>> answer) = 0;
    /// Whether the caller manages this one server: the permission call, Unknown where it does not
    /// tell.
    virtual JobPtr fetchRoleOnServer(const Account &account, const QString &serverId,
                                     Answer<Role> answer) = 0;
    /// Sets or replaces an override. Sent at most once.
    virtual JobPtr setOverride(const Account &account, const OverrideRequest &request,
                               Answer<SubmitOutcome> answer) = 0;
    virtual JobPtr fetchServer(const Account &account, const QString &serverId,
                               Answer<Fetched<ServerEntry>> answer) = 0;
    /// All pages of the directory of servers, at most 100 000 entries.
    virtual JobPtr fetchServers(const Account &account,
                                Answer<Fetched<QList<ServerEntry>>> answer) = 0;
    /// All pages of a server's overrides, at most 100 000 rows.
    virtual JobPtr fetchOverrides(const Account &account, const QString &serverId,
                                  Answer<Fetched<QList<OverrideRow>>> answer) = 0;
    virtual JobPtr fetchEffectiveAuth(const Account &account, const QString &serverId,
                                      const Subject &subject,
                                      Answer<Fetched<EffectiveAuth>> answer) = 0;
};

} // namespace mcpo
