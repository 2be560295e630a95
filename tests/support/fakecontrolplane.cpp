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
    auto giveBoth = [life, now = serverTime, gap = listingGap, onPage = std::move(onPage),
                     answer = std::move(answer)](const Fetched<QList<T>> &result) {
        if (const auto *failure = std::get_if<Failure>(&result))
            return answer(*failure);
        const auto &entries = std::get<QList<T>>(result);
        if (onPage)
            onPage({entries, entries.size(), now});
        if (!life->expired())
            answer(ListingEnd{.gap = gap});
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
                                     Answer<ChangeOutcome> answer, MayRetry mayRetry)
{
    m_requests.append(request);
    const QString call = u"setOverride "_s + request.serverId;
    return startChange(
        [this, account, call](Answer<ChangeOutcome> last) {
            return start(setResult, account, call, std::move(last));
        },
        call, std::move(answer), std::move(mayRetry));
}

/// Every attempt but the last one is busy.
class BusyChange : public Job
{
public:
    BusyChange(int busyAttempts, MayRetry mayRetry, std::function<JobPtr()> last,
               Answer<ChangeOutcome> answer, std::function<void()> noteAttempt)
        : m_left(busyAttempts)
        , m_mayRetry(std::move(mayRetry))
        , m_last(std::move(last))
        , m_answer(std::move(answer))
        , m_noteAttempt(std::move(noteAttempt))
    {
        next();
    }

private:
    void next()
    {
        if (m_left-- == 0) {
            m_job = m_last();
            return;
        }
        m_noteAttempt();
        m_job = m_mayRetry([this](bool may) {
            if (may)
                return next();
            const Answer<ChangeOutcome> answer = m_answer; // may destroy this
            answer(Failure(Busy{1, {}, {503, {}, {}}}));
        });
    }

    int m_left;
    MayRetry m_mayRetry;
    std::function<JobPtr()> m_last;
    Answer<ChangeOutcome> m_answer;
    std::function<void()> m_noteAttempt;
    JobPtr m_job;
};

JobPtr FakeControlPlane::startChange(const std::function<JobPtr(Answer<ChangeOutcome>)> &attempt,
                                     const QString &call, Answer<ChangeOutcome> answer,
                                     MayRetry mayRetry)
{
    if (busyAttempts == 0)
        return attempt(std::move(answer));
    return std::make_unique<BusyChange>(
        busyAttempts, std::move(mayRetry), [attempt, answer] { return attempt(answer); }, answer,
        [this, call] { m_calls.append(call + u" busy"_s); });
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
                                        const Subject &subject, Answer<ChangeOutcome> answer,
                                        MayRetry mayRetry)
{
    const QString call = u"removeOverride %1 %2 %3"_s.arg(serverId, subject.type, subject.id);
    return startChange(
        [this, account, call](Answer<ChangeOutcome> last) {
            return start(removal, account, call, std::move(last));
        },
        call, std::move(answer), std::move(mayRetry));
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
