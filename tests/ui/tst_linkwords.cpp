// SPDX-License-Identifier: Apache-2.0
#include "ui/words/linkwords.h"

#include <QSet>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;
using Kind = LinkProblem::Kind;

class TestLinkWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyProblemHasItsOwnSentence();
    void namesTheParameter();
    void listsWhatIsKnown();
    void makesTheWordsOfOthersVisible();
    void shortensTheWordsOfOthers();
    void saysThatASecretIsDisclosed();
    void showsTheEndOfALongHost();
};

void TestLinkWords::everyProblemHasItsOwnSentence()
{
    QSet<QString> sentences;
    int count = 0;
    for (int kind = 0; kind <= static_cast<int>(Kind::BadControlPlane); ++kind, ++count) {
        const QString words = describe(LinkProblem{.kind = static_cast<Kind>(kind)});
        QVERIFY2(words.contains(u"link"_s) && words.endsWith(u'.'), qPrintable(words));
        sentences.insert(words);
    }
    QCOMPARE(sentences.size(), count);
}

/// Its end says whose it is.
void TestLinkWords::showsTheEndOfALongHost()
{
    const QString host = u"app.truefoundry.com."_s.repeated(11) + u"evil.example.com"_s;
    const auto address =
        std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://"_s + host));
    const OverrideLink link{u"mcp-1"_s, {}, {}, address};
    const QStringList texts{
        unknownControlPlaneQuestion(link).text, switchQuestion(link, address, false).text,
        linkForOtherControlPlane(address, {}), signedInElsewhere(address), linkAwaitsSignIn(link)};
    for (const QString &text : texts)
        QVERIFY2(text.contains(host), qPrintable(text));
    QVERIFY(texts.constFirst().contains(u"\n\nhttps://"_s + host + u"\n\n"_s));
}

void TestLinkWords::namesTheParameter()
{
    const QString words = describe(LinkProblem{Kind::UnknownParameter, u"submit"_s});
    QVERIFY2(words.contains(u"\u201Csubmit\u201D"_s), qPrintable(words));
}

void TestLinkWords::listsWhatIsKnown()
{
    const QString words =
        describe(LinkProblem{Kind::UnknownCredentialType, u"type"_s, {u"header"_s, u"env"_s}});
    QVERIFY2(words.contains(u"header, env"_s), qPrintable(words));
}

void TestLinkWords::makesTheWordsOfOthersVisible()
{
    const QString words = describe(LinkProblem{Kind::UnknownParameter, u"a\u202E\nb%1"_s});
    QVERIFY2(words.contains(u"a\u2039U+202E\u203A\u2039U+000A\u203Ab%1"_s), qPrintable(words));
}

void TestLinkWords::shortensTheWordsOfOthers()
{
    const LinkProblem problem{Kind::UnknownParameter, QString(4000, u'a')};
    QVERIFY(describe(problem).size() < 300);
}

void TestLinkWords::saysThatASecretIsDisclosed()
{
    const QString words = describe(LinkProblem{Kind::SecretParameter, u"token"_s});
    QVERIFY2(words.contains(u"\u201Ctoken\u201D"_s) && words.contains(u"disclosed"_s),
             qPrintable(words));
}

} // namespace mcpo

QTEST_APPLESS_MAIN(mcpo::TestLinkWords)
#include "tst_linkwords.moc"
