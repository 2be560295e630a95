// SPDX-License-Identifier: Apache-2.0
#include "models/text/controlcharacters.h"
#include "models/text/suspiciouscharacters.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// The strange characters of a text, as "offset:U+code".
QStringList namedIn(const QString &text)
{
    QStringList names;
    for (const SuspiciousCharacter &one : suspiciousCharacters(text))
        names.append(u"%1:%2"_s.arg(one.offset).arg(static_cast<uint>(one.codePoint), 0, 16));
    return names;
}

} // namespace

class TestSuspiciousCharacters : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promise24FindsWhatPassesForSomethingElse_data();
    void promise24FindsWhatPassesForSomethingElse();
    void promise24LeavesEverydayTextsAlone_data();
    void promise24LeavesEverydayTextsAlone();
    void promise24FindsEveryInvisibleCharacter();
    void promise24TellsAlphabetsThatMeetAnywhereInAnId_data();
    void promise24TellsAlphabetsThatMeetAnywhereInAnId();
    void knowsWhichIdsCanBeSent_data();
    void knowsWhichIdsCanBeSent();
};

void TestSuspiciousCharacters::promise24FindsWhatPassesForSomethingElse_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const QString &text, const QStringList &expected) {
        QTest::newRow(name) << text << expected;
    };
    row("a bidi override", u"a\u202Eb"_s, {u"1:202e"_s});
    row("an isolate", u"\u2066a\u2069"_s, {u"0:2066"_s, u"2:2069"_s});
    row("a right-to-left mark", u"a\u200F"_s, {u"1:200f"_s});
    row("a zero-width blank", u"mcp\u200B-01"_s, {u"3:200b"_s});
    row("zero-width joiners", u"a\u200C\u200Db"_s, {u"1:200c"_s, u"2:200d"_s});
    row("a byte order mark", u"\uFEFFa"_s, {u"0:feff"_s});
    row("a soft hyphen", u"a\u00ADb"_s, {u"1:ad"_s});
    row("a grapheme joiner", u"a\u034Fb"_s, {u"1:34f"_s});
    row("Hangul fillers", u"a\u115F\u3164\uFFA0b"_s, {u"1:115f"_s, u"2:3164"_s, u"3:ffa0"_s});
    row("a variation selector", u"a\uFE0Fb"_s, {u"1:fe0f"_s});
    row("a tag", u"a\U000E0041b"_s, {u"1:e0041"_s});
    row("a supplementary variation selector", u"\u6F22\U000E0100"_s, {u"1:e0100"_s});
    row("a Braille pattern without a dot", u"a\u2800b"_s, {u"1:2800"_s});
    row("control characters", u"a\r\n\t\u0085b"_s, {u"1:d"_s, u"2:a"_s, u"3:9"_s, u"4:85"_s});
    row("a NUL", u"a\u0000b"_s, {u"1:0"_s});
    row("line separators", u"a\u2028\u2029"_s, {u"1:2028"_s, u"2:2029"_s});
    row("other blanks", u"a\u00A0b\u2003c\u3000d"_s, {u"1:a0"_s, u"3:2003"_s, u"5:3000"_s});
    row("half of a pair", u"a"_s + QChar(0xD800) + u'b', {u"1:d800"_s});
    row("non-characters", u"\uFDD0\uFFFF\U0010FFFF"_s, {u"0:fdd0"_s, u"1:ffff"_s, u"2:10ffff"_s});
    row("unassigned", u"a\u0378b"_s, {u"1:378"_s});
    row("private use", u"a\uE000\U000F0000"_s, {u"1:e000"_s, u"2:f0000"_s});
    row("marks without a letter", u"\u0301a \u0301"_s, {u"0:301"_s, u"3:301"_s});
    row("a mark that belongs into the letter", u"e\u0301"_s, {u"1:301"_s});
    row("a flood of marks", u"x"_s + u"\u0302"_s.repeated(7), {u"5:302"_s, u"6:302"_s, u"7:302"_s});
    row("full-width letters", u"\uFF41dmin\uFF11"_s, {u"0:ff41"_s, u"5:ff11"_s});
    row("mathematical letters", u"\U0001D41Admin"_s, {u"0:1d41a"_s});
    row("a Roman numeral", u"a\u2160"_s, {u"1:2160"_s});
    row("the sign for kelvin", u"to\u212Aen"_s, {u"2:212a"_s});
    row("a Cyrillic letter among Latin ones", u"p\u0430ypal"_s, {u"1:430"_s});
    row("a Latin letter among Cyrillic ones", u"\u0441\u043Eko\u043B\u0438"_s,
        {u"2:6b"_s, u"3:6f"_s});
    row("as many of both: Latin stays", u"a\u0430"_s, {u"1:430"_s});
    row("a Greek letter", u"\u03BFpen"_s, {u"0:3bf"_s});
    row("three alphabets", u"adm\u0456\u03BD"_s, {u"3:456"_s, u"4:3bd"_s});
    row("an Armenian letter", u"\u0585pen"_s, {u"0:585"_s});
    row("an astral letter", u"ab\U00010400"_s, {u"2:10400"_s});
    row("a word that an invisible character cuts", u"\u0430\u200Bdmin"_s,
        {u"0:430"_s, u"1:200b"_s});
    row("only the word that is mixed", u"\u0440\u0443\u0441 p\u0430y"_s, {u"5:430"_s});
}

void TestSuspiciousCharacters::promise24FindsWhatPassesForSomethingElse()
{
    QFETCH(const QString, text);
    QTEST(namedIn(text), "expected");
}

void TestSuspiciousCharacters::promise24LeavesEverydayTextsAlone_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("an id") << u"mcp-01HX0JIRA"_s;
    QTest::newRow("a qualified name") << u"demo:mcp-server:jira-cloud"_s;
    QTest::newRow("an address") << u"user-17@example.com"_s;
    QTest::newRow("all of ASCII that shows") << [] {
        QString text;
        for (char16_t c = u' '; c <= u'~'; ++c)
            text += QChar(c);
        return text;
    }();
    QTest::newRow("Latin with accents") << u"J\u00FCrgen \u0141ukasz \u00D8re Nguy\u1EC5n"_s;
    QTest::newRow("Russian") << u"\u041A\u043E\u043C\u0430\u043D\u0434\u0430 DevOps"_s;
    QTest::newRow("Greek") << u"\u0391\u03B8\u03AE\u03BD\u03B1 (QA)"_s;
    QTest::newRow("Hebrew") << u"\u05D3\u05D5\u05D3 17"_s;
    QTest::newRow("Arabic") << u"\u0623\u062D\u0645\u062F"_s;
    QTest::newRow("Japanese") << u"\u6771\u4EAC\u306EAPI\u30B5\u30FC\u30D0\u30FC"_s;
    QTest::newRow("Korean") << u"\uC11C\uBC84API\u6F22"_s;
    QTest::newRow("Chinese") << u"Jira\u670D\u52A1\u5668\uFF08\u6D4B\u8BD5\uFF09"_s;
    QTest::newRow("Thai with marks") << u"\u0E1C\u0E39\u0E49\u0E14\u0E39\u0E41\u0E25"_s;
    QTest::newRow("Devanagari") << u"\u0939\u093F\u0928\u094D\u0926\u0940"_s;
    QTest::newRow("signs") << u"\u20AC\u2026\u00B7\u2013\u2019\u2122\u2116"_s;
    QTest::newRow("an emoji") << u"build \U0001F680"_s;
    QTest::newRow("a mark that no letter takes up") << u"x\u0302"_s;
}

void TestSuspiciousCharacters::promise24LeavesEverydayTextsAlone()
{
    QFETCH(const QString, text);
    QCOMPARE(namedIn(text), QStringList());
}

/// Alone and in a word, out of all there are.
void TestSuspiciousCharacters::promise24FindsEveryInvisibleCharacter()
{
    int count = 0;
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        const QChar::Category category = QChar::category(c);
        const bool showsNothing =
            category == QChar::Other_Control || category == QChar::Other_Format ||
            category == QChar::Other_Surrogate || category == QChar::Separator_Line ||
            category == QChar::Separator_Paragraph || category == QChar::Other_NotAssigned ||
            category == QChar::Other_PrivateUse || QChar::isNonCharacter(c);
        if (!showsNothing)
            continue;
        ++count;
        const QString one = c > 0xFFFF ? QString::fromUcs4(&c, 1) : QString(QChar(ushort(c)));
        const QList<SuspiciousCharacter> found = suspiciousCharacters(u"a"_s + one + u'b');
        if (found != QList{SuspiciousCharacter{1, c}})
            QFAIL(qPrintable(u"U+%1 is not found"_s.arg(static_cast<uint>(c), 4, 16)));
    }
    QVERIFY(count > 100'000);
}

void TestSuspiciousCharacters::promise24TellsAlphabetsThatMeetAnywhereInAnId_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("isMixed");
    QTest::newRow("one alphabet") << u"user-17@example.com"_s << false;
    QTest::newRow("none") << u"12-34"_s << false;
    QTest::newRow("a Cyrillic word that looks Latin")
        << u"admin-\u0441\u043E\u0441\u043E"_s << true;
    QTest::newRow("a Cyrillic address") << u"\u0438\u0432\u0430\u043D@example.com"_s << true;
    QTest::newRow("Cyrillic alone") << u"\u0438\u0432\u0430\u043D-17"_s << false;
    QTest::newRow("Latin and Han") << u"jira-\u6771\u4EAC"_s << false;
    QTest::newRow("Kana and Hangul") << u"\u30AB-\uC11C"_s << true;
}

void TestSuspiciousCharacters::promise24TellsAlphabetsThatMeetAnywhereInAnId()
{
    QFETCH(const QString, id);
    QTEST(mixesAlphabets(id), "isMixed");
}

void TestSuspiciousCharacters::knowsWhichIdsCanBeSent_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("isSendable");
    QTest::newRow("an address") << u"user-17@example.com"_s << true;
    QTest::newRow("blanks and slashes") << u" a/b "_s << true;
    QTest::newRow("what is only marked") << u"a\u202E\u00A0b"_s << true;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("half of a pair") << QString(QChar(0xDC00)) << false;
    for (const char16_t c :
         {u'\0', u'\t', u'\n', u'\r', u'\x1b', u'\x7f', u'\u0085', u'\u009b', u'\u2028', u'\u2029'})
        QTest::addRow("U+%04x", static_cast<uint>(c)) << u"a"_s + QChar(c) + u'b' << false;
}

void TestSuspiciousCharacters::knowsWhichIdsCanBeSent()
{
    QFETCH(const QString, id);
    QTEST(isSendableId(id), "isSendable");
}

} // namespace mcpo

QTEST_APPLESS_MAIN(mcpo::TestSuspiciousCharacters)
#include "tst_suspiciouscharacters.moc"
