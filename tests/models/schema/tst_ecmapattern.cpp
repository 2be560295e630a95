// SPDX-License-Identifier: Apache-2.0

#include "models/schema/ecmapattern.h"

#include <QTest>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

EcmaPattern compiled(const QString &pattern)
{
    return std::get<EcmaPattern>(EcmaPattern::compile(pattern));
}

const QString highSurrogate(QChar(0xD83D));
const QString lowSurrogate(QChar(0xDE00));

} // namespace

class EcmaPatternTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void matches_data();
    void matches();
    void knowsTheBlanksOfEcma_data();
    void knowsTheBlanksOfEcma();
    void refusesWhatItDoesNotSupport_data();
    void refusesWhatItDoesNotSupport();
    void refusesInvalidPatterns_data();
    void refusesInvalidPatterns();
    void reportsWhereAndWhyItRefuses();
    void takesLinearTime_data();
    void takesLinearTime();
    void canBeSharedAfterItsSourceIsGone();
};

void EcmaPatternTest::matches_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMatch");
    const auto row = [](const char *name, const QString &pattern, const QString &text,
                        bool isMatch) { QTest::newRow(name) << pattern << text << isMatch; };
    row("a pattern is searched anywhere", u"b+"_s, u"abbc"_s, true);
    row("the empty pattern is everywhere", QString(), QString(), true);
    row("^ stands at the start of the text only", u"^b"_s, u"a\nb"_s, false);
    row("$ stands at the end of the text", u"a$"_s, u"ba"_s, true);
    row("$ does not stand before a final line break", u"^\\S+$"_s, u"a\n"_s, false);
    row("both stand in the empty text, in any order", u"$^"_s, QString(), true);
    row("$ may end one alternative", u"a(?:c|$)"_s, u"ca"_s, true);
    row("^ in a repeated group", u"(?:^a)*b"_s, u"b"_s, true);
    row("a dot is no line break", u"^.$"_s, u"\u2028"_s, false);
    row("a dot is U+0085", u"^.$"_s, u"\u0085"_s, true);
    row("a dot is a whole astral character", u"^.$"_s, u"😀"_s, true);
    row("two dots are two characters", u"^..$"_s, u"😀"_s, false);
    row("a dot is half a pair that stands alone", u"^..$"_s, lowSurrogate + highSurrogate, true);
    row("half a pair is not found in a whole one", highSurrogate, u"😀"_s, false);
    row("half a pair is found alone", highSurrogate, u'x' + highSurrogate + u'x', true);
    row("a range of astral characters", u"^[😀-😂]$"_s, u"😁"_s, true);
    row("a negated class", u"^[^a-c\\d]$"_s, u"4"_s, false);
    row("a class of nothing", u"[]"_s, u"a"_s, false);
    row("a class of everything", u"^[^]$"_s, u"\n"_s, true);
    row("a hyphen at the end of a class", u"^[a-]+$"_s, u"-a"_s, true);
    row("overlapping ranges in any order", u"^[m-z\\da-n5-8]+$"_s, u"az5m9"_s, true);
    row("a class of a class and its opposite", u"^[\\s\\S]$"_s, u"\n"_s, true);
    row("escapes of characters", u"^\\x41\\u0042\\u00e9\\t\\n\\v\\f\\r$"_s, u"AB\u00e9\t\n\v\f\r"_s,
        true);
    row("escapes of syntax", u"^\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/$"_s,
        u"^$\\.*+?()[]{}|/"_s, true);
    row("\\w is ASCII", u"\\w"_s, u"é"_s, false);
    row("\\d is ASCII", u"\\d"_s, u"٣"_s, false);
    row("an exact count is reached", u"^a{3}$"_s, u"aaa"_s, true);
    row("an exact count is exceeded", u"^a{3}$"_s, u"aaaa"_s, false);
    row("between two counts", u"^(?:ab){1,2}$"_s, u"abab"_s, true);
    row("a count without an end", u"^a{2,}$"_s, u"aaaaa"_s, true);
    row("no time at all", u"^a{0}$"_s, u"a"_s, false);
    row("a lazy quantifier still reaches the end", u"^a+?$"_s, u"aaa"_s, true);
    row("the second of two alternatives", u"^(a|ab)(c|bcd)$"_s, u"abcd"_s, true);
    row("the last of many alternatives", u"^(?:a|b||c|de)$"_s, u"de"_s, true);
    row("none of many alternatives", u"^(?:a|b||c|de)$"_s, u"d"_s, false);
    row("loops in loops", u"^(a*)*$"_s, u"aaab"_s, false);
}

void EcmaPatternTest::matches()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, text);
    QFETCH(const bool, isMatch);
    QCOMPARE(compiled(pattern).occursIn(text), isMatch);
}

void EcmaPatternTest::knowsTheBlanksOfEcma_data()
{
    QTest::addColumn<int>("codePoint");
    QTest::addColumn<bool>("isBlank");
    for (const int codePoint :
         {0x0009, 0x000A, 0x000B, 0x000C, 0x000D, 0x0020, 0x00A0, 0x1680, 0x2000,
          0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009,
          0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF})
        QTest::addRow("U+%04X is one", unsigned(codePoint)) << codePoint << true;
    for (const int codePoint :
         {0x0008, 0x000E, 0x0085, 0x180E, 0x200B, 0x2060, 0x2800, 0x3164, 0xD83D})
        QTest::addRow("U+%04X is none", unsigned(codePoint)) << codePoint << false;
}

void EcmaPatternTest::knowsTheBlanksOfEcma()
{
    QFETCH(const int, codePoint);
    QFETCH(const bool, isBlank);
    const QString text = u"client"_s + QChar(codePoint) + u"id"_s;
    QCOMPARE(compiled(u"\\s"_s).occursIn(text), isBlank);
    QCOMPARE(compiled(u"[\\s]"_s).occursIn(text), isBlank);
    QCOMPARE(compiled(u"^\\S+$"_s).occursIn(text), !isBlank);
}

void EcmaPatternTest::refusesWhatItDoesNotSupport_data()
{
    QTest::addColumn<QString>("pattern");
    const auto row = [](const char *name, const QString &pattern) {
        QTest::newRow(name) << pattern;
    };
    row("look-ahead", u"(?=a)"_s);
    row("negative look-ahead", u"(?!a)"_s);
    row("look-behind", u"(?<=a)"_s);
    row("a named group", u"(?<name>a)"_s);
    row("a modifier", u"(?i:a)"_s);
    row("a back reference", u"(a)\\1"_s);
    row("a named back reference", u"\\k<name>"_s);
    row("a word boundary", u"\\ba"_s);
    row("no word boundary", u"\\Ba"_s);
    row("a backspace in a class", u"[\\b]"_s);
    row("a Unicode property", u"\\p{L}"_s);
    row("a Unicode property in a class", u"[\\P{L}]"_s);
    row("a control escape", u"\\cA"_s);
    row("an escaped null", u"\\0"_s);
    row("an escape in braces", u"\\u{1F600}"_s);
    row("an escaped surrogate pair", u"\\ud83d\\ude00"_s);
    row("a count in the millions", u"a{1000000}"_s);
    row("counts that multiply", u"((a{100}){100}){100}"_s);
    row("nothing, repeated a trillion times", u"(?:(?:(?:){10000}){10000}){10000}"_s);
    row("a thousand groups in groups", u"("_s.repeated(1000) + u")"_s.repeated(1000));
    row("a hundred thousand characters", u"a"_s.repeated(100'000));
    row("a hundred thousand alternatives", u"|"_s.repeated(100'000));
}

void EcmaPatternTest::refusesWhatItDoesNotSupport()
{
    QFETCH(const QString, pattern);
    const auto result = EcmaPattern::compile(pattern);
    const auto *error = std::get_if<PatternError>(&result);
    QVERIFY(error);
    QVERIFY2(error->reason.contains("not supported"_L1), qPrintable(error->reason));
}

void EcmaPatternTest::refusesInvalidPatterns_data()
{
    QTest::addColumn<QString>("pattern");
    const auto row = [](const char *name, const QString &pattern) {
        QTest::newRow(name) << pattern;
    };
    row("an unclosed group", u"(a"_s);
    row("an unopened group", u"a)"_s);
    row("an unclosed class", u"[a"_s);
    row("an unopened class", u"a]"_s);
    row("a lone brace", u"a}"_s);
    row("an unfinished quantifier", u"a{"_s);
    row("a quantifier without a minimum", u"a{,5}"_s);
    row("a quantifier out of order", u"a{3,2}"_s);
    row("nothing to repeat", u"*a"_s);
    row("a quantifier of a quantifier", u"a**"_s);
    row("a quantifier of ^", u"^*"_s);
    row("a quantifier of $", u"$?"_s);
    row("a backslash at the end", u"a\\"_s);
    row("an escape of a letter that needs none", u"\\a"_s);
    row("an escaped hyphen outside of a class", u"\\-"_s);
    row("an octal escape", u"\\01"_s);
    row("half a \\x escape", u"\\x4"_s);
    row("half a \\u escape", u"\\u004"_s);
    row("a space in a \\x escape", u"\\x 4"_s);
    row("a sign in a \\u escape", u"\\u+041"_s);
    row("a range out of order", u"[b-a]"_s);
    row("a range from a class", u"[\\d-z]"_s);
    row("a range to a class", u"[a-\\w]"_s);
}

void EcmaPatternTest::refusesInvalidPatterns()
{
    QFETCH(const QString, pattern);
    const auto result = EcmaPattern::compile(pattern);
    const auto *error = std::get_if<PatternError>(&result);
    QVERIFY(error);
    QVERIFY(!error->reason.isEmpty());
}

void EcmaPatternTest::reportsWhereAndWhyItRefuses()
{
    const auto result = EcmaPattern::compile(u"😀+\\1"_s);
    const auto &error = std::get<PatternError>(result);
    QCOMPARE(error.offset, 5);
    QCOMPARE(error.reason, u"the escape \\1 is not supported"_s);
}

void EcmaPatternTest::takesLinearTime_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isMatch");
    constexpr int million = 1'000'000;
    const QString letters(million, u'a');
    // A matcher that tries again after a failure needs 2 to the power of a million steps for some
    // of these, and a million squared for the others.
    QTest::newRow("on a long text") << u"^\\S+$"_s << letters << true;
    QTest::newRow("on a long text with a fault at its end")
        << u"^\\S+$"_s << letters + u' ' << false;
    QTest::newRow("on loops in loops") << u"^(?:a*)*b"_s << letters << false;
    QTest::newRow("on overlapping alternatives") << u"^(?:a|aa)+$"_s << letters + u'b' << false;
    QTest::newRow("on a search that fails everywhere") << u"a+b"_s << letters << false;
    QTest::newRow("on astral characters") << u"^[^😁]+$"_s << u"😀"_s.repeated(million) << true;
    // Any of the last 200 characters may be the x: a deterministic automaton has 2 to the power of
    // 200 states.
    QTest::newRow("on a pattern of many states")
        << u"x.{200}y"_s << u"axbxxa"_s.repeated(2'000) << false;
    QTest::newRow("on a pattern of as many steps as there may be")
        << u"^(?:a?){200}(?:a*){150}$"_s << letters.first(1'000) + u'b' << false;
}

void EcmaPatternTest::takesLinearTime()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, text);
    QFETCH(const bool, isMatch);
    QCOMPARE(compiled(pattern).occursIn(text), isMatch);
}

void EcmaPatternTest::canBeSharedAfterItsSourceIsGone()
{
    auto original = std::make_unique<EcmaPattern>(compiled(u"^a$"_s));
    const EcmaPattern copy = *original;
    original.reset();
    QVERIFY(copy.occursIn(u"a"_s));
    QVERIFY(!copy.occursIn(u"b"_s));
}

QTEST_GUILESS_MAIN(EcmaPatternTest)
#include "tst_ecmapattern.moc"
