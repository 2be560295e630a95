// SPDX-License-Identifier: Apache-2.0
#include "models/override/reread.h"

namespace mcpo
{

Reread judge(const RowSearch::Result &result, const QDateTime &startedAt)
{
    constexpr qint64 clockToleranceSeconds = 60;
    const auto *row = std::get_if<std::optional<OverrideRow>>(&result);
    if (!row)
        return Reread::Failed;
    if (!*row)
        return Reread::NotThere;
    const QDateTime &updatedAt = (*row)->updatedAt;
    if (!updatedAt.isValid())
        return Reread::Failed;
    const bool isNew = updatedAt.addSecs(clockToleranceSeconds) >= startedAt;
    return isNew ? Reread::SetMeanwhile : Reread::Older;
}

} // namespace mcpo
