// SPDX-License-Identifier: Apache-2.0
#pragma once

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

/// How a listing ended that did not fail.
struct ListingEnd {
    /// There is more, but 100 000 entries, 1 000 pages or 128 MiB are the limit.
    bool isTruncated = false;
};

} // namespace mcpo
