// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/preset.h"

namespace mcpo
{

/// Why another control plane than the fixed one cannot be used.
QString onlyControlPlane(const Preset &preset);
/// What is wrong with the preset, and whom to tell; empty where nothing is.
QString presetFault(const Preset &preset);

} // namespace mcpo
