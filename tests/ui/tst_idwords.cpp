// SPDX-License-Identifier: Apache-2.0
#include "ui/words/idwords.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

class TestIdWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promise24SaysNothingAboutEverydayIds();
    void promise24ShowsWhatIsStrange();
    void promise24ShowsTheStrangePartOfALongId();
    void promise24TellsServerAndSubjectApart();
    void promise24MarksTheIdBehindAName();
};

void TestIdWords::promise24SaysNothingAboutEverydayIds()
{
    for (const QString &id : {u"mcp-01HX0JIRA"_s, u"user-17@example.com"_s, u"j\u00FCrgen"_s})
        QCOMPARE(idDoubt(id), QString());
    QCOMPARE(idDoubts(u"mcp-1"_s, u"user-17"_s), QString());
    QCOMPARE(idMark(u"mcp-1"_s, u"jira"_s), QString());
    QCOMPARE(labelOf(u"jira"_s, u"mcp-1"_s, 80), u"jira"_s);
}

void TestIdWords::promise24ShowsWhatIsStrange()
{
    QVERIFY(idDoubt(u"a\u202Eb"_s).contains(u"\u201Ca\u2039U+202E\u203Ab\u201D"_s));
    QVERIFY(idDoubt(u"p\u0430ypal"_s).contains(u"\u201Cp\u2039U+0430\u203Aypal\u201D"_s));
    QVERIFY(idDoubt(u"admin-\u0441\u043E"_s).startsWith(u"Mixes letters"_s));
    QVERIFY(!idDoubt(u"a\u200Bb"_s).contains(u'\u200B'));
}

/// Where a window is narrow, the end of a long word is not seen.
void TestIdWords::promise24ShowsTheStrangePartOfALongId()
{
    const QString id = QString(100'000, u'a') + u"\u202Ezzz"_s + QString(100'000, u'b');
    const QString doubt = idDoubt(id);
    QVERIFY2(doubt.contains(u"\u201C\u2026aaaaaaaa\u2039U+202E\u203Azzzbbbbb"_s),
             qPrintable(doubt));
    QVERIFY(doubt.size() < 200);
}

void TestIdWords::promise24TellsServerAndSubjectApart()
{
    const QStringList lines = idDoubts(u"a\u200B"_s, u"b\u200B"_s).split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(0).startsWith(u"MCP server: "_s) && lines.at(0).contains(u"\u201Ca"_s));
    QVERIFY(lines.at(1).startsWith(u"Subject: "_s) && lines.at(1).contains(u"\u201Cb"_s));
}

void TestIdWords::promise24MarksTheIdBehindAName()
{
    QCOMPARE(labelOf(u"jira"_s, u"mcp\u200B1"_s, 80), u"jira (mcp\u2039U+200B\u203A1)"_s);
    QCOMPARE(labelOf(u"x\u200B"_s, u"x\u200B"_s, 80), u"x\u2039U+200B\u203A"_s);
    QVERIFY(!idMark(u"mcp\u200B1"_s, u"jira"_s).isEmpty());
    QVERIFY(!idMark(u"mcp-1"_s, u"j\u0456ra"_s).isEmpty());
}

} // namespace mcpo

QTEST_APPLESS_MAIN(mcpo::TestIdWords)
#include "tst_idwords.moc"
