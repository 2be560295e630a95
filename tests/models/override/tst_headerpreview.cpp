// SPDX-License-Identifier: Apache-2.0
#include "models/override/headerpreview.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = SchemeIssue::Kind;

/// None where the scheme is right.
std::optional<Kind> kindOf(const std::optional<SchemeIssue> &issue)
{
    return issue ? std::optional(issue->kind) : std::nullopt;
}

ServerAuth header(const QString &name, const QString &headerTemplate = {})
{
    return {ServerAuth::Kind::Header, name, headerTemplate, placeholderIn(headerTemplate)};
}

const QString authorization = u"Authorization"_s;
const QString bearerTemplate = u"Bearer {{API_KEY}}"_s;
const QString longKey = u"sk-0123456789abcdef3f2a"_s;

} // namespace

class TestHeaderPreview : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fillsTheTemplate_data();
    void fillsTheTemplate();
    void tellsNothingOfTheSecretButItsEnd_data();
    void tellsNothingOfTheSecretButItsEnd();
    void speaksNothingOfTheSecret();
    void saysNothingWithoutAHeaderOrAValue_data();
    void saysNothingWithoutAHeaderOrAValue();
    void findsSchemeIssues_data();
    void findsSchemeIssues();
    void removesARepeatedScheme_data();
    void removesARepeatedScheme();
    void takesAMegabyteInItsStride();
};

void TestHeaderPreview::fillsTheTemplate_data()
{
    QTest::addColumn<QString>("headerTemplate");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("sent");
    QTest::newRow("a template with a scheme")
        << bearerTemplate << longKey << u"Bearer \u2022\u2022\u2022\u20223f2a"_s;
    QTest::newRow("no template, a scheme that was typed")
        << QString() << u"Bearer "_s + longKey << u"Bearer \u2022\u2022\u2022\u20223f2a"_s;
    QTest::newRow("a scheme as it was typed")
        << QString() << u"bAsIc "_s + longKey << u"bAsIc \u2022\u2022\u2022\u20223f2a"_s;
    QTest::newRow("Token is a scheme")
        << QString() << u"Token "_s + longKey << u"Token \u2022\u2022\u2022\u20223f2a"_s;
    QTest::newRow("a word that nobody knows is as secret as the rest")
        << QString() << u"Sesame "_s + longKey << u"\u2022\u2022\u2022\u20223f2a"_s;
    QTest::newRow("text behind the placeholder")
        << u"key={{K}};v=1"_s << longKey << u"key=\u2022\u2022\u2022\u20223f2a;v=1"_s;
    QTest::newRow("a template whose braces do not close is none")
        << u"Bearer {{API"_s << longKey << u"\u2022\u2022\u2022\u20223f2a"_s;
    QTest::newRow("the scheme twice, as it would be sent")
        << bearerTemplate << u"Bearer "_s + longKey
        << u"Bearer Bearer \u2022\u2022\u2022\u20223f2a"_s;
}

void TestHeaderPreview::fillsTheTemplate()
{
    QFETCH(const QString, headerTemplate);
    QFETCH(const QString, value);
    const auto sent = previewHeader(header(authorization, headerTemplate), value);
    QVERIFY(sent);
    QCOMPARE(sent->headerName, authorization);
    QTEST(sent->value, "sent");
}

void TestHeaderPreview::tellsNothingOfTheSecretButItsEnd_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("sent");
    const QString dots(4, u'\u2022');
    QTest::newRow("one letter") << u"x"_s << dots;
    QTest::newRow("15 letters are too few") << u"0123456789abcde"_s << dots;
    QTest::newRow("16 letters") << u"0123456789abcdef"_s << dots + u"cdef"_s;
    QTest::newRow("a scheme does not count for the length")
        << u"Bearer 0123456789abcde"_s << u"Bearer "_s + dots;
    QTest::newRow("a scheme alone is not known to be one") << u"Bearer"_s << dots;
    QTest::newRow("blanks in front")
        << u"  Bearer 0123456789abcdef"_s << u"Bearer "_s + dots + u"cdef"_s;
    QTest::newRow("quotation marks and a line break")
        << u"\"0123456789abcdef\"\n"_s << u"\""_s + dots + u"cdef\"\n"_s;
    QTest::newRow("an invisible character")
        << u"0123456789\u200Babcdef"_s << dots + u'\u200B' + dots + u"cdef"_s;
    QTest::newRow("the end of a short part")
        << u"0123456789abc\u200Bdef"_s << dots + u'\u200B' + dots;
    QTest::newRow("no half of a character")
        << QString(15, u'x') + QString::fromUcs4(U"\U0001F600") + u"abc"_s << dots + u"abc"_s;
}

void TestHeaderPreview::tellsNothingOfTheSecretButItsEnd()
{
    QFETCH(const QString, value);
    const auto sent = previewHeader(header(u"X-Api-Key"_s), value);
    QVERIFY(sent);
    QTEST(sent->value, "sent");
}

void TestHeaderPreview::speaksNothingOfTheSecret()
{
    const auto sent = previewHeader(header(authorization, bearerTemplate), longKey);
    QCOMPARE(sent->spoken, u"Bearer"_s);
}

void TestHeaderPreview::saysNothingWithoutAHeaderOrAValue_data()
{
    QTest::addColumn<ServerAuth>("auth");
    QTest::addColumn<QString>("value");
    ServerAuth env;
    env.kind = ServerAuth::Kind::Env;
    QTest::newRow("nothing is known") << ServerAuth{} << longKey;
    QTest::newRow("another kind") << env << longKey;
    QTest::newRow("the name of the header is not told") << header({}) << longKey;
    QTest::newRow("nothing is typed") << header(authorization) << QString();
}

void TestHeaderPreview::saysNothingWithoutAHeaderOrAValue()
{
    QFETCH(const ServerAuth, auth);
    QFETCH(const QString, value);
    QVERIFY(!previewHeader(auth, value));
}

void TestHeaderPreview::findsSchemeIssues_data()
{
    QTest::addColumn<ServerAuth>("auth");
    QTest::addColumn<QString>("value");
    QTest::addColumn<std::optional<Kind>>("kind");
    const ServerAuth plain = header(authorization);
    const ServerAuth framed = header(authorization, bearerTemplate);
    QTest::newRow("a value for a template") << framed << longKey << std::optional<Kind>();
    QTest::newRow("a whole value") << plain << u"Bearer "_s + longKey << std::optional<Kind>();
    QTest::newRow("Bearer Bearer")
        << framed << u"Bearer "_s + longKey << std::optional(Kind::Repeated);
    QTest::newRow("Bearer Basic") << framed << u"Basic "_s + longKey
                                  << std::optional(Kind::Repeated);
    QTest::newRow("typed twice") << plain << u"Bearer bearer "_s + longKey
                                 << std::optional(Kind::Repeated);
    QTest::newRow("no scheme") << plain << longKey << std::optional(Kind::Missing);
    QTest::newRow("no scheme in the template either")
        << header(authorization, u"{{API_KEY}}"_s) << longKey << std::optional(Kind::Missing);
    QTest::newRow("the name of a header has no case")
        << header(u"authorization"_s) << longKey << std::optional(Kind::Missing);
    QTest::newRow("a scheme that nobody knows")
        << plain << u"Sesame open"_s << std::optional<Kind>();
    QTest::newRow("another header needs none")
        << header(u"X-Api-Key"_s) << longKey << std::optional<Kind>();
    QTest::newRow("a scheme while it is typed") << plain << u"Bear"_s << std::optional<Kind>();
    QTest::newRow("the template in the value")
        << framed << bearerTemplate << std::optional(Kind::StrayBraces);
    QTest::newRow("braces that open")
        << plain << u"Bearer {{x"_s << std::optional(Kind::StrayBraces);
    QTest::newRow("braces that close")
        << plain << u"Bearer x}}"_s << std::optional(Kind::StrayBraces);
}

void TestHeaderPreview::findsSchemeIssues()
{
    QFETCH(const ServerAuth, auth);
    QFETCH(const QString, value);
    QTEST(kindOf(findSchemeIssue(auth, value)), "kind");
}

void TestHeaderPreview::removesARepeatedScheme_data()
{
    QTest::addColumn<QString>("headerTemplate");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("fixed");
    QTest::newRow("the template keeps its own") << bearerTemplate << u"bearer  abc"_s << u"abc"_s;
    QTest::newRow("one that was typed stays")
        << QString() << u"Bearer Bearer abc"_s << u"Bearer abc"_s;
}

void TestHeaderPreview::removesARepeatedScheme()
{
    QFETCH(const QString, headerTemplate);
    QFETCH(const QString, value);
    const ServerAuth auth = header(authorization, headerTemplate);
    const auto issue = findSchemeIssue(auth, value);
    QVERIFY(issue && issue->suggestedFix);
    QTEST(*issue->suggestedFix, "fixed");
    QVERIFY(!kindOf(findSchemeIssue(auth, *issue->suggestedFix)));
}

void TestHeaderPreview::takesAMegabyteInItsStride()
{
    // Of what could make it go back and forth. What grew with the square would take hours.
    for (const QString &piece : {u"Bearer "_s, u"{{"_s, u" "_s, u"x"_s}) {
        const auto sent =
            previewHeader(header(authorization), piece.repeated(1'000'000 / piece.size()));
        QVERIFY(sent);
        QVERIFY(!sent->spoken.contains(u'x'));
    }
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestHeaderPreview)
#include "tst_headerpreview.moc"
