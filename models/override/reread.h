// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/rowsearch.h"

namespace mcpo
{

/// What reading the list again showed, after nobody knew whether a request was carried out.
enum class Reread {
    NotDone,      ///< there was no reason to ask
    Failed,       ///< it could not be read either, or does not tell when the override was set
    NotThere,     ///< no override of this subject stands
    Older,        ///< one stands that was set before this request
    SetMeanwhile, ///< one stands that is as new as this request
};

/// What the list tells about a request that was started at @p startedAt. Clocks differ: an
/// override counts as new when it is at most a minute older than the request.
Reread judge(const RowSearch::Result &result, const QDateTime &startedAt);

} // namespace mcpo
