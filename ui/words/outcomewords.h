// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/submission.h"
#include "ui/words/authwords.h"
#include "ui/words/explanation.h"
#include "ui/words/failurewords.h"

namespace mcpo
{

/// The words for everything but Saved, for which there is no dialog: its texts are empty.
Explanation describe(const SubmitOutcome &outcome, const Context &context);

/// One quiet line after saving, e.g. `Saved 14:02 · user-17@example.com: authenticated by this
/// override.`
QString savedLine(const SubmitReport &report);

} // namespace mcpo
