// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"
#include "net/authorities.h"
#include "net/requestpolicy.h"
#include "net/retrypolicy.h"

#include <QJsonObject>

namespace mcpo
{

struct HttpAnswer;
struct HttpRequest;

/// The control plane over HTTP. Must outlive the jobs it gave out, since some make further calls.
class ControlPlaneClient : public ControlPlanePort
{
public:
    explicit ControlPlaneClient(const RequestLimits &limits = {}, const RetryPolicy &terms = {});
    ~ControlPlaneClient() override;

    QString proxyTo(const ControlPlaneAddress &address) const override;
    void closeConnections() override;

    JobPtr fetchCaller(const Account &account, Answer<Fetched<Caller>> answer) override;
    JobPtr fetchRoleOnServer(const Account &account, const QString &serverId,
                             Answer<Role> answer) override;
    JobPtr fetchRolesOnServers(const Account &account, const QStringList &serverIds,
                               Answer<Fetched<QHash<QString, Role>>> answer) override;
    JobPtr setOverride(const Account &account, const OverrideRequest &request,
                       Answer<ChangeOutcome> answer, MayRetry mayRetry = {}) override;
    JobPtr fetchServer(const Account &account, const QString &serverId,
                       Answer<Fetched<ServerEntry>> answer) override;
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
    using NetworkOf = std::function<NetworkAccess(const Authorities &)>;
    JobPtr send(const Account &account, const HttpRequest &request, const NetworkOf &network,
                Answer<HttpAnswer> answer, MayRetry mayRetry = {});
    JobPtr get(const Account &account, const QByteArray &path, Answer<HttpAnswer> answer);
    JobPtr change(const Account &account, const HttpRequest &request, Answer<HttpAnswer> answer,
                  MayRetry mayRetry);
    template<class T>
    JobPtr list(const Account &account, const QByteArray &path, T (*read)(const QJsonObject &),
                PageSeen<T> onPage, Answer<Fetched<ListingEnd>> answer);

    RequestLimits m_limits;
    RetryPolicy m_terms;
    NetworkAccesses m_networks; ///< outlives every network access
    Authorities m_trusted;      ///< by m_network, beside the system's
    NetworkAccess m_network;    ///< for reading; made when first used, its connections are kept
};

} // namespace mcpo
