// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxcontrolplane.h"
#include "tests/app/cli/cliprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <memory>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

QJsonObject objectOf(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }

} // namespace

/// The main job by the real program, against the sandbox.
class TestCli : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_cli = std::make_unique<CliProcess>(); }
    void cleanup();

    void managerSetsEveryType_data();
    void managerSetsEveryType();
    void plainUserSetsTheirOwn_data();
    void plainUserSetsTheirOwn();
    void listShowsWhatWasSet();
    void removes();
    void removesNothingTwice();
    void saysWhyItDoesNotRemove_data();
    void saysWhyItDoesNotRemove();
    void statusIsOfOneSubject();
    void whoamiTellsTheCaller();
    void tokenThatIsNotAcceptedNamesTheRemedy();
    void nameOfAServerGivesItsId();
    void promise6RefusesAMask_data();
    void promise6RefusesAMask();
    void linksNoWindows();

private:
    SandboxControlPlane &sandbox(const SandboxOptions &options = {});
    /// The arguments, behind them the sandbox and the variable that holds the token.
    QStringList with(const QString &token, const QStringList &arguments);

    std::unique_ptr<CliProcess> m_cli;
    std::unique_ptr<SandboxControlPlane> m_sandbox;
};

void TestCli::cleanup()
{
    m_sandbox.reset();
    QVERIFY(!m_cli->hasLeaked());
    QVERIFY(!m_cli->hasWrittenSettings());
}

SandboxControlPlane &TestCli::sandbox(const SandboxOptions &options)
{
    if (!m_sandbox) {
        m_sandbox = std::make_unique<SandboxControlPlane>(options);
        if (const auto error = m_sandbox->start())
            qFatal("%s", qUtf8Printable(*error));
    }
    return *m_sandbox;
}

QStringList TestCli::with(const QString &token, const QStringList &arguments)
{
    return arguments +
           QStringList{u"--control-plane"_s, sandbox().address(), u"--token-env"_s, token};
}

void TestCli::managerSetsEveryType_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("header, from standard input") << QStringList{
        u"--server"_s, u"mcp-01hx0jira"_s, u"--subject"_s, u"user-3"_s,  u"--subject-type"_s,
        u"user"_s,     u"--type"_s,        u"header"_s,    u"--stdin"_s, u"headerValue"_s};
    QTest::newRow("client credentials, from a field and the environment") << QStringList{
        u"--server"_s, u"mcp-01hx0notion"_s,           u"--subject"_s,      u"va-ci-runner"_s,
        u"--type"_s,   u"oauth2_client_credentials"_s, u"--field"_s,        u"clientId=my-client"_s,
        u"--env"_s,    u"clientSecret=SECRET"_s,       u"--subject-type"_s, u"virtualaccount"_s};
    QTest::newRow("environment variable, from standard input")
        << QStringList{u"--server"_s,       u"mcp-01hx0postgres"_s,
                       u"--subject"_s,      u"user-3"_s,
                       u"--subject-type"_s, u"user"_s,
                       u"--type"_s,         u"env"_s,
                       u"--stdin"_s,        u"apiKey"_s};
}

void TestCli::managerSetsEveryType()
{
    QFETCH(QStringList, arguments);
    const CliRun run = m_cli->run(
        with(u"MANAGER"_s, QStringList{u"set"_s, u"--json"_s} + arguments), CliProcess::secret);
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(objectOf(run.out).value("status"_L1), "authenticated"_L1);
    QCOMPARE(objectOf(run.out).value("method"_L1), "auth-override"_L1);
    QCOMPARE(objectOf(run.out).value("subjectId"_L1),
             arguments.at(arguments.indexOf(u"--subject"_s) + 1));
}

void TestCli::plainUserSetsTheirOwn_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("field");
    QTest::newRow("header") << u"mcp-01hx0jira"_s << u"header"_s << u"headerValue"_s;
    QTest::newRow("env") << u"mcp-01hx0postgres"_s << u"env"_s << u"apiKey"_s;
}

void TestCli::plainUserSetsTheirOwn()
{
    QFETCH(QString, server);
    QFETCH(QString, type);
    QFETCH(QString, field);
    const CliRun run = m_cli->run(with(u"USER_17"_s, {u"set"_s, u"--server"_s, server, u"--type"_s,
                                                      type, u"--stdin"_s, field}),
                                  CliProcess::secret);
    QCOMPARE(run.exitCode, 0);
    QVERIFY(run.err.contains("yourself: user-17 (user)"));
    QVERIFY(run.out.contains("method\tauth-override\n"));
}

void TestCli::listShowsWhatWasSet()
{
    const QStringList server{u"--server"_s, u"mcp-01hx0odd/100% id"_s};
    const QStringList list = QStringList{u"list"_s} + server;
    QCOMPARE(m_cli->run(with(u"MANAGER"_s, list)).out.count('\n'), 1);
    const QStringList set =
        QStringList{u"set"_s,         u"--type"_s, u"header"_s, u"--env"_s, u"headerValue=SECRET"_s,
                    u"--keep-value"_s} +
        server;
    QCOMPARE(m_cli->run(with(u"MANAGER"_s, set)).exitCode, 0);

    const CliRun text = m_cli->run(with(u"MANAGER"_s, list));
    QCOMPARE(text.exitCode, 0);
    QVERIFY(text.out.contains("\nadmin\tuser\theader\t20"));
    const CliRun json = m_cli->run(with(u"MANAGER"_s, list + QStringList{u"--json"_s}));
    const QJsonArray rows = QJsonDocument::fromJson(json.out).array();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.at(0).toObject().value("updatedBy"_L1), "admin"_L1);
}

void TestCli::removes()
{
    const QStringList target{u"--server"_s, u"mcp-01hx0jira"_s,  u"--subject"_s,
                             u"user-3"_s,   u"--subject-type"_s, u"user"_s};
    const QStringList set{u"set"_s, u"--type"_s, u"header"_s, u"--env"_s, u"headerValue=SECRET"_s};
    const QStringList list{u"list"_s, u"--server"_s, u"mcp-01hx0jira"_s};
    QCOMPARE(m_cli->run(with(u"MANAGER"_s, set + target)).exitCode, 0);
    QVERIFY(m_cli->run(with(u"MANAGER"_s, list)).out.contains("\nuser-3\tuser\theader\t"));

    const CliRun run =
        m_cli->run(with(u"MANAGER"_s, QStringList{u"remove"_s, u"--json"_s} + target));
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.err.contains(" as admin"), run.err);
    QVERIFY2(run.err.contains("Removed "), run.err);
    QCOMPARE(objectOf(run.out).value("subjectId"_L1), "user-3"_L1);
    QVERIFY(objectOf(run.out).value("method"_L1) != "auth-override"_L1);
    QVERIFY(!m_cli->run(with(u"MANAGER"_s, list)).out.contains("\nuser-3\t"));
}

void TestCli::removesNothingTwice()
{
    const CliRun run =
        m_cli->run(with(u"USER_17"_s, {u"remove"_s, u"--server"_s, u"mcp-01hx0jira"_s}));
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.err.contains("yourself: user-17 (user)"), run.err);
    QVERIFY2(run.err.contains("There was no override to remove"), run.err);
}

void TestCli::saysWhyItDoesNotRemove_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("server");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("somebody else's")
        << u"USER_17"_s << u"mcp-01hx0jira"_s << 6 << QByteArray("you need the Manager role");
    QTest::newRow("no such server") << u"MANAGER"_s << u"mcp-missing"_s << 7
                                    << QByteArray("no MCP server with the ID “mcp-missing”");
    QTest::newRow("no server") << u"MANAGER"_s << u".."_s << 3 << QByteArray("--server: ");
}

void TestCli::saysWhyItDoesNotRemove()
{
    QFETCH(const QString, token);
    QFETCH(const QString, server);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, words);
    const CliRun run = m_cli->run(with(token, {u"remove"_s, u"--server"_s, server, u"--subject"_s,
                                               u"user-3"_s, u"--subject-type"_s, u"user"_s}));
    QCOMPARE(run.exitCode, exitCode);
    QVERIFY2(run.err.contains(words), run.err);
    QVERIFY(run.out.isEmpty());
}

void TestCli::statusIsOfOneSubject()
{
    const QStringList status{u"status"_s, u"--server"_s, u"mcp-01hx0crm"_s, u"--json"_s};
    const CliRun own = m_cli->run(with(u"USER_17"_s, status));
    QCOMPARE(own.exitCode, 0);
    QCOMPARE(objectOf(own.out).value("subjectId"_L1), "user-17"_L1);
    QCOMPARE(objectOf(own.out).value("status"_L1), "authentication_required"_L1);
    const CliRun other =
        m_cli->run(with(u"MANAGER"_s, status + QStringList{u"--subject"_s, u"user-3"_s,
                                                           u"--subject-type"_s, u"user"_s}));
    QCOMPARE(other.exitCode, 0);
    QCOMPARE(objectOf(other.out).value("subjectId"_L1), "user-3"_L1);
}

void TestCli::whoamiTellsTheCaller()
{
    const CliRun text = m_cli->run(with(u"MANAGER"_s, {u"whoami"_s}));
    QCOMPARE(text.exitCode, 0);
    QVERIFY(text.out.contains("subjectId\tadmin\n"));
    QVERIFY(text.out.contains("role\tmanager\n"));
    QVERIFY(text.out.contains("tokenExpiresAt\t2100-01-01T00:00:00Z\n"));
    const CliRun json = m_cli->run(with(u"USER_17"_s, {u"whoami"_s, u"--json"_s}));
    QCOMPARE(objectOf(json.out).value("tenantName"_L1), "example"_L1);
    QCOMPARE(objectOf(json.out).value("controlPlane"_L1), sandbox().address());
}

void TestCli::tokenThatIsNotAcceptedNamesTheRemedy()
{
    const CliRun run = m_cli->run(with(u"SECRET"_s, {u"whoami"_s}));
    QCOMPARE(run.exitCode, 5);
    QVERIFY2(run.err.contains("Access token not accepted\n"), run.err);
    QVERIFY2(run.err.contains("\"mcp-override-cli login\""), run.err);
    // That is for the window, where there is a form.
    QVERIFY2(!run.err.contains("what you typed"), run.err);
}

void TestCli::nameOfAServerGivesItsId()
{
    const CliRun run =
        m_cli->run(with(u"MANAGER"_s, {u"set"_s, u"--server"_s, u"jira-cloud"_s, u"--type"_s,
                                       u"header"_s, u"--env"_s, u"headerValue=SECRET"_s}));
    QCOMPARE(run.exitCode, 7);
    QVERIFY(run.err.contains("Its ID is “mcp-01hx0jira”"));
}

void TestCli::promise6RefusesAMask_data()
{
    QTest::addColumn<QByteArray>("mask");
    QTest::newRow("bullets") << QByteArray("\u2022\u2022\u2022\u2022");
    QTest::newRow("as status shows a header") << QByteArray("Bearer \u2022\u2022\u2022\u20223f2a");
    QTest::newRow("asterisks") << QByteArray("********");
    QTest::newRow("redacted") << QByteArray("<redacted>");
}

void TestCli::promise6RefusesAMask()
{
    QFETCH(const QByteArray, mask);
    m_cli->setVariable(u"MASK"_s, QString::fromUtf8(mask));
    const QString file = m_cli->fileOf(mask + '\n');
    const QList<QStringList> sources{{u"--stdin"_s, u"headerValue"_s},
                                     {u"--env"_s, u"headerValue=MASK"_s},
                                     {u"--file"_s, u"headerValue="_s + file}};
    const QStringList server{u"--server"_s, u"mcp-01hx0odd/100% id"_s};
    for (const QStringList &source : sources) {
        const CliRun run = m_cli->run(
            with(u"MANAGER"_s, QStringList{u"set"_s, u"--type"_s, u"header"_s} + source + server),
            mask);
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.err.startsWith("Nothing was sent.\nheaderValue (Header value): Looks like a "
                                    "masked value"),
                 run.err);
        QVERIFY(!run.err.contains(mask));
        QVERIFY(run.err.contains("--keep-value"));
        QCOMPARE(run.out, QByteArray());
    }
    const CliRun list = m_cli->run(with(u"MANAGER"_s, QStringList{u"list"_s} + server));
    QCOMPARE(list.out.count('\n'), 1); // the heading alone
}

void TestCli::linksNoWindows()
{
    // What ldd does, without it: the loader lists every library, those of libraries too.
    m_cli->setVariable(u"LD_TRACE_LOADED_OBJECTS"_s, u"1"_s);
    const CliRun run = m_cli->run({});
    QVERIFY(run.out.contains("libQt6Core"));
    QVERIFY(!run.out.contains("libQt6Gui"));
    QVERIFY(!run.out.contains("libQt6Widgets"));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
