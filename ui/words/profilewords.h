// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/profile.h"

namespace mcpo
{

QString colorLabel(ProfileColor color);

/// Names a profile for somebody who has to choose one: its name, its account and its control plane.
QString describe(const Profile &profile);
/// Before something is changed on a profile that is marked as production.
QString productionWarning(const ControlPlaneAddress &address);

} // namespace mcpo
