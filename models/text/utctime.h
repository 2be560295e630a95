// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QString>

namespace mcpo
{

// The only readers of times that others wrote. Both give UTC, never pass through the time zone of
// this computer (which skips and repeats hours), read a leap second as the second after it, and
// give an invalid time for anything else.

/// The three forms of RFC 9110, section 5.6.7, and the numeric zones of mail.
QDateTime utcFromHttp(const QString &text);

/// ISO 8601 with a date and a time, such as "2026-03-29T02:30:00.250Z". Without a zone it is UTC.
QDateTime utcFromIso(const QString &text);

} // namespace mcpo
