// SPDX-License-Identifier: Apache-2.0
#include "models/override/verification.h"

namespace mcpo
{

namespace
{

/// An HTTP date has whole seconds, and rows may have, too.
constexpr qint64 granularityMs = 2000;

Verification whoHasSet(const OverrideRow &row, const Subject &caller)
{
    if (row.updatedBy.id.isEmpty() || caller.id.isEmpty())
        return Verification::Undecided;
    return row.updatedBy == caller ? Verification::SetByCaller : Verification::SetByOther;
}

/// Two changes by one user within a second may look the same.
bool mayHideAnother(const SubjectRow &before, const Subject &caller)
{
    const QDateTime &updatedAt = before.row->updatedAt;
    if (!updatedAt.isValid())
        return true;
    const bool isFresh = before.serverTime.isValid() &&
                         updatedAt.msecsTo(before.serverTime) < granularityMs &&
                         updatedAt.time().msec() == 0;
    return isFresh && before.row->updatedBy == caller;
}

Verification sinceBefore(const OverrideRow &row, const SubjectRow &before, const Subject &caller)
{
    if (!before.row || !isSameOverride(*before.row, row))
        return whoHasSet(row, caller);
    return mayHideAnother(before, caller) ? Verification::Undecided : Verification::Unchanged;
}

Verification byTheServersClock(const OverrideRow &row, const QDateTime &serverTime,
                               const ChangeMoment &moment)
{
    if (!row.updatedAt.isValid() || !serverTime.isValid())
        return Verification::Undecided;
    const QDateTime start = serverTime.addMSecs(-moment.sinceStart.count());
    if (row.updatedAt.addMSecs(granularityMs) < start)
        return Verification::Unchanged;
    return row.updatedAt < start ? Verification::Undecided : whoHasSet(row, moment.caller);
}

} // namespace

bool isSameOverride(const OverrideRow &one, const OverrideRow &other)
{
    return one.credentialType == other.credentialType && one.updatedAt == other.updatedAt &&
           one.updatedBy == other.updatedBy;
}

Verification verify(const RowSearch::Result &now, const ChangeMoment &moment)
{
    const auto *found = std::get_if<SubjectRow>(&now);
    if (!found)
        return Verification::Failed;
    if (!found->row)
        return Verification::NotThere;
    return moment.before ? sinceBefore(*found->row, *moment.before, moment.caller)
                         : byTheServersClock(*found->row, found->serverTime, moment);
}

} // namespace mcpo
