// SPDX-License-Identifier: Apache-2.0
#include "models/override/serverid.h"
#include "net/controlplaneclient.h"
#include "tests/net/outcomename.h"
#include "tests/support/awaited.h"
#include "tests/support/scriptedserver.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <array>
#include <numeric>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString token = u"canary-token-0123456789"_s;
const QByteArray overrideBody = R"({"subjectId":"user-17","subjectType":"user",)"
                                R"("authOverride":{"type":"header","headerValue":"canary-value"}})";
const QByteArray session = R"({"user":{"roles":[],"subject":{"subjectId":"user-17"}}})";

Account accountAt(const ControlPlaneAddress &address) { return {address, token}; }

ControlPlaneAddress addressOf(const QString &text)
{
    return std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(text));
}

ChangeOutcome put(ControlPlaneClient &client, const ControlPlaneAddress &address,
                  const QString &serverId = u"server-1"_s, const QByteArray &body = overrideBody)
{
    Awaited<ChangeOutcome> outcome;
    const JobPtr job = client.setOverride(accountAt(address), {serverId, body}, outcome.answer());
    if (!outcome.came())
        qFatal("No answer, or several");
    return outcome.value();
}

Fetched<Caller> readSession(ControlPlaneClient &client, const ControlPlaneAddress &address)
{
    Awaited<Fetched<Caller>> caller;
    const JobPtr job = client.fetchCaller(accountAt(address), caller.answer());
    if (!caller.came())
        qFatal("No answer, or several");
    return caller.value();
}

template<class T>
T failureIn(const ChangeOutcome &outcome)
{
    const auto *failure = std::get_if<Failure>(&outcome);
    const auto *wanted = failure ? std::get_if<T>(failure) : nullptr;
    if (!wanted)
        QTest::qFail(qUtf8Printable(nameOf(outcome)), __FILE__, __LINE__);
    return wanted ? *wanted : T();
}

QString randomId()
{
    auto *random = QRandomGenerator::global();
    QString id;
    const int length = random->bounded(1, 12);
    while (id.size() < length) {
        const char32_t c = random->bounded(2) == 0 ? random->bounded(0x21u, 0x7fu)
                                                   : random->bounded(0xa1u, 0x110000u);
        const bool isUsable = c < 0xd800 || (c > 0xdfff && (c & 0xfffe) != 0xfffe);
        if (isUsable && !QChar::isSpace(c) && QChar::category(c) != QChar::Separator_Paragraph)
            id += QChar::fromUcs4(c);
    }
    return id == u"."_s || id == u".."_s ? u"..."_s : id;
}

} // namespace

/// What leaves this machine, byte for byte, and what does not.
class TestRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void putsOneRequestWithTheseHeaders();
    void getsWithTheseHeaders();
    void promise18SendsTheIdAsOneSegment_data();
    void promise18SendsTheIdAsOneSegment();
    void promise18SendsAnyIdSoThatTheServerDecodesIt();
    void sendsSubjectsSoThatTheServerDecodesThem();
    void sendsTheBodyUnchanged_data();
    void sendsTheBodyUnchanged();
    void sendsNoLineBreakInAHeader_data();
    void sendsNoLineBreakInAHeader();
    void promise22KeepsNoCookies();
    void promise22KeepsNoCopies();
    void putsOnAConnectionOfItsOwn();
    void promise13FollowsNoRedirect_data();
    void promise13FollowsNoRedirect();
    void promise13FollowsNoOtherWord_data();
    void promise13FollowsNoOtherWord();
    void promise22DoesNotSignInToHttp_data();
    void promise22DoesNotSignInToHttp();
    void promise17ReadsNoCompressedAnswer();
    void tellsARefusedConnection();
    void tellsAnUnknownHost();
    void promise22UsesNoProxyForLoopback_data();
    void promise22UsesNoProxyForLoopback();
    void promise22GivesAProxyNoSecret_data();
    void promise22GivesAProxyNoSecret();
    void promise22NamesAProxyThatIsNotThere();
};

void TestRequests::putsOneRequestWithTheseHeaders()
{
    ScriptedServer server(Script{httpAnswer("200 OK")});
    ControlPlaneClient client;
    QVERIFY(std::holds_alternative<Saved>(
        put(client, server.address(u"127.0.0.1"_s, u"/tenant/a%20b"_s))));
    QCOMPARE(server.requests().size(), 1);
    const ReceivedRequest request = server.requests().constFirst();
    QCOMPARE(request.line(), "PUT /tenant/a%20b/api/svc/v1/mcp/server-1/auth HTTP/1.1");
    QCOMPARE(request.header("Host"), "127.0.0.1:" + QByteArray::number(server.serverPort()));
    QCOMPARE(request.header("Authorization"), "Bearer canary-token-0123456789");
    QCOMPARE(request.header("Content-Type"), "application/json");
    QCOMPARE(request.header("Content-Length"), QByteArray::number(overrideBody.size()));
    QCOMPARE(request.header("Accept"), "application/json");
    QCOMPARE(request.header("Accept-Encoding"), "identity");
    QCOMPARE(request.header("User-Agent"), "mcp-override/" MCPO_VERSION);
    QCOMPARE(request.body, overrideBody);
    const QList<QByteArray> all{"accept",     "accept-encoding", "accept-language", "authorization",
                                "connection", "content-length",  "content-type",    "host",
                                "user-agent"};
    QCOMPARE(request.headerNames(), all);
    QCOMPARE(server.bytes(), request.head + "\r\n\r\n" + request.body);
}

void TestRequests::getsWithTheseHeaders()
{
    ScriptedServer server(Script{httpAnswer("200 OK", session)});
    ControlPlaneClient client;
    QVERIFY(std::holds_alternative<Caller>(readSession(client, server.address())));
    const ReceivedRequest request = server.requests().value(0);
    QCOMPARE(request.line(), "GET /api/svc/v1/session HTTP/1.1");
    const QList<QByteArray> all{"accept",        "accept-encoding", "accept-language",
                                "authorization", "connection",      "content-length",
                                "host",          "user-agent"};
    QCOMPARE(request.headerNames(), all);
    QCOMPARE(request.header("Content-Length"), "0");
    QCOMPARE(request.body, QByteArray());
}

void TestRequests::promise18SendsTheIdAsOneSegment_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("segment");
    QTest::newRow("plain") << u"mcp-01HX_0~.z"_s << QByteArray("mcp-01HX_0~.z");
    QTest::newRow("with a slash") << u"a/b"_s << QByteArray("a%2Fb");
    QTest::newRow("with a dot in percent spelling") << u"%2e"_s << QByteArray("%252e");
    QTest::newRow("with two dots in percent spelling") << u"%2E%2E"_s << QByteArray("%252E%252E");
    QTest::newRow("with dots and a slash") << u"../x"_s << QByteArray("..%2Fx");
    QTest::newRow("of three dots") << u"..."_s << QByteArray("...");
    QTest::newRow("with a question mark") << u"a?b"_s << QByteArray("a%3Fb");
    QTest::newRow("with a hash") << u"a#b"_s << QByteArray("a%23b");
    QTest::newRow("with a blank") << u"a b"_s << QByteArray("a%20b");
    QTest::newRow("with a plus") << u"a+b"_s << QByteArray("a%2Bb");
    QTest::newRow("with a backslash") << u"a\\b"_s << QByteArray("a%5Cb");
    QTest::newRow("with a semicolon") << u"a;b"_s << QByteArray("a%3Bb");
    QTest::newRow("with a colon and an at") << u"u:p@h"_s << QByteArray("u%3Ap%40h");
    QTest::newRow("with brackets and a bar") << u"[{|}]"_s << QByteArray("%5B%7B%7C%7D%5D");
    QTest::newRow("with an umlaut") << u"\u00fc"_s << QByteArray("%C3%BC");
    QTest::newRow("with an umlaut in two parts") << u"u\u0308"_s << QByteArray("u%CC%88");
    QTest::newRow("outside the BMP") << u"\U0001f600"_s << QByteArray("%F0%9F%98%80");
    QTest::newRow("with a direction mark") << u"a\u202eb"_s << QByteArray("a%E2%80%AEb");
    QTest::newRow("with a noncharacter") << u"a\uffffb"_s << QByteArray("a%EF%BF%BFb");
    QTest::newRow("as long as it may be")
        << QString(1024, u'\u00fc') << QByteArray("%C3%BC").repeated(1024);
}

void TestRequests::promise18SendsTheIdAsOneSegment()
{
    QFETCH(const QString, id);
    QFETCH(const QByteArray, segment);
    ScriptedServer server(Script{httpAnswer("200 OK")});
    ControlPlaneClient client;
    QVERIFY(std::holds_alternative<Saved>(put(client, server.address(), id)));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(server.requests().constFirst().line(),
             "PUT /api/svc/v1/mcp/" + segment + "/auth HTTP/1.1");
}

void TestRequests::promise18SendsAnyIdSoThatTheServerDecodesIt()
{
    ScriptedServer server(Script{httpAnswer("200 OK", "{}")});
    ControlPlaneClient client;
    bool isSet = false;
    const int wanted = qEnvironmentVariableIntValue("MCPO_IDS", &isSet);
    const int count = isSet ? wanted : 20'000;
    for (int i = 0; i < count; ++i) {
        const QString id = randomId();
        QCOMPARE(checkServerId(id), ServerIdProblem::None);
        Awaited<Fetched<ServerEntry>> entry;
        const JobPtr job = client.fetchServer(accountAt(server.address()), id, entry.answer());
        QVERIFY(entry.came());
        QCOMPARE(server.requests().size(), 1);
        const QList<QByteArray> segments = server.requests().constFirst().target().split('/');
        QCOMPARE(segments.size(), 6);
        QCOMPARE(QByteArray::fromPercentEncoding(segments.constLast()), id.toUtf8());
        server.forget();
    }
    QCOMPARE(server.connections(), 1);
    qInfo("%d ids", count);
}

void TestRequests::sendsSubjectsSoThatTheServerDecodesThem()
{
    ScriptedServer server(Script{httpAnswer("200 OK", "{}")});
    ControlPlaneClient client;
    Awaited<Fetched<EffectiveAuth>> auth;
    const JobPtr job = client.fetchEffectiveAuth(
        accountAt(server.address()), u"s"_s, {u"a&b=c+d%20#\u00fc"_s, u"user"_s}, auth.answer());
    QVERIFY(auth.came());
    QCOMPARE(server.requests().constFirst().target(),
             "/api/svc/v1/mcp/s/auth/status?subjectId=a%26b%3Dc%2Bd%2520%23%C3%BC"
             "&subjectType=user");

    Awaited<Role> role;
    const JobPtr roleJob =
        client.fetchRoleOnServer(accountAt(server.address()), u"a\"b&c"_s, role.answer());
    QVERIFY(role.came());
    QVERIFY(
        server.requests().constLast().target().endsWith("&resourceIds=%5B%22a%5C%22b%26c%22%5D"));
}

void TestRequests::sendsTheBodyUnchanged_data()
{
    QTest::addColumn<QByteArray>("body");
    QByteArray everyByte(256, '\0');
    std::iota(everyByte.begin(), everyByte.end(), '\0');
    QTest::newRow("of one byte") << QByteArray("1");
    QTest::newRow("of every byte") << everyByte;
    QTest::newRow("of line breaks") << QByteArray("\r\n\r\n").repeated(100);
    QTest::newRow("of a block and one byte") << everyByte.repeated(64) + 'x';
    QTest::newRow("of a megabyte") << everyByte.repeated(4096);
}

void TestRequests::sendsTheBodyUnchanged()
{
    QFETCH(const QByteArray, body);
    ScriptedServer server(Script{httpAnswer("200 OK")});
    ControlPlaneClient client;
    QVERIFY(std::holds_alternative<Saved>(put(client, server.address(), u"s"_s, body)));
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(server.requests().constFirst().body == body);
    QCOMPARE(server.bytes().size(), server.requests().constFirst().head.size() + 4 + body.size());
}

void TestRequests::sendsNoLineBreakInAHeader_data()
{
    QTest::addColumn<QString>("badToken");
    QTest::newRow("a line break") << u"abc\r\nX-Evil: 1"_s;
    QTest::newRow("a line feed") << u"abc\nX-Evil: 1"_s;
    QTest::newRow("a NUL") << u"abc"_s + QChar(0) + u"X-Evil: 1"_s;
    QTest::newRow("a letter whose low byte is a line feed") << u"abc\u010aX-Evil: 1"_s;
    QTest::newRow("a C1 line break") << u"abc\u0085X-Evil: 1"_s;
    QTest::newRow("a line separator") << u"abc\u2028X-Evil: 1"_s;
}

void TestRequests::sendsNoLineBreakInAHeader()
{
    QFETCH(const QString, badToken);
    ScriptedServer server(Script{httpAnswer("200 OK", session)});
    ControlPlaneClient client;
    Awaited<Fetched<Caller>> caller;
    const JobPtr job = client.fetchCaller({server.address(), badToken}, caller.answer());
    QVERIFY(caller.came());
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(!server.requests().constFirst().headerNames().contains("x-evil"));
    const QByteArray value = server.requests().constFirst().header("Authorization");
    QVERIFY2(value.startsWith("Bearer abc"), value.constData());
    QVERIFY(std::all_of(value.begin(), value.end(), [](char c) { return c >= 0x20 && c < 0x7f; }));
}

void TestRequests::promise22KeepsNoCookies()
{
    ScriptedServer server(
        Script{httpAnswer("200 OK", session, "Set-Cookie: canary=1; Path=/; Max-Age=1000\r\n")});
    ControlPlaneClient client;
    for (int i = 0; i < 2; ++i) {
        QVERIFY(std::holds_alternative<Caller>(readSession(client, server.address())));
        QVERIFY(std::holds_alternative<Saved>(put(client, server.address())));
    }
    QCOMPARE(server.requests().size(), 4);
    QVERIFY(!server.bytes().toLower().contains("cookie"));
}

void TestRequests::promise22KeepsNoCopies()
{
    ScriptedServer server(
        Script{httpAnswer("200 OK", session, "Cache-Control: max-age=1000\r\nETag: \"1\"\r\n")});
    ControlPlaneClient client;
    for (int i = 0; i < 2; ++i)
        QVERIFY(std::holds_alternative<Caller>(readSession(client, server.address())));
    QCOMPARE(server.requests().size(), 2);
    QVERIFY(!server.bytes().toLower().contains("if-none-match"));
}

void TestRequests::putsOnAConnectionOfItsOwn()
{
    ScriptedServer server(Script{httpAnswer("200 OK", session)});
    ControlPlaneClient client;
    for (int i = 0; i < 3; ++i)
        QVERIFY(std::holds_alternative<Caller>(readSession(client, server.address())));
    QCOMPARE(server.connections(), 1); // reading keeps it
    for (int i = 0; i < 3; ++i)
        QVERIFY(std::holds_alternative<Saved>(put(client, server.address())));
    QCOMPARE(server.connections(), 4);
}

void TestRequests::promise13FollowsNoRedirect_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("location"); // with the port of the other listener for %1
    QTest::addColumn<QString>("target");
    const QList<std::array<QByteArray, 2>> shapes{
        {"http://127.0.0.1:%1/x", "http://127.0.0.1:%1"},
        {"http://localhost:%1/x", "http://localhost:%1"},
        {"//127.0.0.1:%1/x", "127.0.0.1:%1"},
        {"///127.0.0.1:%1/x", "127.0.0.1"},
        {"\\\\127.0.0.1:%1\\x", ""},
        {"http://user:pass@127.0.0.1:%1/x", "http://127.0.0.1:%1"},
        {"https://127.0.0.1:%1/x", "https://127.0.0.1:%1"},
        {"/api/svc/v1/elsewhere", "127.0.0.1"},
        {"?again", "127.0.0.1"},
    };
    const QByteArrayList statuses{"300 Multiple Choices", "301 Moved",     "302 Found",
                                  "303 See Other",        "305 Use Proxy", "306 Switch Proxy",
                                  "307 Temporary",        "308 Permanent", "399 Elsewhere"};
    for (const QByteArray &status : statuses) {
        for (const auto &[location, target] : shapes) {
            QTest::newRow((status.left(3) + " to " + location).constData())
                << status << location << QString::fromLatin1(target);
        }
    }
}

void TestRequests::promise13FollowsNoRedirect()
{
    QFETCH(const QByteArray, status);
    QFETCH(QByteArray, location);
    QFETCH(QString, target);
    ScriptedServer other(Script{httpAnswer("200 OK", session)});
    const QByteArray port = QByteArray::number(other.serverPort());
    location.replace("%1", port);
    target.replace(u"%1"_s, QString::fromLatin1(port));
    ScriptedServer server(Script{httpAnswer(status, {}, "Location: " + location + "\r\n")});
    ControlPlaneClient client;

    QCOMPARE(failureIn<Redirected>(put(client, server.address())).target, target);
    const Fetched<Caller> caller = readSession(client, server.address());
    QVERIFY(std::holds_alternative<Redirected>(std::get<Failure>(caller)));
    Awaited<ChangeOutcome> removal;
    const JobPtr job = client.removeOverride(accountAt(server.address()), u"server-1"_s,
                                             {u"user-17"_s, u"user"_s}, removal.answer());
    QVERIFY(removal.came());
    QVERIFY(std::holds_alternative<Redirected>(std::get<Failure>(removal.value())));
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(other.connections(), 0);
    QCOMPARE(other.bytes(), QByteArray());
}

void TestRequests::promise13FollowsNoOtherWord_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("header");
    for (const char *status : {"200 OK", "201 Created", "304 Not modified", "401 Who?", "503 No"}) {
        for (const char *header :
             {"Location: http://127.0.0.1:%1/x", "Refresh: 0; url=http://127.0.0.1:%1/x",
              "Content-Location: http://127.0.0.1:%1/x", "Link: <http://127.0.0.1:%1/x>; rel=next",
              "Alt-Svc: h2=\"127.0.0.1:%1\"; ma=1000"})
            QTest::addRow("%s, %s", status, header) << QByteArray(status) << QByteArray(header);
    }
}

void TestRequests::promise13FollowsNoOtherWord()
{
    QFETCH(const QByteArray, status);
    QFETCH(QByteArray, header);
    ScriptedServer other(Script{httpAnswer("200 OK", session)});
    header.replace("%1", QByteArray::number(other.serverPort()));
    ScriptedServer server(Script{httpAnswer(status, session, header + "\r\n")});
    ControlPlaneClient client({}, {.attempts = 1});
    for (int i = 0; i < 2; ++i) {
        put(client, server.address());
        readSession(client, server.address());
    }
    QCOMPARE(server.requests().size(), 4);
    QCOMPARE(other.connections(), 0);
    QCOMPARE(other.bytes(), QByteArray());
}

void TestRequests::promise22DoesNotSignInToHttp_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("nothing") << QByteArray("X: y");
    QTest::newRow("Basic") << QByteArray("WWW-Authenticate: Basic realm=\"Give me your password\"");
    QTest::newRow("Digest") << QByteArray(
        "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"");
    QTest::newRow("NTLM") << QByteArray("WWW-Authenticate: NTLM");
    QTest::newRow("Negotiate") << QByteArray("WWW-Authenticate: Negotiate");
    QTest::newRow("Bearer") << QByteArray("WWW-Authenticate: Bearer error=\"invalid_token\"");
    QTest::newRow("all of them") << QByteArray(
        "WWW-Authenticate: Negotiate\r\nWWW-Authenticate: NTLM\r\n"
        "WWW-Authenticate: Basic realm=\"r\"");
}

void TestRequests::promise22DoesNotSignInToHttp()
{
    QFETCH(const QByteArray, challenge);
    ScriptedServer server(
        Script{httpAnswer("401 Unauthorized", R"({"message":"Who?"})", challenge + "\r\n")});
    ControlPlaneClient client;
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(failureIn<SignInExpired>(put(client, server.address())).reply.words, u"Who?"_s);
        const Fetched<Caller> caller = readSession(client, server.address());
        QVERIFY(std::holds_alternative<SignInExpired>(std::get<Failure>(caller)));
    }
    QCOMPARE(server.requests().size(), 4);
    for (const ReceivedRequest &request : server.requests())
        QCOMPARE(request.header("Authorization"), "Bearer canary-token-0123456789");
}

void TestRequests::promise17ReadsNoCompressedAnswer()
{
    // 1 000 blanks and "{}", as gzip: nobody asked for it, and a limit of bytes means bytes.
    const QByteArray zipped =
        QByteArray::fromBase64("H4sIAAAAAAACA1NQGAWjYBQMd1BdCwDbOxCT6gMAAA==");
    ScriptedServer server(Script{httpAnswer("200 OK", zipped, "Content-Encoding: gzip\r\n")});
    ControlPlaneClient client;
    QCOMPARE(failureIn<Unexpected>(put(client, server.address())).reason,
             Unexpected::Reason::Shape);
}

void TestRequests::tellsARefusedConnection()
{
    ControlPlaneClient client;
    for (const QString &host : {u"127.0.0.1"_s, u"localhost"_s}) {
        const auto failure = failureIn<NotReached>(
            put(client, addressOf(host + u':' + QString::number(unusedPort()))));
        QCOMPARE(failure.cause, NotReached::Cause::Refused);
        QCOMPARE(failure.host, host);
    }
}

void TestRequests::tellsAnUnknownHost()
{
    ControlPlaneClient client;
    const auto failure = failureIn<NotReached>(put(client, addressOf(u"control-plane.invalid"_s)));
    QCOMPARE(failure.cause, NotReached::Cause::HostNotFound);
    QCOMPARE(failure.host, u"control-plane.invalid"_s);
}

void TestRequests::promise22UsesNoProxyForLoopback_data()
{
    QTest::addColumn<QString>("host");
    QTest::newRow("by address") << u"127.0.0.1"_s;
    QTest::newRow("by name") << u"localhost"_s;
}

void TestRequests::promise22UsesNoProxyForLoopback()
{
    QFETCH(const QString, host);
    ScriptedServer proxy(Script{httpAnswer("200 OK")});
    ScriptedServer server(Script{httpAnswer("200 OK")});
    const QByteArray url = "http://127.0.0.1:" + QByteArray::number(proxy.serverPort());
    for (const char *name : {"http_proxy", "https_proxy"})
        qputenv(name, url);
    ControlPlaneClient client;
    const ChangeOutcome outcome = put(client, server.address(host));
    for (const char *name : {"http_proxy", "https_proxy"})
        qunsetenv(name);
    QVERIFY(std::holds_alternative<Saved>(outcome));
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(proxy.connections(), 0);
}

void TestRequests::promise22GivesAProxyNoSecret_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<NotReached::Cause>("cause");
    QTest::newRow("that asks who this is")
        << httpAnswer("407 Who are you", "<html>", "Proxy-Authenticate: Basic realm=\"p\"\r\n")
        << NotReached::Cause::ProxySignIn;
    QTest::newRow("that asks in an unknown way")
        << httpAnswer("407 Who are you", {}, "Proxy-Authenticate: Sphinx\r\n")
        << NotReached::Cause::Proxy;
    QTest::newRow("that refuses") << httpAnswer("403 No") << NotReached::Cause::Proxy;
    QTest::newRow("that fails") << httpAnswer("502 Bad gateway") << NotReached::Cause::Proxy;
}

void TestRequests::promise22GivesAProxyNoSecret()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const NotReached::Cause, cause);
    ScriptedServer proxy(Script{answer});
    qputenv("https_proxy", "http://127.0.0.1:" + QByteArray::number(proxy.serverPort()));
    ControlPlaneClient client;
    const auto failure = failureIn<NotReached>(put(client, addressOf(u"cp.invalid"_s)));
    qunsetenv("https_proxy");
    QCOMPARE(failure.cause, cause);
    QCOMPARE(failure.host, u"127.0.0.1"_s);
    QVERIFY(proxy.bytes().startsWith("CONNECT cp.invalid:443 HTTP/1.1\r\n"));
    QVERIFY2(!proxy.bytes().contains("canary"), proxy.bytes().constData());
    QVERIFY2(!proxy.bytes().contains("Authorization"), proxy.bytes().constData());
}

void TestRequests::promise22NamesAProxyThatIsNotThere()
{
    qputenv("https_proxy", "http://127.0.0.1:" + QByteArray::number(unusedPort()));
    ControlPlaneClient client;
    const auto failure = failureIn<NotReached>(put(client, addressOf(u"cp.invalid"_s)));
    qunsetenv("https_proxy");
    QCOMPARE(failure.cause, NotReached::Cause::Proxy);
    QCOMPARE(failure.host, u"127.0.0.1"_s);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestRequests)
#include "tst_requests.moc"
