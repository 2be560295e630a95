// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"

namespace mcpo
{

/// Finds out what is missing after a 404 about one MCP server. The answer itself does not say
/// whether it is the server, the subject or, on an older control plane, the call, and it may be the
/// page of another program (control-plane API, section 3). So this asks for the server, and where
/// that is not found either, for the list of servers, which every control plane has.
class MissingSearch : public Job
{
public:
    /// What was answered with 404.
    enum class Asked { Overrides, EffectiveAuth, Setting };

    /// Answers with @p notFound, completed as far as possible.
    MissingSearch(ControlPlanePort &controlPlane, Account account, QString serverId, Asked asked,
                  NotFound notFound, Answer<NotFound> answer);

private:
    void readServer(const Fetched<ServerEntry> &server);
    void see(const Page<ServerEntry> &page);
    void endList(const Fetched<ListingEnd> &end);
    void give(NotFound::Missing missing);

    ControlPlanePort &m_controlPlane;
    Account m_account;
    QString m_serverId;
    Asked m_asked;
    NotFound m_notFound;
    Answer<NotFound> m_answer;
    bool m_isListed = false;
    JobPtr m_job;
};

/// As the calls of ControlPlanePort; a NotFound says what is missing.
JobPtr readOverrides(ControlPlanePort &controlPlane, const Account &account,
                     const QString &serverId, PageSeen<OverrideRow> onPage,
                     Answer<Fetched<ListingEnd>> answer);
JobPtr readEffectiveAuth(ControlPlanePort &controlPlane, const Account &account,
                         const QString &serverId, const Subject &subject,
                         Answer<Fetched<EffectiveAuth>> answer);

} // namespace mcpo
