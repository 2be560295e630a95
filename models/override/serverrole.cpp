// SPDX-License-Identifier: Apache-2.0
#include "models/override/serverrole.h"

#include "models/override/overrideform.h"
#include "models/session/session.h"

namespace mcpo
{

using namespace std::chrono_literals;

ServerRole::ServerRole(ControlPlanePort &controlPlane, const Session &session, OverrideForm &form,
                       QObject *parent)
    : QObject(parent)
    , m_controlPlane(controlPlane)
    , m_session(session)
    , m_form(form)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(300ms);
    connect(&m_pause, &QTimer::timeout, this, &ServerRole::ask);
    connect(&m_session, &Session::signedIn, this, &ServerRole::serverChanged);
    connect(&m_session, &Session::signedOut, this, &ServerRole::serverChanged);
    connect(&m_form, &OverrideForm::textChanged, this, [this](const QString &field) {
        if (field == fields::server)
            serverChanged();
    });
}

void ServerRole::serverChanged()
{
    m_job.reset();
    m_pause.stop();
    const bool isOpen = m_session.isSignedIn() && m_session.caller().role != Role::Manager;
    const QString &serverId = m_form.draft().serverId;
    const Role known = isOpen && m_lookup ? m_lookup(serverId) : Role::Unknown;
    if (isOpen && known == Role::Unknown && checkServerId(serverId) == ServerIdProblem::None)
        m_pause.start();
    apply(known); // last, because a slot of the form may destroy this
}

void ServerRole::ask()
{
    m_job = m_controlPlane.fetchRoleOnServer(m_session.account(), m_form.draft().serverId,
                                             [this](Role role) {
                                                 m_job.reset();
                                                 apply(role);
                                             });
}

void ServerRole::apply(Role roleOnServer)
{
    if (!m_session.isSignedIn()) {
        m_form.setCaller({});
        return;
    }
    Caller caller = m_session.caller();
    if (caller.role != Role::Manager && roleOnServer != Role::Unknown)
        caller.role = roleOnServer;
    m_form.setCaller(caller);
}

} // namespace mcpo
