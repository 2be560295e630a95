// SPDX-License-Identifier: Apache-2.0
// The main job against Prism, a mock server that judges requests by the OpenAPI text alone. It
// knows neither our schema nor our sandbox. MCPO_OPENAPI_FILE names another text to serve.

#include "models/override/overrideform.h"
#include "net/controlplaneclient.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace mcpo;

namespace
{

/// Stands between the program and Prism and adds one header line, by which Prism is asked for an
/// answer of its text.
class HeaderAdder : public QObject
{
public:
    explicit HeaderAdder(quint16 upstreamPort)
        : m_upstreamPort(upstreamPort)
    {
        connect(&m_server, &QTcpServer::newConnection, this, &HeaderAdder::accept);
        m_server.listen(QHostAddress::LocalHost);
    }
    quint16 port() const { return m_server.serverPort(); }
    QByteArray line; ///< e.g. "Prefer: code=403"; empty adds none

private:
    void accept()
    {
        QTcpSocket *client = m_server.nextPendingConnection();
        auto *upstream = new QTcpSocket(client);
        upstream->connectToHost(QHostAddress::LocalHost, m_upstreamPort);
        auto isFirst = std::make_shared<bool>(true);
        const auto forward = [this, client, upstream, isFirst] {
            QByteArray data = client->readAll();
            if (!data.isEmpty() && !line.isEmpty() && std::exchange(*isFirst, false))
                data.insert(data.indexOf("\r\n") + 2, line + "\r\n");
            upstream->write(data);
        };
        connect(upstream, &QTcpSocket::connected, client, [client, forward] {
            connect(client, &QTcpSocket::readyRead, client, forward);
            forward();
        });
        connect(upstream, &QTcpSocket::readyRead, client,
                [client, upstream] { client->write(upstream->readAll()); });
        connect(upstream, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    }

    QTcpServer m_server;
    quint16 m_upstreamPort;
};

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool answers(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(200);
}

} // namespace

class TestPrism : public QObject
{
    Q_OBJECT

private:
    ChangeOutcome set(const OverrideRequest &request)
    {
        const auto address = std::get<ControlPlaneAddress>(
            ControlPlaneAddress::parse(u"http://127.0.0.1:%1"_s.arg(m_relay->port())));
        std::optional<ChangeOutcome> outcome;
        const JobPtr job =
            m_client.setOverride({address, u"opaque-token"_s}, request,
                                 [&outcome](const ChangeOutcome &answer) { outcome = answer; });
        if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 30000))
            qFatal("No answer");
        return *outcome;
    }

    QProcess m_prism;
    std::unique_ptr<HeaderAdder> m_relay;
    ControlPlaneClient m_client;

private Q_SLOTS:
    void initTestCase()
    {
        const QString prism = QStringLiteral(MCPO_SOURCE_DIR "/tests/node/node_modules/.bin/prism");
        const QString text = qEnvironmentVariable(
            "MCPO_OPENAPI_FILE",
            QStringLiteral(MCPO_SOURCE_DIR "/tests/system/control-plane.openapi.yaml"));
        const quint16 port = freePort();
        m_prism.setStandardOutputFile(QProcess::nullDevice());
        m_prism.start(prism,
                      {u"mock"_s, u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(port), text});
        QVERIFY2(m_prism.waitForStarted(), "Prism is missing. \"./dev test\" fetches it.");
        QTRY_VERIFY2_WITH_TIMEOUT(answers(port), "Prism does not come up", 60000);
        m_relay = std::make_unique<HeaderAdder>(port);
    }

    void cleanupTestCase()
    {
        m_prism.terminate();
        if (!m_prism.waitForFinished(5000))
            m_prism.kill();
        m_prism.waitForFinished();
    }

    void init() { m_relay->line.clear(); }

    void savesEveryTypeThatTheFormBuilds_data()
    {
        QTest::addColumn<QString>("type");
        const RequestDescription description = RequestDescription::builtIn();
        for (const CredentialType &type : description.credentialTypes())
            QTest::newRow(qPrintable(type.name)) << type.name;
    }

    void savesEveryTypeThatTheFormBuilds()
    {
        QFETCH(QString, type);
        OverrideForm form(RequestDescription::builtIn());
        form.setText(fields::server, u"mcp-01/with slash"_s);
        form.setText(fields::subjectType, u"virtualaccount"_s);
        form.setText(fields::subject, u"va-ci-runner"_s);
        form.setText(fields::credentialType, type);
        for (const FieldDescription &field : form.credentialType().fields)
            form.setText(field.pointer(), u"v\u00e4lue-\U0001F511"_s);
        QVERIFY(form.isComplete());
        QVERIFY(std::holds_alternative<Saved>(set(form.request())));
    }

    void refusesWhatOurSchemaRefuses_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("a subject without an id")
            << QByteArray(R"({"subjectId":"","subjectType":"user",)"
                          R"("authOverride":{"type":"header","headerValue":"x"}})");
        QTest::newRow("an unknown subject type")
            << QByteArray(R"({"subjectId":"u","subjectType":"team",)"
                          R"("authOverride":{"type":"header","headerValue":"x"}})");
        QTest::newRow("an empty header value")
            << QByteArray(R"({"subjectId":"u","subjectType":"user",)"
                          R"("authOverride":{"type":"header","headerValue":""}})");
        QTest::newRow("a client id with a blank")
            << QByteArray(R"({"subjectId":"u","subjectType":"user","authOverride":)"
                          R"({"type":"oauth2_client_credentials","clientId":"a b",)"
                          R"("clientSecret":"x"}})");
        QTest::newRow("a type without its field")
            << QByteArray(R"({"subjectId":"u","subjectType":"user",)"
                          R"("authOverride":{"type":"env"}})");
    }

    void refusesWhatOurSchemaRefuses()
    {
        QFETCH(QByteArray, body);
        const QJsonObject json = QJsonDocument::fromJson(body).object();
        QVERIFY(!RequestDescription::builtIn().schema().validate(json).isEmpty());
        QVERIFY(std::holds_alternative<BodyRejected>(set({u"mcp-1"_s, body})));
    }

    void everyDocumentedRefusalIsTold()
    {
        const OverrideRequest request{u"mcp-1"_s,
                                      R"({"subjectId":"u","subjectType":"user",)"
                                      R"("authOverride":{"type":"header","headerValue":"x"}})"};
        const auto failure = [this, &request](const QByteArray &status) {
            m_relay->line = "Prefer: code=" + status;
            return set(request);
        };
        QVERIFY(std::holds_alternative<BodyRejected>(failure("400")));
        QVERIFY(std::holds_alternative<NotPermitted>(std::get<Failure>(failure("403"))));
        QVERIFY(std::holds_alternative<NotFound>(std::get<Failure>(failure("404"))));
    }
};

QTEST_GUILESS_MAIN(TestPrism)
#include "tst_prism.moc"
