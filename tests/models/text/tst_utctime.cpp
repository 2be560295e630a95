// SPDX-License-Identifier: Apache-2.0
#include "models/text/utctime.h"

#include <QLocale>
#include <QTest>

#include <ctime>

namespace mcpo
{

using namespace Qt::StringLiterals;

/// Times that others wrote, read on computers in many time zones.
class TestUtcTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void readsEveryHalfHourOfAYear_data();
    void readsEveryHalfHourOfAYear();
    void readsTheFormsOfHttp_data();
    void readsTheFormsOfHttp();
    void readsIso_data();
    void readsIso();

private:
    const QByteArray m_zone = qgetenv("TZ");
};

void TestUtcTime::init()
{
    const auto *zone = QTest::currentDataTag();
    qputenv("TZ", QByteArray(zone).contains('/') ? zone : "Europe/Berlin");
    ::tzset();
}

void TestUtcTime::cleanup()
{
    qputenv("TZ", m_zone);
    ::tzset();
}

void TestUtcTime::readsEveryHalfHourOfAYear_data()
{
    QTest::addColumn<int>("year");
    QTest::newRow("Europe/Berlin") << 2026;
    QTest::newRow("America/New_York") << 2026;
    QTest::newRow("America/St_Johns") << 2026;    // half an hour off
    QTest::newRow("Australia/Lord_Howe") << 2026; // half an hour of summer time
    QTest::newRow("Asia/Kathmandu") << 2026;      // a quarter of an hour off
    QTest::newRow("Pacific/Apia") << 2011;        // skipped a whole day
    QTest::newRow("Africa/Casablanca") << 2028;   // a leap year
}

void TestUtcTime::readsEveryHalfHourOfAYear()
{
    QFETCH(const int, year);
    const QLocale c = QLocale::c();
    for (QDateTime time({year, 1, 1}, {0, 0}, Qt::UTC); time.date().year() == year;
         time = time.addSecs(1800)) {
        QCOMPARE(utcFromHttp(c.toString(time, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s)), time);
        QCOMPARE(utcFromHttp(c.toString(time, u"dddd, dd-MMM-yy HH:mm:ss 'GMT'"_s)), time);
        QCOMPARE(utcFromHttp(c.toString(time, u"ddd MMM d HH:mm:ss yyyy"_s)), time);
        QCOMPARE(utcFromIso(time.toString(Qt::ISODateWithMs)), time);
        QCOMPARE(utcFromIso(time.toString(u"yyyy-MM-ddTHH:mm:ss"_s)), time); // without a zone
    }
}

void TestUtcTime::readsTheFormsOfHttp_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDateTime>("time");
    const QDateTime noon({2026, 11, 23}, {12, 0, 2}, Qt::UTC);
    QTest::newRow("usual") << u"Mon, 23 Nov 2026 12:00:02 GMT"_s << noon;
    QTest::newRow("spaces") << u"  Mon,  23 Nov 2026 12:00:02 GMT "_s << noon;
    QTest::newRow("old") << u"Monday, 23-Nov-26 12:00:02 GMT"_s << noon;
    QTest::newRow("oldest") << u"Mon Nov 23 12:00:02 2026"_s << noon;
    QTest::newRow("numeric zone") << u"Mon, 23 Nov 2026 14:00:02 +0200"_s << noon;
    QTest::newRow("zone of half an hour") << u"Mon, 23 Nov 2026 08:30:02 -0330"_s << noon;
    QTest::newRow("leap day") << u"Tue, 29 Feb 2028 12:00:00 GMT"_s
                              << QDateTime({2028, 2, 29}, {12, 0}, Qt::UTC);
    QTest::newRow("leap second") << u"Sat, 31 Dec 2016 23:59:60 GMT"_s
                                 << QDateTime({2017, 1, 1}, {0, 0}, Qt::UTC);
    for (const QString &text :
         {u""_s, u"noon"_s, u"120"_s, u"Mon, 29 Feb 2027 12:00:00 GMT"_s,
          u"Mon, 23 Nov 2026 24:00:00 GMT"_s, u"Mon, 23 Nov 2026 12:00:61 GMT"_s,
          u"Mon, 23 Nov 2026"_s, u"Mon, 23 Foo 2026 12:00:02 GMT"_s,
          u"Mon, 23 anF 2026 12:00:02 GMT"_s})
        QTest::newRow(qPrintable(u"not a time: \"%1\""_s.arg(text))) << text << QDateTime();
}

void TestUtcTime::readsTheFormsOfHttp()
{
    QFETCH(const QString, text);
    QFETCH(const QDateTime, time);
    QCOMPARE(utcFromHttp(text), time);
}

void TestUtcTime::readsIso_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDateTime>("time");
    // An hour that Berlin skips.
    const QDateTime skipped({2026, 3, 29}, {2, 30, 0, 250}, Qt::UTC);
    QTest::newRow("UTC") << u"2026-03-29T02:30:00.250Z"_s << skipped;
    QTest::newRow("no zone") << u"2026-03-29T02:30:00.25"_s << skipped;
    QTest::newRow("microseconds") << u"2026-03-29T02:30:00.250999Z"_s << skipped;
    QTest::newRow("an offset") << u"2026-03-29T08:15:00.250+05:45"_s << skipped;
    QTest::newRow("a space") << u"2026-03-29 02:30:00.250"_s << skipped;
    QTest::newRow("leap second") << u"2016-12-31T23:59:60Z"_s
                                 << QDateTime({2017, 1, 1}, {0, 0}, Qt::UTC);
    for (const QString &text : {u""_s, u"yesterday"_s, u"2026-02-29T00:00:00Z"_s, u"2026-03-29"_s,
                                u"2026-03-29T25:00:00Z"_s})
        QTest::newRow(qPrintable(u"not a time: \"%1\""_s.arg(text))) << text << QDateTime();
}

void TestUtcTime::readsIso()
{
    QFETCH(const QString, text);
    QFETCH(const QDateTime, time);
    QCOMPARE(utcFromIso(text), time);
    QVERIFY(!time.isValid() || utcFromIso(text).timeSpec() == Qt::UTC);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestUtcTime)
#include "tst_utctime.moc"
