// SPDX-License-Identifier: Apache-2.0
#include "models/directory/searchtext.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

class TestSearchText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void finds_data();
    void finds();
    void sortsAsPeopleDo();
};

void TestSearchText::finds_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("nothing fits everything") << u""_s << true;
    QTest::newRow("blanks alone fit everything") << u"  "_s << true;
    QTest::newRow("a part of the name") << u"ra-cl"_s << true;
    QTest::newRow("another case") << u"JIRA"_s << true;
    QTest::newRow("the id") << u"mcp-01hx0"_s << true;
    QTest::newRow("several words in any order") << u"example jira"_s << true;
    QTest::newRow("a word that is missing") << u"jira github"_s << false;
    QTest::newRow("a part that spans two texts") << u"cloudmcp"_s << false;
    QTest::newRow("another case beyond ASCII") << u"\u00FCBER"_s << true;
    QTest::newRow("full width for plain") << u"\uFF4A\uFF49\uFF52\uFF41"_s << true;
    QTest::newRow("a blank that does not break") << u"jira\u00A0example"_s << true;
    QTest::newRow("what a pattern would match") << u"j.*a"_s << false;
}

void TestSearchText::finds()
{
    QFETCH(const QString, typed);
    QFETCH(const bool, isFound);
    const QString text =
        searchable({u"Jira-Cloud"_s, u"mcp-01HX0jira"_s, u"example:mcp-server:\u00DCber"_s});
    QCOMPARE(SearchWords(typed).fit(text), isFound);
}

void TestSearchText::sortsAsPeopleDo()
{
    const QStringList expected{u"server"_s,    u"Server-2"_s,    u"server-9"_s,
                               u"server-10"_s, u"server-10a2"_s, u"server-10a10"_s};
    QStringList sorted(expected.crbegin(), expected.crend());
    std::sort(sorted.begin(), sorted.end(), [](const QString &left, const QString &right) {
        return sortable(left) < sortable(right);
    });
    QCOMPARE(sorted, expected);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestSearchText)
#include "tst_searchtext.moc"
