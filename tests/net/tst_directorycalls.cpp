// SPDX-License-Identifier: Apache-2.0
#include "net/controlplaneclient.h"
#include "net/sandbox/sandboxcontrolplane.h"
#include "tests/net/outcomename.h"
#include "tests/support/awaited.h"
#include "tests/support/scriptedserver.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString jira = u"mcp-01hx0jira"_s;
const QString github = u"mcp-01hx0github"_s;
const QString notion = u"mcp-01hx0notion"_s;
const Subject admin{u"admin"_s, u"user"_s};
const Subject user17{u"user-17"_s, u"user"_s};

ChangeOutcome removeOn(const Account &account, const QString &serverId, const Subject &subject)
{
    ControlPlaneClient client({}, {.attempts = 1});
    Awaited<ChangeOutcome> outcome;
    const JobPtr job = client.removeOverride(account, serverId, subject, outcome.answer());
    if (!outcome.came())
        qFatal("No answer, or several");
    return outcome.value();
}

/// The sandbox, and what it answers a client.
struct Bench {
    explicit Bench(const SandboxOptions &options = {})
        : sandbox(options)
    {
        if (sandbox.start())
            qFatal("No sandbox");
    }
    Account as(const QString &token) const
    {
        return {std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(sandbox.address())),
                token};
    }
    Account manager() const { return as(SandboxControlPlane::managerToken()); }
    Account user() const { return as(SandboxControlPlane::userToken()); }

    void set(const QString &serverId, const Subject &subject)
    {
        Awaited<ChangeOutcome> outcome;
        const QByteArray body = "{\"subjectId\":\"" + subject.id.toUtf8() +
                                "\",\"subjectType\":\"user\",\"authOverride\":{\"type\":\"header\","
                                "\"headerValue\":\"canary\"}}";
        const JobPtr job = client.setOverride(manager(), {serverId, body}, outcome.answer());
        QVERIFY(outcome.came());
        QCOMPARE(nameOf(outcome.value()), u"Saved"_s);
    }
    EffectiveAuth effectiveAuth(const QString &serverId, const Subject &subject)
    {
        Awaited<Fetched<EffectiveAuth>> answer;
        const JobPtr job = client.fetchEffectiveAuth(manager(), serverId, subject, answer.answer());
        return answer.came() ? std::get<EffectiveAuth>(answer.value()) : EffectiveAuth{};
    }

    SandboxControlPlane sandbox;
    ControlPlaneClient client;
};

} // namespace

/// The calls beside setting an override, on the sandbox and byte for byte.
class TestDirectoryCalls : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void removesAnOverride();
    void neverRevokesAConsent();
    void saysOnceWhatToRemove();
    void promise21JudgesRemovals_data();
    void promise21JudgesRemovals();
    void listsUsersAndVirtualAccounts();
    void isRefusedTheSubjectsAsAPlainUser();
    void readsRolesOnManyServers();
    void readsServersWithTheirAuth();
    void copesWithAnOlderControlPlane();
    void asksForTheServersWhereThereIsNoSession_data();
    void asksForTheServersWhereThereIsNoSession();
};

void TestDirectoryCalls::removesAnOverride()
{
    Bench bench;
    bench.set(jira, user17);
    QCOMPARE(bench.effectiveAuth(jira, user17).method, EffectiveAuth::Method::AuthOverride);
    QVERIFY(std::holds_alternative<Removed>(removeOn(bench.manager(), jira, user17)));
    QCOMPARE(bench.effectiveAuth(jira, user17).method, EffectiveAuth::Method::None);
    // A second time there is nothing to remove.
    const ChangeOutcome again = removeOn(bench.manager(), jira, user17);
    QVERIFY(std::holds_alternative<NotFound>(std::get<Failure>(again)));
}

void TestDirectoryCalls::neverRevokesAConsent()
{
    Bench bench;
    QCOMPARE(bench.effectiveAuth(notion, admin).method, EffectiveAuth::Method::OAuth);
    const ChangeOutcome outcome = removeOn(bench.manager(), notion, admin);
    QVERIFY(std::holds_alternative<NotFound>(std::get<Failure>(outcome)));
    QCOMPARE(bench.effectiveAuth(notion, admin).method, EffectiveAuth::Method::OAuth);
}

void TestDirectoryCalls::saysOnceWhatToRemove()
{
    ScriptedServer server(Script{httpAnswer("204 No Content")});
    const Account account{server.address(), u"token"_s};
    QVERIFY(std::holds_alternative<Removed>(removeOn(account, u"a/b"_s, user17)));
    QCOMPARE(server.requests().size(), 1);
    const ReceivedRequest &request = server.requests().constFirst();
    QCOMPARE(request.line(), "DELETE /api/svc/v1/mcp/a%2Fb/auth HTTP/1.1");
    QCOMPARE(request.header("content-type"), "application/json");
    QCOMPARE(
        request.body,
        "{\"authSource\":\"auth-override\",\"subjectId\":\"user-17\",\"subjectType\":\"user\"}");
}

void TestDirectoryCalls::promise21JudgesRemovals_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isRemoved");
    QTest::newRow("no content") << httpAnswer("204 No Content") << true;
    QTest::newRow("an empty body") << httpAnswer("200 OK") << true;
    QTest::newRow("any JSON") << httpAnswer("200 OK", "{\"ok\":1}") << true;
    QTest::newRow("an HTML page") << httpAnswer("200 OK", "<html>") << false;
    QTest::newRow("a body that is refused") << httpAnswer("400 Bad", "{}") << false;
    QTest::newRow("a redirect") << httpAnswer("307 Go", {}, "Location: /elsewhere\r\n") << false;
    QTest::newRow("a busy server") << httpAnswer("503 Busy") << false;
}

void TestDirectoryCalls::promise21JudgesRemovals()
{
    QFETCH(const QByteArray, answer);
    ScriptedServer server(Script{answer});
    const ChangeOutcome outcome = removeOn({server.address(), u"token"_s}, jira, user17);
    QTEST(std::holds_alternative<Removed>(outcome), "isRemoved");
    QCOMPARE(server.requests().size(), 1);
}

void TestDirectoryCalls::listsUsersAndVirtualAccounts()
{
    Bench bench({.size = {.users = 1500}});
    QList<SubjectEntry> subjects;
    const auto take = [&subjects](const Page<SubjectEntry> &page) { subjects += page.entries; };
    Awaited<Fetched<ListingEnd>> users;
    const JobPtr first = bench.client.fetchUsers(bench.manager(), take, users.answer());
    QVERIFY(users.came());
    QCOMPARE(subjects.size(), 1525);
    const auto inactive =
        std::count_if(subjects.cbegin(), subjects.cend(), [](const SubjectEntry &user) {
            return user.state == SubjectEntry::State::Inactive;
        });
    QCOMPARE(inactive, 1);

    subjects.clear();
    Awaited<Fetched<ListingEnd>> accounts;
    const JobPtr second =
        bench.client.fetchVirtualAccounts(bench.manager(), take, accounts.answer());
    QVERIFY(accounts.came());
    QCOMPARE(subjects.size(), 3);
    QCOMPARE(subjects.constLast().state, SubjectEntry::State::Expired);
}

void TestDirectoryCalls::isRefusedTheSubjectsAsAPlainUser()
{
    Bench bench;
    Awaited<Fetched<ListingEnd>> users;
    const JobPtr job = bench.client.fetchUsers(bench.user(), {}, users.answer());
    QVERIFY(users.came());
    QVERIFY(std::holds_alternative<NotPermitted>(std::get<Failure>(users.value())));
}

void TestDirectoryCalls::readsRolesOnManyServers()
{
    Bench bench;
    Awaited<Fetched<QHash<QString, Role>>> roles;
    const JobPtr job =
        bench.client.fetchRolesOnServers(bench.as(SandboxControlPlane::serverManagerToken()),
                                         {jira, github, u"mcp-01hx0odd/100% id"_s}, roles.answer());
    QVERIFY(roles.came());
    const auto &known = std::get<QHash<QString, Role>>(roles.value());
    QCOMPARE(known.size(), 3);
    QCOMPARE(known.value(github), Role::Manager);
    QCOMPARE(known.value(jira), Role::NotManager);
    QCOMPARE(known.value(u"mcp-01hx0odd/100% id"_s), Role::NotManager);
}

void TestDirectoryCalls::readsServersWithTheirAuth()
{
    Bench bench;
    QHash<QString, ServerEntry> servers;
    Awaited<Fetched<ListingEnd>> end;
    const JobPtr job = bench.client.fetchServers(
        bench.manager(),
        [&servers](const Page<ServerEntry> &page) {
            for (const ServerEntry &server : page.entries)
                servers.insert(server.name, server);
        },
        end.answer());
    QVERIFY(end.came());
    QCOMPARE(servers.size(), 10);
    QCOMPARE(servers.value(u"jira-cloud"_s).auth.headerTemplate, u"Bearer {{API_KEY}}"_s);
    QCOMPARE(servers.value(u"postgres-local"_s).auth.placeholder, u"API_KEY"_s);
    QVERIFY(servers.value(u"crm-sales"_s).auth.isIndividual);
    QVERIFY(!servers.value(u"docs-search"_s).takesOverrides);
    QCOMPARE(servers.value(u"legacy-gateway"_s).auth.kind, ServerAuth::Kind::Unknown);
}

void TestDirectoryCalls::copesWithAnOlderControlPlane()
{
    Bench bench({.isOlder = true});
    Awaited<Fetched<Caller>> caller;
    const JobPtr first = bench.client.fetchCaller(bench.manager(), caller.answer());
    QVERIFY(caller.came());
    const auto &who = std::get<Caller>(caller.value());
    QCOMPARE(who.subject, admin); // from the token
    QCOMPARE(who.role, Role::Unknown);
    Awaited<Fetched<EffectiveAuth>> auth;
    const JobPtr second =
        bench.client.fetchEffectiveAuth(bench.manager(), jira, admin, auth.answer());
    QVERIFY(auth.came());
    QVERIFY(std::holds_alternative<NotFound>(std::get<Failure>(auth.value())));
}

void TestDirectoryCalls::asksForTheServersWhereThereIsNoSession_data()
{
    QTest::addColumn<QByteArray>("servers");
    QTest::addColumn<QString>("result");
    const auto row = [](const char *name, const QByteArray &servers, const QString &result) {
        QTest::newRow(name) << servers << result;
    };
    row("an older control plane", httpAnswer("200 OK", R"({"data":[]})"), u"Read"_s);
    row("whose list is not permitted", httpAnswer("403 Forbidden"), u"Read"_s);
    row("that does not accept the token", httpAnswer("401 Unauthorized"), u"SignInExpired"_s);
    row("another program", httpAnswer("404 Not Found", "<html></html>"), u"NotFound"_s);
    row("a program that answers with pages", httpAnswer("200 OK", "<html></html>"),
        u"Unexpected Shape"_s);
}

void TestDirectoryCalls::asksForTheServersWhereThereIsNoSession()
{
    QFETCH(const QByteArray, servers);
    ScriptedServer server([&servers](const ReceivedRequest &request) {
        return Script{request.target().contains("/session") ? httpAnswer("404 Not Found")
                                                            : servers};
    });
    ControlPlaneClient client;
    Awaited<Fetched<Caller>> caller;
    const JobPtr job = client.fetchCaller({server.address(), SandboxControlPlane::managerToken()},
                                          caller.answer());
    QVERIFY(caller.came());
    const auto *failure = std::get_if<Failure>(&caller.value());
    QTEST(failure ? nameOf(*failure) : u"Read"_s, "result");
    const auto *notFound = failure ? std::get_if<NotFound>(failure) : nullptr;
    QVERIFY(!notFound || notFound->missing == NotFound::Missing::ControlPlane);
    QCOMPARE(server.requests().size(), 2);
    QVERIFY(server.requests().constLast().target().startsWith("/api/svc/v1/mcp?limit=1"));
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestDirectoryCalls)
#include "tst_directorycalls.moc"
