// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/stop.h"
#include "models/session/profile.h"

#include <optional>
#include <variant>

namespace mcpo
{

/// Where a command works, and as whom.
struct ChosenAccount {
    ControlPlaneAddress address;
    std::optional<Profile> profile; ///< signed in or not; empty: none is known there
    QList<Profile> others = {};     ///< see AccountChoice::others
    QString caFile = {};            ///< see Account::caFile
    bool isProduction = false;
};

/// As --profile and --control-plane say: see chooseAccount(). A control plane that the preset fixes
/// is the only one there is; one that it proposes is used where nobody has signed in yet. The CA
/// file is that of the preset, else the one that is named, else that of the profile.
std::variant<ChosenAccount, Stop> chosenAccount(const Arguments &arguments);
/// The accounts to sign out: all that are signed in, or the one that is meant. Empty: there is
/// none.
std::variant<QList<Profile>, Stop> accountsToSignOut(const Arguments &arguments);
/// Where to sign in: never at the last used control plane, which would be a guess.
std::variant<ChosenAccount, Stop> accountToSignInTo(const Arguments &arguments);
/// Why nobody can be asked as @p chosen, and the remedy.
Stop notSignedIn(const ChosenAccount &chosen);
/// A command that changes something does not choose between these.
Stop severalAccounts(const QList<Profile> &profiles);

} // namespace mcpo
