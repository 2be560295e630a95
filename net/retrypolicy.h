// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/httpanswer.h"

#include <QDateTime>

#include <chrono>
#include <optional>

namespace mcpo
{

/// How often, and after which pauses, one call may be sent.
struct RetryPolicy {
    int attempts = 3; ///< the first one included
    /// The first pause lasts at most this long, each further one at most twice as long.
    std::chrono::milliseconds base = std::chrono::milliseconds(500);
    std::chrono::milliseconds longestJitter = std::chrono::seconds(8);
    /// A server that wants a longer pause than this is not asked again: the person decides.
    std::chrono::milliseconds longestPause = std::chrono::seconds(30);
};

// Pure functions: what is worth sending again, and when.

/// Whether the same request may do better in a moment: 408, 429, 502, 503, 504, and a connection
/// that was lost before any answer. Never after a deadline: by then the person has waited long
/// enough, and the list tells what became of it.
bool isWorthRetrying(const HttpAnswer &answer);

/// Retry-After, as seconds or as one of the three dates of RFC 9110, counted from @p now or, where
/// the server tells its own time, from that. Rounded up; nothing where it is absent or no such
/// thing, and at most a year.
std::optional<std::chrono::milliseconds> retryAfter(const HttpAnswer &answer, const QDateTime &now);

/// The server's own time, in UTC, from the Date header; invalid where it does not tell.
QDateTime serverTime(const HttpAnswer &answer);

/// The pause after @p attempt (1 for the first), or nothing if it was the last: full jitter, that
/// is @p random, from 0 to 1, of the most that the terms allow; on top of @p retryAfter, which is
/// never undercut.
std::optional<std::chrono::milliseconds>
pauseAfter(int attempt, const std::optional<std::chrono::milliseconds> &retryAfter,
           const RetryPolicy &terms, double random);

} // namespace mcpo
