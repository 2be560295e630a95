// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxcontrolplane.h"
#include "tests/app/cli/cliprocess.h"
#include "tests/support/scriptedserver.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <array>
#include <csignal>
#include <memory>

using namespace mcpo;
using namespace Qt::StringLiterals;

/// How the real program ends: what scripts look at.
class TestCliEnds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_cli = std::make_unique<CliProcess>(); }
    void cleanup();

    void exitCode_data();
    void exitCode();
    void exitCodeOfAnswer_data();
    void exitCodeOfAnswer();
    void promise14TellsOfEveryPause();
    void validateTellsByItsExitCode();
    void unreachableKeychainIsTen();
    void lostOutputIsOne_data();
    void lostOutputIsOne();
    void closedOutputIsOne_data() { lostOutputIsOne_data(); }
    void closedOutputIsOne();
    void argumentsThatAreNotUtf8AreRefused();
    void interruptEndsCleanly();
    void interruptTellsWhatNobodyKnows_data();
    void interruptTellsWhatNobodyKnows();

private:
    SandboxControlPlane &sandbox(const SandboxOptions &options = {});
    /// The arguments, behind them the sandbox and the variable that holds the token.
    QStringList with(const QString &token, const QStringList &arguments);

    std::unique_ptr<CliProcess> m_cli;
    std::unique_ptr<SandboxControlPlane> m_sandbox;
};

void TestCliEnds::cleanup()
{
    m_sandbox.reset();
    QVERIFY(!m_cli->hasLeaked());
    QVERIFY(!m_cli->hasWrittenSettings());
}

SandboxControlPlane &TestCliEnds::sandbox(const SandboxOptions &options)
{
    if (!m_sandbox) {
        m_sandbox = std::make_unique<SandboxControlPlane>(options);
        if (const auto error = m_sandbox->start())
            qFatal("%s", qUtf8Printable(*error));
    }
    return *m_sandbox;
}

QStringList TestCliEnds::with(const QString &token, const QStringList &arguments)
{
    return arguments +
           QStringList{u"--control-plane"_s, sandbox().address(), u"--token-env"_s, token};
}

void TestCliEnds::exitCode_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    const QStringList set{
        u"set"_s, u"--type"_s, u"header"_s, u"--env"_s, u"headerValue=SECRET"_s, u"--server"_s};
    const QStringList other{u"--subject"_s, u"user-3"_s, u"--subject-type"_s, u"user"_s};
    const auto row = [](const char *sentence, const QStringList &arguments, int code,
                        const char *words) {
        QTest::newRow(sentence) << arguments << code << QString::fromUtf8(words);
    };
    row("an option too many is usage", set + QStringList{u"s"_s, u"--sever"_s}, 2,
        "Unknown option");
    row("a secret on the command line is usage",
        {u"set"_s, u"--server"_s, u"s"_s, u"--type"_s, u"header"_s, u"--field"_s,
         u"headerValue="_s + QString::fromLatin1(CliProcess::secret)},
        2, "--stdin headerValue");
    row("an id that is no path segment is refused", set + QStringList{u".."_s}, 3, "--server: ");
    row("an empty id is refused", {u"list"_s, u"--server="_s}, 3, "--server: ");
    row("an empty subject is refused",
        {u"status"_s, u"--server"_s, u"s"_s, u"--subject="_s, u"--subject-type"_s, u"user"_s}, 3,
        "--subject: Must not be empty");
    row("a space in the client ID is refused",
        {u"set"_s, u"--server"_s, u"s"_s, u"--type"_s, u"oauth2_client_credentials"_s, u"--field"_s,
         u"clientId=a b"_s, u"--env"_s, u"clientSecret=SECRET"_s},
        3, "clientId (Client ID): Must not be empty and must not contain spaces");
    row("a server without overrides is 400", set + QStringList{u"mcp-01hx0docs"_s}, 4,
        "Overrides not supported");
    row("somebody else's override is 403", set + QStringList{u"mcp-01hx0jira"_s} + other, 6,
        "Manager role required");
    row("somebody else's status is 403",
        QStringList{u"status"_s, u"--server"_s, u"mcp-01hx0jira"_s} + other, 6,
        "Your account may not see how “user-3” is authenticated on “mcp-01hx0jira”");
    row("a private server is 403", set + QStringList{u"mcp-01hx0payroll"_s}, 6, "Not permitted");
    row("an unknown server is 404", set + QStringList{u"mcp-nowhere"_s}, 7, "no MCP server");
    row("an unknown server has no list", {u"list"_s, u"--server"_s, u"mcp-nowhere"_s}, 7,
        "no MCP server");
}

void TestCliEnds::exitCode()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, words);
    const CliRun run = m_cli->run(with(u"USER_17"_s, arguments));
    QTEST(run.exitCode, "code");
    QVERIFY2(QString::fromUtf8(run.err).contains(words), run.err.constData());
    QCOMPARE(run.out, QByteArray());
}

void TestCliEnds::exitCodeOfAnswer_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    const QList<QStringList> commands{
        {u"set"_s, u"--type"_s, u"header"_s, u"--env"_s, u"headerValue=SECRET"_s},
        {u"remove"_s},
        {u"list"_s},
        {u"status"_s}};
    constexpr std::array codes{
        std::pair(400, 4), std::pair(401, 5), std::pair(403, 6),
        std::pair(404, 7), std::pair(408, 8), std::pair(418, 9),
        std::pair(429, 8), std::pair(302, 9), std::pair(503, 8),
    };
    for (const QStringList &command : commands) {
        for (const auto &[status, code] : codes) {
            // A removal that failed may have been made, and the list could not be read after it.
            const bool isOpen = status == 503 && command.constFirst() == "remove"_L1;
            // One of those that are tried again is enough: that takes its time.
            if (code != 8 || command == commands.constFirst() || status == 503)
                QTest::addRow("%s: %d", qPrintable(command.constFirst()), status)
                    << command << status << (isOpen ? 11 : code);
        }
    }
}

void TestCliEnds::exitCodeOfAnswer()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, status);
    SandboxOptions options;
    options.answer = status;
    sandbox(options);
    const CliRun run =
        m_cli->run(with(u"MANAGER"_s, arguments + QStringList{u"--server"_s, u"mcp-01hx0jira"_s}));
    QTEST(run.exitCode, "code");
    QCOMPARE(run.out, QByteArray());
    // What only reads can change nothing.
    const bool isRead =
        arguments.constFirst() == u"list"_s || arguments.constFirst() == u"status"_s;
    QVERIFY2(!isRead || !run.err.contains("changed"), run.err.constData());
}

void TestCliEnds::promise14TellsOfEveryPause()
{
    SandboxOptions options;
    options.answer = 503;
    sandbox(options);
    const CliRun run = m_cli->run(
        with(u"MANAGER"_s, {u"set"_s, u"--server"_s, u"mcp-01hx0jira"_s, u"--type"_s, u"header"_s,
                            u"--env"_s, u"headerValue=SECRET"_s, u"--json"_s}));
    QCOMPARE(run.exitCode, 8);
    QCOMPARE(run.out, QByteArray());
    for (const char *words : {"status 503. Attempt 2 of 3 begins in ",
                              "status 503. Attempt 3 of 3 begins in ", "(attempts: 3)"})
        QCOMPARE(run.err.count(words), 1);
}

void TestCliEnds::validateTellsByItsExitCode()
{
    const QStringList validate{u"validate"_s, u"--json-lines"_s};
    QCOMPARE(m_cli
                 ->run(validate, R"({"subjectId":"a","subjectType":"user","authOverride":)"
                                 R"({"type":"env","apiKey":"k"}})")
                 .exitCode,
             0);
    const CliRun invalid = m_cli->run(validate, "nonsense\n");
    QCOMPARE(invalid.exitCode, 1);
    QCOMPARE(invalid.out, R"({"valid":false,"errors":[{"pointer":"","keyword":"json"}]})"
                          "\n");
}

void TestCliEnds::unreachableKeychainIsTen()
{
    const QStringList whoami{u"whoami"_s, u"--control-plane"_s, sandbox().address()};
    const CliRun nobody = m_cli->run(whoami);
    QCOMPARE(nobody.exitCode, 10);
    QVERIFY(nobody.err.contains("login --control-plane " + sandbox().address().toLatin1()));
    const CliRun login = m_cli->run({u"login"_s, u"--control-plane"_s, sandbox().address()},
                                    SandboxControlPlane::managerToken().toLatin1());
    QCOMPARE(login.exitCode, 10);
    QVERIFY(login.err.contains("No keychain service is running"));
}

void TestCliEnds::lostOutputIsOne_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<bool>("asksControlPlane");
    const QStringList server{u"--server"_s, u"mcp-01hx0jira"_s};
    const QStringList change{u"--type"_s, u"header"_s, u"--env"_s, u"headerValue=SECRET"_s};
    QTest::newRow("--version") << QStringList{u"--version"_s} << false;
    QTest::newRow("help") << QStringList{u"help"_s} << false;
    QTest::newRow("help about a command") << QStringList{u"set"_s, u"--help"_s} << false;
    QTest::newRow("validate") << QStringList{u"validate"_s} << false;
    QTest::newRow("whoami") << QStringList{u"whoami"_s} << true;
    QTest::newRow("list") << QStringList{u"list"_s} + server << true;
    QTest::newRow("list as JSON") << QStringList{u"list"_s, u"--json"_s} + server << true;
    QTest::newRow("status") << QStringList{u"status"_s} + server << true;
    QTest::newRow("set") << QStringList{u"set"_s} + server + change << true;
    QTest::newRow("a dry run") << QStringList{u"set"_s, u"--dry-run"_s} + server + change << true;
    QTest::newRow("remove") << QStringList{u"remove"_s} + server << true;
}

void TestCliEnds::lostOutputIsOne()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const bool, asksControlPlane);
    QProcess process;
    process.setProcessEnvironment(m_cli->environment());
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start(CliProcess::program(),
                  asksControlPlane ? with(u"MANAGER"_s, arguments) : arguments);
    process.closeWriteChannel();
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    const QByteArray words = process.readAllStandardError();
    QVERIFY2(process.exitCode() == 1, words.constData());
    QVERIFY2(words.endsWith("The output could not be written to standard output.\n"),
             words.constData());
}

/// Without it, the next file or connection would get the number of standard output.
void TestCliEnds::closedOutputIsOne()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const bool, asksControlPlane);
    QProcess shell;
    shell.setProcessEnvironment(m_cli->environment());
    shell.start(u"/bin/sh"_s,
                QStringList{u"-c"_s, u"exec \"$0\" \"$@\" >&-"_s, CliProcess::program()} +
                    (asksControlPlane ? with(u"MANAGER"_s, arguments) : arguments));
    shell.closeWriteChannel();
    QTRY_COMPARE(shell.state(), QProcess::NotRunning);
    const QByteArray words = shell.readAllStandardError();
    QVERIFY2(shell.exitCode() == 1, words.constData());
    QVERIFY2(words.endsWith("The output could not be written to standard output.\n"),
             words.constData());
}

void TestCliEnds::argumentsThatAreNotUtf8AreRefused()
{
    // QProcess takes text only, so a shell hands the byte over.
    QProcess shell;
    shell.start(u"/bin/sh"_s, {u"-c"_s, u"exec \"$0\" list --server \"$(printf 's\\351')\""_s,
                               CliProcess::program()});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.exitCode(), 2);
    QVERIFY(shell.readAllStandardError().contains("not valid UTF-8"));
}

void TestCliEnds::interruptEndsCleanly()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    QProcess process;
    process.setProcessEnvironment(m_cli->environment());
    process.start(CliProcess::program(),
                  {u"set"_s, u"--server"_s, u"s"_s, u"--type"_s, u"env"_s, u"--env"_s,
                   u"apiKey=SECRET"_s, u"--token-env"_s, u"MANAGER"_s, u"--control-plane"_s,
                   u"http://127.0.0.1:%1"_s.arg(silent.serverPort())});
    QSignalSpy finished(&process, &QProcess::finished);
    QTRY_VERIFY(silent.hasPendingConnections());
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(finished.wait());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    QCOMPARE(process.readAllStandardError(), QByteArray("Stopped. Nothing was changed.\n"));
}

void TestCliEnds::interruptTellsWhatNobodyKnows_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("set") << QStringList{u"set"_s, u"--type"_s, u"env"_s, u"--env"_s,
                                        u"apiKey=SECRET"_s}
                         << QByteArray("PUT ")
                         << QByteArray("Stopped. The result is unknown: the override may have "
                                       "been set. \"list\" shows it.\n");
    QTest::newRow("remove") << QStringList(u"remove"_s) << QByteArray("DELETE ")
                            << QByteArray("Stopped. The result is unknown: the override may have "
                                          "been removed. \"list\" shows it.\n");
}

void TestCliEnds::interruptTellsWhatNobodyKnows()
{
    QFETCH(const QStringList, command);
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, words);
    bool hasCome = false;
    const ScriptedServer server([&](const ReceivedRequest &request) {
        hasCome |= request.line().startsWith(method);
        if (request.target().contains("/auth?"))
            return Script{httpAnswer("200 OK", "[]")};
        return hasCome ? Script{}
                       : Script{httpAnswer("200 OK", R"({"user":{"tenantName":"t","roles":[],)"
                                                     R"("subject":{"subjectId":"me",)"
                                                     R"("subjectType":"user"}}})")};
    });
    QProcess process;
    process.setProcessEnvironment(m_cli->environment());
    process.start(CliProcess::program(),
                  command + QStringList{u"--server"_s, u"s"_s, u"--token-env"_s, u"MANAGER"_s,
                                        u"--control-plane"_s, server.address().text()});
    QSignalSpy finished(&process, &QProcess::finished);
    QTRY_VERIFY(hasCome);
    // The answer is waited for at first.
    QByteArray said;
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QTRY_VERIFY((said += process.readAllStandardError()).contains("Press Ctrl+C again"));
    QCOMPARE(process.state(), QProcess::Running);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(finished.wait());
    QCOMPARE(process.exitCode(), 130);
    QVERIFY(process.readAllStandardError().endsWith(words));
}

QTEST_GUILESS_MAIN(TestCliEnds)
#include "tst_cliends.moc"
