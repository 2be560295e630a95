// SPDX-License-Identifier: Apache-2.0
// Control characters on their way to the network, past everybody who would have refused them: the
// last door is looked at by itself.
#include "models/override/overridelink.h"
#include "net/controlplaneclient.h"
#include "tests/support/awaited.h"
#include "tests/support/controlcharacters.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto smuggled = "x-smuggled";

QString around(const QString &character) { return u"a"_s + character + u"X-Smuggled: b"_s; }

QByteArray jsonOf(const QJsonValue &value)
{
    return QJsonDocument(QJsonObject{{u"data"_s, QJsonArray{value}}}).toJson();
}

/// Every call there is, one after the other.
void callEverything(ControlPlaneClient &client, const Account &account, const QString &serverId,
                    const Subject &subject)
{
    const auto wait = [](auto &awaited, const JobPtr &job) {
        if (!job || !awaited.came())
            qFatal("No answer, or several");
    };
    Awaited<Fetched<Caller>> caller;
    wait(caller, client.fetchCaller(account, caller.answer()));
    Awaited<Fetched<ServerEntry>> server;
    wait(server, client.fetchServer(account, serverId, server.answer()));
    Awaited<Fetched<QHash<QString, Role>>> roles;
    wait(roles, client.fetchRolesOnServers(account, {serverId}, roles.answer()));
    Awaited<Fetched<ListingEnd>> listed;
    wait(listed, client.fetchOverrides(account, serverId, {}, listed.answer()));
    Awaited<Fetched<EffectiveAuth>> auth;
    wait(auth, client.fetchEffectiveAuth(account, serverId, subject, auth.answer()));
    Awaited<ChangeOutcome> set;
    wait(set, client.setOverride(account, {serverId, "{}"}, set.answer()));
    Awaited<ChangeOutcome> removed;
    wait(removed, client.removeOverride(account, serverId, subject, removed.answer()));
}

} // namespace

class TestControlCharacters : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promise19ReachNoHead_data();
    void promise19ReachNoHead();
    void promise19AnIdOfAnAnswerIsDropped_data() { addCharacters(); }
    void promise19AnIdOfAnAnswerIsDropped();
    void promise19ACallerOfAnAnswerIsNobody_data() { addCharacters(); }
    void promise19ACallerOfAnAnswerIsNobody();
    void promise19ALinkIsRefused_data() { addCharacters(); }
    void promise19ALinkIsRefused();
    void promise19AnAddressIsRefused_data() { addCharacters(); }
    void promise19AnAddressIsRefused();

private:
    static void addCharacters();
};

void TestControlCharacters::addCharacters()
{
    QTest::addColumn<QString>("character");
    for (const QString &character : controlCharacters())
        QTest::newRow(nameOfCharacters(character).constData()) << character;
}

void TestControlCharacters::promise19ReachNoHead_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("serverId");
    QTest::addColumn<QString>("subjectId");
    QTest::addColumn<QString>("subjectType");
    for (const QString &character : controlCharacters()) {
        const QByteArray name = nameOfCharacters(character);
        const QString bad = around(character);
        const auto row = [&name](const char *where) -> QTestData & {
            return QTest::newRow((name + " in " + where).constData());
        };
        row("the token") << bad << u"s"_s << u"u"_s << u"user"_s;
        row("the server's id") << u"t"_s << bad << u"u"_s << u"user"_s;
        row("the subject's id") << u"t"_s << u"s"_s << bad << u"user"_s;
        row("the subject's type") << u"t"_s << u"s"_s << u"u"_s << bad;
    }
}

void TestControlCharacters::promise19ReachNoHead()
{
    QFETCH(const QString, token);
    QFETCH(const QString, serverId);
    QFETCH(const QString, subjectId);
    QFETCH(const QString, subjectType);
    ScriptedServer server(Script{httpAnswer("200 OK", R"({"data":[]})")});
    ControlPlaneClient client;
    callEverything(client, {server.address(), token}, serverId, {subjectId, subjectType});
    QCOMPARE(server.requests().size(), 7);
    for (const ReceivedRequest &request : server.requests()) {
        QCOMPARE(faultOf(request, smuggled), QByteArray());
        // In a body, C0 have the escapes of JSON.
        QVERIFY(std::none_of(request.body.cbegin(), request.body.cend(),
                             [](char c) { return c >= 0 && c < ' '; }));
    }
}

/// Nobody can pick it, so nobody asks about it.
void TestControlCharacters::promise19AnIdOfAnAnswerIsDropped()
{
    QFETCH(const QString, character);
    const QString id = around(character);
    const auto subject = [&id](const QString &key) { return QJsonObject{{key, id}}; };
    ScriptedServer server([&](const ReceivedRequest &request) {
        const bool isOverrides = request.target().contains("/auth?");
        return Script{
            httpAnswer("200 OK", jsonOf(subject(isOverrides ? u"subjectId"_s : u"id"_s)))};
    });
    ControlPlaneClient client;
    const Account account{server.address(), u"token"_s};
    QStringList ids;
    const auto wait = [](Awaited<Fetched<ListingEnd>> &end, const JobPtr &job) {
        return job != nullptr && end.came();
    };
    Awaited<Fetched<ListingEnd>> servers;
    QVERIFY(wait(servers, client.fetchServers(
                              account,
                              [&ids](const Page<ServerEntry> &page) {
                                  for (const ServerEntry &one : page.entries)
                                      ids.append(one.id);
                              },
                              servers.answer())));
    const auto seeSubject = [&ids](const Page<SubjectEntry> &page) {
        for (const SubjectEntry &one : page.entries)
            ids.append(one.subject.id);
    };
    Awaited<Fetched<ListingEnd>> users;
    QVERIFY(wait(users, client.fetchUsers(account, seeSubject, users.answer())));
    Awaited<Fetched<ListingEnd>> accounts;
    QVERIFY(wait(accounts, client.fetchVirtualAccounts(account, seeSubject, accounts.answer())));
    Awaited<Fetched<ListingEnd>> overrides;
    QVERIFY(wait(overrides, client.fetchOverrides(
                                account, u"s"_s,
                                [&ids](const Page<OverrideRow> &page) {
                                    for (const OverrideRow &one : page.entries)
                                        ids.append(one.subject.id);
                                },
                                overrides.answer())));
    QCOMPARE(ids, (QStringList{{}, {}, {}, {}}));
}

/// Else the id would become part of a key in the keychain.
void TestControlCharacters::promise19ACallerOfAnAnswerIsNobody()
{
    QFETCH(const QString, character);
    const QJsonObject subject{{u"subjectId"_s, around(character)}, {u"subjectType"_s, u"user"_s}};
    const QJsonObject session{{u"user"_s, QJsonObject{{u"subject"_s, subject}}}};
    ScriptedServer server(Script{httpAnswer("200 OK", QJsonDocument(session).toJson())});
    ControlPlaneClient client;
    Awaited<Fetched<Caller>> caller;
    const JobPtr job = client.fetchCaller({server.address(), u"token"_s}, caller.answer());
    QVERIFY(caller.came());
    const auto *failure = std::get_if<Failure>(&caller.value());
    QVERIFY(failure && std::holds_alternative<Unexpected>(*failure));
}

void TestControlCharacters::promise19ALinkIsRefused()
{
    QFETCH(const QString, character);
    const RequestDescription description = RequestDescription::builtIn();
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(character));
    for (const QString &given : {character, encoded}) {
        for (const QString &parameter :
             {u"server"_s, u"subject"_s, u"subject-type"_s, u"type"_s, u"control-plane"_s}) {
            const QString rest = parameter == "server"_L1 ? QString() : u"&server=s"_s;
            const QString link = u"mcp-override://set?%1=a%2b%3"_s.arg(parameter, given, rest);
            QVERIFY2(std::holds_alternative<LinkProblem>(readLink(link, description)),
                     qPrintable(link));
        }
    }
}

void TestControlCharacters::promise19AnAddressIsRefused()
{
    QFETCH(const QString, character);
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(character));
    for (const QString &text : {u"https://cp%1.example.com"_s, u"https://cp.example.com/a%1b"_s,
                                u"https://cp.example.com:80%1"_s, u"ht%1tps://cp.example.com"_s}) {
        for (const QString &given : {character, encoded}) {
            const auto address = ControlPlaneAddress::parse(text.arg(given) + u"/x"_s);
            QVERIFY2(std::holds_alternative<ControlPlaneAddress::Problem>(address),
                     qPrintable(text + given));
        }
    }
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestControlCharacters)
#include "tst_controlcharacters.moc"
