// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/caller.h"

namespace mcpo
{

/// Who it is, for people: the name and the id where they differ.
QString describe(const Caller &caller);

} // namespace mcpo
