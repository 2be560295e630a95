// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/profile.h"
#include "models/session/session.h"

#include <optional>

namespace mcpo
{

QString colorLabel(ProfileColor color);

/// A profile in a list of choices: its name, its account and its control plane.
QString describe(const Profile &profile);
/// Below a changed address of a profile whose token is kept in @p token.
QString changedAddressHint(const Profile &profile, std::optional<TokenStorage> token);
/// Before a changed address is saved that ends a sign-in.
QString changedAddressQuestion(const Profile &profile, TokenStorage token);
/// Before a profile is removed.
QString removedProfileQuestion(const Profile &profile, std::optional<TokenStorage> token);
/// Says that a control plane is production; @p profileName may be empty.
QString productionSentence(const ControlPlaneAddress &address, const QString &profileName);

} // namespace mcpo
