// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/activity/activityrecorder.h"
#include "models/directory/directory.h"
#include "models/override/overridechange.h"
#include "models/override/overrideform.h"
#include "models/override/serverrole.h"
#include "models/override/targetfacts.h"
#include "models/session/profiles.h"

#include <chrono>

namespace mcpo
{

/// What the window works with, on any control plane and keychain; outlives the window.
struct WindowModels {
    /// @p pause is how long the form has to stand still before it is asked about.
    WindowModels(ControlPlanePort &controlPlane, TokenVaultPort &vault,
                 const RequestDescription &description = RequestDescription::builtIn(),
                 std::chrono::milliseconds pause = std::chrono::milliseconds(300))
        : port(controlPlane)
        , session(controlPlane, vault)
        , profiles(session)
        , directory(controlPlane, session)
        , form(description)
        , change(controlPlane)
        , serverRole(controlPlane, session, form)
        , facts(controlPlane, session, form, pause)
        , recorder(activity, {change, session, profiles, directory})
    {
    }

    // In this order: what is used outlives its user.
    ControlPlanePort &port;
    Session session;
    Profiles profiles; ///< in memory, until somebody opens them
    Directory directory;
    OverrideForm form;
    OverrideChange change; ///< of form and table: one at a time
    ServerRole serverRole;
    TargetFacts facts;
    ActivityLog activity;
    ActivityRecorder recorder;
};

} // namespace mcpo
