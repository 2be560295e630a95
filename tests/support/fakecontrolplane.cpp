// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fakecontrolplane.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

template<class T>
JobPtr FakeControlPlane::start(AnswerQueue<T> &queue, const Account &account, const QString &call,
                               Answer<T> answer)
{
    m_calls.append(call);
    m_accounts.append(account);
    return queue.start(u"control plane, "_s + call, m_live, std::move(answer));
}

template<class T>
JobPtr FakeControlPlane::startListing(AnswerQueue<Fetched<QList<T>>> &queue, const Account &account,
                                      const QString &call, PageSeen<T> onPage,
                                      Answer<Fetched<ListingEnd>> answer)
{
    // Known once there is a job: a page may be what destroys it, and then there is no answer.
    auto life = std::make_shared<std::weak_ptr<const void>>();
    auto giveBoth = [life, isTruncated = truncateListings, onPage = std::move(onPage),
                     answer = std::move(answer)](const Fetched<QList<T>> &result) {
        if (const auto *failure = std::get_if<Failure>(&result))
            return answer(*failure);
        const auto &entries = std::get<QList<T>>(result);
        if (onPage)
            onPage({entries, entries.size()});
        if (!life->expired())
            answer(ListingEnd{.isTruncated = isTruncated});
    };
    JobPtr job = start<Fetched<QList<T>>>(queue, account, call, std::move(giveBoth));
    *life = dynamic_cast<const FakeJob &>(*job).life();
    return job;
}

template<class T>
void FakeControlPlane::addNoneIfUnasked(AnswerQueue<Fetched<QList<T>>> &queue) const
{
    if (hasEmptyDirectories && queue.isEmpty())
        queue.add(QList<T>{});
}

bool FakeControlPlane::isUsedUp() const
{
    return users.isEmpty() && virtualAccounts.isEmpty() && rolesOnServers.isEmpty() &&
           removal.isEmpty() && caller.isEmpty() && roleOnServer.isEmpty() && setResult.isEmpty() &&
           server.isEmpty() && servers.isEmpty() && overrides.isEmpty() && effectiveAuth.isEmpty();
}

JobPtr FakeControlPlane::fetchCaller(const Account &account, Answer<Fetched<Caller>> answer)
{
    return start(caller, account, u"fetchCaller"_s, std::move(answer));
}

JobPtr FakeControlPlane::fetchRoleOnServer(const Account &account, const QString &serverId,
                                           Answer<Role> answer)
{
    return start(roleOnServer, account, u"fetchRoleOnServer "_s + serverId, std::move(answer));
}

JobPtr FakeControlPlane::setOverride(const Account &account, const OverrideRequest &request,
                                     Answer<SubmitOutcome> answer)
{
    m_requests.append(request);
    return start(setResult, account, u"setOverride "_s + request.serverId, std::move(answer));
}

JobPtr FakeControlPlane::fetchServer(const Account &account, const QString &serverId,
                                     Answer<Fetched<ServerEntry>> answer)
{
    return start(server, account, u"fetchServer "_s + serverId, std::move(answer));
}

JobPtr FakeControlPlane::fetchRolesOnServers(const Account &account, const QStringList &serverIds,
                                             Answer<Fetched<QHash<QString, Role>>> answer)
{
    return start(rolesOnServers, account, u"fetchRolesOnServers "_s + serverIds.join(u' '),
                 std::move(answer));
}

JobPtr FakeControlPlane::removeOverride(const Account &account, const QString &serverId,
                                        const Subject &subject, Answer<RemovalOutcome> answer)
{
    const QString call = u"removeOverride %1 %2 %3"_s.arg(serverId, subject.type, subject.id);
    return start(removal, account, call, std::move(answer));
}

JobPtr FakeControlPlane::fetchServers(const Account &account, PageSeen<ServerEntry> onPage,
                                      Answer<Fetched<ListingEnd>> answer)
{
    addNoneIfUnasked(servers);
    return startListing(servers, account, u"fetchServers"_s, std::move(onPage), std::move(answer));
}

JobPtr FakeControlPlane::fetchUsers(const Account &account, PageSeen<SubjectEntry> onPage,
                                    Answer<Fetched<ListingEnd>> answer)
{
    addNoneIfUnasked(users);
    return startListing(users, account, u"fetchUsers"_s, std::move(onPage), std::move(answer));
}

JobPtr FakeControlPlane::fetchVirtualAccounts(const Account &account, PageSeen<SubjectEntry> onPage,
                                              Answer<Fetched<ListingEnd>> answer)
{
    addNoneIfUnasked(virtualAccounts);
    return startListing(virtualAccounts, account, u"fetchVirtualAccounts"_s, std::move(onPage),
                        std::move(answer));
}

JobPtr FakeControlPlane::fetchOverrides(const Account &account, const QString &serverId,
                                        PageSeen<OverrideRow> onPage,
                                        Answer<Fetched<ListingEnd>> answer)
{
    return startListing(overrides, account, u"fetchOverrides "_s + serverId, std::move(onPage),
                        std::move(answer));
}

JobPtr FakeControlPlane::fetchEffectiveAuth(const Account &account, const QString &serverId,
                                            const Subject &subject,
                                            Answer<Fetched<EffectiveAuth>> answer)
{
    const QString call = u"fetchEffectiveAuth %1 %2 %3"_s.arg(serverId, subject.type, subject.id);
    return start(effectiveAuth, account, call, std::move(answer));
}

} // namespace mcpo
