// SPDX-License-Identifier: Apache-2.0
#include "net/retrypolicy.h"

#include "models/text/utctime.h"

#include <algorithm>
#include <array>

namespace mcpo
{

using std::chrono::milliseconds;

namespace
{

constexpr milliseconds aYear = std::chrono::hours(24 * 365);

bool isNumber(const QByteArray &text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

bool isWorthRetrying(const HttpAnswer &answer)
{
    constexpr std::array statuses{408, 429, 502, 503, 504};
    if (answer.failure == HttpAnswer::Failure::None)
        return std::ranges::find(statuses, answer.status) != statuses.end();
    return answer.failure == HttpAnswer::Failure::ConnectionLost && answer.status == 0;
}

QDateTime serverTime(const HttpAnswer &answer)
{
    return utcFromHttp(QString::fromLatin1(answer.date));
}

std::optional<milliseconds> retryAfter(const HttpAnswer &answer, const QDateTime &now)
{
    const QByteArray text = answer.retryAfter.trimmed();
    if (isNumber(text)) {
        bool fits = false;
        const qint64 seconds = text.toLongLong(&fits);
        return fits && seconds < aYear / std::chrono::seconds(1) ? std::chrono::seconds(seconds)
                                                                 : aYear;
    }
    const QDateTime until = utcFromHttp(QString::fromLatin1(text));
    if (!until.isValid())
        return {};
    // The two clocks may differ, and only the server's counts.
    const QDateTime its = serverTime(answer);
    const qint64 pause = (its.isValid() ? its : now).msecsTo(until);
    return std::clamp(milliseconds(pause), milliseconds(0), aYear);
}

std::optional<milliseconds> pauseAfter(int attempt, const std::optional<milliseconds> &retryAfter,
                                       const RetryPolicy &terms, double random)
{
    if (attempt >= terms.attempts || retryAfter.value_or(milliseconds(0)) > terms.longestPause)
        return {};
    milliseconds most = terms.base;
    for (int i = 1; i < attempt && most < terms.longestJitter; ++i)
        most *= 2;
    most = std::min(most, terms.longestJitter);
    const auto jitter =
        milliseconds(static_cast<qint64>(static_cast<double>(most.count()) * random));
    return retryAfter.value_or(milliseconds(0)) + jitter;
}

} // namespace mcpo
