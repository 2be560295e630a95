// SPDX-License-Identifier: Apache-2.0
#include "tests/app/cli/cliprocess.h"
#include "tests/app/cli/recordingcontrolplane.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <termios.h>
#include <thread>
#include <unistd.h>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

/// A terminal: what is written to it is typed, and what it shows can be read.
class Terminal
{
public:
    Terminal()
    {
        if (::grantpt(m_person) != 0 || ::unlockpt(m_person) != 0)
            qFatal("no pseudo-terminal");
        m_program = ::open(::ptsname(m_person), O_RDWR | O_NOCTTY);
    }
    ~Terminal()
    {
        ::close(m_person);
        ::close(m_program);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    int programEnd() const { return m_program; }

    /// From a thread of its own: a terminal takes only as much as is read from it.
    void type(const QByteArray &text) const
    {
        std::thread([this, &text] {
            qsizetype written = 0;
            while (written < text.size())
                written += std::max<ssize_t>(
                    ::write(m_person, text.constData() + written, size_t(text.size() - written)),
                    0);
        }).join();
    }

    bool shows() const
    {
        termios modes{};
        return ::tcgetattr(m_program, &modes) == 0 && (modes.c_lflag & ECHO) != 0;
    }

    QByteArray shown() const
    {
        ::fcntl(m_person, F_SETFL, O_NONBLOCK);
        QByteArray text(4096, 0);
        const ssize_t count = ::read(m_person, text.data(), size_t(text.size()));
        return count > 0 ? text.first(count) : QByteArray();
    }

private:
    int m_person = ::posix_openpt(O_RDWR | O_NOCTTY);
    int m_program = -1;
};

} // namespace

/// A secret that is typed or pasted at the prompt.
class TestCliPrompt : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void typedSecretIsNotShown_data();
    void typedSecretIsNotShown();
    void controlCLeavesTheTerminalAsItWas();
    void noInputDoesNotAsk();

private:
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
    m_process->setChildProcessModifier(
        [terminal = m_terminal->programEnd()] { ::dup2(terminal, STDIN_FILENO); });
    m_process->start(CliProcess::program(),
                     QStringList{u"set"_s, u"--server"_s, u"s"_s, u"--type"_s, u"env"_s,
                                 u"--stdin"_s, u"apiKey"_s, u"--token-env"_s, u"MANAGER"_s,
                                 u"--control-plane"_s, m_controlPlane.address()} +
                         more);
}

void TestCliPrompt::typedSecretIsNotShown_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QString>("sent");
    QTest::newRow("a line") << QByteArray("secret\r") << u"secret"_s;
    QTest::newRow("with mistakes") << QByteArray("wrong\x15secre\xC3\xA4\x7Ft\r") << u"secret"_s;
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

void TestCliPrompt::noInputDoesNotAsk()
{
    start({u"--no-input"_s});
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QCOMPARE(m_process->exitCode(), 2);
    QVERIFY(m_process->readAllStandardError().contains("--no-input forbids to ask"));
}

QTEST_GUILESS_MAIN(TestCliPrompt)
#include "tst_cliprompt.moc"
