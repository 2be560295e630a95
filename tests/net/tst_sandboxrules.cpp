// SPDX-License-Identifier: Apache-2.0
#include "tests/net/sandboxasker.h"

#include <QTest>

using namespace mcpo;
using namespace Qt::StringLiterals;

/// What the contract refuses, and with which words.
class TestSandboxRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesRequests_data();
    void refusesRequests();
    void refusesBodies_data();
    void refusesBodies();
    void namesEveryBrokenField();
    void decodesTheIdOnce();
    void namesAllowedMethods();
};

void TestSandboxRules::refusesRequests_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<Who>("who");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *method, const char *target, Who who,
                        int status, const QString &words = {}) {
        QTest::newRow(name) << QByteArray(method) << QByteArray(target) << who << status << words;
    };
    row("an unknown path is not found", "GET", "nothing", Who::Manager, 404, u"Cannot GET"_s);
    row("an unknown path is not found without a token", "GET", "nothing", Who::Nobody, 404);
    row("a slash too many is not found", "GET", "mcp/", Who::Manager, 404);
    row("a call that is not known yet is not found", "GET", "mcp/mcp-01hx0jira/auth/state",
        Who::Manager, 404);
    row("users cannot be put", "PUT", "users", Who::Manager, 405);
    row("a server cannot be deleted", "DELETE", "mcp/mcp-01hx0jira", Who::Manager, 405);
    row("auth cannot be posted", "OTHER", "mcp/mcp-01hx0jira/auth", Who::Manager, 405);

    for (const char *target :
         {"mcp", "mcp/mcp-01hx0jira", "mcp/mcp-01hx0jira/auth", "users", "virtual-accounts",
          "authorize/permissions", "mcp/mcp-01hx0jira/auth/status"}) {
        row(qPrintable(QString::fromLatin1(target) + u" needs a token"_s), "GET", target,
            Who::Nobody, 401);
        row(qPrintable(QString::fromLatin1(target) + u" needs a token that is known"_s), "GET",
            target, Who::Stranger, 401);
    }
    row("removing needs a token", "DELETE", "mcp/mcp-01hx0jira/auth", Who::Nobody, 401);
    row("setting needs a token", "PUT", "mcp/mcp-01hx0jira/auth", Who::Nobody, 401);

    row("an unknown server is not found", "GET", "mcp/mcp-none", Who::Manager, 404, u"mcp-none"_s);
    row("a server's name is no id", "GET", "mcp/jira-cloud/auth", Who::Manager, 404, u"id"_s);
    row("a private server is closed", "GET", "mcp/mcp-01hx0payroll", Who::User, 403);
    row("a private server's list is closed", "GET", "mcp/mcp-01hx0payroll/auth", Who::User, 403);
    row("a plain user cannot list users", "GET", "users", Who::User, 403);
    row("a plain user cannot list virtual accounts", "GET", "virtual-accounts", Who::User, 403);

    row("status needs a subject", "GET", "mcp/mcp-01hx0jira/auth/status", Who::Manager, 400,
        u"subjectId should not be empty"_s);
    row("status needs a subject type that exists", "GET",
        "mcp/mcp-01hx0jira/auth/status?subjectId=user-1&subjectType=robot", Who::Manager, 400,
        u"subjectType must be one of"_s);
    row("status of a subject that does not exist", "GET",
        "mcp/mcp-01hx0jira/auth/status?subjectId=user-999&subjectType=user", Who::Manager, 404);
    row("status of somebody else is closed to a plain user", "GET",
        "mcp/mcp-01hx0jira/auth/status?subjectId=user-1&subjectType=user", Who::User, 403);
    row("a page holds at least one row", "GET", "mcp?limit=0", Who::Manager, 400, u"limit"_s);
    row("a page holds at most 1000 rows", "GET", "mcp?limit=1001", Who::Manager, 400, u"limit"_s);
    row("a limit is a number", "GET", "mcp?limit=ten", Who::Manager, 400, u"limit"_s);
    row("an offset is not negative", "GET", "mcp?offset=-1", Who::Manager, 400, u"offset"_s);
    row("permissions are those on servers", "GET",
        "authorize/permissions?resourceType=cluster&resourceIds=[]", Who::User, 400,
        u"resourceType"_s);
    row("permissions need a list of ids", "GET",
        "authorize/permissions?resourceType=mcp-server&resourceIds=all", Who::User, 400,
        u"resourceIds"_s);
}

void TestSandboxRules::refusesRequests()
{
    const SandboxAsker sandbox;
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, target);
    QFETCH(const Who, who);
    QFETCH(const QString, words);
    const SandboxReply reply = sandbox.ask(method, target, who);
    QTEST(reply.status, "status");
    QCOMPARE(reply.json.value("statusCode"_L1).toInt(), reply.status);
    QVERIFY2(wordsOf(reply).contains(words), qPrintable(wordsOf(reply)));
    QVERIFY(!wordsOf(reply).isEmpty());
}

void TestSandboxRules::refusesBodies_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<Who>("who");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("words");
    const auto set = [](const char *name, const char *server, Who who, const QByteArray &body,
                        int status, const QString &words) {
        QTest::newRow(name) << QByteArray("PUT") << QByteArray(server) << who << body << status
                            << words;
    };
    const char *jira = "mcp-01hx0jira";
    const char *notion = "mcp-01hx0notion";
    const char *github = "mcp-01hx0github";

    set("a body is needed", jira, Who::Manager, "", 400, u"not valid JSON"_s);
    set("a body is JSON", jira, Who::Manager, "{'a':1}", 400, u"not valid JSON"_s);
    set("a body is an object", jira, Who::Manager, "[]", 400, u"type object"_s);
    set("an empty object lacks everything", jira, Who::Manager, "{}", 400, u"authOverride"_s);
    set("a subject is not empty", jira, Who::Manager, bodyFor("", headerAuth), 400,
        u"subjectId should not be empty"_s);
    set("a subject type is one of two", jira, Who::Manager, bodyFor("user-1", headerAuth, "team"),
        400, u"subjectType must be one of"_s);
    set("a credential type is one of three", jira, Who::Manager,
        bodyFor("user-1", R"({"type":"key_value"})"), 400, u"authOverride.type must be one of"_s);
    set("a header value is needed", jira, Who::Manager, bodyFor("user-1", R"({"type":"header"})"),
        400, u"authOverride.headerValue is required"_s);
    set("a header value is not empty", jira, Who::Manager,
        bodyFor("user-1", R"({"type":"header","headerValue":""})"), 400,
        u"authOverride.headerValue should not be empty"_s);
    set("a client id holds no blank", notion, Who::Manager,
        bodyFor("va-ci-runner",
                R"({"type":"oauth2_client_credentials","clientId":"a b","clientSecret":"c"})",
                "virtualaccount"),
        400, u"authOverride.clientId must match pattern ^\\S+$"_s);

    set("a header does not suit OAuth2", notion, Who::Manager, bodyFor("user-1", headerAuth), 400,
        u"authOverride.type must be oauth2_client_credentials"_s);
    set("a client does not suit a user", notion, Who::Manager, bodyFor("user-1", oauthAuth), 400,
        u"subjectType must be virtualaccount"_s);
    set("a key does not suit a header", jira, Who::Manager, bodyFor("user-1", envAuth), 400,
        u"authOverride.type must be header"_s);
    set("a header does not suit a stdio server", "mcp-01hx0postgres", Who::Manager,
        bodyFor("user-1", headerAuth), 400, u"authOverride.type must be env"_s);
    set("a server without auth takes nothing", "mcp-01hx0docs", Who::Manager,
        bodyFor("user-1", headerAuth), 400, u"does not support per-subject overrides"_s);
    set("a passthrough server takes nothing", "mcp-01hx0intranet", Who::Manager,
        bodyFor("user-1", headerAuth), 400, u"does not support per-subject overrides"_s);

    set("a plain user sets nobody else's", jira, Who::User, bodyFor("user-1", headerAuth), 403,
        u"manager"_s);
    set("a plain user learns of no subject", jira, Who::User, bodyFor("user-999", headerAuth), 403,
        u"manager"_s);
    set("the same id of another type is somebody else", jira, Who::User,
        bodyFor("user-17", headerAuth, "virtualaccount"), 403, u"manager"_s);
    set("a virtual account sets nobody else's", jira, Who::VirtualAccount,
        bodyFor("user-17", headerAuth), 403, u"manager"_s);
    set("a private server takes not even one's own", "mcp-01hx0payroll", Who::User,
        bodyFor("user-17", headerAuth), 403, u"do not have access"_s);

    set("a server is found by id", "jira-cloud", Who::Manager, bodyFor("user-1", headerAuth), 404,
        u"the path takes the server's id"_s);
    set("a server exists", "mcp-none", Who::Manager, bodyFor("user-1", headerAuth), 404,
        u"mcp-none"_s);
    set("a subject exists", jira, Who::Manager, bodyFor("user-999", headerAuth), 404,
        u"Subject \"user-999\""_s);
    set("a subject exists for a server's manager", github, Who::ServerManager,
        bodyFor("user-999", headerAuth), 404, u"Subject \"user-999\""_s);
    set("an e-mail address is no subject id", jira, Who::Manager,
        bodyFor("user-17@example.com", headerAuth), 404, u"use the subject's id"_s);
    set("a user is no virtual account", jira, Who::Manager,
        bodyFor("user-17", headerAuth, "virtualaccount"), 404, u"Subject \"user-17\""_s);

    const auto remove = [](const char *name, Who who, const QByteArray &body, int status,
                           const QString &words) {
        QTest::newRow(name) << QByteArray("DELETE") << QByteArray("mcp-01hx0jira") << who << body
                            << status << words;
    };
    remove("removing needs a body", Who::Manager, "", 400, u"not valid JSON"_s);
    remove("removing names what to remove", Who::Manager,
           R"({"subjectId":"user-1","subjectType":"user"})", 400, u"authSource must be one of"_s);
    remove("removing knows two sources", Who::Manager, removalOf("user-1", "all"), 400,
           u"authSource must be one of"_s);
    remove("removing names a subject", Who::Manager, R"({"authSource":"oauth"})", 400,
           u"subjectId should not be empty"_s);
    remove("a plain user removes nobody else's", Who::User, removalOf("user-1"), 403, u"manager"_s);
    remove("nothing to remove", Who::User, removalOf("user-17"), 404, u"no auth override"_s);
    remove("removing from a subject that does not exist", Who::Manager, removalOf("user-999"), 404,
           u"Subject \"user-999\""_s);
}

void TestSandboxRules::refusesBodies()
{
    const SandboxAsker sandbox;
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, server);
    QFETCH(const Who, who);
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);
    const SandboxReply reply = sandbox.ask(method, "mcp/" + server + "/auth", who, body);
    QVERIFY2(wordsOf(reply).contains(words), qPrintable(wordsOf(reply)));
    QTEST(reply.status, "status");
    QVERIFY(!wordsOf(reply).contains("canary"_L1));
    QVERIFY(sandbox.state().overrides(QString::fromLatin1(server)).isEmpty());
}

void TestSandboxRules::namesEveryBrokenField()
{
    const SandboxAsker sandbox;
    const SandboxReply reply = sandbox.put("mcp-01hx0notion", Who::Manager,
                                           bodyFor("", R"({"type":"oauth2_client_credentials",)"
                                                       R"("clientId":"","clientSecret":""})"));
    QCOMPARE(reply.status, 400);
    QVERIFY(reply.json.value("message"_L1).isArray());
    for (const auto field :
         {"subjectId"_L1, "authOverride.clientId"_L1, "authOverride.clientSecret"_L1})
        QVERIFY2(wordsOf(reply).contains(field), field.data());
}

void TestSandboxRules::decodesTheIdOnce()
{
    const SandboxAsker sandbox;
    QCOMPARE(sandbox.get("mcp/mcp-01hx0odd%2f100%25%20id", Who::Manager).status, 200);
    QCOMPARE(sandbox.get("mcp/mcp-01hx0odd/100%25%20id", Who::Manager).status, 404);
    QCOMPARE(sandbox.get("mcp/mcp-01hx0odd%252F100%2525%2520id", Who::Manager).status, 404);
}

void TestSandboxRules::namesAllowedMethods()
{
    const SandboxAsker sandbox;
    const SandboxReply reply = sandbox.ask("OTHER", "mcp/mcp-01hx0jira/auth", Who::Manager);
    QCOMPARE(reply.headers.size(), 1);
    QCOMPARE(reply.headers.constFirst().first, "Allow");
    QCOMPARE(reply.headers.constFirst().second, "GET, PUT, DELETE");
}

QTEST_GUILESS_MAIN(TestSandboxRules)
#include "tst_sandboxrules.moc"
