// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/retries.h"

#include <QString>

namespace mcpo
{

/// Why a call waits, and when the next attempt begins.
QString describe(const RetryPause &pause);

} // namespace mcpo
