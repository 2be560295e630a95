// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/profile.h"

namespace mcpo
{

// The profiles in the person's settings, which the window and the command line share: every call
// reads or writes the file, so that each program sees what the other did.

/// The last used one first, and those that were never used last.
///
/// Somebody may have edited the file. A profile whose address is not one by the rules for typed
/// addresses is not there; a colour that is none is None; a missing name is the address.
QList<Profile> loadProfiles();
/// Creates the profile, or replaces the one with its id. False if the settings could not be
/// written, here and below.
bool saveProfile(const Profile &profile);
/// The profile becomes the last used one.
bool setLastUsedProfile(const QString &id);
bool removeProfile(const QString &id);

} // namespace mcpo
