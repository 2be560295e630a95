// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/rowsearch.h"

#include <chrono>

namespace mcpo
{

/// What the list of overrides shows after a change whose result the answer left open.
enum class Verification {
    NotDone,     ///< there was no reason to look
    Failed,      ///< the list could not be read
    Undecided,   ///< an override is set, and nothing says whether it was before the change
    NotThere,    ///< the subject has no override
    Unchanged,   ///< the override is the one from before the change
    SetByCaller, ///< a new override, set by the caller
    SetByOther,  ///< a new override, set by another user
};

/// What is known of a change when the list is read afterwards.
struct ChangeMoment {
    std::optional<SubjectRow> before;     ///< what the list said before; nothing: it was unreadable
    Subject caller;                       ///< empty id: unknown
    std::chrono::milliseconds sinceStart; ///< from the first attempt to the end of this reading
};

/// Whether the two are the same override, as far as the list says: who has set it, and when.
bool isSameOverride(const OverrideRow &one, const OverrideRow &other);

/// What the list says now. Only the server's own clock counts, and only where the list could not be
/// read before; what it leaves open is Undecided.
Verification verify(const RowSearch::Result &now, const ChangeMoment &moment);

} // namespace mcpo
