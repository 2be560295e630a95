// SPDX-License-Identifier: Apache-2.0
#include "tests/net/sandboxasker.h"

#include <QTest>

using namespace mcpo;
using namespace Qt::StringLiterals;

/// Who is asking, and what the directories show them.
class TestSandboxDirectory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhoIsAsking();
    void tellsNobodyIsSignedIn();
    void tellsPermissionsPerServer();
    void hidesPrivateServersFromOthers();
    void marksServersThatTakeNoOverrides();
    void pages_data();
    void pages();
    void filtersUsers();
    void filtersVirtualAccounts();
};

void TestSandboxDirectory::tellsWhoIsAsking()
{
    const SandboxAsker sandbox;
    const auto userOf = [&sandbox](Who who) {
        return sandbox.get("session", who).json.value("user"_L1).toObject();
    };
    const QJsonObject manager = userOf(Who::Manager);
    QCOMPARE(manager.value("tenantName"_L1), "example"_L1);
    QVERIFY(manager.value("roles"_L1).toArray().contains("tenant-admin"_L1));
    const QJsonObject user = userOf(Who::User);
    QVERIFY(!user.value("roles"_L1).toArray().contains("tenant-admin"_L1));
    QCOMPARE(user.value("subject"_L1).toObject().value("subjectId"_L1), "user-17"_L1);
    QCOMPARE(user.value("subject"_L1).toObject().value("subjectSlug"_L1), "user-17@example.com"_L1);
    const QJsonObject machine = userOf(Who::VirtualAccount);
    QCOMPARE(machine.value("subject"_L1).toObject().value("subjectType"_L1), "serviceaccount"_L1);
}

void TestSandboxDirectory::tellsNobodyIsSignedIn()
{
    const SandboxAsker sandbox;
    for (const Who who : {Who::Nobody, Who::Stranger}) {
        const SandboxReply reply = sandbox.get("session", who);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json.value("user"_L1), QJsonValue(QJsonValue::Null));
    }
}

void TestSandboxDirectory::tellsPermissionsPerServer()
{
    const SandboxAsker sandbox;
    const SandboxReply reply = sandbox.get(
        "authorize/permissions?resourceType=mcp-server&v2=true&resourceIds="
        "%5B%22mcp-01hx0jira%22,%22mcp-01hx0github%22,%22mcp-01hx0payroll%22,%22mcp-none%22%5D",
        Who::ServerManager);
    const QJsonObject expected{
        {u"mcp-01hx0jira"_s, QJsonArray{u"USE_MCP_SERVER"_s}},
        {u"mcp-01hx0github"_s, QJsonArray{u"USE_MCP_SERVER"_s, u"MANAGE_MCP_SERVER"_s}},
        {u"mcp-01hx0payroll"_s, QJsonArray()},
        {u"mcp-none"_s, QJsonArray()}};
    QCOMPARE(reply.json, expected);
}

void TestSandboxDirectory::hidesPrivateServersFromOthers()
{
    const SandboxAsker sandbox;
    const QStringList all = idsIn(sandbox.get("mcp", Who::Manager), u"id"_s);
    QStringList visible = all;
    QVERIFY(visible.removeOne("mcp-01hx0payroll"_L1));
    QCOMPARE(idsIn(sandbox.get("mcp", Who::User), u"id"_s), visible);
}

void TestSandboxDirectory::marksServersThatTakeNoOverrides()
{
    const SandboxAsker sandbox;
    QStringList closed;
    const QJsonArray rows = sandbox.get("mcp", Who::Manager).json.value("data"_L1).toArray();
    for (const QJsonValue &row : rows) {
        const QJsonObject server = row.toObject();
        if (!server.value("isAuthOverrideSupported"_L1).toBool(true))
            closed.append(server.value("name"_L1).toString());
        QCOMPARE(sandbox
                     .get("mcp/" + QUrl::toPercentEncoding(server.value("id"_L1).toString()),
                          Who::Manager)
                     .json,
                 server);
    }
    QCOMPARE(closed, QStringList({u"docs-search"_s, u"intranet-search"_s}));
}

void TestSandboxDirectory::pages_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QStringList>("ids");
    QTest::newRow("from the start")
        << QByteArray("?limit=2") << QStringList{u"admin"_s, u"user-1"_s};
    QTest::newRow("from the middle") << QByteArray("?limit=1&offset=2") << QStringList{u"user-2"_s};
    QTest::newRow("a last page that is not full")
        << QByteArray("?limit=1000&offset=23") << QStringList{u"user-24"_s};
    QTest::newRow("an empty page behind the end") << QByteArray("?offset=9999") << QStringList();
}

void TestSandboxDirectory::pages()
{
    const SandboxAsker sandbox;
    QFETCH(const QByteArray, query);
    const SandboxReply reply = sandbox.get("users" + query, Who::Manager);
    QTEST(idsIn(reply, u"id"_s), "ids");
    const QUrlQuery asked(QString::fromLatin1(query.mid(1)));
    const QJsonObject pagination = reply.json.value("pagination"_L1).toObject();
    QCOMPARE(pagination.value("total"_L1).toInt(), 24);
    QCOMPARE(pagination.value("offset"_L1).toInt(), asked.queryItemValue(u"offset"_s).toInt());
    QCOMPARE(pagination.value("limit"_L1).toInt(),
             asked.hasQueryItem(u"limit"_s) ? asked.queryItemValue(u"limit"_s).toInt() : 100);
}

void TestSandboxDirectory::filtersUsers()
{
    const SandboxAsker sandbox;
    QCOMPARE(idsIn(sandbox.get("users?query=USER-17%40", Who::Manager), u"id"_s),
             QStringList{u"user-17"_s});
    QVERIFY(idsIn(sandbox.get("users?query=user-9", Who::Manager), u"id"_s).isEmpty());
    QCOMPARE(idsIn(sandbox.get("users?query=user-9&showInvalidUsers=true", Who::Manager), u"id"_s),
             QStringList{u"user-9"_s});
}

void TestSandboxDirectory::filtersVirtualAccounts()
{
    const SandboxAsker sandbox;
    const auto idsFor = [&sandbox](const QByteArray &query) {
        return idsIn(sandbox.get("virtual-accounts" + query, Who::Manager), u"id"_s);
    };
    QCOMPARE(idsFor("").size(), 3);
    QCOMPARE(idsFor("?nameSearchQuery=night"), QStringList{u"va-nightly-report"_s});
    QCOMPARE(idsFor("?isExpired=true"), QStringList{u"va-old-import"_s});
    QCOMPARE(idsFor("?isExpired=false").size(), 2);
}

QTEST_GUILESS_MAIN(TestSandboxDirectory)
#include "tst_sandboxdirectory.moc"
