// SPDX-License-Identifier: Apache-2.0
#include "tests/net/sandboxclient.h"

#include "net/sandbox/sandboxhttpserver.h"

#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

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
    void forcesAnswers_data();
    void forcesAnswers();
    void forcesNoAnswerToTheSessionCall();

private:
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
    QSignalSpy arrived(&socket, &QTcpSocket::readyRead);
    for (int i = 0; i < 3000; ++i) {
        socket.write(request);
        QByteArray answer;
        while (!answer.endsWith("\r\n\r\n{}")) {
            QVERIFY2(arrived.wait(30'000), answer.constData());
            answer += socket.readAll();
        }
        QVERIFY2(answer.startsWith("HTTP/1.1 200 "), answer.constData());
    }
    QVERIFY(disconnected.isEmpty());
}

void TestSandboxServer::takesBodiesUpToTheLimit_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<int>("status");
    QTest::newRow("16 MiB are taken") << SandboxHttpServer::maximumBodySize << 200;
    QTest::newRow("one byte more is refused") << SandboxHttpServer::maximumBodySize + 1 << 413;
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
