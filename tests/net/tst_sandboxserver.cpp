// SPDX-License-Identifier: Apache-2.0
#include "tests/net/sandboxclient.h"

#include "net/sandbox/sandboxhttpserver.h"

#include <QFile>
#include <QLocale>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace mcpo;
using namespace Qt::StringLiterals;

/// The sandbox as a client on the network meets it.
class TestSandboxServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listensOnLoopbackOnly();
    void tellsThatThePortIsTaken();
    void decodesAnEncodedSlashOnce();
    void readsAJsonBodyOnDelete();
    void givesEveryAnswerItsOwnRequestId();
    void servesThousandsOfRequestsOnOneConnection();
    void takesBodiesUpToTheLimit_data();
    void takesBodiesUpToTheLimit();
    void carriesOutAtOnceAndAnswersLate();
    void survivesAClientThatLeavesEarly();
    void answersHeadLikeGetWithoutTheBody();
    void saysWhenItAnswered();
    void answersPipelinedRequestsInTheirOrder();
    void closesAfterTheLastRequest();
    void refusesMalformedRequestsAndCloses();
    void letsTheClientContinue();
    void refusesABodyBeforeItComes();
    void endsARequestThatStaysIncomplete();
    void closesAConnectionThatIsNotUsed();
    void letsFurtherConnectionsWait();
    void forcesAnswers_data();
    void forcesAnswers();
    void forcesNoAnswerToTheSessionCall();

private:
    static bool connectTo(QTcpSocket &socket, quint16 port);
    static bool received(QTcpSocket &socket, QByteArray &answer, const QByteArray &end);
    static bool isClosed(QTcpSocket &socket);

    QString stateFile() const
    {
        return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()));
    }

    SandboxClient m_client;
    QTemporaryDir m_folder;
};

void TestSandboxServer::listensOnLoopbackOnly()
{
    SandboxControlPlane sandbox;
    QVERIFY(sandbox.address().isEmpty());
    QCOMPARE(sandbox.start(), std::nullopt);
    const QUrl address(sandbox.address());
    QCOMPARE(address.host(), "127.0.0.1"_L1);

    // Whoever listens on every address would answer here too.
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.2"_s, static_cast<quint16>(address.port()));
    QVERIFY(!socket.waitForConnected());
    socket.connectToHost(address.host(), static_cast<quint16>(address.port()));
    QVERIFY(socket.waitForConnected());
}

void TestSandboxServer::tellsThatThePortIsTaken()
{
    SandboxControlPlane first;
    QCOMPARE(first.start(), std::nullopt);
    const auto port = static_cast<quint16>(QUrl(first.address()).port());
    SandboxControlPlane second({.port = port});
    const auto error = second.start();
    QVERIFY(error.has_value());
    QVERIFY2(error->contains(QString::number(port)), qPrintable(*error));
}

void TestSandboxServer::decodesAnEncodedSlashOnce()
{
    SandboxControlPlane sandbox;
    QCOMPARE(sandbox.start(), std::nullopt);
    const auto whole = m_client.send(sandbox, "GET", "/api/svc/v1/mcp/mcp-01hx0odd%2F100%25%20id");
    const auto cut = m_client.send(sandbox, "GET", "/api/svc/v1/mcp/mcp-01hx0odd/100%25%20id");
    const auto twice =
        m_client.send(sandbox, "GET", "/api/svc/v1/mcp/mcp-01hx0odd%252F100%2525%2520id");
    QVERIFY(SandboxClient::isFinished(whole) && SandboxClient::isFinished(cut) &&
            SandboxClient::isFinished(twice));
    QCOMPARE(SandboxClient::statusOf(whole), 200);
    QCOMPARE(SandboxClient::statusOf(cut), 404);
    QCOMPARE(SandboxClient::statusOf(twice), 404);
}

void TestSandboxServer::readsAJsonBodyOnDelete()
{
    SandboxControlPlane sandbox;
    QCOMPARE(sandbox.start(), std::nullopt);
    const auto put = m_client.send(sandbox, "PUT", jiraAuth, jiraOverride);
    QVERIFY(SandboxClient::isFinished(put));
    QCOMPARE(m_client.overrides(sandbox).size(), 1);
    const auto removal = m_client.send(
        sandbox, "DELETE", jiraAuth,
        R"({"authSource":"auth-override","subjectId":"user-17","subjectType":"user"})");
    QVERIFY(SandboxClient::isFinished(removal));
    QCOMPARE(SandboxClient::statusOf(removal), 200);
    QVERIFY(m_client.overrides(sandbox).isEmpty());
}

void TestSandboxServer::givesEveryAnswerItsOwnRequestId()
{
    SandboxControlPlane sandbox;
    QCOMPARE(sandbox.start(), std::nullopt);
    QSet<QByteArray> ids;
    for (const char *path : {"/", "/api/svc/v1/session", "/api/svc/v1/mcp", "/api/svc/v1/x"}) {
        const auto reply = m_client.send(sandbox, "GET", path);
        QVERIFY(SandboxClient::isFinished(reply));
        QVERIFY(reply->hasRawHeader("x-request-id"));
        ids.insert(reply->rawHeader("x-request-id"));
    }
    QCOMPARE(ids.size(), 4);
}

void TestSandboxServer::servesThousandsOfRequestsOnOneConnection()
{
    SandboxControlPlane sandbox;
    QCOMPARE(sandbox.start(), std::nullopt);
    QTcpSocket socket;
    QSignalSpy disconnected(&socket, &QTcpSocket::disconnected);
    socket.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(QUrl(sandbox.address()).port()));
    const QByteArray request =
        "PUT " + jiraAuth + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " +
        SandboxControlPlane::managerToken().toLatin1() +
        "\r\nConnection: keep-alive\r\nContent-Length: " + QByteArray::number(jiraOverride.size()) +
        "\r\n\r\n" + jiraOverride;
    for (int i = 0; i < 3000; ++i) {
        socket.write(request);
        QByteArray answer;
        QVERIFY2(received(socket, answer, "\r\n\r\n{}"), answer.constData());
        QVERIFY2(answer.startsWith("HTTP/1.1 200 "), answer.constData());
    }
    QVERIFY(disconnected.isEmpty());
}

void TestSandboxServer::takesBodiesUpToTheLimit_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<int>("status");
    QTest::newRow("16 MiB are taken") << HttpRequestReader::Limits().body << 200;
    QTest::newRow("one byte more is refused") << HttpRequestReader::Limits().body + 1 << 413;
}

void TestSandboxServer::takesBodiesUpToTheLimit()
{
    QFETCH(const qsizetype, size);
    QByteArray content = jiraOverride;
    content.replace("canary-value", QByteArray(size - jiraOverride.size() + 12, 'x'));
    QCOMPARE(content.size(), size);
    SandboxControlPlane sandbox;
    QCOMPARE(sandbox.start(), std::nullopt);
    const auto reply = m_client.send(sandbox, "PUT", jiraAuth, content);
    QVERIFY(SandboxClient::isFinished(reply));
    QTEST(SandboxClient::statusOf(reply), "status");
}

void TestSandboxServer::carriesOutAtOnceAndAnswersLate()
{
    // So late that nobody could mistake a slow answer for one that was held back.
    auto sandbox = std::make_unique<SandboxControlPlane>(
        SandboxOptions{.stateFile = stateFile(), .latency = std::chrono::hours(1)});
    QCOMPARE(sandbox->start(), std::nullopt);
    const auto reply = m_client.send(*sandbox, "PUT", jiraAuth, jiraOverride);
    QTRY_VERIFY(QFile::exists(stateFile()));
    QVERIFY(!reply->isFinished());

    sandbox.reset();
    QVERIFY(SandboxClient::isFinished(reply));
    QCOMPARE(SandboxClient::statusOf(reply), 0);
}

void TestSandboxServer::survivesAClientThatLeavesEarly()
{
    SandboxControlPlane sandbox(
        {.stateFile = stateFile(), .latency = std::chrono::milliseconds(100)});
    QCOMPARE(sandbox.start(), std::nullopt);
    {
        const auto leaving = m_client.send(sandbox, "PUT", jiraAuth, jiraOverride);
        QTRY_VERIFY(QFile::exists(stateFile()));
        leaving->abort();
    }
    // Answers leave in the order of their requests: after this one the other's time has come.
    const auto staying = m_client.send(sandbox, "GET", jiraAuth);
    QVERIFY(SandboxClient::isFinished(staying));
    QCOMPARE(SandboxClient::statusOf(staying), 200);
}

bool TestSandboxServer::connectTo(QTcpSocket &socket, quint16 port)
{
    QSignalSpy connected(&socket, &QTcpSocket::connected);
    socket.connectToHost(u"127.0.0.1"_s, port);
    return connected.wait(30'000);
}

/// Waits until what arrived ends with @p end.
bool TestSandboxServer::received(QTcpSocket &socket, QByteArray &answer, const QByteArray &end)
{
    QSignalSpy arrived(&socket, &QTcpSocket::readyRead);
    for (answer += socket.readAll(); !answer.endsWith(end); answer += socket.readAll()) {
        if (!arrived.wait(30'000))
            return false;
    }
    return true;
}

bool TestSandboxServer::isClosed(QTcpSocket &socket)
{
    QSignalSpy disconnected(&socket, &QTcpSocket::disconnected);
    return socket.state() == QAbstractSocket::UnconnectedState || disconnected.wait(30'000);
}

void TestSandboxServer::answersHeadLikeGetWithoutTheBody()
{
    SandboxHttpServer server([](const SandboxRequest &request) {
        return SandboxReply{.json = {{u"method"_s, QString::fromLatin1(request.method)}}};
    });
    QCOMPARE(server.listen(0), std::nullopt);
    QTcpSocket socket;
    QVERIFY(connectTo(socket, server.port()));
    socket.write("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n");
    QByteArray answer;
    QVERIFY(received(socket, answer, "\r\n\r\n"));
    const QByteArray body = R"({"method":"GET"})";
    QVERIFY2(answer.contains("Content-Length: " + QByteArray::number(body.size())),
             answer.constData());
    // The next answer follows at once.
    socket.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    QVERIFY(received(socket, answer = {}, body));
    QVERIFY2(answer.startsWith("HTTP/1.1 200 "), answer.constData());
}

void TestSandboxServer::saysWhenItAnswered()
{
    SandboxControlPlane sandbox;
    QCOMPARE(sandbox.start(), std::nullopt);
    const QDateTime before = QDateTime::currentDateTimeUtc().addSecs(-1); // it has whole seconds
    const auto reply = m_client.send(sandbox, "GET", jiraAuth);
    QVERIFY(SandboxClient::isFinished(reply));
    const QString date = QString::fromLatin1(reply->rawHeader("Date"));
    QDateTime answered = QLocale::c().toDateTime(date, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    QVERIFY2(answered.isValid(), qPrintable(date));
    answered.setTimeSpec(Qt::UTC);
    QVERIFY(answered >= before && answered <= QDateTime::currentDateTimeUtc());
}

void TestSandboxServer::answersPipelinedRequestsInTheirOrder()
{
    SandboxHttpServer server(
        [](const SandboxRequest &request) {
            return SandboxReply{
                .json = {{u"path"_s, QString::fromLatin1(request.segments.last())}}};
        },
        std::chrono::milliseconds(1));
    QCOMPARE(server.listen(0), std::nullopt);
    QTcpSocket socket;
    QVERIFY(connectTo(socket, server.port()));
    QByteArray requests;
    for (int i = 0; i < 100; ++i)
        requests += "GET /" + QByteArray::number(i) + " HTTP/1.1\r\nHost: h\r\n\r\n";
    socket.write(requests);
    QByteArray answers;
    QVERIFY2(received(socket, answers, R"({"path":"99"})"), answers.constData());
    qsizetype at = 0;
    for (int i = 0; i < 100; ++i) {
        at = answers.indexOf(R"({"path":")" + QByteArray::number(i) + R"("})", at);
        QVERIFY2(at > 0, answers.constData());
    }
}

void TestSandboxServer::closesAfterTheLastRequest()
{
    SandboxControlPlane sandbox;
    QCOMPARE(sandbox.start(), std::nullopt);
    QTcpSocket socket;
    QVERIFY(connectTo(socket, static_cast<quint16>(QUrl(sandbox.address()).port())));
    socket.write("GET /a HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
    QVERIFY(isClosed(socket));
    const QByteArray answer = socket.readAll();
    QVERIFY2(answer.contains("\r\nConnection: close\r\n"), answer.constData());
    QVERIFY2(answer.endsWith('}'), answer.constData());
}

void TestSandboxServer::refusesMalformedRequestsAndCloses()
{
    int handled = 0;
    SandboxHttpServer server(
        [&handled](const SandboxRequest &) {
            ++handled;
            return SandboxReply();
        },
        {}, {.farewell = std::chrono::milliseconds(10)});
    QCOMPARE(server.listen(0), std::nullopt);
    QTcpSocket socket;
    QVERIFY(connectTo(socket, server.port()));
    socket.write("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\n");
    QVERIFY(isClosed(socket));
    const QByteArray answer = socket.readAll();
    QVERIFY2(answer.startsWith("HTTP/1.1 400 "), answer.constData());
    QVERIFY2(answer.contains("The header \\\"Host\\\" is missing"), answer.constData());
    QVERIFY(answer.contains("\r\nConnection: close\r\n"));
    QCOMPARE(handled, 0);
}

void TestSandboxServer::letsTheClientContinue()
{
    QByteArray body;
    SandboxHttpServer server([&body](const SandboxRequest &request) {
        body = request.body;
        return SandboxReply();
    });
    QCOMPARE(server.listen(0), std::nullopt);
    QTcpSocket socket;
    QVERIFY(connectTo(socket, server.port()));
    socket.write("PUT /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    QByteArray answer;
    QVERIFY(received(socket, answer, "HTTP/1.1 100 Continue\r\n\r\n"));
    QCOMPARE(body, QByteArray());
    socket.write("abc");
    QVERIFY(received(socket, answer, "{}"));
    QCOMPARE(body, "abc");
}

void TestSandboxServer::refusesABodyBeforeItComes()
{
    SandboxHttpServer server([](const SandboxRequest &) { return SandboxReply(); });
    QCOMPARE(server.listen(0), std::nullopt);
    QTcpSocket socket;
    QVERIFY(connectTo(socket, server.port()));
    socket.write("PUT /a HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\n"
                 "Content-Length: 99999999\r\n\r\n");
    QByteArray answer;
    QVERIFY(received(socket, answer, "}"));
    QVERIFY2(answer.startsWith("HTTP/1.1 413 "), answer.constData());
}

void TestSandboxServer::endsARequestThatStaysIncomplete()
{
    SandboxHttpServer server([](const SandboxRequest &) { return SandboxReply(); }, {},
                             {.exchange = std::chrono::milliseconds(10)});
    QCOMPARE(server.listen(0), std::nullopt);
    for (const char *start :
         {"GET /a", "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nx"}) {
        QTcpSocket socket;
        QVERIFY(connectTo(socket, server.port()));
        socket.write(start);
        QByteArray answer;
        QVERIFY(received(socket, answer, "}"));
        QVERIFY2(answer.startsWith("HTTP/1.1 408 "), answer.constData());
    }
}

void TestSandboxServer::closesAConnectionThatIsNotUsed()
{
    SandboxHttpServer server([](const SandboxRequest &) { return SandboxReply(); }, {},
                             {.idle = std::chrono::milliseconds(10)});
    QCOMPARE(server.listen(0), std::nullopt);
    QTcpSocket unused;
    QVERIFY(connectTo(unused, server.port()));
    QVERIFY(isClosed(unused));
    QCOMPARE(unused.readAll(), QByteArray());
    QTcpSocket kept;
    QVERIFY(connectTo(kept, server.port()));
    kept.write("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
    QVERIFY(isClosed(kept));
    QVERIFY(kept.readAll().endsWith("{}"));
}

void TestSandboxServer::letsFurtherConnectionsWait()
{
    int handled = 0;
    SandboxHttpServer server(
        [&handled](const SandboxRequest &) {
            ++handled;
            return SandboxReply();
        },
        {}, {.connections = 2});
    QCOMPARE(server.listen(0), std::nullopt);
    const QByteArray request = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
    std::array<QTcpSocket, 4> sockets;
    for (QTcpSocket &socket : sockets) {
        QVERIFY(connectTo(socket, server.port()));
        socket.write(request);
    }
    QByteArray answer;
    QVERIFY(received(sockets[0], answer, "{}"));
    QVERIFY(received(sockets[1], answer, "{}"));
    // A further exchange on the first: by then the others would have been answered, too.
    sockets[0].write(request);
    QVERIFY(received(sockets[0], answer = {}, "{}"));
    QCOMPARE(handled, 3);
    sockets[1].abort();
    QVERIFY(received(sockets[2], answer = {}, "{}"));
    sockets[0].abort();
    QVERIFY(received(sockets[3], answer = {}, "{}"));
}

void TestSandboxServer::forcesAnswers_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("contentType");
    const QByteArray json = "application/json";
    for (const int status : {200, 204, 400, 401, 403, 404, 408, 409, 413, 418, 422, 500, 520})
        QTest::addRow("%d", status) << status << QByteArray() << json;
    for (const int status : {429, 503})
        QTest::addRow("%d says when to come back", status)
            << status << QByteArray("Retry-After") << json;
    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d points elsewhere", status) << status << QByteArray("Location") << json;
    for (const int status : {502, 504})
        QTest::addRow("%d comes from a proxy", status)
            << status << QByteArray() << QByteArray("text/html");
}

void TestSandboxServer::forcesAnswers()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, header);
    SandboxControlPlane sandbox({.answer = status});
    QCOMPARE(sandbox.start(), std::nullopt);
    const auto reply = m_client.send(sandbox, "PUT", jiraAuth, jiraOverride);
    QVERIFY(SandboxClient::isFinished(reply));
    QCOMPARE(SandboxClient::statusOf(reply), status);
    QVERIFY(reply->hasRawHeader("x-request-id"));
    QVERIFY(header.isEmpty() || reply->hasRawHeader(header));
    QTEST(reply->rawHeader("Content-Type"), "contentType");
    if (header == "Location")
        QCOMPARE(QUrl(QString::fromLatin1(reply->rawHeader(header))).host(), "localhost"_L1);
}

void TestSandboxServer::forcesNoAnswerToTheSessionCall()
{
    SandboxControlPlane sandbox({.answer = 503});
    QCOMPARE(sandbox.start(), std::nullopt);
    const auto reply = m_client.send(sandbox, "GET", "/api/svc/v1/session");
    QVERIFY(SandboxClient::isFinished(reply));
    QCOMPARE(SandboxClient::statusOf(reply), 200);
}

QTEST_GUILESS_MAIN(TestSandboxServer)
#include "tst_sandboxserver.moc"
