// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/overridelisting.h"

#include <QString>

namespace mcpo
{

/// "Overrides: 12 of 5,000 · servers read: 3 of 40", and what else there is to know of a listing.
/// @p shown is how many rows pass the filter.
QString overridesLine(const OverrideListing &listing, qsizetype shown);
QString subjectsWithoutLine(qsizetype shown);

/// Why nothing could be read, of a listing that has failures.
QString failureLine(const OverrideListing &listing);

} // namespace mcpo
