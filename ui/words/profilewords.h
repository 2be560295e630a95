// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/profile.h"

namespace mcpo
{

QString colorLabel(ProfileColor color);

} // namespace mcpo
