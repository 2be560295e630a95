// SPDX-License-Identifier: Apache-2.0
#include "models/text/utctime.h"

#include <QRegularExpression>
#include <QTimeZone>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// In minutes; 0 for "Z", "GMT" and nothing at all.
int offsetOf(const QString &zone)
{
    if (!zone.startsWith(u'+') && !zone.startsWith(u'-'))
        return 0;
    const int minutes = zone.sliced(1, 2).toInt() * 60 + zone.last(2).toInt();
    return zone.startsWith(u'-') ? -minutes : minutes;
}

/// The groups "hour", "minute" and "second", and where they exist "fraction" and "zone".
QDateTime utcOf(const QDate &date, const QRegularExpressionMatch &match)
{
    const int second = match.captured(u"second"_s).toInt();
    const bool isLeap = second == 60;
    const int milliseconds = match.captured(u"fraction"_s).leftJustified(3, u'0', true).toInt();
    const QTime time(match.captured(u"hour"_s).toInt(), match.captured(u"minute"_s).toInt(),
                     isLeap ? 59 : second, milliseconds);
    if (!date.isValid() || !time.isValid())
        return {};
    return QDateTime(date, time, QTimeZone::utc())
        .toUTC()
        .addSecs((isLeap ? 1 : 0) - offsetOf(match.captured(u"zone"_s)) * 60LL);
}

QDate dateOf(const QRegularExpressionMatch &match)
{
    static const QString months = u"JanFebMarAprMayJunJulAugSepOctNovDec"_s;
    const qsizetype at = months.indexOf(match.captured(u"month"_s));
    if (at < 0 || at % 3 != 0)
        return {};
    const QString year = match.captured(u"year"_s);
    return {year.toInt() + (year.size() == 2 ? 2000 : 0), static_cast<int>(at / 3) + 1,
            match.captured(u"day"_s).toInt()};
}

} // namespace

QDateTime utcFromHttp(const QString &text)
{
    static const QString time = u"(?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})"_s;
    static const QRegularExpression usual(
        u"^(?:[A-Za-z]+, ?)?(?<day>[0-9]{1,2})[ -](?<month>[A-Za-z]{3})[ -]"
        "(?<year>[0-9]{4}|[0-9]{2}) "_s +
        time + u" (?<zone>GMT|UTC|[+-][0-9]{4})$"_s);
    static const QRegularExpression oldest(
        u"^[A-Za-z]{3} (?<month>[A-Za-z]{3}) (?<day>[0-9]{1,2}) "_s + time +
        u" (?<year>[0-9]{4})$"_s);
    const QString plain = text.simplified();
    QRegularExpressionMatch match = usual.match(plain);
    if (!match.hasMatch())
        match = oldest.match(plain);
    return match.hasMatch() ? utcOf(dateOf(match), match) : QDateTime();
}

QDateTime utcFromIso(const QString &text)
{
    static const QRegularExpression form(
        u"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<hour>[0-9]{2}):(?<minute>[0-9]{2})"
        ":(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]+))?(?<zone>[Zz]|[+-][0-9]{2}:?[0-9]{2})?$"_s);
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return {};
    return utcOf(QDate::fromString(match.captured(u"date"_s), Qt::ISODate), match);
}

} // namespace mcpo
