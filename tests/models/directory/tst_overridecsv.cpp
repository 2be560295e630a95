// SPDX-License-Identifier: Apache-2.0
#include "models/directory/overridecsv.h"

#include "models/session/session.h"
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

class TestOverrideCsv : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void quotesAndDisarmsCells_data();
    void quotesAndDisarmsCells();
    void writesARowPerOverride();
};

void TestOverrideCsv::quotesAndDisarmsCells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("cell");
    const auto row = [](const char *name, const QString &text, const QByteArray &cell) {
        QTest::newRow(name) << text << cell;
    };
    row("plain", u"user-17"_s, "\"user-17\"");
    row("empty", {}, "\"\"");
    row("a quote", u"a\"b"_s, "\"a\"\"b\"");
    row("a comma", u"a,b"_s, "\"a,b\"");
    row("a formula", u"=1+1"_s, "\"'=1+1\"");
    row("a plus", u"+1"_s, "\"'+1\"");
    row("a minus", u"-1"_s, "\"'-1\"");
    row("an at", u"@SUM(1)"_s, "\"'@SUM(1)\"");
    row("a formula behind blanks", u"  =1"_s, "\"'  =1\"");
    row("a formula in full width", u"\uFF1D1"_s,
        "\"'\xEF\xBC\x9D"
        "1\"");
    row("a tab", u"\t=1"_s, "\"'\t=1\"");
    row("a carriage return", u"\r=1"_s, "\"'\r'=1\"");
    row("a formula in the second line", u"a\n=1"_s, "\"a\n'=1\"");
    row("an e-mail address", u"user-17@example.com"_s, "\"user-17@example.com\"");
    row("a minus inside", u"va-ci-runner"_s, "\"va-ci-runner\"");
}

void TestOverrideCsv::quotesAndDisarmsCells()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, cell);
    QCOMPARE(csvCell(text), cell);
}

void TestOverrideCsv::writesARowPerOverride()
{
    FakeControlPlane controlPlane;
    FakeTokenVault vault;
    const Session session(controlPlane, vault);
    const Directory directory(controlPlane, session);
    OverrideRow row;
    row.subject = {u"user-17"_s, u"user"_s};
    row.credentialType = u"header"_s;
    row.updatedAt = QDateTime(QDate(2026, 2, 3), QTime(4, 5, 6), Qt::OffsetFromUTC, 3600);
    row.updatedBy = {u"admin"_s, u"user"_s};
    row.updatedByName = u"=cmd()"_s;
    OverrideRow bare;
    bare.subject = {u"x"_s, u"team"_s};
    const QByteArray csv = overridesAsCsv({{u"mcp-1"_s, row}, {u"mcp-2"_s, bare}}, directory);
    QCOMPARE(csv.split('\n').size(), 4);
    QVERIFY(csv.startsWith("\xEF\xBB\xBFserver_id,"));
    const QByteArrayList lines = csv.split('\n');
    QCOMPARE(lines.at(1), "\"mcp-1\",\"\",\"user-17\",\"user\",\"\",\"header\","
                          "\"2026-02-03T03:05:06Z\",\"admin\",\"user\",\"'=cmd()\"\r");
    QCOMPARE(lines.at(2), "\"mcp-2\",\"\",\"x\",\"team\",\"\",\"\",\"\",\"\",\"\",\"\"\r");
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestOverrideCsv)
#include "tst_overridecsv.moc"
