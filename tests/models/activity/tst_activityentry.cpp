// SPDX-License-Identifier: Apache-2.0
#include "models/activity/activityentry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

ActivityEntry wholeEntry()
{
    return {.time = QDateTime(QDate(2026, 1, 5), QTime(8, 0, 1, 234), Qt::UTC),
            .profile = u"Production"_s,
            .controlPlane = u"https://cp.example.com"_s,
            .serverId = u"mcp-1"_s,
            .serverName = u"jira-cloud"_s,
            .subject = {u"user-17"_s, u"user"_s},
            .credentialType = u"header"_s,
            .action = ActivityEntry::Action::Set,
            .outcome = u"saved"_s,
            .status = 200,
            .requestId = u"req-4f1c"_s};
}

ServerReply reply(int status) { return {status, u"req-4f1c"_s, u"the server's own words"_s}; }

} // namespace

namespace
{

ChangeReport reportOf(const ChangeOutcome &outcome)
{
    ChangeReport report;
    report.outcome = outcome;
    return report;
}

} // namespace

class TestActivityEntry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBack_data();
    void comesBack();
    void promise19IsOneLineOfPrintableJson_data();
    void promise19IsOneLineOfPrintableJson();
    void isShort();
    void holdsTheseFieldsAndNoOthers();
    void refusesADamagedLine_data();
    void refusesADamagedLine();
    void ignoresWhatANewerProgramWrites();
    void namesTheOutcomeOfAChange_data();
    void namesTheOutcomeOfAChange();
    void takesTheResultOver();
    void keepsNoWordsOfTheServer();
};

void TestActivityEntry::comesBack_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("a usual id") << u"mcp-01hx0jira"_s;
    QTest::newRow("nothing") << QString();
    QTest::newRow("quotes and backslashes") << u"\"\\'`"_s;
    QTest::newRow("line breaks") << u"a\r\nb\u2028c\u2029d\u0085e"_s;
    QTest::newRow("a NUL") << u"a"_s + QChar(0) + u"b"_s;
    QTest::newRow("another script") << u"\u670D\u52A1\u5668 \u00E9"_s;
    QTest::newRow("an emoji") << u"\U0001F600"_s;
    QTest::newRow("the first half of a character") << u"a"_s + QChar(0xD83D);
    QTest::newRow("the second half of a character") << QString(QChar(0xDE00)) + u'b';
    QTest::newRow("a byte order mark") << u"\uFEFFa"_s;
}

void TestActivityEntry::comesBack()
{
    QFETCH(const QString, id);
    ActivityEntry entry = wholeEntry();
    for (QString *text :
         {&entry.profile, &entry.serverId, &entry.serverName, &entry.subject.id, &entry.requestId})
        *text = id;
    QCOMPARE(readJsonLine(toJsonLine(entry)), std::optional(entry));
    entry.action = ActivityEntry::Action::Remove;
    QCOMPARE(readJsonLine(toJsonLine(entry)), std::optional(entry));
}

void TestActivityEntry::promise19IsOneLineOfPrintableJson_data() { comesBack_data(); }

void TestActivityEntry::promise19IsOneLineOfPrintableJson()
{
    QFETCH(const QString, id);
    ActivityEntry entry = wholeEntry();
    entry.serverId = id;
    const QByteArray line = toJsonLine(entry);
    QVERIFY(QJsonDocument::fromJson(line).isObject()); // what another program makes of it
    const QString text = QString::fromUtf8(line);
    QVERIFY(std::none_of(text.cbegin(), text.cend(), [](QChar c) {
        return c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
               c == QChar::ParagraphSeparator;
    }));
}

void TestActivityEntry::isShort()
{
    ActivityEntry entry = wholeEntry();
    for (QString *text : {&entry.profile, &entry.controlPlane, &entry.serverId, &entry.serverName,
                          &entry.subject.id, &entry.subject.type, &entry.credentialType,
                          &entry.outcome, &entry.requestId})
        *text = QString(1 << 20, QChar(0xD800));
    const QByteArray line = toJsonLine(entry);
    QVERIFY(line.size() < 80 * 1024);
    const std::optional<ActivityEntry> read = readJsonLine(line);
    QVERIFY(read);
    QCOMPARE(read->serverId, QString(maximumActivityText, QChar(0xD800)));
}

void TestActivityEntry::holdsTheseFieldsAndNoOthers()
{
    // The names are a promise to whoever reads the file.
    const QJsonObject expected{{u"time"_s, u"2026-01-05T08:00:01.234Z"_s},
                               {u"profile"_s, u"Production"_s},
                               {u"controlPlane"_s, u"https://cp.example.com"_s},
                               {u"serverId"_s, u"mcp-1"_s},
                               {u"serverName"_s, u"jira-cloud"_s},
                               {u"subjectId"_s, u"user-17"_s},
                               {u"subjectType"_s, u"user"_s},
                               {u"credentialType"_s, u"header"_s},
                               {u"action"_s, u"set"_s},
                               {u"outcome"_s, u"saved"_s},
                               {u"status"_s, 200},
                               {u"requestId"_s, u"req-4f1c"_s}};
    QCOMPARE(QJsonDocument::fromJson(toJsonLine(wholeEntry())).object(), expected);
}

void TestActivityEntry::refusesADamagedLine_data()
{
    QTest::addColumn<QByteArray>("line");
    const QByteArray whole = toJsonLine(wholeEntry());
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("hello");
    QTest::newRow("another value") << QByteArray("[1]");
    QTest::newRow("cut short") << whole.chopped(1);
    QTest::newRow("two in one line") << whole + whole;
    QTest::newRow("bytes that are no UTF-8") << QByteArray(whole).replace("mcp-1", "\xff");
    QTest::newRow("no server") << QByteArray(whole).replace("serverId", "server");
    QTest::newRow("a number for a subject") << QByteArray(whole).replace("\"user-17\"", "17");
    QTest::newRow("an unknown action") << QByteArray(whole).replace("\"set\"", "\"drop\"");
    QTest::newRow("no time") << QByteArray(whole).replace("2026-01-05T08:00:01.234Z", "today");
    QTest::newRow("a time of somewhere") << QByteArray(whole).replace("01.234Z", "01.234+02:00");
    QTest::newRow("deep nesting") << QByteArray(100'000, '[');
}

void TestActivityEntry::refusesADamagedLine()
{
    QFETCH(const QByteArray, line);
    QCOMPARE(readJsonLine(line), std::optional<ActivityEntry>());
}

void TestActivityEntry::ignoresWhatANewerProgramWrites()
{
    const QByteArray line = QByteArray(toJsonLine(wholeEntry())).replace("{", R"({"new":[1,{}],)");
    QCOMPARE(readJsonLine(line), std::optional(wholeEntry()));
}

void TestActivityEntry::namesTheOutcomeOfAChange_data()
{
    QTest::addColumn<ChangeOutcome>("outcome");
    QTest::addColumn<QString>("word");
    const auto row = [](const ChangeOutcome &outcome, const char *word) {
        QTest::newRow(word) << outcome << QString::fromLatin1(word);
    };
    row(Saved{}, "saved");
    row(Removed{}, "removed");
    row(BodyRejected{}, "rejected");
    row(OverridesUnsupported{}, "unsupported");
    row(Failure(SignInExpired{}), "sign-in-expired");
    row(Failure(NotPermitted{}), "not-permitted");
    row(Failure(NotFound{}), "not-found");
    row(Failure(Busy{}), "busy");
    row(Failure(NotReached{}), "not-reached");
    row(Failure(CaFileUnusable{}), "ca-file");
    row(Failure(Insecure{}), "insecure");
    row(Failure(Redirected{}), "redirected");
    row(Failure(NoAnswer{}), "unknown");
    row(Failure(Unexpected{}), "unexpected");
}

void TestActivityEntry::namesTheOutcomeOfAChange()
{
    QFETCH(const ChangeOutcome, outcome);
    QFETCH(const QString, word);
    QCOMPARE(outcomeWord(outcome), word);
}

void TestActivityEntry::takesTheResultOver()
{
    ActivityEntry entry;
    setResult(entry, reportOf(Failure(NotFound{{}, {}, reply(404)})));
    QCOMPARE(entry.outcome, u"not-found"_s);
    QCOMPARE(entry.status, 404);
    QCOMPARE(entry.requestId, u"req-4f1c"_s);
    setResult(entry, reportOf(Failure(NoAnswer{})));
    QCOMPARE(entry.status, 0);
    QCOMPARE(entry.requestId, QString());
}

void TestActivityEntry::keepsNoWordsOfTheServer()
{
    ActivityEntry entry = wholeEntry();
    setResult(entry, reportOf(BodyRejected{{u"/authOverride/headerValue"_s}, reply(400)}));
    const QByteArray line = toJsonLine(entry);
    QVERIFY(!line.contains("own words"));
    QVERIFY(!line.contains("headerValue"));
}

} // namespace mcpo

QTEST_APPLESS_MAIN(mcpo::TestActivityEntry)
#include "tst_activityentry.moc"
