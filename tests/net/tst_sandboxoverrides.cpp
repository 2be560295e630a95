// SPDX-License-Identifier: Apache-2.0
#include "tests/net/sandboxasker.h"

#include <QRegularExpression>
#include <QTest>

using namespace mcpo;
using namespace Qt::StringLiterals;

/// What becomes of overrides that the contract allows.
class TestSandboxOverrides : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesOverrides_data();
    void takesOverrides();
    void tellsEffectiveAuth_data();
    void tellsEffectiveAuth();
    void listsOverridesWithoutSecrets();
    void showsPlainUsersTheirOwnRowsOnly();
    void replacesAnOverride();
    void removesAnOverride();
    void revokesConsentWithoutTouchingTheOverride();
};

void TestSandboxOverrides::takesOverrides_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<Who>("who");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char *name, const char *server, Who who, const QByteArray &body) {
        QTest::newRow(name) << QByteArray(server) << who << body;
    };
    const QByteArray machine = "virtualaccount";
    row("a header for a template", "mcp-01hx0jira", Who::Manager, bodyFor("user-1", headerAuth));
    row("a header for a plain value", "mcp-01hx0github", Who::Manager,
        bodyFor("va-ci-runner", headerAuth, machine));
    row("a client for a virtual account", "mcp-01hx0notion", Who::Manager,
        bodyFor("va-ci-runner", oauthAuth, machine));
    row("a key for a stdio server", "mcp-01hx0postgres", Who::Manager, bodyFor("user-1", envAuth));
    row("a header where each needs their own", "mcp-01hx0crm", Who::Manager,
        bodyFor("user-1", headerAuth));
    row("a key where nobody knows what is taken", "mcp-01hx0legacy", Who::Manager,
        bodyFor("user-1", envAuth));
    row("a private server's manager", "mcp-01hx0payroll", Who::Manager,
        bodyFor("user-1", headerAuth));
    row("a plain user's own", "mcp-01hx0jira", Who::User, bodyFor("user-17", headerAuth));
    row("a virtual account's own", "mcp-01hx0jira", Who::VirtualAccount,
        bodyFor("va-ci-runner", headerAuth, machine));
    row("somebody's by this server's manager", "mcp-01hx0github", Who::ServerManager,
        bodyFor("user-1", headerAuth));
    row("an id that needs encoding", "mcp-01hx0odd%2F100%25%20id", Who::User,
        bodyFor("user-17", headerAuth));
    row("properties that nobody knows", "mcp-01hx0jira", Who::Manager,
        R"({"subjectId":"user-1","subjectType":"user","note":1,)"
        R"("authOverride":{"type":"header","headerValue":"x","more":[]}})");
}

void TestSandboxOverrides::takesOverrides()
{
    const SandboxAsker sandbox;
    QFETCH(const QByteArray, server);
    QFETCH(const Who, who);
    QFETCH(const QByteArray, body);
    const SandboxReply reply = sandbox.put(server, who, body);
    QVERIFY2(reply.status == 200, qPrintable(wordsOf(reply)));

    const QJsonObject sent = QJsonDocument::fromJson(body).object();
    const QString subject = sent.value("subjectId"_L1).toString();
    const QByteArray query = "?subjectId=" + subject.toUtf8() +
                             "&subjectType=" + sent.value("subjectType"_L1).toString().toUtf8();
    const QJsonObject status = sandbox.get("mcp/" + server + "/auth/status" + query, who).json;
    QCOMPARE(status.value("status"_L1), "authenticated"_L1);
    QCOMPARE(status.value("method"_L1), "auth-override"_L1);
    QCOMPARE(idsIn(sandbox.get("mcp/" + server + "/auth", who), u"subjectId"_s),
             QStringList{subject});
}

void TestSandboxOverrides::tellsEffectiveAuth_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QByteArray>("subject");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QJsonValue>("method");
    const QByteArray admin = "subjectId=admin&subjectType=user";
    const QByteArray user = "subjectId=user-17&subjectType=user";
    const QByteArray machine = "subjectId=va-ci-runner&subjectType=virtualaccount";
    const QString required = u"authentication_required"_s;
    const QString notRequired = u"authentication_not_required"_s;
    const auto row = [](const char *name, const char *server, const QByteArray &subject,
                        const QString &status, const QJsonValue &method = QJsonValue::Null) {
        QTest::newRow(name) << QByteArray(server) << subject << status << method;
    };
    row("shared credentials are enough", "mcp-01hx0jira", user, notRequired);
    row("no auth is needed", "mcp-01hx0docs", user, notRequired);
    row("the caller's own auth is passed on", "mcp-01hx0intranet", user, notRequired);
    row("each needs their own header", "mcp-01hx0crm", user, required);
    row("each needs their own key", "mcp-01hx0postgres", user, required);
    row("consent was given", "mcp-01hx0notion", admin, u"authenticated"_s, u"oauth"_s);
    row("consent is missing", "mcp-01hx0notion", user, required);
    row("a machine cannot consent", "mcp-01hx0notion", machine, required);
}

void TestSandboxOverrides::tellsEffectiveAuth()
{
    const SandboxAsker sandbox;
    QFETCH(const QByteArray, server);
    QFETCH(const QByteArray, subject);
    QFETCH(const QJsonValue, method);
    const SandboxReply reply =
        sandbox.get("mcp/" + server + "/auth/status?" + subject, Who::Manager);
    QCOMPARE(reply.status, 200);
    QTEST(reply.json.value("status"_L1).toString(), "status");
    QVERIFY(reply.json.contains("method"_L1));
    QCOMPARE(reply.json.value("method"_L1), method);
}

void TestSandboxOverrides::listsOverridesWithoutSecrets()
{
    const SandboxAsker sandbox;
    const QDateTime before = QDateTime::currentDateTimeUtc();
    sandbox.put("mcp-01hx0notion", Who::Manager,
                bodyFor("va-ci-runner", oauthAuth, "virtualaccount"));
    const SandboxReply reply = sandbox.get("mcp/mcp-01hx0notion/auth", Who::Manager);
    QVERIFY(!QJsonDocument(reply.json).toJson().contains("canary"));

    const QJsonObject row = reply.json.value("data"_L1).toArray().first().toObject();
    const QJsonObject authData = row.value("authData"_L1).toObject();
    QCOMPARE(authData.value("type"_L1), "oauth2_client_credentials"_L1);
    QVERIFY(authData.contains("clientId"_L1));
    QVERIFY(authData.contains("clientSecret"_L1));
    QCOMPARE(row.value("updatedBySubject"_L1).toObject().value("subjectId"_L1), "admin"_L1);

    const QString updatedAt = row.value("updatedAt"_L1).toString();
    static const QRegularExpression utc(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$"_s);
    QVERIFY2(utc.match(updatedAt).hasMatch(), qPrintable(updatedAt));
    QVERIFY(QDateTime::fromString(updatedAt, Qt::ISODateWithMs) >= before);
}

void TestSandboxOverrides::showsPlainUsersTheirOwnRowsOnly()
{
    const SandboxAsker sandbox;
    for (const char *server : {"mcp-01hx0jira", "mcp-01hx0github"}) {
        sandbox.put(server, Who::Manager, bodyFor("user-1", headerAuth));
        sandbox.put(server, Who::Manager, bodyFor("user-17", headerAuth));
    }
    const SandboxReply own = sandbox.get("mcp/mcp-01hx0jira/auth", Who::User);
    QCOMPARE(idsIn(own, u"subjectId"_s), QStringList{u"user-17"_s});
    QCOMPARE(own.json.value("pagination"_L1).toObject().value("total"_L1).toInt(), 1);
    const SandboxReply managed = sandbox.get("mcp/mcp-01hx0github/auth", Who::ServerManager);
    QCOMPARE(idsIn(managed, u"subjectId"_s).size(), 2);
}

void TestSandboxOverrides::replacesAnOverride()
{
    const SandboxAsker sandbox;
    sandbox.put("mcp-01hx0legacy", Who::Manager, bodyFor("user-17", headerAuth));
    sandbox.put("mcp-01hx0legacy", Who::User, bodyFor("user-17", envAuth));
    const SandboxReply reply = sandbox.get("mcp/mcp-01hx0legacy/auth", Who::Manager);
    QCOMPARE(idsIn(reply, u"subjectId"_s), QStringList{u"user-17"_s});
    const QJsonObject row = reply.json.value("data"_L1).toArray().first().toObject();
    QCOMPARE(row.value("authData"_L1).toObject().value("type"_L1), "env"_L1);
    QCOMPARE(row.value("updatedBySubject"_L1).toObject().value("subjectId"_L1), "user-17"_L1);
}

void TestSandboxOverrides::removesAnOverride()
{
    const SandboxAsker sandbox;
    sandbox.put("mcp-01hx0jira", Who::User, bodyFor("user-17", headerAuth));
    QCOMPARE(sandbox.remove("mcp-01hx0jira", Who::User, removalOf("user-17")).status, 200);
    QVERIFY(sandbox.state().overrides(u"mcp-01hx0jira"_s).isEmpty());
}

void TestSandboxOverrides::revokesConsentWithoutTouchingTheOverride()
{
    const SandboxAsker sandbox;
    sandbox.put("mcp-01hx0jira", Who::User, bodyFor("user-17", headerAuth));
    QCOMPARE(sandbox.remove("mcp-01hx0jira", Who::User, removalOf("user-17", "oauth")).status, 200);
    QCOMPARE(sandbox.state().overrides(u"mcp-01hx0jira"_s).size(), 1);

    const Subject admin{u"admin"_s, u"user"_s};
    QVERIFY(sandbox.state().hasConsent(u"mcp-01hx0notion"_s, admin));
    QCOMPARE(sandbox.remove("mcp-01hx0notion", Who::Manager, removalOf("admin", "oauth")).status,
             200);
    QVERIFY(!sandbox.state().hasConsent(u"mcp-01hx0notion"_s, admin));
}

QTEST_GUILESS_MAIN(TestSandboxOverrides)
#include "tst_sandboxoverrides.moc"
