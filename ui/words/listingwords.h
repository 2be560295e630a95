// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/directory.h"
#include "models/directory/overridelisting.h"

#include <QString>

namespace mcpo
{

/// Why a list could not be read, as sentences. @p serverId is empty where it is not about one
/// server.
QString whyFailed(const Failure &failure, const QString &serverId = {});
/// When a list was read; today's times without the date.
QString readingTime(const QDateTime &at);

/// "Overrides: 12 of 5,000 · servers read: 3 of 40", and what else there is to know of a listing.
/// @p shown is how many rows pass the filter.
QString overridesLine(const OverrideListing &listing, qsizetype shown);
QString subjectsWithoutLine(qsizetype shown);

/// Why a list may lack entries, of which @p read came. Empty for one that is complete, or is still
/// being read.
QString gapText(const Completeness &completeness, qsizetype read);
/// The same for all overrides of a listing, with the time of the last reading that was complete.
QString gapText(const OverrideListing &listing);
/// Of users and virtual accounts together: the first that is not complete.
Completeness completenessOfSubjects(const Directory &directory);
/// Why subjects, or the overrides of servers that are not listed, may be missing. Empty where the
/// list is complete or still being read.
QString subjectsGapText(const Directory &directory);
QString serversGapText(const Directory &directory);

} // namespace mcpo
