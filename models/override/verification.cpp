// SPDX-License-Identifier: Apache-2.0
#include "models/override/verification.h"

namespace mcpo
{

Verification verify(const RowSearch::Result &result, const QDateTime &startedAt)
{
    constexpr qint64 clockToleranceSeconds = 60;
    const auto *row = std::get_if<std::optional<OverrideRow>>(&result);
    if (!row)
        return Verification::Failed;
    if (!*row)
        return Verification::NotThere;
    const QDateTime &updatedAt = (*row)->updatedAt;
    if (!updatedAt.isValid())
        return Verification::Failed;
    const bool isNew = updatedAt.addSecs(clockToleranceSeconds) >= startedAt;
    return isNew ? Verification::SetMeanwhile : Verification::Older;
}

} // namespace mcpo
