// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/activity/activityrecorder.h"
#include "models/directory/directory.h"
#include "models/override/overridebrowser.h"
#include "models/override/overridechange.h"
#include "models/override/overrideform.h"
#include "models/override/serverrole.h"
#include "models/override/targetfacts.h"
#include "models/session/productionconsent.h"
#include "models/session/profiles.h"

#include <chrono>

namespace mcpo
{

/// What the window works with, on any control plane and keychain; outlives the window.
struct WindowModels {
    /// @p pause is the time without a change of the form before facts about it are requested.
    WindowModels(ControlPlanePort &controlPlane, TokenVaultPort &vault,
                 const RequestDescription &description = RequestDescription::builtIn(),
                 std::chrono::milliseconds pause = std::chrono::milliseconds(300))
        : port(controlPlane)
        , session(controlPlane, vault)
        , profiles(session)
        , productionConsent(session, profiles)
        , directory(controlPlane, session)
        , browser(controlPlane, session, directory)
        , form(description)
        , change(controlPlane)
        , serverRole(controlPlane, session, form)
        , facts(controlPlane, session, form, pause)
        , recorder(activity, change,
                   [this](const ChangeRequest &request) { return activityPlace(request); })
    {
        // What is listed already need not be asked for once more.
        serverRole.setRoleLookup(
            [this](const QString &serverId) { return directory.roleOn(serverId); });
        facts.setServerLookup(
            [this](const QString &idOrName) { return browser.listedServer(idOrName); });
        facts.setRowLookup([this](const QString &serverId, const Subject &subject) {
            return browser.listedRow({serverId, subject});
        });
    }

    ActivityPlace activityPlace(const ChangeRequest &request) const
    {
        const std::optional<Profile> profile = profiles.current();
        const ServerEntry *server = directory.server(request.serverId);
        return {profile ? profile->name : QString(),
                session.isSignedIn() ? session.account().address.text() : QString(),
                server ? server->name : QString()};
    }

    // In this order: what is used outlives its user.
    ControlPlanePort &port;
    Session session;
    Profiles profiles; ///< in memory until they are opened
    ProductionConsent productionConsent;
    Directory directory;
    OverrideBrowser browser;
    OverrideForm form;
    OverrideChange change; ///< of form and table: one at a time
    ServerRole serverRole;
    TargetFacts facts;
    ActivityLog activity;
    ActivityRecorder recorder;
};

} // namespace mcpo
