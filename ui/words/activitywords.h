// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/activity/activitylog.h"

#include <QString>

namespace mcpo
{

/// "Set" or "Remove".
QString activityActionText(ActivityEntry::Action action);
/// A text for a word of outcomeWord(); any other word as it is, made visible.
QString activityOutcomeText(const QString &outcome);

/// What failed with the file, why, and the remedy.
QString describe(const ActivityProblem &problem, const QString &path);

} // namespace mcpo
