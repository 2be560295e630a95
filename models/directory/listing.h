// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/outcome.h"

#include <QDateTime>
#include <QList>

#include <functional>
#include <optional>

namespace mcpo
{

/// A part of a listing, in the control plane's order. While pages are turned somebody may change
/// what is listed: an entry may come twice, and the total may change.
template<class T>
struct Page {
    QList<T> entries;
    std::optional<qint64> total; ///< what the control plane says there is, where it does
    QDateTime serverTime = {};   ///< when it was answered, by the server's clock; may be invalid
};

/// Gets each page when it arrives, before the listing's answer; may be empty. May destroy the job.
template<class T>
using PageSeen = std::function<void(const Page<T> &)>;

/// Why a list may lack entries that exist.
enum class ListingGap {
    None,    ///< it is complete
    NotRead, ///< it was not asked for, or is still being read
    Failed,  ///< what came before the failure is kept
    Stopped, ///< by the person
    Limit,   ///< there is more, but 100 000 entries, 1 000 pages or 128 MiB are the limit
    Capped,  ///< a full page came again where the next one was asked for: there may be more
    Total,   ///< the control plane counts another number of entries than came
    Moved,   ///< entries came twice or their number changed: the list changed while it was read
    NoId,    ///< entries came without an id that can be used
};

/// How a listing ended that did not fail.
struct ListingEnd {
    ListingGap gap = ListingGap::None;
    std::optional<qint64> total = {}; ///< what the control plane counts, where it does

    bool isComplete() const { return gap == ListingGap::None; }
};

/// Whether a list contains everything and, if not, why. Every count, export and conclusion from a
/// list ("has none") asks this one value.
struct Completeness {
    ListingGap gap = ListingGap::NotRead;
    std::optional<qint64> total = {};    ///< what the control plane counts, where it does
    std::optional<Failure> failure = {}; ///< of a list that failed

    bool isComplete() const { return gap == ListingGap::None; }
    /// Whether reading it again may find what is missing.
    bool isWorthRetrying() const
    {
        const bool isFinal = gap == ListingGap::Limit || gap == ListingGap::NoId;
        return !isComplete() && !isFinal &&
               !(failure && std::holds_alternative<NotPermitted>(*failure));
    }
};

inline Completeness completenessOf(const Fetched<ListingEnd> &answer)
{
    if (const auto *failure = std::get_if<Failure>(&answer))
        return {ListingGap::Failed, {}, *failure};
    const auto &end = std::get<ListingEnd>(answer);
    return {end.gap, end.total, {}};
}

} // namespace mcpo
