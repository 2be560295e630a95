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

bool FakeControlPlane::isUsedUp() const
{
    return caller.isEmpty() && roleOnServer.isEmpty() && setResult.isEmpty() && server.isEmpty() &&
           servers.isEmpty() && overrides.isEmpty() && effectiveAuth.isEmpty();
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

JobPtr FakeControlPlane::fetchServers(const Account &account,
                                      Answer<Fetched<QList<ServerEntry>>> answer)
{
    return start(servers, account, u"fetchServers"_s, std::move(answer));
}

JobPtr FakeControlPlane::fetchOverrides(const Account &account, const QString &serverId,
                                        Answer<Fetched<QList<OverrideRow>>> answer)
{
    return start(overrides, account, u"fetchOverrides "_s + serverId, std::move(answer));
}

JobPtr FakeControlPlane::fetchEffectiveAuth(const Account &account, const QString &serverId,
                                            const Subject &subject,
                                            Answer<Fetched<EffectiveAuth>> answer)
{
    const QString call = u"fetchEffectiveAuth %1 %2 %3"_s.arg(serverId, subject.type, subject.id);
    return start(effectiveAuth, account, call, std::move(answer));
}

} // namespace mcpo
