// SPDX-License-Identifier: Apache-2.0
#include "net/controlplaneclient.h"
#include "net/httpcall.h"
#include "tests/net/outcomename.h"
#include "tests/support/awaited.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include <array>
#include <atomic>

namespace mcpo
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

const QByteArray overrideBody = R"({"subjectId":"user-17","subjectType":"user",)"
                                R"("authOverride":{"type":"header","headerValue":"canary-value"}})";
const QByteArray session = R"({"user":{"roles":[],"subject":{"subjectId":"user-17"}}})";
/// Sending again is looked at elsewhere.
const RetryPolicy once{.attempts = 1};
const QByteArray putLine = "PUT /api/svc/v1/mcp/server-1/auth HTTP/1.1\r\n";

Account accountAt(const ControlPlaneAddress &address) { return {address, u"canary-token"_s}; }

JobPtr startPut(ControlPlaneClient &client, const ScriptedServer &server,
                Answer<ChangeOutcome> answer, const QByteArray &body = overrideBody)
{
    return client.setOverride(accountAt(server.address()), {u"server-1"_s, body},
                              std::move(answer));
}

ChangeOutcome put(ControlPlaneClient &client, const ScriptedServer &server,
                  const QByteArray &body = overrideBody)
{
    Awaited<ChangeOutcome> outcome;
    const JobPtr job = startPut(client, server, outcome.answer(), body);
    if (!outcome.came())
        qFatal("No answer, or several");
    return outcome.value();
}

/// Whatever a finished call left to be done has been done once another has gone through.
int putsReceived(const ScriptedServer &server)
{
    ScriptedServer other(Script{httpAnswer("200 OK", session)});
    ControlPlaneClient client({}, once);
    for (int i = 0; i < 5; ++i) {
        Awaited<Fetched<Caller>> caller;
        const JobPtr job = client.fetchCaller(accountAt(other.address()), caller.answer());
        if (!caller.came())
            qFatal("No answer, or several");
    }
    return static_cast<int>(server.bytes().count("PUT /"));
}

} // namespace

/// Exchanges that go wrong on the way: what the call says of them, and that it ends.
class TestBrokenExchanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void putsAtMostOnceWhenTheConnectionEnds_data();
    void putsAtMostOnceWhenTheConnectionEnds();
    void promise21TakesNoCutOffAnswerForSaved_data();
    void promise21TakesNoCutOffAnswerForSaved();
    void promise21TakesWholeAnswersOfAnyShape_data();
    void promise21TakesWholeAnswersOfAnyShape();
    void promise21JudgesAnswersThatEndWithTheConnection_data();
    void promise21JudgesAnswersThatEndWithTheConnection();
    void saysWhichAnswersLeaveAChangeOpen_data();
    void saysWhichAnswersLeaveAChangeOpen();
    void givesTheAnswerAfterAnInterimOneToNoOtherCall();
    void promise16EndsAtTheDeadline_data();
    void promise16EndsAtTheDeadline();
    void promise16EndsAtTheDeadlineDuringTheHandshake();
    void promise16EndsAtTheDeadlineWhileConnecting();
    void promise16TellsThatAQuestionWasSent();
    void tellsThatAQuestionWasSentOnAKeptConnection_data();
    void tellsThatAQuestionWasSentOnAKeptConnection();
    void hasNoWordsOfQtAboutATimeout();
    void promise17ReadsNoMoreThanTheLimit_data();
    void promise17ReadsNoMoreThanTheLimit();
    void readsUpToTheLimit();
    void promise16BoundsEndlessHeaders_data();
    void promise16BoundsEndlessHeaders();
    void neverAnswersBeforeItsStartReturned();
    void neverAnswersAfterItsEnd_data();
    void neverAnswersAfterItsEnd();
    void survivesItsEndInsideTheAnswer_data();
    void survivesItsEndInsideTheAnswer();
    void deletesTheRepliesOfAGivenUpManagerInTheirThread();

private:
    /// With the certificates that this test program trusts, or without TLS.
    std::optional<QSslConfiguration> tls(bool on)
    {
        return on ? std::optional(m_serverTls) : std::nullopt;
    }

    TestCertificates m_certificates{u"A trusted authority"_s};
    QSslConfiguration m_serverTls;
};

void TestBrokenExchanges::initTestCase()
{
    m_serverTls = m_certificates.serverWith();
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    trusting.addCaCertificate(m_certificates.authority());
    QSslConfiguration::setDefaultConfiguration(trusting);
}

void TestBrokenExchanges::putsAtMostOnceWhenTheConnectionEnds_data()
{
    using When = Script::When;
    QTest::addColumn<bool>("isTls");
    QTest::addColumn<Script>("script");
    const QByteArray half = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"id\":";
    const QList<std::pair<QByteArray, Script>> points{
        {"as soon as it stands", {{}, When::Accepted}},
        {"after the handshake", {{}, When::Ready}},
        {"after the headers", {{}, When::HeadersCame}},
        {"in the middle of the body", {{}, When::BodyBegan}},
        {"after the request", {{}, When::RequestCame}},
        {"after \"100 Continue\"", {"HTTP/1.1 100 Continue\r\n\r\n", When::RequestCame}},
        {"in the status line", {"HTTP/1.1 20", When::RequestCame}},
        {"in the headers", {"HTTP/1.1 200 OK\r\nContent-Le", When::RequestCame}},
        {"in the middle of the answer", {half, When::RequestCame}},
        {"with 408 before the body", {httpAnswer("408 Too slow"), When::HeadersCame}},
    };
    for (const bool isTls : {false, true}) {
        for (const bool isReset : {false, true}) {
            for (const auto &[name, point] : points) {
                Script script = point;
                script.then = isReset ? Script::Then::Reset : Script::Then::Close;
                const QByteArray prefix =
                    QByteArray(isTls ? "TLS " : "plain ") + (isReset ? "is reset " : "is closed ");
                QTest::newRow((prefix + name).constData()) << isTls << script;
            }
        }
    }
}

void TestBrokenExchanges::putsAtMostOnceWhenTheConnectionEnds()
{
    QFETCH(const bool, isTls);
    QFETCH(const Script, script);
    ScriptedServer server(script, tls(isTls));
    ControlPlaneClient client({}, once);
    // Larger than any buffer, so that the body is under way when the connection ends.
    for (const QByteArray &body : {overrideBody, QByteArray(8 * 1024 * 1024, 'x')}) {
        const int before = putsReceived(server);
        const ChangeOutcome outcome = put(client, server, body);
        QVERIFY(putsReceived(server) - before <= 1);
        const QString name = nameOf(outcome);
        QVERIFY2(!name.startsWith("Saved"_L1) && !name.startsWith("Unexpected"_L1),
                 qPrintable(name));
        // What says that nothing was sent must be right, even where the server did not look.
        if (name.startsWith("NotReached"_L1) || name == "Insecure"_L1)
            QVERIFY(script.when == Script::When::Accepted || script.when == Script::When::Ready);
    }
}

void TestBrokenExchanges::promise21TakesNoCutOffAnswerForSaved_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("headers alone") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n");
    QTest::newRow("no body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
    QTest::newRow("one byte too few")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}");
    QTest::newRow("valid JSON, but far too few")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 4000000000\r\n\r\n{}");
    QTest::newRow("chunks without an end")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n");
    QTest::newRow("chunks with an end in the middle")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{}");
    QTest::newRow("no chunk") << QByteArray(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    QTest::newRow("a 400 that is cut off")
        << QByteArray("HTTP/1.1 400 Bad\r\nContent-Length: 30\r\n\r\n{}");
}

void TestBrokenExchanges::promise21TakesNoCutOffAnswerForSaved()
{
    QFETCH(const QByteArray, answer);
    for (const bool isTls : {false, true}) {
        ScriptedServer server(Script{answer, Script::When::RequestCame, Script::Then::Close},
                              tls(isTls));
        ControlPlaneClient client({}, once);
        QVERIFY(nameOf(put(client, server)) == u"NoAnswer ConnectionLost"_s);
        QCOMPARE(putsReceived(server), 1);
    }
}

void TestBrokenExchanges::promise21TakesWholeAnswersOfAnyShape_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<bool>("isSaved");
    const auto row = [](const char *name, const QByteArray &answer, bool isSaved,
                        Script::Then then = Script::Then::StaySilent) {
        QTest::newRow(name) << Script{answer, Script::When::RequestCame, then} << isSaved;
    };
    row("a length", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", true);
    row("204 without a length", "HTTP/1.1 204 No Content\r\n\r\n", true);
    row("chunks",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", true);
    row("after 100 Continue",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", true);
    row("line feeds alone", "HTTP/1.1 200 OK\nContent-Length: 2\n\n{}", true);
    row("a second answer behind it",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 403 No\r\n\r\n", true);
    row("HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", true);
    row("no HTTP at all", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", false, Script::Then::Close);
    row("a status that is no number", "HTTP/1.1 abc OK\r\n\r\n", false, Script::Then::Close);
    row("another protocol", "ICY 200 OK\r\n\r\n", false, Script::Then::Close);
    row("binary", QByteArray("\0\1\2\3\xff\xfe\r\n\r\n", 10), false, Script::Then::Close);
}

void TestBrokenExchanges::promise21TakesWholeAnswersOfAnyShape()
{
    QFETCH(const Script, script);
    QFETCH(const bool, isSaved);
    ScriptedServer server(script);
    ControlPlaneClient client({}, once);
    const QString name = nameOf(put(client, server));
    if (isSaved)
        QCOMPARE(name, u"Saved"_s);
    else
        QVERIFY2(name.startsWith("Unexpected"_L1) || name.startsWith("NoAnswer"_L1),
                 qPrintable(name));
    QCOMPARE(putsReceived(server), 1);
}

void TestBrokenExchanges::promise21JudgesAnswersThatEndWithTheConnection_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QStringList>("outcomes");
    // Qt does not always tell such a success from a lost connection. It must not be anything else.
    const QStringList savedOrUnknown{u"Saved"_s, u"NoAnswer ConnectionLost"_s};
    QTest::newRow("200 with JSON") << QByteArray("HTTP/1.1 200 OK\r\n\r\n{}") << savedOrUnknown;
    QTest::newRow("200 with nothing") << QByteArray("HTTP/1.0 200 OK\r\n\r\n") << savedOrUnknown;
    QTest::newRow("200 with a page")
        << QByteArray("HTTP/1.0 200 OK\r\n\r\n<html>")
        << QStringList{u"Unexpected Shape"_s, u"NoAnswer ConnectionLost"_s};
    QTest::newRow("503 as a proxy gives it")
        << QByteArray("HTTP/1.0 503 Service Unavailable\r\nConnection: close\r\n\r\n<html>")
        << QStringList{u"Busy"_s};
    QTest::newRow("403") << QByteArray("HTTP/1.0 403 Forbidden\r\n\r\n{}")
                         << QStringList{u"NotPermitted"_s};
    QTest::newRow("307") << QByteArray("HTTP/1.0 307 There\r\nLocation: /x\r\n\r\n")
                         << QStringList{u"Redirected"_s};
}

void TestBrokenExchanges::promise21JudgesAnswersThatEndWithTheConnection()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QStringList, outcomes);
    for (int i = 0; i < 20; ++i) {
        ScriptedServer server(Script{answer, Script::When::RequestCame, Script::Then::Close});
        ControlPlaneClient client({}, once);
        const QString outcome = nameOf(put(client, server));
        QVERIFY2(outcomes.contains(outcome), qPrintable(outcome));
    }
}

void TestBrokenExchanges::saysWhichAnswersLeaveAChangeOpen_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<int>("status");
    const QByteArray done = httpAnswer("200 OK", "{}");
    const QString open = u"NoAnswer Unclear"_s;
    QTest::newRow("102") << "HTTP/1.1 102 Processing\r\n\r\n" + done << open << 102;
    QTest::newRow("103") << "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + done << open << 103;
    QTest::newRow("100, then 102")
        << "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" + done << open << 102;
    QTest::newRow("202") << httpAnswer("202 Accepted", "{}") << open << 202;
    QTest::newRow("206") << httpAnswer("206 Partial Content", "{}") << open << 206;
    // Neither with nor without a challenge is it a proxy that asks: there is none.
    const QString refused = u"Unexpected Status"_s;
    QTest::newRow("407") << httpAnswer("407 Who", "{}") << refused << 407;
    QTest::newRow("407 with a challenge")
        << httpAnswer("407 Who", "{}", "Proxy-Authenticate: Basic realm=\"x\"\r\n") << refused
        << 407;
}

void TestBrokenExchanges::saysWhichAnswersLeaveAChangeOpen()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, outcome);
    QFETCH(const int, status);
    const auto statusOf = [](const ChangeOutcome &it) {
        const auto &failure = std::get<Failure>(it);
        const auto *open = std::get_if<NoAnswer>(&failure);
        return open ? open->reply.status : std::get<Unexpected>(failure).reply.status;
    };
    for (const bool isTls : {false, true}) {
        ScriptedServer server(Script{answer}, tls(isTls));
        ControlPlaneClient client({}, once);
        const ChangeOutcome set = put(client, server);
        QCOMPARE(nameOf(set), outcome);
        QCOMPARE(statusOf(set), status);
        Awaited<ChangeOutcome> removed;
        const JobPtr job = client.removeOverride(accountAt(server.address()), u"server-1"_s,
                                                 {u"user-17"_s, u"user"_s}, removed.answer());
        QVERIFY(removed.came());
        QCOMPARE(nameOf(removed.value()), outcome);
        QCOMPARE(statusOf(removed.value()), status);
        QCOMPARE(server.requests().size(), 2);
    }
}

/// Qt takes a 103 for the answer, so that the connection is one answer behind.
void TestBrokenExchanges::givesTheAnswerAfterAnInterimOneToNoOtherCall()
{
    const QByteArray other = QByteArray(session).replace("user-17", "user-18");
    ScriptedServer server([&](const ReceivedRequest &) {
        return server.requests().size() == 1
                   ? Script{"HTTP/1.1 103 Early Hints\r\n\r\n"}
                   // With what the first call is still owed, where it comes on its connection.
                   : Script{(server.connections() == 1 ? httpAnswer("200 OK", session) : "") +
                            httpAnswer("200 OK", other)};
    });
    ControlPlaneClient client({}, once);
    const auto caller = [&] {
        Awaited<Fetched<Caller>> answer;
        const JobPtr job = client.fetchCaller(accountAt(server.address()), answer.answer());
        return answer.came() ? answer.value() : Failure(NoAnswer{});
    };
    QCOMPARE(nameOf(caller()), u"Unexpected Status"_s);
    const Fetched<Caller> second = caller();
    QCOMPARE(nameOf(second), u"Read"_s);
    QCOMPARE(std::get<Caller>(second).subject.id, u"user-18"_s);
}

void TestBrokenExchanges::promise16EndsAtTheDeadline_data()
{
    using When = Script::When;
    using Then = Script::Then;
    QTest::addColumn<Script>("script");
    const QByteArray head = "HTTP/1.1 200 OK\r\n";
    QTest::newRow("silence") << Script{};
    QTest::newRow("silence after the headers came") << Script{{}, When::HeadersCame};
    QTest::newRow("half the headers") << Script{head + "Content-Le"};
    QTest::newRow("100 Continue and nothing more") << Script{"HTTP/1.1 100 Continue\r\n\r\n"};
    QTest::newRow("headers alone") << Script{head + "Content-Length: 2\r\n\r\n"};
    QTest::newRow("no length and no end") << Script{head + "\r\n{}"};
    QTest::newRow("a length that is never reached")
        << Script{head + "Content-Length: 1000\r\n\r\n{}"};
    QTest::newRow("a chunk that does not end")
        << Script{head + "Transfer-Encoding: chunked\r\n\r\nff\r\n{}"};
    QTest::newRow("a status line that drips") << Script{{}, When::RequestCame, Then::Drip, head};
    QTest::newRow("a header that drips")
        << Script{head + "X-Slow: ", When::RequestCame, Then::Drip, "x"};
    QTest::newRow("headers that drip")
        << Script{head, When::RequestCame, Then::Drip, "X-Slow: x\r\n"};
    QTest::newRow("a body that drips")
        << Script{head + "Content-Length: 1000000\r\n\r\n", When::RequestCame, Then::Drip, " "};
    QTest::newRow("101 header lines")
        << Script{head + QByteArray("X: y\r\n").repeated(101) + "Content-Length: 3\r\n\r\n{}"};
    QTest::newRow("100 000 header lines")
        << Script{head + QByteArray("X: y\r\n").repeated(100'000) + "Content-Length: 3\r\n\r\n{}"};
    QTest::newRow("100 Continue that drips")
        << Script{{}, When::RequestCame, Then::Drip, "HTTP/1.1 100 Continue\r\n\r\n"};
}

void TestBrokenExchanges::promise16EndsAtTheDeadline()
{
    QFETCH(const Script, script);
    ScriptedServer server(script);
    ControlPlaneClient client({300ms});
    QElapsedTimer timer;
    timer.start();
    const ChangeOutcome outcome = put(client, server);
    QVERIFY2(timer.elapsed() < 10'000, QByteArray::number(timer.elapsed()).constData());
    QCOMPARE(nameOf(outcome), u"NoAnswer Timeout"_s);
    QCOMPARE(putsReceived(server), 1);
}

void TestBrokenExchanges::promise16EndsAtTheDeadlineDuringTheHandshake()
{
    // It accepts and never says a word of TLS.
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const auto address = std::get<ControlPlaneAddress>(
        ControlPlaneAddress::parse("https://127.0.0.1:"_L1 + QString::number(silent.serverPort())));
    ControlPlaneClient client({300ms});
    Awaited<ChangeOutcome> outcome;
    const JobPtr job =
        client.setOverride(accountAt(address), {u"server-1"_s, overrideBody}, outcome.answer());
    QVERIFY(outcome.came());
    QCOMPARE(nameOf(outcome.value()), u"NotReached Timeout"_s);
}

void TestBrokenExchanges::promise16EndsAtTheDeadlineWhileConnecting()
{
    // It takes nobody any more, and says no word of it.
    QTcpServer full;
    full.setListenBacklogSize(1);
    QVERIFY(full.listen(QHostAddress::LocalHost));
    full.pauseAccepting();
    std::array<QTcpSocket, 4> others;
    for (QTcpSocket &other : others)
        other.connectToHost(QHostAddress::LocalHost, full.serverPort());
    QTRY_COMPARE(others.front().state(), QAbstractSocket::ConnectedState);
    const auto address = std::get<ControlPlaneAddress>(
        ControlPlaneAddress::parse("http://127.0.0.1:"_L1 + QString::number(full.serverPort())));
    ControlPlaneClient client({300ms}, once);
    Awaited<ChangeOutcome> outcome;
    const JobPtr job =
        client.setOverride(accountAt(address), {u"server-1"_s, overrideBody}, outcome.answer());
    QVERIFY(outcome.came());
    QCOMPARE(nameOf(outcome.value()), u"NotReached Timeout"_s);
}

void TestBrokenExchanges::promise16TellsThatAQuestionWasSent()
{
    ScriptedServer server(Script{}, tls(true));
    ControlPlaneClient client({300ms}, once);
    Awaited<Fetched<Caller>> caller;
    const JobPtr job = client.fetchCaller(accountAt(server.address()), caller.answer());
    QVERIFY(caller.came());
    QCOMPARE(server.requests().size(), 1);
    QCOMPARE(nameOf(caller.value()), u"NoAnswer Timeout"_s);
}

void TestBrokenExchanges::tellsThatAQuestionWasSentOnAKeptConnection_data()
{
    QTest::addColumn<bool>("isEncrypted");
    QTest::newRow("http") << false;
    QTest::newRow("https") << true;
}

void TestBrokenExchanges::tellsThatAQuestionWasSentOnAKeptConnection()
{
    QFETCH(const bool, isEncrypted);
    int questions = 0;
    ScriptedServer server(
        [&questions](const ReceivedRequest &) {
            return questions++ == 0 ? Script{httpAnswer("200 OK", R"({"user":null})")} : Script{};
        },
        tls(isEncrypted));
    ControlPlaneClient client({300ms}, once);
    for (const QString &outcome : {u"SignInExpired"_s, u"NoAnswer Timeout"_s}) {
        Awaited<Fetched<Caller>> caller;
        const JobPtr job = client.fetchCaller(accountAt(server.address()), caller.answer());
        QVERIFY(caller.came());
        QCOMPARE(nameOf(caller.value()), outcome);
    }
    QCOMPARE(server.connections(), 1);
}

void TestBrokenExchanges::hasNoWordsOfQtAboutATimeout()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    const auto address = std::get<ControlPlaneAddress>(
        ControlPlaneAddress::parse("https://127.0.0.1:"_L1 + QString::number(silent.serverPort())));
    ControlPlaneClient client({1300ms}, once);
    Awaited<Fetched<Caller>> caller;
    const JobPtr job = client.fetchCaller(accountAt(address), caller.answer());
    QVERIFY(caller.came());
    const auto &failure = std::get<NotReached>(std::get<Failure>(caller.value()));
    QCOMPARE(failure.cause, NotReached::Cause::Timeout);
    QCOMPARE(failure.waited, 2s);
    QCOMPARE(failure.details, QString());
}

void TestBrokenExchanges::promise17ReadsNoMoreThanTheLimit_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QString>("outcome");
    const QString tooLarge = u"Unexpected TooLarge"_s;
    QTest::newRow("no length") << QByteArray("HTTP/1.1 200 OK\r\n\r\n") << tooLarge;
    QTest::newRow("a length that tells it")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 400000000\r\n\r\n") << tooLarge;
    QTest::newRow("one chunk without end")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n")
        << tooLarge;
    QTest::newRow("an error without end") << QByteArray("HTTP/1.1 500 No\r\n\r\n") << u"Busy"_s;
}

void TestBrokenExchanges::promise17ReadsNoMoreThanTheLimit()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QString, outcome);
    ScriptedServer server(Script{head, Script::When::RequestCame, Script::Then::Flood, "x"});
    ControlPlaneClient client({30s, 1'000'000}, once);
    QCOMPARE(nameOf(put(client, server)), outcome);

    // The memory, too: what was read is the limit and at most one buffer more.
    NetworkAccesses networks;
    const NetworkAccess network = networks.make();
    Awaited<HttpAnswer> answer;
    const HttpCall call(network, accountAt(server.address()), {"GET", "/", {}}, {30s, 1'000'000},
                        answer.answer());
    QVERIFY(answer.came());
    QVERIFY2(answer.value().body.size() <= 1'300'000,
             QByteArray::number(answer.value().body.size()).constData());
}

void TestBrokenExchanges::readsUpToTheLimit()
{
    const QByteArray body = '"' + QByteArray(999'998, 'x') + '"';
    ScriptedServer server(Script{httpAnswer("200 OK", body)});
    ControlPlaneClient enough({30s, 1'000'000});
    QVERIFY(std::holds_alternative<Saved>(put(enough, server)));
    ControlPlaneClient tooLittle({30s, 999'999});
    QCOMPARE(nameOf(put(tooLittle, server)), u"Unexpected TooLarge"_s);
}

void TestBrokenExchanges::promise16BoundsEndlessHeaders_data()
{
    QTest::addColumn<QByteArray>("filler");
    QTest::newRow("many short ones") << QByteArray("X: y\r\n");
    QTest::newRow("one long one") << QByteArray("x");
    QTest::newRow("a status line without end") << QByteArray("H");
}

void TestBrokenExchanges::promise16BoundsEndlessHeaders()
{
    QFETCH(const QByteArray, filler);
    const QByteArray start = filler == "H" ? "HTTP/1.1 200 " : "HTTP/1.1 200 OK\r\nA: b";
    ScriptedServer server(Script{start, Script::When::RequestCame, Script::Then::Flood, filler});
    ControlPlaneClient client({2s});
    const QString name = nameOf(put(client, server));
    QVERIFY2(name.startsWith("NoAnswer"_L1) || name.startsWith("Unexpected"_L1), qPrintable(name));
}

void TestBrokenExchanges::neverAnswersBeforeItsStartReturned()
{
    ControlPlaneClient client({0ms});
    ScriptedServer server(Script{httpAnswer("200 OK")});
    Awaited<ChangeOutcome> outcome;
    const JobPtr job = startPut(client, server, outcome.answer());
    QCOMPARE(outcome.answers(), 0);
    QVERIFY(outcome.came());
}

void TestBrokenExchanges::neverAnswersAfterItsEnd_data()
{
    QTest::addColumn<bool>("isTls");
    QTest::addColumn<Script>("script");
    QTest::newRow("plain") << false << Script{httpAnswer("200 OK", session)};
    QTest::newRow("TLS") << true << Script{httpAnswer("200 OK", session)};
    QTest::newRow("plain, dripping")
        << false
        << Script{"HTTP/1.1 200 OK\r\n\r\n", Script::When::RequestCame, Script::Then::Drip};
    QTest::newRow("TLS, flooding")
        << true
        << Script{"HTTP/1.1 200 OK\r\n\r\n", Script::When::RequestCame, Script::Then::Flood};
}

void TestBrokenExchanges::neverAnswersAfterItsEnd()
{
    QFETCH(const bool, isTls);
    QFETCH(const Script, script);
    ScriptedServer server(script, tls(isTls));
    auto client = std::make_unique<ControlPlaneClient>(RequestLimits{2s}, once);
    int late = 0;
    int answered = 0;
    for (int i = 0; i < 150; ++i) {
        JobPtr setting;
        JobPtr reading;
        const auto isOver = std::make_shared<bool>(false);
        const auto answer = [&late, &answered, isOver](const auto &) {
            ++(*isOver ? late : answered);
        };
        setting = startPut(*client, server, answer);
        reading = client->fetchCaller(accountAt(server.address()), answer);
        // The deadline of the calls sees to it that there is always one more event.
        const int before = answered;
        for (int events = QRandomGenerator::global()->bounded(25); events > 0 && answered == before;
             --events)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        *isOver = true;
        setting.reset();
        reading.reset();
        if (i % 50 == 49)
            client = std::make_unique<ControlPlaneClient>(RequestLimits{2s}, once);
        QCOMPARE(late, 0);
    }
    client.reset();
    putsReceived(server);
    QCOMPARE(late, 0);
}

void TestBrokenExchanges::survivesItsEndInsideTheAnswer_data()
{
    QTest::addColumn<bool>("isTls");
    QTest::addColumn<Script>("script");
    for (const bool isTls : {false, true}) {
        const auto row = [isTls](const QByteArray &name, const Script &script) {
            QTest::newRow(((isTls ? "TLS, " : "plain, ") + name).constData()) << isTls << script;
        };
        row("saved", Script{httpAnswer("200 OK", "{}")});
        row("rejected", Script{httpAnswer("400 Bad", "{}")});
        row("lost", Script{{}, Script::When::RequestCame, Script::Then::Close});
        row("refused", Script{{}, Script::When::Accepted, Script::Then::Reset});
        row("too late", Script{});
        row("too large",
            Script{"HTTP/1.1 200 OK\r\n\r\n", Script::When::RequestCame, Script::Then::Flood});
    }
}

void TestBrokenExchanges::survivesItsEndInsideTheAnswer()
{
    QFETCH(const bool, isTls);
    QFETCH(const Script, script);
    ScriptedServer server(script, tls(isTls));
    for (int i = 0; i < 5; ++i) {
        auto client = std::make_unique<ControlPlaneClient>(RequestLimits{500ms, 100'000}, once);
        int answers = 0;
        JobPtr setting;
        setting = client->setOverride(accountAt(server.address()), {u"server-1"_s, overrideBody},
                                      [&](const ChangeOutcome &) {
                                          setting.reset();
                                          ++answers;
                                      });
        JobPtr reading;
        reading = client->fetchServers(accountAt(server.address()), {}, [&](const auto &) {
            reading.reset();
            ++answers;
        });
        QTRY_COMPARE(answers, 2);
        QVERIFY(!setting);
        QVERIFY(!reading);
    }
}

/// Another thread of Qt takes the connections of a reply apart; a move to a third one would read
/// them meanwhile, and crash at times.
void TestBrokenExchanges::deletesTheRepliesOfAGivenUpManagerInTheirThread()
{
    ScriptedServer server(Script{{}, Script::When::RequestCame, Script::Then::Flood, "x"});
    std::atomic<QThread *> deletedIn = nullptr;
    NetworkAccesses networks;
    {
        const NetworkAccess network = networks.make();
        QNetworkReply *reply =
            network->get(makeRequest(accountAt(server.address()), QByteArrayLiteral("/")));
        connect(
            reply, &QObject::destroyed, reply,
            [place = &deletedIn] { *place = QThread::currentThread(); }, Qt::DirectConnection);
        network->giveUp();
    }
    QTRY_VERIFY(deletedIn != nullptr);
    QVERIFY(deletedIn == QThread::currentThread()); // any other is gone by now
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestBrokenExchanges)
#include "tst_brokenexchanges.moc"
