// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace mcpo
{

class OverrideForm;
class Session;

/// Keeps the form's caller right: roles belong to servers, so somebody who manages none in general
/// may manage the one that is in the form. The control plane is asked when the id stands still;
/// while it has not answered, what the session told counts.
class ServerRole : public QObject
{
    Q_OBJECT
public:
    ServerRole(ControlPlanePort &controlPlane, const Session &session, OverrideForm &form,
               QObject *parent = nullptr);

    /// A directory that knows roles already, which saves the call and the wait; Unknown where it
    /// does not.
    using RoleLookup = std::function<Role(const QString &serverId)>;
    void setRoleLookup(RoleLookup lookup) { m_lookup = std::move(lookup); }

private:
    void serverChanged();
    void ask();
    void apply(Role roleOnServer);

    ControlPlanePort &m_controlPlane;
    const Session &m_session;
    OverrideForm &m_form;
    RoleLookup m_lookup;
    QTimer m_pause;
    JobPtr m_job;
};

} // namespace mcpo
