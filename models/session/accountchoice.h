// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/profile.h"

#include <optional>

namespace mcpo
{

/// What a person says about the account to use; either may be empty.
struct AccountWish {
    std::optional<ControlPlaneAddress> address = {};
    QString profile = {}; ///< the name of a profile, or the ID of its account
};

/// Which account acts.
struct AccountChoice {
    /// The profile to use, signed in or not. Empty: no profile matches the wish, or several do.
    std::optional<Profile> profile;
    /// Other signed-in profiles that match the wish as well. A command that changes something does
    /// not choose between them.
    QList<Profile> others;
};

/// The one rule for the window and the command line: the named profile, otherwise the last used one
/// of the control plane, or of all. A profile that was signed out stays the last used one, so that
/// signing out never makes another account act.
///
/// @p profiles is in the order of loadProfiles(): the last used one first.
AccountChoice chooseAccount(const QList<Profile> &profiles, const AccountWish &wish);

} // namespace mcpo
