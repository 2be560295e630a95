// SPDX-License-Identifier: Apache-2.0
#include "tests/app/cli/cliprocess.h"
#include "tests/app/cli/recordingcontrolplane.h"
#include "tests/app/cli/terminal.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <memory>
#include <unistd.h>

using namespace mcpo;
using namespace Qt::StringLiterals;

/// A secret that is typed or pasted at the prompt.
class TestCliPrompt : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void typedSecretIsNotShown_data();
    void typedSecretIsNotShown();
    void controlCLeavesTheTerminalAsItWas();
    void unmarkedPasteOfSeveralLinesIsRefused();
    void closedTerminalSendsNothing();
    void signalThatEndsTheProgramRestoresTheTerminal_data();
    void signalThatEndsTheProgramRestoresTheTerminal();
    void suspendedPromptAsksAgain_data();
    void suspendedPromptAsksAgain();
    void noInputDoesNotAsk();

private:
    QByteArray sentKey();
    void start(const QStringList &more = {});

    CliProcess m_cli;
    RecordingControlPlane m_controlPlane;
    std::unique_ptr<Terminal> m_terminal;
    std::unique_ptr<QProcess> m_process;
};

void TestCliPrompt::init()
{
    m_controlPlane.takeBody();
    m_terminal = std::make_unique<Terminal>();
    m_process = std::make_unique<QProcess>();
}

void TestCliPrompt::start(const QStringList &more)
{
    m_process->setProcessEnvironment(m_cli.environment());
    m_process->setChildProcessModifier([terminal = m_terminal->programEnd()] {
        ::setpgid(0, 0); // as a shell with job control does
        ::dup2(terminal, STDIN_FILENO);
    });
    m_process->start(CliProcess::program(),
                     QStringList{u"set"_s, u"--server"_s, u"s"_s, u"--type"_s, u"env"_s,
                                 u"--stdin"_s, u"apiKey"_s, u"--token-env"_s, u"MANAGER"_s,
                                 u"--control-plane"_s, m_controlPlane.address()} +
                         more);
}

QByteArray TestCliPrompt::sentKey()
{
    const auto body = QJsonDocument::fromJson(m_controlPlane.takeBody().value_or(QByteArray()));
    return body["authOverride"_L1]["apiKey"_L1].toString().toUtf8();
}

void TestCliPrompt::typedSecretIsNotShown_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QString>("sent");
    QTest::newRow("a line") << QByteArray("secret\r") << u"secret"_s;
    QTest::newRow("with mistakes") << QByteArray("wrong\x15secre\xC3\xA4\x7Ft\r") << u"secret"_s;
    QTest::newRow("with words") << QByteArray("two words\x17\x17secret\r") << u"secret"_s;
    QTest::newRow("with cursor keys") << QByteArray("se\x1B[Dcr\x1BOAet\r") << u"secret"_s;
    QTest::newRow("with keys of several parts")
        << QByteArray("se\x1B[1;5Dcr\x1B[3~et\x1B[[A\x1B[15~\r") << u"secret"_s;
    QTest::newRow("with Alt and Ctrl") << QByteArray("sec\x1B\x62ret\x01\r") << u"secret"_s;
    QTest::newRow("pasted in marks") << QByteArray("\x1B[200~sec\x1B[201~ret\r") << u"secret"_s;
    QTest::newRow("pasted with a line break")
        << QByteArray("\x1B[200~secret\r\x1B[201~\r") << u"secret"_s;
    // The usual mode of a terminal would keep 4 095 bytes of it.
    QTest::newRow("20 000 bytes, pasted")
        << QByteArray(20'000, 'x') + '\r' << QString(20'000, u'x');
}

void TestCliPrompt::typedSecretIsNotShown()
{
    QFETCH(QByteArray, typed);
    start();
    QByteArray said;
    QTRY_VERIFY((said += m_process->readAllStandardError()).endsWith("API key: "));
    m_terminal->type(typed);
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QCOMPARE(m_process->exitCode(), 0);
    const auto body = QJsonDocument::fromJson(m_controlPlane.takeBody().value_or(QByteArray()));
    QTEST(body["authOverride"_L1]["apiKey"_L1].toString(), "sent");
    QVERIFY(m_terminal->shows());
    QCOMPARE(m_terminal->shown(), QByteArray());
    QVERIFY(!m_process->readAllStandardError().contains("secret"));
}

void TestCliPrompt::controlCLeavesTheTerminalAsItWas()
{
    start();
    QByteArray said;
    QTRY_VERIFY((said += m_process->readAllStandardError()).endsWith("API key: "));
    QVERIFY(!m_terminal->shows());
    m_terminal->type("half\x03");
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QCOMPARE(m_process->exitCode(), 130);
    QVERIFY(m_terminal->shows());
    QVERIFY(!m_controlPlane.takeBody());
}

void TestCliPrompt::unmarkedPasteOfSeveralLinesIsRefused()
{
    start();
    QByteArray said;
    QTRY_VERIFY((said += m_process->readAllStandardError()).endsWith("API key: "));
    m_terminal->type("first\rsecond\r");
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QCOMPARE(m_process->exitCode(), 3);
    QVERIFY(m_process->readAllStandardError().contains("more than one line"));
    QVERIFY(!m_controlPlane.takeBody());
}

void TestCliPrompt::closedTerminalSendsNothing()
{
    start();
    QByteArray said;
    QTRY_VERIFY((said += m_process->readAllStandardError()).endsWith("API key: "));
    m_terminal->type("half");
    m_terminal->hangUp();
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QCOMPARE(m_process->exitCode(), 3);
    QVERIFY(m_process->readAllStandardError().contains("terminal was closed"));
    QVERIFY(!m_controlPlane.takeBody());
}

void TestCliPrompt::signalThatEndsTheProgramRestoresTheTerminal_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
    QTest::newRow("SIGQUIT") << SIGQUIT;
}

void TestCliPrompt::signalThatEndsTheProgramRestoresTheTerminal()
{
    QFETCH(int, signal);
    start();
    QByteArray said;
    QTRY_VERIFY((said += m_process->readAllStandardError()).endsWith("API key: "));
    ::kill(pid_t(m_process->processId()), signal);
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QCOMPARE(m_process->exitStatus(), QProcess::CrashExit); // by the signal, as elsewhere
    QVERIFY(m_terminal->shows());
    QVERIFY(!m_controlPlane.takeBody());
}

void TestCliPrompt::suspendedPromptAsksAgain_data()
{
    QTest::addColumn<bool>("isByKey");
    QTest::newRow("Ctrl+Z") << true;
    QTest::newRow("SIGTSTP") << false;
}

void TestCliPrompt::suspendedPromptAsksAgain()
{
    QFETCH(bool, isByKey);
    start();
    QByteArray said;
    QTRY_VERIFY((said += m_process->readAllStandardError()).endsWith("API key: "));
    m_terminal->type("half");
    if (isByKey)
        m_terminal->type("\x1A");
    else
        ::kill(pid_t(m_process->processId()), SIGTSTP);
    QTRY_VERIFY(m_terminal->shows());
    ::kill(pid_t(m_process->processId()), SIGCONT);
    QTRY_COMPARE((said += m_process->readAllStandardError()).count("API key: "), 2);
    QVERIFY(!m_terminal->shows());
    m_terminal->type("secret\r");
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QCOMPARE(m_process->exitCode(), 0);
    QCOMPARE(sentKey(), QByteArray("secret"));
}

void TestCliPrompt::noInputDoesNotAsk()
{
    start({u"--no-input"_s});
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QCOMPARE(m_process->exitCode(), 2);
    QVERIFY(m_process->readAllStandardError().contains("Input is required"));
}

QTEST_GUILESS_MAIN(TestCliPrompt)
#include "tst_cliprompt.moc"
