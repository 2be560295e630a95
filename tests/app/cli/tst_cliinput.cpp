// SPDX-License-Identifier: Apache-2.0
#include "app/cli/input.h"
#include "tests/app/cli/cliprocess.h"
#include "tests/app/cli/recordingcontrolplane.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <array>
#include <fcntl.h>
#include <memory>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

/// The two ends of a pipe or a socket; the program gets the one, the test keeps the other.
class Ends
{
public:
    enum class Kind { NonBlockingPipe, Socket };

    explicit Ends(Kind kind)
    {
        if (kind == Kind::Socket
                ? ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, m_ends.data()) != 0
                : ::pipe2(m_ends.data(), O_NONBLOCK | O_CLOEXEC) != 0)
            qFatal("no pipe");
    }
    ~Ends() { close(); }
    Ends(const Ends &) = delete;
    Ends &operator=(const Ends &) = delete;

    int programEnd() const { return m_ends[0]; }
    void write(const QByteArray &bytes) const
    {
        if (::write(m_ends[1], bytes.constData(), std::size_t(bytes.size())) != bytes.size())
            qFatal("cannot write");
    }
    bool isAllRead() const
    {
        int waiting = 0;
        return ::ioctl(m_ends[0], FIONREAD, &waiting) == 0 && waiting == 0;
    }
    /// A socket that is closed with something unread is reset: the other end gets an error.
    void resetSocket()
    {
        if (::write(m_ends[0], "x", 1) != 1)
            qFatal("cannot write");
        close();
    }
    void close()
    {
        if (m_ends[1] >= 0)
            ::close(std::exchange(m_ends[1], -1));
    }

private:
    std::array<int, 2> m_ends{-1, -1};
};

} // namespace

/// A secret is read whole or not at all.
class TestCliInput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void standardInputThatDoesNotBlockIsReadToItsEnd();
    void standardInputThatFailsSendsNothing_data();
    void standardInputThatFailsSendsNothing();
    void validateReportsInputThatFails();
    void errorInTheMiddleIsNotTheEnd();
    void fileThatCannotBeReadSendsNothing_data();
    void fileThatCannotBeReadSendsNothing();

private:
    void start(const QStringList &arguments, const Ends &ends);
    QStringList set(const QStringList &source) const;

    CliProcess m_cli;
    RecordingControlPlane m_controlPlane;
    std::unique_ptr<QProcess> m_process;
};

void TestCliInput::init()
{
    m_controlPlane.takeBody();
    m_process = std::make_unique<QProcess>();
}

void TestCliInput::start(const QStringList &arguments, const Ends &ends)
{
    m_process->setProcessEnvironment(m_cli.environment());
    m_process->setChildProcessModifier([end = ends.programEnd()] { ::dup2(end, STDIN_FILENO); });
    m_process->start(CliProcess::program(), arguments);
    QVERIFY(m_process->waitForStarted());
}

QStringList TestCliInput::set(const QStringList &source) const
{
    return QStringList{u"set"_s, u"--server"_s, u"s"_s, u"--type"_s, u"env"_s} + source +
           QStringList{u"--token-env"_s, u"MANAGER"_s, u"--control-plane"_s,
                       m_controlPlane.address()};
}

void TestCliInput::standardInputThatDoesNotBlockIsReadToItsEnd()
{
    Ends ends(Ends::Kind::NonBlockingPipe);
    ends.write("sk-first-half-");
    start(set({u"--stdin"_s, u"apiKey"_s}), ends);
    QTRY_VERIFY(ends.isAllRead());
    ends.write("second-half\n");
    ends.close();
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QCOMPARE(m_process->exitCode(), 0);
    const auto body = QJsonDocument::fromJson(m_controlPlane.takeBody().value_or(QByteArray()));
    QCOMPARE(body["authOverride"_L1]["apiKey"_L1].toString(), u"sk-first-half-second-half"_s);
}

void TestCliInput::standardInputThatFailsSendsNothing_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString &address = m_controlPlane.address();
    QTest::newRow("set") << set({u"--stdin"_s, u"apiKey"_s});
    QTest::newRow("login") << QStringList{u"login"_s, u"--control-plane"_s, address};
    QTest::newRow("whoami") << QStringList{u"whoami"_s, u"--control-plane"_s, address,
                                           u"--token-file"_s, u"-"_s};
}

void TestCliInput::standardInputThatFailsSendsNothing()
{
    QFETCH(const QStringList, arguments);
    Ends ends(Ends::Kind::Socket);
    ends.write("half-of-a-secret");
    ends.resetSocket();
    start(arguments, ends);
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QCOMPARE(m_process->exitCode(), 3);
    const QByteArray said = m_process->readAllStandardError();
    QVERIFY2(said.contains("Reading failed before the end"), said.constData());
    QVERIFY(!said.contains("half-of"));
    QVERIFY(!m_controlPlane.takeBody());
    QVERIFY(!m_controlPlane.token().contains("half-of"));
}

void TestCliInput::validateReportsInputThatFails()
{
    Ends ends(Ends::Kind::Socket);
    ends.write(R"({"subjectId":"u","subjectType":"user","authOverride":)"
               R"({"type":"env","apiKey":"x"}})");
    ends.resetSocket();
    start({u"validate"_s}, ends);
    QTRY_COMPARE(m_process->state(), QProcess::NotRunning);
    QCOMPARE(m_process->exitCode(), 1);
    QVERIFY(m_process->readAllStandardError().contains("could not be read to its end"));
}

/// Also what failed once and could be read afterwards.
void TestCliInput::errorInTheMiddleIsNotTheEnd()
{
    int calls = 0;
    const Input input = readWhole([&calls](char *data, qint64) -> qint64 {
        *data = 'x';
        return ++calls == 2 ? -1 : (calls < 4 ? 1 : 0);
    });
    QVERIFY(std::holds_alternative<InputProblem>(input));
    QCOMPARE(std::get<InputProblem>(input), InputProblem::Interrupted);
}

void TestCliInput::fileThatCannotBeReadSendsNothing_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("a folder") << u"/proc"_s;
    QTest::newRow("reading fails") << u"/proc/self/mem"_s;
    QTest::newRow("a terminal") << u"/dev/ptmx"_s;
}

void TestCliInput::fileThatCannotBeReadSendsNothing()
{
    QFETCH(const QString, path);
    const CliRun run = m_cli.run(set({u"--file"_s, u"apiKey="_s + path}));
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(!run.err.contains("Must not be empty"), run.err.constData());
    QVERIFY(!m_controlPlane.takeBody());
}

QTEST_GUILESS_MAIN(TestCliInput)
#include "tst_cliinput.moc"
