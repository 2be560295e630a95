// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/listing.h"
#include "models/directory/overriderow.h"
#include "models/directory/serverentry.h"
#include "models/directory/subjectentry.h"
#include "models/job.h"
#include "models/override/outcome.h"
#include "models/retries.h"
#include "models/session/caller.h"

#include <QByteArray>
#include <QHash>
#include <QStringList>

namespace mcpo
{

/// One PUT, complete: what is sent is what was checked.
struct OverrideRequest {
    QString serverId; ///< passed checkServerId()
    QByteArray body;  ///< JSON, UTF-8
};

/// Asked before a change is sent once more: starts a job that answers whether it may be.
using MayRetry = std::function<JobPtr(Answer<bool>)>;

/// The control plane's calls (control-plane API, sections 1 and 2), as ui and cli see them.
/// See Job for what every call promises. Calls are independent and may overlap.
class ControlPlanePort
{
public:
    ControlPlanePort() = default;
    virtual ~ControlPlanePort() = default;
    ControlPlanePort(const ControlPlanePort &) = delete;
    ControlPlanePort &operator=(const ControlPlanePort &) = delete;

    /// Tells while a call waits before it is sent once more. Destroying the call ends that.
    Retries &retries() { return m_retries; }

    /// The proxy that stands between, as "proxy.example.com:3128"; empty where there is none.
    virtual QString proxyTo(const ControlPlaneAddress &) const { return {}; }

    /// Closes the connections that are kept for later calls, with all that they remember of a
    /// token. Calls under way keep theirs until they end.
    virtual void closeConnections() {}

    /// Who the token belongs to. On an older control plane without this call the token's claims
    /// answer, and the role is unknown. NotFound: the list of servers is missing, too.
    virtual JobPtr fetchCaller(const Account &account, Answer<Fetched<Caller>> answer) = 0;
    /// Whether the caller manages this one server: the permission call, Unknown where it does not
    /// tell.
    virtual JobPtr fetchRoleOnServer(const Account &account, const QString &serverId,
                                     Answer<Role> answer) = 0;
    /// The same for several servers in one call: at most rolesPerCall ids. Servers that the answer
    /// does not name are Unknown.
    virtual JobPtr fetchRolesOnServers(const Account &account, const QStringList &serverIds,
                                       Answer<Fetched<QHash<QString, Role>>> answer) = 0;
    /// They travel in the URL, and servers take some 8 KiB of that.
    static constexpr qsizetype rolesPerCall = 50;
    /// Sets or replaces an override. It may be sent more than once, as far as @p mayRetry allows:
    /// what counts is the last answer, and NoAnswer where an attempt that was lost may have been
    /// carried out.
    virtual JobPtr setOverride(const Account &account, const OverrideRequest &request,
                               Answer<ChangeOutcome> answer, MayRetry mayRetry = {}) = 0;
    virtual JobPtr fetchServer(const Account &account, const QString &serverId,
                               Answer<Fetched<ServerEntry>> answer) = 0;
    /// Removes an override, and never anything else of the subject's, such as a consent. As
    /// often as setOverride(): NotFound may be the answer to a second attempt.
    virtual JobPtr removeOverride(const Account &account, const QString &serverId,
                                  const Subject &subject, Answer<ChangeOutcome> answer,
                                  MayRetry mayRetry = {}) = 0;

    // Listings give their pages while they come, and an answer at the end. See ListingEnd for the
    // limits.
    virtual JobPtr fetchServers(const Account &account, PageSeen<ServerEntry> onPage,
                                Answer<Fetched<ListingEnd>> answer) = 0;
    /// Users, inactive ones too. Needs a permission of the tenant: NotPermitted is usual.
    virtual JobPtr fetchUsers(const Account &account, PageSeen<SubjectEntry> onPage,
                              Answer<Fetched<ListingEnd>> answer) = 0;
    /// Virtual accounts, expired ones too; otherwise as fetchUsers().
    virtual JobPtr fetchVirtualAccounts(const Account &account, PageSeen<SubjectEntry> onPage,
                                        Answer<Fetched<ListingEnd>> answer) = 0;
    /// Managers see every override of the server, others their own.
    virtual JobPtr fetchOverrides(const Account &account, const QString &serverId,
                                  PageSeen<OverrideRow> onPage,
                                  Answer<Fetched<ListingEnd>> answer) = 0;
    virtual JobPtr fetchEffectiveAuth(const Account &account, const QString &serverId,
                                      const Subject &subject,
                                      Answer<Fetched<EffectiveAuth>> answer) = 0;

private:
    Retries m_retries;
};

} // namespace mcpo
