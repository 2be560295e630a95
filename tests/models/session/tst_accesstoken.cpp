// SPDX-License-Identifier: Apache-2.0
#include "models/session/accesstoken.h"

#include "tests/support/busytime.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;
using Cleanups = QList<TokenCleanup>;

class TestAccessToken : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleansWhatWasPasted_data();
    void cleansWhatWasPasted();
    void cleaningTwiceChangesNothingMore_data();
    void cleaningTwiceChangesNothingMore();
    void refusesWhatIsNoToken_data();
    void refusesWhatIsNoToken();
    void keepsALongToken_data();
    void keepsALongToken();
    void takesTimeInProportionToTheLength_data();
    void takesTimeInProportionToTheLength();

    void readsClaims_data();
    void readsClaims();
    void findsNoClaimsInAnOpaqueToken_data();
    void findsNoClaimsInAnOpaqueToken();
    void readsTheExpiry_data();
    void readsTheExpiry();
    void readsPaddedBase64();
    void readsClaimsOfALongToken();
    void writesSubjectTypesAsTheApiDoes_data();
    void writesSubjectTypesAsTheApiDoes();
};

namespace
{

constexpr auto lineBreaks = TokenCleanup::LineBreaks;
constexpr auto blanks = TokenCleanup::Blanks;
constexpr auto quotes = TokenCleanup::Quotes;
constexpr auto bearer = TokenCleanup::BearerPrefix;
constexpr auto invisible = TokenCleanup::InvisibleCharacters;

QString jwtOf(const QByteArray &payload)
{
    const QByteArray::Base64Options options =
        QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    return QString::fromLatin1("eyJhbGciOiJub25lIn0." + payload.toBase64(options) + ".c2ln");
}

QString jwtOf(const QJsonObject &claims)
{
    return jwtOf(QJsonDocument(claims).toJson(QJsonDocument::Compact));
}

void addPastedTokens()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QString>("token");
    QTest::addColumn<Cleanups>("cleanups");
    const auto row = [](const char *name, const QString &pasted, const QString &token,
                        const Cleanups &cleanups) {
        QTest::newRow(name) << pasted << token << cleanups;
    };
    row("a clean token stays", u"abc.def.ghi"_s, u"abc.def.ghi"_s, {});
    row("an opaque token stays", u"tfy-0123456789+/=_-~"_s, u"tfy-0123456789+/=_-~"_s, {});
    row("blanks around it go", u"  abc\t"_s, u"abc"_s, {blanks});
    row("no-break blanks around it go", u"\u00A0abc\u3000"_s, u"abc"_s, {blanks});
    row("a line feed at the end goes", u"abc\n"_s, u"abc"_s, {lineBreaks});
    row("a Windows line break at the end goes", u"abc\r\n"_s, u"abc"_s, {lineBreaks});
    row("line breaks at both ends go", u"\n\nabc\n\r\n"_s, u"abc"_s, {lineBreaks});
    row("a line separator at the end goes", u"abc\u2028"_s, u"abc"_s, {lineBreaks});
    row("a paragraph separator at the end goes", u"abc\u2029"_s, u"abc"_s, {lineBreaks});
    row("a wrapped token is joined", u"abc\ndef\r\nghi"_s, u"abcdefghi"_s, {lineBreaks});
    row("blanks next to a wrap go with it", u"abc \n \tdef"_s, u"abcdef"_s, {lineBreaks});
    row("no-break blanks next to a wrap go with it", u"abc\u00A0\n\u00A0def"_s, u"abcdef"_s,
        {lineBreaks});
    row("empty lines in between go", u"abc\n\n \n\ndef"_s, u"abcdef"_s, {lineBreaks});
    row("double quotes go", u"\"abc\""_s, u"abc"_s, {quotes});
    row("single quotes go", u"'abc'"_s, u"abc"_s, {quotes});
    row("back quotes go", u"`abc`"_s, u"abc"_s, {quotes});
    row("typographic quotes go", u"\u201Cabc\u201D"_s, u"abc"_s, {quotes});
    row("single typographic quotes go", u"\u2018abc\u2019"_s, u"abc"_s, {quotes});
    row("quotes in quotes go", u"\"'abc'\""_s, u"abc"_s, {quotes});
    row("a quote at one end stays", u"\"abc"_s, u"\"abc"_s, {});
    row("two different quotes stay", u"\"abc'"_s, u"\"abc'"_s, {});
    row("a single quote character stays", u"\""_s, u"\""_s, {});
    row("Bearer goes", u"Bearer abc"_s, u"abc"_s, {bearer});
    row("bearer in any case goes", u"bEARER abc"_s, u"abc"_s, {bearer});
    row("Bearer and many blanks go", u"Bearer \t  abc"_s, u"abc"_s, {bearer});
    row("Bearer and a no-break blank go", u"Bearer\u00A0abc"_s, u"abc"_s, {bearer});
    row("Bearer in its own line goes", u"Bearer\nabc"_s, u"abc"_s, {bearer});
    row("Bearer twice goes", u"Bearer Bearer abc"_s, u"abc"_s, {bearer});
    row("the whole header line goes", u"Authorization: Bearer abc"_s, u"abc"_s, {bearer});
    row("the header in lower case goes", u"authorization:bearer abc"_s, u"abc"_s, {bearer});
    row("a header with a no-break blank goes", u"Authorization:\u00A0Bearer abc"_s, u"abc"_s,
        {bearer});
    row("a header name alone goes", u"Authorization: abc"_s, u"abc"_s, {bearer});
    row("a token that begins with bearer stays", u"bearerabc"_s, u"bearerabc"_s, {});
    row("bearer inside a token stays", u"abcbearer"_s, u"abcbearer"_s, {});
    row("a byte order mark goes", u"\uFEFFabc"_s, u"abc"_s, {invisible});
    row("zero-width blanks go from anywhere", u"a\u200Bb\u200Dc\u2060"_s, u"abc"_s, {invisible});
    row("a soft hyphen goes", u"ab\u00ADc"_s, u"abc"_s, {invisible});
    row("bidi characters go", u"\u202Eabc\u202C\u2066\u2069"_s, u"abc"_s, {invisible});
    row("a byte order mark inside quotes goes", u"\"\uFEFFabc\""_s, u"abc"_s, {invisible, quotes});
    row("a quoted header with a line break goes", u"\"Authorization: Bearer abc\"\r\n"_s, u"abc"_s,
        {lineBreaks, quotes, bearer});
    row("a quoted token behind Bearer goes", u"Bearer 'abc'\n"_s, u"abc"_s,
        {bearer, lineBreaks, quotes});
    row("blanks inside quotes go", u"\" abc \""_s, u"abc"_s, {quotes, blanks});
    row("a wrapped header is joined", u"Authorization:\r\n  Bearer abc\r\n  def"_s, u"abcdef"_s,
        {bearer, lineBreaks});
    row("a wrap inside the word Bearer is mended", u"Bea\nrer abc"_s, u"abc"_s,
        {lineBreaks, bearer});
    row("all of it at once goes", u"\uFEFF \"Authorization: Bearer abc\r\ndef\" \r\n"_s,
        u"abcdef"_s, {invisible, blanks, lineBreaks, quotes, bearer});
}

} // namespace

void TestAccessToken::cleansWhatWasPasted_data() { addPastedTokens(); }

void TestAccessToken::cleansWhatWasPasted()
{
    QFETCH(QString, pasted);
    QFETCH(QString, token);
    QFETCH(Cleanups, cleanups);
    const CleanToken clean = cleanPastedToken(pasted);
    QCOMPARE(clean.token, token);
    // The order tells nothing that a person would need; what was done does.
    Cleanups done = clean.cleanups;
    std::sort(done.begin(), done.end());
    std::sort(cleanups.begin(), cleanups.end());
    QCOMPARE(done, cleanups);
    QCOMPARE(clean.problem, TokenProblem::None);
}

void TestAccessToken::cleaningTwiceChangesNothingMore_data() { addPastedTokens(); }

void TestAccessToken::cleaningTwiceChangesNothingMore()
{
    QFETCH(QString, token);
    const CleanToken again = cleanPastedToken(token);
    QCOMPARE(again.token, token);
    QCOMPARE(again.cleanups, Cleanups());
}

void TestAccessToken::refusesWhatIsNoToken_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<TokenProblem>("problem");
    const auto row = [](const char *name, const QString &pasted, TokenProblem problem) {
        QTest::newRow(name) << pasted << problem;
    };
    row("nothing", QString(), TokenProblem::Empty);
    row("blanks alone", u" \t\u00A0"_s, TokenProblem::Empty);
    row("line breaks alone", u"\r\n\n"_s, TokenProblem::Empty);
    row("empty quotes", u"\"\""_s, TokenProblem::Empty);
    row("a byte order mark alone", u"\uFEFF"_s, TokenProblem::Empty);
    row("the word Bearer alone", u"Bearer "_s, TokenProblem::Empty);
    row("the header without a token", u"Authorization: Bearer"_s, TokenProblem::Empty);
    row("two words", u"two words"_s, TokenProblem::BlankInside);
    row("a no-break blank inside", u"two\u00A0words"_s, TokenProblem::BlankInside);
    row("a tab inside", u"two\twords"_s, TokenProblem::BlankInside);
    row("two header lines", u"Authorization: Bearer abc\nAccept: x"_s, TokenProblem::BlankInside);
    row("a letter outside ASCII", u"caf\u00E9"_s, TokenProblem::NotPrintable);
    row("bullets copied from a masked field", u"\u2022\u2022\u2022\u2022"_s,
        TokenProblem::NotPrintable);
    row("a NUL", u"ab\u0000c"_s, TokenProblem::NotPrintable);
    row("an escape character", u"ab\u001Bc"_s, TokenProblem::NotPrintable);
    row("DEL", u"abc\u007F"_s, TokenProblem::NotPrintable);
    row("a C1 control", u"ab\u009Bc"_s, TokenProblem::NotPrintable);
    row("half of a surrogate pair", u"abc"_s + QChar(0xD800), TokenProblem::NotPrintable);
    row("an astral character", u"abc\U0001F600"_s, TokenProblem::NotPrintable);
}

void TestAccessToken::refusesWhatIsNoToken()
{
    QFETCH(QString, pasted);
    QFETCH(TokenProblem, problem);
    QCOMPARE(cleanPastedToken(pasted).problem, problem);
}

void TestAccessToken::keepsALongToken_data()
{
    QTest::addColumn<QString>("pasted");
    const QString token(64 * 1024, u'x');
    QTest::newRow("as it is") << token;
    QTest::newRow("behind Bearer, with a line break") << u"Bearer "_s + token + u"\r\n"_s;
    QString wrapped = token;
    for (qsizetype at = 76; at < wrapped.size(); at += 78)
        wrapped.insert(at, u"\r\n"_s);
    QTest::newRow("wrapped at 76 characters") << wrapped;
}

void TestAccessToken::keepsALongToken()
{
    QFETCH(QString, pasted);
    const CleanToken clean = cleanPastedToken(pasted);
    QVERIFY(clean.token == QString(64 * 1024, u'x'));
    QCOMPARE(clean.problem, TokenProblem::None);
}

void TestAccessToken::takesTimeInProportionToTheLength_data()
{
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("end");
    const auto row = [](const char *name, const QString &unit, const QString &end) {
        QTest::newRow(name) << unit << end;
    };
    row("letters", u"x"_s, QString());
    row("blanks between two words", u" "_s, u"x"_s);
    row("tabs and blanks between two words", u" \t"_s, u"x"_s);
    row("line breaks", u"\n"_s, u"x"_s);
    row("blanks and line breaks by turns", u" \n"_s, u"x"_s);
    row("lines of one letter", u"x\r\n"_s, QString());
    row("quotes", u"\""_s, QString());
    row("quotes and blanks by turns", u"\" "_s, u"\""_s);
    row("the word Bearer", u"Bearer "_s, QString());
    row("the word Authorization", u"Authorization:"_s, QString());
    row("byte order marks", u"\uFEFF"_s, u"x"_s);
    row("dots", u"."_s, QString());
    row("halves of surrogate pairs", QString(QChar(0xD800)), QString());
}

void TestAccessToken::takesTimeInProportionToTheLength()
{
    QFETCH(QString, unit);
    QFETCH(QString, end);
    constexpr qsizetype megabyte = 1024 * 1024;
    const QString garbage = u"x"_s + unit.repeated(megabyte / unit.size()) + end;
    const QString atTheStart = unit.repeated(megabyte / unit.size()) + end;
    const BusyTime time;
    cleanPastedToken(garbage);
    cleanPastedToken(atTheStart);
    readTokenClaims(garbage);
    // Some 200 ms unoptimized; what is quadratic takes minutes. The limit leaves room for
    // sanitizers.
    QVERIFY2(time.seconds() < 10, qPrintable(QString::number(time.seconds())));
}

void TestAccessToken::readsClaims_data()
{
    QTest::addColumn<QJsonObject>("object");
    QTest::addColumn<QStringList>("claims"); // subject id, subject type, display name, tenant
    const auto row = [](const char *name, const QJsonObject &object, const QStringList &claims) {
        QTest::newRow(name) << object << claims;
    };
    row("all of a user's",
        {{u"sub"_s, u"user-17"_s},
         {u"subjectType"_s, u"user"_s},
         {u"email"_s, u"user-17@example.com"_s},
         {u"username"_s, u"u17"_s},
         {u"tenantName"_s, u"acme"_s}},
        {u"user-17"_s, u"user"_s, u"user-17@example.com"_s, u"acme"_s});
    row("no type means user", {{u"sub"_s, u"a"_s}}, {u"a"_s, u"user"_s, {}, {}});
    row("an empty type means user", {{u"sub"_s, u"a"_s}, {u"subjectType"_s, QString()}},
        {u"a"_s, u"user"_s, {}, {}});
    row("a type that is no text means user", {{u"sub"_s, u"a"_s}, {u"subjectType"_s, 5}},
        {u"a"_s, u"user"_s, {}, {}});
    row("serviceaccount is an older word",
        {{u"sub"_s, u"a"_s}, {u"subjectType"_s, u"serviceaccount"_s}},
        {u"a"_s, u"virtualaccount"_s, {}, {}});
    row("userType is the older claim", {{u"sub"_s, u"a"_s}, {u"userType"_s, u"serviceaccount"_s}},
        {u"a"_s, u"virtualaccount"_s, {}, {}});
    row("subjectType counts before userType",
        {{u"sub"_s, u"a"_s}, {u"userType"_s, u"serviceaccount"_s}, {u"subjectType"_s, u"user"_s}},
        {u"a"_s, u"user"_s, {}, {}});
    row("an unknown type stays as it is", {{u"sub"_s, u"a"_s}, {u"subjectType"_s, u"team"_s}},
        {u"a"_s, u"team"_s, {}, {}});
    row("the user name stands in for the e-mail", {{u"sub"_s, u"a"_s}, {u"username"_s, u"u17"_s}},
        {u"a"_s, u"user"_s, u"u17"_s, {}});
    row("an empty object tells nothing", {}, {QString(), u"user"_s, {}, {}});
    row("a subject that is no text is none", {{u"sub"_s, 17}}, {QString(), u"user"_s, {}, {}});
    row("text in another script is read", {{u"sub"_s, u"\u00FC\U0001F600"_s}},
        {u"\u00FC\U0001F600"_s, u"user"_s, {}, {}});
}

void TestAccessToken::readsClaims()
{
    QFETCH(QJsonObject, object);
    QFETCH(QStringList, claims);
    const auto read = readTokenClaims(jwtOf(object));
    QVERIFY(read);
    const QStringList found{read->subjectId, read->subjectType, read->displayName,
                            read->tenantName};
    QCOMPARE(found, claims);
}

void TestAccessToken::findsNoClaimsInAnOpaqueToken_data()
{
    QTest::addColumn<QString>("token");
    QTest::newRow("nothing") << QString();
    QTest::newRow("one part") << u"tfy-0123456789"_s;
    QTest::newRow("two parts") << u"abc.def"_s;
    QTest::newRow("four parts") << jwtOf(QJsonObject()) + u".x"_s;
    QTest::newRow("dots alone") << u".."_s;
    QTest::newRow("an empty middle") << u"abc..def"_s;
    QTest::newRow("a middle that is not base64") << u"abc.!!!!.def"_s;
    QTest::newRow("a middle that breaks off") << u"abc.eyJ.def"_s;
    QTest::newRow("a middle in the wrong alphabet") << u"abc.e+/9.def"_s;
    QTest::newRow("a middle outside Latin-1") << u"abc.\u2022\u2022\u2022\u2022.def"_s;
    QTest::newRow("text in the middle that is no JSON") << jwtOf("not JSON");
    QTest::newRow("an array in the middle") << jwtOf("[1,2]");
    QTest::newRow("a text in the middle") << jwtOf("\"sub\"");
    QTest::newRow("an object with a comma too many") << jwtOf("{\"sub\":\"a\",}");
    QTest::newRow("JSON of 100 000 levels")
        << jwtOf("{\"a\":" + QByteArray(100'000, '[') + QByteArray(100'000, ']') + "}");
    QTest::newRow("broken UTF-8") << jwtOf("{\"sub\":\"\xC3\x28\"}");
}

void TestAccessToken::findsNoClaimsInAnOpaqueToken()
{
    QFETCH(QString, token);
    QVERIFY(!readTokenClaims(token));
}

void TestAccessToken::readsTheExpiry_data()
{
    QTest::addColumn<QByteArray>("exp"); // JSON
    QTest::addColumn<QDateTime>("expiresAt");
    const auto row = [](const char *name, const QByteArray &exp, const QDateTime &expiresAt) {
        QTest::newRow(name) << exp << expiresAt;
    };
    const QDateTime none;
    row("a time", "1700000000", QDateTime({2023, 11, 14}, {22, 13, 20}, Qt::UTC));
    row("a time with a fraction", "1700000000.9", QDateTime({2023, 11, 14}, {22, 13, 20}, Qt::UTC));
    row("the last second that has a date", "253402300799",
        QDateTime({9999, 12, 31}, {23, 59, 59}, Qt::UTC));
    row("none beyond the year 9999", "253402300800", none);
    row("none for milliseconds taken for seconds", "1700000000000000", none);
    row("none for a huge number", "1e300", none);
    row("none for zero", "0", none);
    row("none for a negative number", "-5", none);
    row("none for a text", "\"1700000000\"", none);
    row("none for null", "null", none);
}

void TestAccessToken::readsTheExpiry()
{
    QFETCH(QByteArray, exp);
    QFETCH(QDateTime, expiresAt);
    const auto claims = readTokenClaims(jwtOf("{\"sub\":\"a\",\"exp\":" + exp + "}"));
    QVERIFY(claims);
    QCOMPARE(claims->expiresAt.isValid(), expiresAt.isValid());
    if (expiresAt.isValid()) {
        QCOMPARE(claims->expiresAt, expiresAt);
        QCOMPARE(claims->expiresAt.timeSpec(), Qt::UTC);
    }
}

void TestAccessToken::readsPaddedBase64()
{
    const auto claims = readTokenClaims(u"h.eyJzdWIiOiJhYiJ9.s"_s);
    const auto padded = readTokenClaims(u"h.eyJzdWIiOiJhYmMifQ==.s"_s);
    QVERIFY(claims && padded);
    QCOMPARE(claims->subjectId, u"ab"_s);
    QCOMPARE(padded->subjectId, u"abc"_s);
}

void TestAccessToken::readsClaimsOfALongToken()
{
    const QString token =
        jwtOf(QJsonObject{{u"sub"_s, u"a"_s}, {u"groups"_s, QString(48 * 1024, u'g')}});
    QVERIFY(token.size() >= 64 * 1024);
    const CleanToken clean = cleanPastedToken(token);
    QVERIFY(clean.token == token);
    const auto claims = readTokenClaims(clean.token);
    QVERIFY(claims);
    QCOMPARE(claims->subjectId, u"a"_s);
}

void TestAccessToken::writesSubjectTypesAsTheApiDoes_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("written");
    QTest::newRow("nothing is a user") << QString() << u"user"_s;
    QTest::newRow("a user is a user") << u"user"_s << u"user"_s;
    QTest::newRow("a virtual account is one") << u"virtualaccount"_s << u"virtualaccount"_s;
    QTest::newRow("a service account is a virtual account")
        << u"serviceaccount"_s << u"virtualaccount"_s;
    QTest::newRow("anything else stays") << u"team"_s << u"team"_s;
}

void TestAccessToken::writesSubjectTypesAsTheApiDoes()
{
    QFETCH(QString, type);
    QFETCH(QString, written);
    QCOMPARE(subjectTypeFromServer(type), written);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestAccessToken)
#include "tst_accesstoken.moc"
