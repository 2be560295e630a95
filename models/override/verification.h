// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/rowsearch.h"

namespace mcpo
{

/// What the list of overrides shows after a change whose result the answer left open.
enum class Verification {
    NotDone,      ///< there was no reason to look
    Failed,       ///< the list could not be read, or does not say when the override was set
    NotThere,     ///< the subject has no override
    Older,        ///< the override was set before this request
    SetMeanwhile, ///< the override is as new as this request
};

/// What the list says about a request that was started at @p startedAt. Clocks differ: an override
/// counts as new when it is at most a minute older than the request.
Verification verify(const RowSearch::Result &result, const QDateTime &startedAt);

} // namespace mcpo
