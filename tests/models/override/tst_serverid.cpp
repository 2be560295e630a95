// SPDX-License-Identifier: Apache-2.0
#include "models/override/serverid.h"
#include "models/session/controlplaneaddress.h"

#include <QRandomGenerator>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;
using Problem = ServerIdProblem;

class TestServerId : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void judgesAnId_data();
    void judgesAnId();
    void promise19RefusesEveryControlCharacterInside();
    void promise19RefusesEveryControlCharacterAtTheEnds();
    void refusesAMegabyteAtOnce();
    void encodesAllButUnreservedCharacters_data();
    void encodesAllButUnreservedCharacters();
    void theServerDecodesExactlyTheId();
};

void TestServerId::judgesAnId_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<Problem>("problem");
    const auto row = [](const char *name, const QString &id, Problem problem) {
        QTest::newRow(name) << id << problem;
    };
    row("a usual id is fine", u"mcp-01HX3Z9QK5V7"_s, Problem::None);
    row("one letter is fine", u"a"_s, Problem::None);
    row("three dots are fine", u"..."_s, Problem::None);
    row("dots in a name are fine", u"a..b"_s, Problem::None);
    row("an encoded dot is text", u"%2e"_s, Problem::None);
    row("two encoded dots are text", u"%2e%2E"_s, Problem::None);
    row("a slash is encoded", u"a/b"_s, Problem::None);
    row("dots behind a slash are encoded with it", u"../.."_s, Problem::None);
    row("a blank inside is encoded", u"a b"_s, Problem::None);
    row("a no-break blank inside is encoded", u"a\u00A0b"_s, Problem::None);
    row("a question mark and a hash are encoded", u"a?b#c"_s, Problem::None);
    row("another script is encoded", u"\u670D\u52A1\u5668"_s, Problem::None);
    row("an astral character is encoded", u"\U0001F600"_s, Problem::None);
    row("a zero-width character is encoded", u"a\u200Bb"_s, Problem::None);
    row("a character that is none is encoded", u"a\uFFFFb"_s, Problem::None);

    row("nothing is empty", QString(), Problem::Empty);
    row("one blank is empty", u" "_s, Problem::Empty);
    row("a no-break blank is empty", u"\u00A0"_s, Problem::Empty);
    row("line breaks alone are empty", u"\r\n"_s, Problem::Empty);
    row("a line separator alone is empty", u"\u2028"_s, Problem::Empty);

    row("a blank before it", u" a"_s, Problem::BlankAround);
    row("a blank behind it", u"a "_s, Problem::BlankAround);
    row("a line break behind it", u"a\n"_s, Problem::BlankAround);
    row("a no-break blank behind it", u"a\u00A0"_s, Problem::BlankAround);
    row("an ideographic blank before it", u"\u3000a"_s, Problem::BlankAround);
    row("a dot with a blank", u". "_s, Problem::BlankAround);

    row("one dot", u"."_s, Problem::DotSegment);
    row("two dots", u".."_s, Problem::DotSegment);

    row("a line separator inside", u"a\u2028b"_s, Problem::ControlCharacter);
    row("a paragraph separator inside", u"a\u2029b"_s, Problem::ControlCharacter);
    row("a NUL alone", u"\u0000"_s, Problem::ControlCharacter);

    row("the first half of a pair", u"a"_s + QChar(0xD83D), Problem::BrokenUnicode);
    row("the second half of a pair", QChar(0xDE00) + u"a"_s, Problem::BrokenUnicode);
    row("the halves in the wrong order", QString(QChar(0xDE00)) + QChar(0xD83D),
        Problem::BrokenUnicode);

    row("1024 characters are fine", QString(1024, u'a'), Problem::None);
    row("1025 characters are too many", QString(1025, u'a'), Problem::TooLong);
    row("512 astral characters are fine", u"\U0001F600"_s.repeated(512), Problem::None);
    row("513 astral characters are too many", u"\U0001F600"_s.repeated(513), Problem::TooLong);
}

void TestServerId::judgesAnId()
{
    QFETCH(QString, id);
    QFETCH(Problem, problem);
    QCOMPARE(checkServerId(id), problem);
}

void TestServerId::promise19RefusesEveryControlCharacterInside()
{
    for (char16_t c = 0; c <= 0x9F; ++c) {
        if (c >= 0x20 && c <= 0x7E)
            continue;
        const QString id = u"a"_s + QChar(c) + u'b';
        QVERIFY2(checkServerId(id) == Problem::ControlCharacter,
                 qPrintable(QString::number(c, 16)));
    }
}

void TestServerId::promise19RefusesEveryControlCharacterAtTheEnds()
{
    for (char16_t c = 0; c <= 0x9F; ++c) {
        if (c >= 0x20 && c <= 0x7E)
            continue;
        // Those that are blanks are named as such: a person sees a blank, not a control character.
        const Problem problem =
            QChar(c).isSpace() ? Problem::BlankAround : Problem::ControlCharacter;
        QVERIFY2(checkServerId(QChar(c) + u"a"_s) == problem, qPrintable(QString::number(c, 16)));
        QVERIFY2(checkServerId(u"a"_s + QChar(c)) == problem, qPrintable(QString::number(c, 16)));
    }
}

void TestServerId::refusesAMegabyteAtOnce()
{
    QCOMPARE(checkServerId(QString(1024 * 1024, u'a')), Problem::TooLong);
    QCOMPARE(checkServerId(QString(1024 * 1024, u' ')), Problem::Empty);
    QCOMPARE(checkServerId(QString(1024 * 1024, QChar(0xD800))), Problem::TooLong);
}

void TestServerId::encodesAllButUnreservedCharacters_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("segment");
    QTest::newRow("unreserved characters stay") << u"AZaz09-._~"_s << QByteArray("AZaz09-._~");
    QTest::newRow("reserved characters are encoded")
        << u"/?#[]@!$&'()*+,;=:"_s
        << QByteArray("%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A");
    QTest::newRow("a percent sign is encoded") << u"%2e"_s << QByteArray("%252e");
    QTest::newRow("a backslash and a blank are encoded") << u"\\ \""_s << QByteArray("%5C%20%22");
    QTest::newRow("another script is encoded as UTF-8")
        << u"\u00E9\U0001F600"_s << QByteArray("%C3%A9%F0%9F%98%80");
}

void TestServerId::encodesAllButUnreservedCharacters()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, segment);
    QCOMPARE(encodedPathSegment(id), segment);
}

namespace
{

/// Mostly characters that are awkward in a URL, the rest from all of Unicode.
char32_t randomCharacter(QRandomGenerator &random)
{
    constexpr std::u32string_view awkward = U"./\\%?#&+ 2eEfF:;@!~\"<>[]{}|^`\u00A0\u00AD\u0301"
                                            U"\u200B\u202E\uFEFF\uFFFD\uFFFF\U0001F600\U000E0001";
    if (random.bounded(2) == 0)
        return awkward[random.bounded(static_cast<quint32>(awkward.size()))];
    return static_cast<char32_t>(random.bounded(0x110000));
}

QString randomId(QRandomGenerator &random)
{
    QString id;
    const quint32 length = 1 + random.bounded(12U);
    for (quint32 i = 0; i < length; ++i) {
        const char32_t c = randomCharacter(random);
        id.append(QString::fromUcs4(&c, 1));
    }
    return id;
}

/// What a server makes of one path segment: bytes, then UTF-8.
QString decoded(const QByteArray &segment)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(segment));
}

} // namespace

void TestServerId::theServerDecodesExactlyTheId()
{
    const quint32 seed = qEnvironmentVariableIsSet("MCPO_SEED")
                             ? qEnvironmentVariable("MCPO_SEED").toUInt()
                             : QRandomGenerator::global()->generate();
    qInfo("MCPO_SEED=%u", seed);
    QRandomGenerator random(seed);
    const auto address = std::get<ControlPlaneAddress>(
        ControlPlaneAddress::parse(u"https://cp.example.com/tenant"_s));
    for (int tried = 0; tried < 20'000;) {
        const QString id = randomId(random);
        if (checkServerId(id) != Problem::None)
            continue;
        ++tried;
        const QByteArray segment = encodedPathSegment(id);
        QVERIFY2(decoded(segment) == id, segment.constData());
        const QUrl url = address.endpoint("/api/svc/v1/mcp/" + segment + "/auth");
        const QByteArray expected =
            "https://cp.example.com/tenant/api/svc/v1/mcp/" + segment + "/auth";
        QVERIFY2(url.toEncoded() == expected, expected.constData());
        // What goes into the request line.
        const QUrl::FormattingOptions pathOnly = QUrl::RemoveAuthority | QUrl::RemoveScheme;
        const qsizetype originLength = QByteArrayView("https://cp.example.com").size();
        QVERIFY2(url.toEncoded(pathOnly) == expected.sliced(originLength), expected.constData());
        // Not adjusted(QUrl::NormalizePathSegments): Qt 6.4 loses the segment ".%23" there.
        QVERIFY2(address.endpoint("/").resolved(url).toEncoded() == expected, expected.constData());
    }
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestServerId)
#include "tst_serverid.moc"
