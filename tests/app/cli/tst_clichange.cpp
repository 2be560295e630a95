// SPDX-License-Identifier: Apache-2.0
#include "models/activity/activitylog.h"
#include "net/sandbox/sandboxcontrolplane.h"
#include "tests/app/cli/cliprocess.h"
#include "tests/app/cli/recordingcontrolplane.h"
#include "tests/app/cli/terminal.h"
#include "tests/support/scriptedserver.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <memory>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

QJsonObject objectOf(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }

/// An override of the subject "va" that another user has set.
constexpr auto anothers = R"({"data":[{"subjectId":"va","subjectType":"virtualaccount",
    "updatedAt":"2026-11-12T14:02:00Z","authData":{},
    "updatedBySubject":{"subjectId":"other","subjectType":"user"}}],"pagination":{"total":1}})";

const QStringList va{u"--subject"_s, u"va"_s, u"--subject-type"_s, u"virtualaccount"_s};
const QStringList setsEnv{u"set"_s, u"--type"_s, u"env"_s, u"--env"_s, u"apiKey=SECRET"_s};

} // namespace

/// What "set" and "remove" say, ask and write down about a change.
class TestCliChange : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void tellsWhatItDid();
    void dryRunTellsWhatItWouldDo();
    void dryRunFindsWhatIsWrong_data();
    void dryRunFindsWhatIsWrong();
    void asksBeforeItTakesOver_data();
    void asksBeforeItTakesOver();
    void interruptedQuestionChangesNothing();
    void asksForTheHostOnProduction_data();
    void asksForTheHostOnProduction();
    void writesDownWhatItChanged();
    void writesDownNothingWhereThatIsOff();
    void writesDownThatAResultIsUnknown();
    void saysThatTheActivityCannotBeWritten();

private:
    CliRun run(const QStringList &arguments);
    QStringList at(const QString &address, const QStringList &arguments) const;
    void startOnTerminal(const QStringList &arguments);
    QByteArray said();
    QList<ActivityEntry> activity() const;

    std::unique_ptr<CliProcess> m_cli;
    std::unique_ptr<SandboxControlPlane> m_sandbox;
    std::unique_ptr<Terminal> m_terminal;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_said;
};

void TestCliChange::init()
{
    m_cli = std::make_unique<CliProcess>();
    m_sandbox = std::make_unique<SandboxControlPlane>(SandboxOptions());
    if (const auto error = m_sandbox->start())
        qFatal("%s", qUtf8Printable(*error));
}

void TestCliChange::cleanup()
{
    m_process = nullptr;
    m_terminal = nullptr;
    QVERIFY(!m_cli->hasLeaked());
}

QStringList TestCliChange::at(const QString &address, const QStringList &arguments) const
{
    return arguments + QStringList{u"--control-plane"_s, address, u"--token-env"_s, u"MANAGER"_s};
}

CliRun TestCliChange::run(const QStringList &arguments)
{
    return m_cli->run(at(m_sandbox->address(), arguments));
}

void TestCliChange::startOnTerminal(const QStringList &arguments)
{
    m_said.clear();
    m_terminal = std::make_unique<Terminal>();
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(m_cli->environment());
    m_process->setChildProcessModifier(
        [terminal = m_terminal->programEnd()] { ::dup2(terminal, STDIN_FILENO); });
    m_process->start(CliProcess::program(), arguments);
}

QByteArray TestCliChange::said() { return m_said += m_process->readAllStandardError(); }

QList<ActivityEntry> TestCliChange::activity() const
{
    return ActivityLog(m_cli->activityFile()).read().entries;
}

void TestCliChange::tellsWhatItDid()
{
    const QStringList target{u"--server"_s, u"mcp-01hx0jira"_s,  u"--subject"_s,
                             u"user-3"_s,   u"--subject-type"_s, u"user"_s};
    const QStringList set =
        QStringList{u"set"_s, u"--type"_s, u"header"_s, u"--env"_s, u"headerValue=SECRET"_s} +
        target;
    const QStringList remove = QStringList{u"remove"_s} + target;
    const auto resultOf = [this](const QStringList &command) {
        const CliRun json = run(command + QStringList{u"--json"_s});
        return json.exitCode == 0 ? objectOf(json.out).value("result"_L1).toString() : QString();
    };
    QCOMPARE(resultOf(remove), u"none"_s);
    QCOMPARE(resultOf(set), u"created"_s);
    QCOMPARE(resultOf(set), u"replaced"_s);
    QCOMPARE(resultOf(remove), u"removed"_s);
    QVERIFY(run(set).out.contains("\nresult\tcreated\n"));

    // Where the list cannot be read, what was set before is unknown.
    ScriptedServer server([](const ReceivedRequest &request) -> Script {
        if (request.target().endsWith("/session"))
            return {httpAnswer("200 OK", R"({"user":{"subject":{"subjectId":"me",)"
                                         R"("subjectType":"user"}}})")};
        if (request.target().contains("/auth?"))
            return {httpAnswer("404 Not Found", "{}")};
        return {httpAnswer("200 OK", "{}")};
    });
    const CliRun unknown = m_cli->run(at(server.address().text(), set + QStringList{u"--json"_s}));
    QVERIFY2(unknown.exitCode == 0, unknown.err.constData());
    QVERIFY(objectOf(unknown.out).value("result"_L1).isNull());
}

void TestCliChange::dryRunTellsWhatItWouldDo()
{
    RecordingControlPlane recording;
    const QStringList target = QStringList{u"--server"_s, u"s"_s} + va;
    const auto wouldBe = [&](const QStringList &command) {
        const CliRun dry = m_cli->run(
            at(recording.address(), command + target + QStringList{u"--dry-run"_s, u"--json"_s}));
        return dry.exitCode == 0 ? objectOf(dry.out).value("result"_L1).toString()
                                 : QString::fromUtf8(dry.err);
    };
    QCOMPARE(wouldBe(setsEnv), u"created"_s);
    QCOMPARE(wouldBe({u"remove"_s}), u"none"_s);
    recording.setOverrides(anothers);
    QCOMPARE(wouldBe(setsEnv + QStringList{u"--take-over"_s}), u"replaced"_s);
    QCOMPARE(wouldBe({u"remove"_s, u"--take-over"_s}), u"removed"_s);

    const CliRun text = m_cli->run(at(
        recording.address(), QStringList{u"remove"_s, u"--dry-run"_s, u"--take-over"_s} + target));
    QVERIFY(text.out.startsWith("DELETE " + recording.address().toLatin1()));
    QVERIFY(text.out.contains("\"authSource\": \"auth-override\""));
    QVERIFY2(text.err.contains("this would remove the override of “va”"), text.err.constData());
    QCOMPARE(recording.changes(), 0);
    QVERIFY(activity().isEmpty());
}

void TestCliChange::dryRunFindsWhatIsWrong_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("token");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("words");
    const QString jira = u"mcp-01hx0jira"_s;
    QTest::newRow("no such server")
        << u"nowhere"_s << u"user-3"_s << u"MANAGER"_s << 7 << QByteArray("“nowhere”");
    QTest::newRow("no such subject")
        << jira << u"user-nobody"_s << u"MANAGER"_s << 7 << QByteArray("“user-nobody”");
    QTest::newRow("not a manager")
        << jira << u"user-3"_s << u"USER_17"_s << 6 << QByteArray("Manager role");
}

void TestCliChange::dryRunFindsWhatIsWrong()
{
    QFETCH(const QString, server);
    QFETCH(const QString, subject);
    QFETCH(const QString, token);
    QFETCH(const int, exitCode);
    QFETCH(const QByteArray, words);
    const QStringList target{
        u"--server"_s,       server,    u"--subject"_s,       subject,
        u"--subject-type"_s, u"user"_s, u"--control-plane"_s, m_sandbox->address(),
        u"--token-env"_s,    token,     u"--dry-run"_s};
    const QStringList set{u"set"_s, u"--type"_s, u"header"_s, u"--env"_s, u"headerValue=SECRET"_s};
    const CliRun dry = m_cli->run(set + target);
    QVERIFY2(dry.exitCode == exitCode, dry.err.constData());
    QVERIFY2(dry.err.contains(words), dry.err.constData());
    QVERIFY(dry.out.isEmpty());
    QVERIFY(!dry.err.contains("Request ID: none"));
}

void TestCliChange::asksBeforeItTakesOver_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("set, yes") << setsEnv << QByteArray("y\n") << 0;
    QTest::newRow("set, Return") << setsEnv << QByteArray("\n") << 3;
    QTest::newRow("set, another word") << setsEnv << QByteArray("yess\n") << 3;
    QTest::newRow("remove, yes") << QStringList{u"remove"_s} << QByteArray("YES\n") << 0;
    QTest::newRow("remove, the end of the input")
        << QStringList{u"remove"_s} << QByteArray("\x04") << 3;
}

void TestCliChange::asksBeforeItTakesOver()
{
    QFETCH(const QStringList, command);
    QFETCH(const QByteArray, typed);
    QFETCH(const int, exitCode);
    RecordingControlPlane recording;
    recording.setOverrides(anothers);
    startOnTerminal(at(recording.address(), command + QStringList{u"--server"_s, u"s"_s} + va));
    QTRY_VERIFY2(said().endsWith(" it? [y/N] "), m_said.constData());
    QVERIFY2(m_said.contains(" by other on "), m_said.constData()); // whose override it is
    QCOMPARE(recording.changes(), 0);
    m_terminal->type(typed);
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QVERIFY2(m_process->exitCode() == exitCode, said().constData());
    QCOMPARE(recording.changes(), exitCode == 0 ? 1 : 0);
}

void TestCliChange::interruptedQuestionChangesNothing()
{
    RecordingControlPlane recording;
    recording.setOverrides(anothers);
    startOnTerminal(at(recording.address(), setsEnv + QStringList{u"--server"_s, u"s"_s} + va));
    QTRY_VERIFY2(said().endsWith(" it? [y/N] "), m_said.constData());
    QCOMPARE(::kill(static_cast<pid_t>(m_process->processId()), SIGINT), 0);
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QCOMPARE(m_process->exitCode(), 130);
    QVERIFY2(said().endsWith("Stopped. Nothing was changed.\n"), m_said.constData());
    QCOMPARE(recording.changes(), 0);
}

void TestCliChange::asksForTheHostOnProduction_data()
{
    QTest::addColumn<QStringList>("command");
    QTest::addColumn<QString>("typed"); // %1: the host
    QTest::addColumn<int>("exitCode");
    QTest::newRow("set, the host") << setsEnv << u"%1\n"_s << 0;
    QTest::newRow("set, yes") << setsEnv << u"yes\n"_s << 3;
    QTest::newRow("remove, the host") << QStringList{u"remove"_s} << u"%1\n"_s << 0;
    QTest::newRow("remove, Return") << QStringList{u"remove"_s} << u"\n"_s << 3;
}

void TestCliChange::asksForTheHostOnProduction()
{
    QFETCH(const QStringList, command);
    QFETCH(const QString, typed);
    QFETCH(const int, exitCode);
    RecordingControlPlane recording;
    m_cli->writePreset("controlPlane=" + recording.address().toUtf8() + "\nproduction=true");
    startOnTerminal(at(recording.address(), command + QStringList{u"--server"_s, u"s"_s} + va));
    const QString host = recording.address().sliced(QStringLiteral("http://").size());
    QTRY_VERIFY2(said().endsWith("Type " + host.toUtf8() + " to continue: "), m_said.constData());
    QVERIFY(m_said.contains("is marked as production."));
    QVERIFY(recording.token().isEmpty()); // asked before anything else
    m_terminal->type(typed.contains(u'%') ? typed.arg(host).toUtf8() : typed.toUtf8());
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QVERIFY2(m_process->exitCode() == exitCode, said().constData());
    QCOMPARE(recording.changes(), exitCode == 0 ? 1 : 0);
}

void TestCliChange::writesDownWhatItChanged()
{
    const QStringList target{u"--server"_s, u"mcp-01hx0jira"_s,  u"--subject"_s,
                             u"user-3"_s,   u"--subject-type"_s, u"user"_s};
    QCOMPARE(
        run(QStringList{u"set"_s, u"--type"_s, u"header"_s, u"--env"_s, u"headerValue=SECRET"_s} +
            target)
            .exitCode,
        0);
    QCOMPARE(run(QStringList{u"remove"_s} + target).exitCode, 0);
    const QList<ActivityEntry> entries = activity();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries.at(0).action, ActivityEntry::Action::Set);
    QCOMPARE(entries.at(0).outcome, u"saved"_s);
    QCOMPARE(entries.at(0).controlPlane, m_sandbox->address());
    QCOMPARE(entries.at(0).serverName, u"jira-cloud"_s);
    QCOMPARE(entries.at(0).credentialType, u"header"_s);
    QCOMPARE(entries.at(1).action, ActivityEntry::Action::Remove);
    QCOMPARE(entries.at(1).outcome, u"removed"_s);
    QCOMPARE(entries.at(1).subject, (Subject{u"user-3"_s, u"user"_s}));
}

void TestCliChange::writesDownNothingWhereThatIsOff()
{
    m_cli->writePreset("activity=false");
    const CliRun removal = run({u"remove"_s, u"--server"_s, u"mcp-01hx0jira"_s});
    QVERIFY2(removal.exitCode == 0, removal.err.constData());
    QVERIFY(!QFileInfo::exists(m_cli->activityFile()));
}

void TestCliChange::writesDownThatAResultIsUnknown()
{
    bool hasCome = false;
    ScriptedServer server([&hasCome](const ReceivedRequest &request) -> Script {
        if (request.line().startsWith("PUT ")) {
            hasCome = true;
            return {};
        }
        return {httpAnswer("200 OK", request.target().endsWith("/session")
                                         ? R"({"user":{"subject":{"subjectId":"me",)"
                                           R"("subjectType":"user"}}})"
                                         : R"({"data":[]})")};
    });
    startOnTerminal(at(server.address().text(), setsEnv + QStringList{u"--server"_s, u"s"_s} + va));
    QTRY_VERIFY2(hasCome, said().constData());
    QCOMPARE(::kill(static_cast<pid_t>(m_process->processId()), SIGTERM), 0);
    QTRY_VERIFY(said().contains("Press Ctrl+C again"));
    QVERIFY(activity().isEmpty());
    QCOMPARE(::kill(static_cast<pid_t>(m_process->processId()), SIGTERM), 0);
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QCOMPARE(activity().size(), 1);
    QCOMPARE(activity().constFirst().outcome, u"unknown"_s);
}

void TestCliChange::saysThatTheActivityCannotBeWritten()
{
    const QString file = m_cli->activityFile();
    QVERIFY(QDir().mkpath(file)); // a folder of that name
    const CliRun removal = run({u"remove"_s, u"--server"_s, u"mcp-01hx0jira"_s});
    QVERIFY2(removal.exitCode == 0, removal.err.constData()); // the change itself was made
    QVERIFY2(removal.err.contains(file.toUtf8()), removal.err.constData());
}

QTEST_GUILESS_MAIN(TestCliChange)
#include "tst_clichange.moc"
