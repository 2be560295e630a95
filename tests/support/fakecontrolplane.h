// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"
#include "tests/support/fakejob.h"

#include <QStringList>

namespace mcpo
{

/// A control plane for tests. Every call has to be expected: what was not queued aborts the test
/// and names the call.
class FakeControlPlane : public ControlPlanePort
{
public:
    AnswerQueue<Fetched<Caller>> caller;
    AnswerQueue<Role> roleOnServer;
    AnswerQueue<ChangeOutcome> setResult;
    AnswerQueue<Fetched<QHash<QString, Role>>> rolesOnServers;
    AnswerQueue<ChangeOutcome> removal;
    /// Changes are busy that often, and sent once more as long as that is allowed.
    int busyAttempts = 0;
    /// The server's clock, as lists tell it.
    QDateTime serverTime;
    AnswerQueue<Fetched<ServerEntry>> server;
    // A listing that succeeds comes as one page, and ends complete unless:
    ListingGap listingGap = ListingGap::None;
    /// Servers, users and virtual accounts that nobody queued are none, for tests of something
    /// else: signing in makes the window ask for them.
    bool hasEmptyDirectories = false;
    AnswerQueue<Fetched<QList<ServerEntry>>> servers;
    AnswerQueue<Fetched<QList<SubjectEntry>>> users;
    AnswerQueue<Fetched<QList<SubjectEntry>>> virtualAccounts;
    AnswerQueue<Fetched<QList<OverrideRow>>> overrides;
    AnswerQueue<Fetched<EffectiveAuth>> effectiveAuth;

    /// The calls so far, e.g. "fetchServer mcp-1", in order.
    const QStringList &calls() const { return m_calls; }
    /// With which account each call was made.
    const QList<Account> &accounts() const { return m_accounts; }
    /// The requests of the setOverride() calls.
    const QList<OverrideRequest> &requests() const { return m_requests; }
    /// Jobs that somebody still owns: cancelled ones are gone.
    int liveJobs() const { return *m_live; }
    /// Whether every answer that was queued has been asked for.
    bool isUsedUp() const;

    /// Of every address.
    QString proxy;
    QString proxyTo(const ControlPlaneAddress &) const override { return proxy; }
    /// How often all kept connections were closed.
    int closings = 0;
    void closeConnections() override { ++closings; }

    JobPtr fetchCaller(const Account &account, Answer<Fetched<Caller>> answer) override;
    JobPtr fetchRoleOnServer(const Account &account, const QString &serverId,
                             Answer<Role> answer) override;
    JobPtr setOverride(const Account &account, const OverrideRequest &request,
                       Answer<ChangeOutcome> answer, MayRetry mayRetry = {}) override;
    JobPtr fetchServer(const Account &account, const QString &serverId,
                       Answer<Fetched<ServerEntry>> answer) override;
    JobPtr fetchRolesOnServers(const Account &account, const QStringList &serverIds,
                               Answer<Fetched<QHash<QString, Role>>> answer) override;
    JobPtr removeOverride(const Account &account, const QString &serverId, const Subject &subject,
                          Answer<ChangeOutcome> answer, MayRetry mayRetry = {}) override;
    JobPtr fetchServers(const Account &account, PageSeen<ServerEntry> onPage,
                        Answer<Fetched<ListingEnd>> answer) override;
    JobPtr fetchUsers(const Account &account, PageSeen<SubjectEntry> onPage,
                      Answer<Fetched<ListingEnd>> answer) override;
    JobPtr fetchVirtualAccounts(const Account &account, PageSeen<SubjectEntry> onPage,
                                Answer<Fetched<ListingEnd>> answer) override;
    JobPtr fetchOverrides(const Account &account, const QString &serverId,
                          PageSeen<OverrideRow> onPage,
                          Answer<Fetched<ListingEnd>> answer) override;
    JobPtr fetchEffectiveAuth(const Account &account, const QString &serverId,
                              const Subject &subject,
                              Answer<Fetched<EffectiveAuth>> answer) override;

private:
    template<class T>
    JobPtr start(AnswerQueue<T> &queue, const Account &account, const QString &call,
                 Answer<T> answer);

    JobPtr startChange(const std::function<JobPtr(Answer<ChangeOutcome>)> &attempt,
                       const QString &call, Answer<ChangeOutcome> answer, MayRetry mayRetry);
    template<class T>
    void addNoneIfUnasked(AnswerQueue<Fetched<QList<T>>> &queue) const;
    template<class T>
    JobPtr startListing(AnswerQueue<Fetched<QList<T>>> &queue, const Account &account,
                        const QString &call, PageSeen<T> onPage,
                        Answer<Fetched<ListingEnd>> answer);

    QStringList m_calls;
    QList<Account> m_accounts;
    QList<OverrideRequest> m_requests;
    LiveJobs m_live = std::make_shared<int>(0);
};

} // namespace mcpo
