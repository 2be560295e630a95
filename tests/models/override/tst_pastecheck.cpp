// SPDX-License-Identifier: Apache-2.0
#include "models/override/pastecheck.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QDateTime now(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);
const QString ownToken = u"own-token-0123456789"_s;

PasteContext context() { return {true, u"X-Api-Key"_s, u"API_KEY"_s, ownToken, now}; }

QString tokenThatExpires(const QDateTime &at)
{
    const QByteArray claims = QJsonDocument(QJsonObject{{u"exp"_s, at.toSecsSinceEpoch()}})
                                  .toJson(QJsonDocument::Compact);
    return QString::fromLatin1(
        "e30." + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
        ".c2ln");
}

} // namespace

class TestPasteCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsNothingOddAboutAValue_data();
    void findsNothingOddAboutAValue();
    void offersToMend_data();
    void offersToMend();
    void warnsOnly_data();
    void warnsOnly();
    void tellsWhenATokenExpired();
    void looksForHeaderNamesInHeadersOnly();
    void knowsNoTokenOfSomebodySignedOut();
    void mendsOneThingAfterTheOther();
    void takesAMegabyteInItsStride_data();
    void takesAMegabyteInItsStride();
};

void TestPasteCheck::findsNothingOddAboutAValue_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a key") << u"sk-0123456789"_s;
    QTest::newRow("a whole header") << u"Bearer sk-0123456789"_s;
    QTest::newRow("a blank inside") << u"a b"_s;
    QTest::newRow("quotes inside") << u"a\"b\"c"_s;
    QTest::newRow("one quote") << u"\""_s;
    QTest::newRow("quotes that do not match") << u"\"abc'"_s;
    QTest::newRow("three asterisks") << u"a***b"_s;
    QTest::newRow("JSON that ends with braces") << u"{\"a\":{\"b\":\"c\"}}"_s;
    QTest::newRow("another name than the placeholder's") << u"API_KEY_2"_s;
    QTest::newRow("a PEM block") << u"-----BEGIN KEY-----\nabc\n-----END KEY-----"_s;
    QTest::newRow("a token that is good for an hour") << tokenThatExpires(now.addSecs(3600));
}

void TestPasteCheck::findsNothingOddAboutAValue()
{
    QFETCH(const QString, value);
    QVERIFY(!checkPaste(value, context()));
}

void TestPasteCheck::offersToMend_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<PasteDoubt>("doubt");
    QTest::addColumn<QString>("mended");
    const auto row = [](const char *name, const QString &value, PasteDoubt doubt,
                        const QString &mended) { QTest::newRow(name) << value << doubt << mended; };
    row("a line break at the end", u"abc\n"_s, PasteDoubt::LineBreakAtEnd, u"abc"_s);
    row("a line break of another system", u"abc\r\n"_s, PasteDoubt::LineBreakAtEnd, u"abc"_s);
    row("a line separator in front", u"\u2028abc"_s, PasteDoubt::LineBreakAtEnd, u"abc"_s);
    row("a value that was wrapped", u"abc\ndef"_s, PasteDoubt::LineBreaks, u"abcdef"_s);
    row("a blank at the end", u"abc "_s, PasteDoubt::Blanks, u"abc"_s);
    row("a tab and a no-break space", u"\tabc\u00A0"_s, PasteDoubt::Blanks, u"abc"_s);
    row("quotes", u"\"abc\""_s, PasteDoubt::Quotes, u"abc"_s);
    row("quotes of a word processor", u"\u201Cabc\u201D"_s, PasteDoubt::Quotes, u"abc"_s);
    row("a byte order mark", u"\uFEFFabc"_s, PasteDoubt::Invisible, u"abc"_s);
    row("a zero-width blank inside", u"a\u200Bbc"_s, PasteDoubt::Invisible, u"abc"_s);
    row("the usual name of a header", u"authorization: Bearer abc"_s, PasteDoubt::HeaderName,
        u"Bearer abc"_s);
    row("the server's name of the header", u"X-API-Key:abc"_s, PasteDoubt::HeaderName, u"abc"_s);
}

void TestPasteCheck::offersToMend()
{
    QFETCH(const QString, value);
    const auto finding = checkPaste(value, context());
    QVERIFY(finding);
    QTEST(finding->doubt, "doubt");
    QVERIFY(finding->mended);
    QTEST(*finding->mended, "mended");
    QVERIFY(!checkPaste(*finding->mended, context()));
}

void TestPasteCheck::warnsOnly_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<PasteDoubt>("doubt");
    const auto row = [](const char *name, const QString &value, PasteDoubt doubt) {
        QTest::newRow(name) << value << doubt;
    };
    row("bullets", u"\u2022\u2022\u2022\u2022"_s, PasteDoubt::Masked);
    row("bullets with an end, as a header is shown", u"Bearer \u2022\u2022\u2022\u20223f2a"_s,
        PasteDoubt::Masked);
    row("circles", u"\u25CF\u25CF\u25CF"_s, PasteDoubt::Masked);
    row("asterisks", u"sk-****3f2a"_s, PasteDoubt::Masked);
    row("asterisks alone", u"***"_s, PasteDoubt::Masked);
    row("asterisks alone in a header", u"Bearer ***\n"_s, PasteDoubt::Masked);
    row("redacted", u"[REDACTED]"_s, PasteDoubt::Masked);
    row("redacted in a header", u"Bearer <redacted>"_s, PasteDoubt::Masked);
    row("the name of the placeholder", u" API_KEY\n"_s, PasteDoubt::Placeholder);
    row("the placeholder", u"{{API_KEY}}"_s, PasteDoubt::Placeholder);
    row("any placeholder", u"{{ OTHER }}"_s, PasteDoubt::Placeholder);
    row("the template", u"Bearer {{API_KEY}}"_s, PasteDoubt::Placeholder);
    row("the own token", ownToken, PasteDoubt::OwnToken);
    row("the own token in a header", u"Bearer "_s + ownToken + u'\n', PasteDoubt::OwnToken);
    row("quotes around nothing", u"\"\""_s, PasteDoubt::Quotes);
    row("line breaks and nothing else", u"\n\n"_s, PasteDoubt::LineBreakAtEnd);
    row("the name of the header alone", u"Authorization:"_s, PasteDoubt::HeaderName);
}

void TestPasteCheck::warnsOnly()
{
    QFETCH(const QString, value);
    const auto finding = checkPaste(value, context());
    QVERIFY(finding);
    QTEST(finding->doubt, "doubt");
    QVERIFY(!finding->mended);
}

void TestPasteCheck::tellsWhenATokenExpired()
{
    const QDateTime yesterday = now.addDays(-1);
    const auto finding = checkPaste(u"Bearer "_s + tokenThatExpires(yesterday), context());
    QVERIFY(finding);
    QCOMPARE(finding->doubt, PasteDoubt::ExpiredToken);
    QCOMPARE(finding->expiredAt, yesterday);
    QVERIFY(!finding->mended);
}

void TestPasteCheck::looksForHeaderNamesInHeadersOnly()
{
    PasteContext other = context();
    other.isHeaderValue = false;
    QVERIFY(!checkPaste(u"Authorization: abc"_s, other));
}

void TestPasteCheck::knowsNoTokenOfSomebodySignedOut()
{
    PasteContext signedOut = context();
    signedOut.ownToken.clear();
    QVERIFY(!checkPaste(ownToken, signedOut));
    // What cleaning leaves nothing of is not the token that is not there.
    QCOMPARE(checkPaste(u"\"\""_s, signedOut)->doubt, PasteDoubt::Quotes);
}

void TestPasteCheck::mendsOneThingAfterTheOther()
{
    QString value = u"\uFEFF \"Authorization: Bearer abc\" \n"_s;
    QList<PasteDoubt> doubts;
    while (const auto finding = checkPaste(value, context())) {
        QVERIFY(finding->mended && finding->mended->size() < value.size());
        doubts.append(finding->doubt);
        value = *finding->mended;
    }
    QCOMPARE(value, u"Bearer abc"_s);
    QCOMPARE(doubts, (QList{PasteDoubt::Invisible, PasteDoubt::LineBreakAtEnd, PasteDoubt::Blanks,
                            PasteDoubt::Quotes, PasteDoubt::HeaderName}));
}

void TestPasteCheck::takesAMegabyteInItsStride_data()
{
    QTest::addColumn<QString>("piece");
    for (const QString &piece : {u"x"_s, u"\n"_s, u" "_s, u"\""_s, u"\u200B"_s, u"{{"_s, u"}}"_s,
                                 u"*"_s, u"."_s, u"Authorization:"_s, u"a\n"_s})
        QTest::addRow("%s", piece.toUtf8().toPercentEncoding().constData()) << piece;
}

void TestPasteCheck::takesAMegabyteInItsStride()
{
    // What grew with the square of the length would not end within the test's time.
    QFETCH(const QString, piece);
    const QString value = piece.repeated(1'000'000 / piece.size());
    const auto finding = checkPaste(value, context());
    QVERIFY(!finding || !finding->mended || finding->mended->size() < value.size());
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestPasteCheck)
#include "tst_pastecheck.moc"
