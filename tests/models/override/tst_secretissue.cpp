// SPDX-License-Identifier: Apache-2.0
#include "models/override/secretissue.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = SecretIssue::Kind;

const QDateTime now(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);
const QString ownToken = u"own-token-0123456789"_s;

SecretContext context()
{
    return {true, {ServerAuth::Kind::Header, u"X-Api-Key"_s, {}, u"API_KEY"_s}, ownToken, now};
}

QString tokenThatExpires(const QDateTime &at)
{
    const QByteArray claims = QJsonDocument(QJsonObject{{u"exp"_s, at.toSecsSinceEpoch()}})
                                  .toJson(QJsonDocument::Compact);
    return QString::fromLatin1(
        "e30." + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) +
        ".c2ln");
}

} // namespace

class TestSecretIssue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsNothingInAGoodValue_data();
    void findsNothingInAGoodValue();
    void offersAFix_data();
    void offersAFix();
    void warnsOnly_data();
    void warnsOnly();
    void tellsWhenATokenExpired();
    void looksForHeaderNamesInHeadersOnly();
    void knowsNoTokenOfSomebodySignedOut();
    void fixesOneIssueAfterTheOther();
    void knowsTheTemplateOfTheServer();
    void checksEveryFieldOfACredential();
    void offersACleanUpOnlyIfNothingIsLeft();
    void takesAMegabyteInItsStride_data();
    void takesAMegabyteInItsStride();
};

void TestSecretIssue::findsNothingInAGoodValue_data()
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
    QTest::newRow("another name than the placeholder's") << u"API_KEY_2"_s;
    QTest::newRow("a PEM block") << u"-----BEGIN KEY-----\nabc\n-----END KEY-----"_s;
    QTest::newRow("a token that is good for an hour") << tokenThatExpires(now.addSecs(3600));
}

void TestSecretIssue::findsNothingInAGoodValue()
{
    QFETCH(const QString, value);
    QVERIFY(!findSecretIssue(value, context()));
}

void TestSecretIssue::offersAFix_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("fixed");
    const auto row = [](const char *name, const QString &value, Kind kind, const QString &fixed) {
        QTest::newRow(name) << value << kind << fixed;
    };
    row("a line break at the end", u"abc\n"_s, Kind::LineBreakAtEnd, u"abc"_s);
    row("a line break of another system", u"abc\r\n"_s, Kind::LineBreakAtEnd, u"abc"_s);
    row("a line separator in front", u"\u2028abc"_s, Kind::LineBreakAtEnd, u"abc"_s);
    row("a value that was wrapped", u"abc\ndef"_s, Kind::LineBreaks, u"abcdef"_s);
    row("a blank at the end", u"abc "_s, Kind::Spaces, u"abc"_s);
    row("a tab and a no-break space", u"\tabc\u00A0"_s, Kind::Spaces, u"abc"_s);
    row("quotes", u"\"abc\""_s, Kind::Quotes, u"abc"_s);
    row("quotes of a word processor", u"\u201Cabc\u201D"_s, Kind::Quotes, u"abc"_s);
    row("a byte order mark", u"\uFEFFabc"_s, Kind::Invisible, u"abc"_s);
    row("a zero-width blank inside", u"a\u200Bbc"_s, Kind::Invisible, u"abc"_s);
    row("an escape character", u"a\u001B[Db"_s, Kind::Invisible, u"a[Db"_s);
    row("a zero byte", QString::fromLatin1("a\0b", 3), Kind::Invisible, u"ab"_s);
    row("the scheme twice", u"Bearer Bearer abc"_s, Kind::RepeatedScheme, u"Bearer abc"_s);
    row("the usual name of a header", u"authorization: Bearer abc"_s, Kind::HeaderName,
        u"Bearer abc"_s);
    row("the server's name of the header", u"X-API-Key:abc"_s, Kind::HeaderName, u"abc"_s);
}

void TestSecretIssue::offersAFix()
{
    QFETCH(const QString, value);
    const auto finding = findSecretIssue(value, context());
    QVERIFY(finding);
    QTEST(finding->kind, "kind");
    QVERIFY(finding->suggestedFix);
    QTEST(*finding->suggestedFix, "fixed");
    QVERIFY(!findSecretIssue(*finding->suggestedFix, context()));
}

void TestSecretIssue::warnsOnly_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, const QString &value, Kind kind) {
        QTest::newRow(name) << value << kind;
    };
    row("bullets", u"\u2022\u2022\u2022\u2022"_s, Kind::Masked);
    row("bullets with an end, as a header is shown", u"Bearer \u2022\u2022\u2022\u20223f2a"_s,
        Kind::Masked);
    row("circles", u"\u25CF\u25CF\u25CF"_s, Kind::Masked);
    row("asterisks", u"sk-****3f2a"_s, Kind::Masked);
    row("asterisks alone", u"***"_s, Kind::Masked);
    row("asterisks alone in a header", u"Bearer ***\n"_s, Kind::Masked);
    row("redacted", u"[REDACTED]"_s, Kind::Masked);
    row("redacted in a header", u"Bearer <redacted>"_s, Kind::Masked);
    row("the name of the placeholder", u" API_KEY\n"_s, Kind::Placeholder);
    row("the placeholder", u"{{API_KEY}}"_s, Kind::Placeholder);
    row("any placeholder", u"{{ OTHER }}"_s, Kind::Placeholder);
    row("the template", u"Bearer {{API_KEY}}"_s, Kind::Placeholder);
    row("braces that open", u"x{{y"_s, Kind::StrayBraces);
    row("braces that close", u"x}}y"_s, Kind::StrayBraces);
    row("the own token", ownToken, Kind::OwnToken);
    row("the own token in a header", u"Bearer "_s + ownToken + u'\n', Kind::OwnToken);
    row("quotes around nothing", u"\"\""_s, Kind::Quotes);
    row("line breaks and nothing else", u"\n\n"_s, Kind::LineBreakAtEnd);
    row("the name of the header alone", u"Authorization:"_s, Kind::HeaderName);
}

void TestSecretIssue::warnsOnly()
{
    QFETCH(const QString, value);
    const auto finding = findSecretIssue(value, context());
    QVERIFY(finding);
    QTEST(finding->kind, "kind");
    QVERIFY(!finding->suggestedFix);
}

void TestSecretIssue::tellsWhenATokenExpired()
{
    const QDateTime yesterday = now.addDays(-1);
    const auto finding = findSecretIssue(u"Bearer "_s + tokenThatExpires(yesterday), context());
    QVERIFY(finding);
    QCOMPARE(finding->kind, Kind::ExpiredToken);
    QCOMPARE(finding->expiredAt, yesterday);
    QVERIFY(!finding->suggestedFix);
}

void TestSecretIssue::looksForHeaderNamesInHeadersOnly()
{
    SecretContext other = context();
    other.isHeaderValue = false;
    QVERIFY(!findSecretIssue(u"Authorization: abc"_s, other));
}

void TestSecretIssue::knowsNoTokenOfSomebodySignedOut()
{
    SecretContext signedOut = context();
    signedOut.ownToken.clear();
    QVERIFY(!findSecretIssue(ownToken, signedOut));
    // What cleaning leaves nothing of is not the token that is not there.
    QCOMPARE(findSecretIssue(u"\"\""_s, signedOut)->kind, Kind::Quotes);
}

void TestSecretIssue::fixesOneIssueAfterTheOther()
{
    QString value = u"\uFEFF \"Authorization: Bearer abc\" \n"_s;
    QList<Kind> kinds;
    while (const auto finding = findSecretIssue(value, context())) {
        QVERIFY(finding->suggestedFix && finding->suggestedFix->size() < value.size());
        kinds.append(finding->kind);
        value = *finding->suggestedFix;
    }
    QCOMPARE(value, u"Bearer abc"_s);
    QCOMPARE(kinds, (QList{Kind::Invisible, Kind::LineBreakAtEnd, Kind::Spaces, Kind::Quotes,
                           Kind::HeaderName}));
}

void TestSecretIssue::knowsTheTemplateOfTheServer()
{
    SecretContext header = context();
    header.auth = {ServerAuth::Kind::Header, u"Authorization"_s, u"Bearer {{K}}"_s, u"K"_s};
    QVERIFY(!findSecretIssue(u"sk-1"_s, header));
    const auto repeated = findSecretIssue(u"Bearer sk-1"_s, header);
    QVERIFY(repeated);
    QCOMPARE(repeated->kind, Kind::RepeatedScheme);
    QCOMPARE(repeated->suggestedFix, std::optional(u"sk-1"_s));
    header.auth.headerTemplate.clear();
    QVERIFY(!findSecretIssue(u"Bearer sk-1"_s, header));
    QCOMPARE(findSecretIssue(u"sk-1"_s, header)->kind, Kind::MissingScheme);
}

void TestSecretIssue::checksEveryFieldOfACredential()
{
    const RequestDescription description = RequestDescription::builtIn();
    SecretContext other = context();
    other.isHeaderValue = false;
    for (const CredentialType &type : description.credentialTypes()) {
        OverrideDraft draft;
        draft.credentialType = type.name;
        for (const FieldDescription &field : type.fields)
            draft.credentials[type.name][field.name] = u"\u200Babc "_s;
        const QList<FieldIssues> found = findIssues(draft, type, other);
        QCOMPARE(found.size(), type.fields.size());
        for (const FieldIssues &one : found) {
            QCOMPARE(one.issues.size(), 2);
            QCOMPARE(one.cleaned, std::optional(u"abc"_s));
        }
    }
}

void TestSecretIssue::offersACleanUpOnlyIfNothingIsLeft()
{
    const RequestDescription description = RequestDescription::builtIn();
    const CredentialType &type = *description.credentialType(u"header"_s);
    OverrideDraft draft;
    draft.credentialType = type.name;
    const auto issuesOf = [&](const QString &value) {
        draft.credentials[type.name][u"headerValue"_s] = value;
        return findIssues(draft, type, context()).value(0);
    };
    QCOMPARE(issuesOf(u"\"abc\"\n"_s).cleaned, std::optional(u"abc"_s));
    QVERIFY(!issuesOf(u" x{{y"_s).cleaned);
    QVERIFY(!issuesOf(u"\""_s + ownToken + u'"').cleaned);
    QVERIFY(issuesOf(ownToken).isOwnToken());
    QVERIFY(!issuesOf(u"***"_s).isOwnToken());
}

void TestSecretIssue::takesAMegabyteInItsStride_data()
{
    QTest::addColumn<QString>("piece");
    for (const QString &piece : {u"x"_s, u"\n"_s, u" "_s, u"\""_s, u"\u200B"_s, u"{{"_s, u"}}"_s,
                                 u"*"_s, u"."_s, u"Authorization:"_s, u"a\n"_s})
        QTest::addRow("%s", piece.toUtf8().toPercentEncoding().constData()) << piece;
}

void TestSecretIssue::takesAMegabyteInItsStride()
{
    // What grew with the square of the length would not end within the test's time.
    QFETCH(const QString, piece);
    const QString value = piece.repeated(1'000'000 / piece.size());
    const auto finding = findSecretIssue(value, context());
    QVERIFY(!finding || !finding->suggestedFix || finding->suggestedFix->size() < value.size());
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestSecretIssue)
#include "tst_secretissue.moc"
