// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/outcome.h"

#include <QString>

namespace mcpo
{

/// How a subject is authenticated, as the end of a sentence about an override that was just set.
QString effectiveAuthLine(const EffectiveAuth &auth);
/// The same as the current status, before or without a change: "authenticated by an override".
QString effectiveAuthNow(const EffectiveAuth &auth);

/// Why it is unknown, in one sentence.
QString effectiveAuthUnknown(const Failure &failure);

/// "set by admin@example.com on 12 Nov 2026 14:02", with what is known; "set by you" if
/// @p caller set it. Local time.
QString setByWords(const OverrideRow &row, const Subject &caller);
/// One sentence: what setting an override does to the existing one.
QString replacesLine(const OverrideRow &row, const Subject &caller);

} // namespace mcpo
