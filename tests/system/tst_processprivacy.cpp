// SPDX-License-Identifier: Apache-2.0
// Who may look into the running programs, and what they leave behind when they crash.

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdlib>

#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace
{

constexpr uid_t nobody = 65534;

/// What another process of the same user is told when it wants to look into @p pid.
struct Look {
    bool canRead = false;   ///< /proc/PID/mem
    bool canAttach = false; ///< as a debugger does
};

/// Looks from a process of its own, which gives up being root first.
Look lookAsSameUser(pid_t pid)
{
    const pid_t other = fork();
    if (other == 0) {
        if (getuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0))
            _exit(4);
        QFile memory(u"/proc/%1/mem"_s.arg(pid));
        const int read = memory.open(QIODevice::ReadOnly) ? 1 : 0;
        const int attached = ptrace(PTRACE_SEIZE, pid, nullptr, nullptr) == 0 ? 2 : 0;
        _exit(read | attached);
    }
    int status = 0;
    waitpid(other, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 3)
        qFatal("Cannot become another user");
    return {(WEXITSTATUS(status) & 1) != 0, (WEXITSTATUS(status) & 2) != 0};
}

} // namespace

class TestProcessPrivacy : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    QProcess m_process;

    /// As an ordinary user, where the test is root, and with cores allowed.
    void start(const QString &program, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        // Of another user: neither may be used.
        environment.remove(u"DBUS_SESSION_BUS_ADDRESS"_s);
        for (const QString &name : {u"HOME"_s, u"XDG_RUNTIME_DIR"_s, u"XDG_CONFIG_HOME"_s,
                                    u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s, u"TMPDIR"_s})
            environment.insert(name, m_home.path());
        m_process.setProcessEnvironment(environment);
        m_process.setWorkingDirectory(m_home.path());
        m_process.setChildProcessModifier([] {
            const rlimit unlimited{RLIM_INFINITY, RLIM_INFINITY};
            setrlimit(RLIMIT_CORE, &unlimited);
            if (getuid() == 0 && (setgid(nobody) != 0 || setuid(nobody) != 0))
                _exit(127);
        });
        m_process.start(program, arguments);
        QVERIFY(m_process.waitForStarted());
    }

    pid_t pid() const { return static_cast<pid_t>(m_process.processId()); }

    /// A process that has not come to its own first line can still be looked into.
    static bool isShutSoon(pid_t pid)
    {
        return QTest::qWaitFor(
            [pid] {
                const Look look = lookAsSameUser(pid);
                return !look.canRead && !look.canAttach;
            },
            20'000);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        if (getuid() == 0)
            QCOMPARE(chown(m_home.path().toLocal8Bit().constData(), nobody, nobody), 0);
    }

    void cleanup()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    void promise2LetsNobodyReadMemory_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("window") << MCPO_BIN_DIR "/mcp-override" << QStringList{u"--sandbox"_s};
        QTest::newRow("command line")
            << MCPO_BIN_DIR "/mcp-override-cli"
            << QStringList{u"validate"_s}; // goes on as long as standard input does
    }

    void promise2LetsNobodyReadMemory()
    {
        QFETCH(const QString, program);
        QFETCH(const QStringList, arguments);
        start(program, arguments);
        QVERIFY(isShutSoon(pid()));
        QCOMPARE(m_process.state(), QProcess::Running);
    }

    /// What shows that the test above would notice.
    void otherProgramsCanBeLookedInto()
    {
        start(u"sleep"_s, {u"100"_s});
        QVERIFY(lookAsSameUser(pid()).canRead);
    }

    void promise2WritesNoCore_data() { promise2LetsNobodyReadMemory_data(); }

    void promise2WritesNoCore()
    {
        QFETCH(const QString, program);
        QFETCH(const QStringList, arguments);
        start(program, arguments);
        QVERIFY(isShutSoon(pid()));
        QFile limits(u"/proc/%1/limits"_s.arg(pid()));
        if (limits.open(QIODevice::ReadOnly)) // root only, as everything there
            QVERIFY(limits.readAll().contains("Max core file size        0                    0"));
        kill(pid(), SIGABRT);
        QVERIFY(m_process.waitForFinished());
        QCOMPARE(m_process.exitStatus(), QProcess::CrashExit);
        QCOMPARE(QDir(m_home.path()).entryList({u"core*"_s}, QDir::Files), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestProcessPrivacy)
#include "tst_processprivacy.moc"
