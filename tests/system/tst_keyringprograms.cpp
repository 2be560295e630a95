// SPDX-License-Identifier: Apache-2.0
#include "models/session/profilestore.h"
#include "net/sandbox/sandboxcontrolplane.h"
#include "tests/system/closewindow.h"
#include "tests/system/keychainchild.h"
#include "tests/system/privatekeyring.h"
#include "ui/words/keychainwords.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <csignal>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Service = PrivateKeyring::Service;
using Prompter = PrivateKeyring::Prompter;

constexpr int stallAfter = 60'000; // ms

/// One of the programs in an environment of its own. The sandbox of this process answers meanwhile.
class Program
{
public:
    Program(const QString &name, const QProcessEnvironment &environment,
            const QStringList &arguments, const QByteArray &input = {})
    {
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(MCPO_BIN_DIR "/") + name, arguments);
        m_process.write(input);
        m_process.closeWriteChannel();
        if (!m_process.waitForStarted())
            qFatal("%s does not start", qPrintable(name));
    }

    bool says(const QString &words)
    {
        return QTest::qWaitFor(
            [&] {
                m_words += QString::fromUtf8(m_process.readAllStandardError());
                return m_words.contains(words);
            },
            stallAfter);
    }
    /// Does nothing to one that has ended: its id, 0, would mean everybody here.
    void send(int signal)
    {
        if (const auto id = static_cast<pid_t>(m_process.processId()); id > 0)
            ::kill(id, signal);
    }
    /// -1: it crashed, or did not end.
    int exitCode()
    {
        const bool isOver = QTest::qWaitFor(
            [this] { return m_process.state() == QProcess::NotRunning; }, stallAfter);
        m_words += QString::fromUtf8(m_process.readAllStandardError());
        return isOver && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    const QString &words() const { return m_words; }

private:
    QProcess m_process;
    QString m_words;
};

const QString cli = u"mcp-override-cli"_s;
const QString window = u"mcp-override"_s;

/// A person's computer with a keyring, and somebody who has signed in.
struct Computer {
    explicit Computer(Prompter prompter = Prompter::None, Service service = Service::GnomeKeyring)
        : keyring(service, prompter)
        , environment(keyring.environment())
    {
        environment.insert(u"DISPLAY"_s, qEnvironmentVariable("DISPLAY"));
    }

    QString settingsFile() const
    {
        return environment.value(u"XDG_CONFIG_HOME"_s) + "/mcp-override/mcp-override.conf"_L1;
    }
    QByteArray settings() const
    {
        QFile file(settingsFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void setSettings(const QByteArray &content) const
    {
        QDir().mkpath(environment.value(u"XDG_CONFIG_HOME"_s) + "/mcp-override"_L1);
        QFile file(settingsFile());
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("No settings");
    }

    PrivateKeyring keyring;
    QProcessEnvironment environment;
};

} // namespace

/// The programs that people run, with real keyrings in trouble.
class TestKeyringPrograms : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void promise8TellsTheTroublesApart();
    void promise7WaitsVisiblyAndCanBeStopped();
    void noInputDoesNotWaitForALockedKeyring();
    void promise7GoesOnWhenThePersonUnlocks();
    void promise11CommandsEndAtAnyMoment();
    void promise11WindowClosesAtAnyMoment_data();
    void promise11WindowClosesAtAnyMoment();
    void promise12HasNoPlainTextFallback_data();
    void promise12HasNoPlainTextFallback();

private:
    bool logIn(const Computer &computer)
    {
        Program login(cli, computer.environment,
                      {u"login"_s, u"--control-plane"_s, m_sandbox.address()},
                      SandboxControlPlane::managerToken().toLatin1());
        return login.exitCode() == 0;
    }
    /// What "whoami" says about the keychain; fails the test unless it gives up because of that.
    QString troubleOn(const Computer &computer)
    {
        const QByteArray before = computer.settings();
        Program whoami(cli, computer.environment, {u"whoami"_s});
        constexpr int keychain = 10;
        if (const int code = whoami.exitCode(); code != keychain)
            qFatal("It ended with %d: %s", code, qPrintable(whoami.words()));
        if (computer.settings() != before)
            qFatal("It has forgotten the profile");
        return whoami.words().trimmed();
    }

    SandboxControlPlane m_sandbox;
};

void TestKeyringPrograms::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIntValue("MCPO_PRIVATE_DESKTOP") == 1,
             "Run this test within tests/support/with-desktop.");
    QVERIFY(!m_sandbox.start());
}

void TestKeyringPrograms::promise8TellsTheTroublesApart()
{
    Computer computer;
    QVERIFY(logIn(computer));
    const auto words = [](VaultState state) { return describe(VaultAnswer{state, {}, {}}); };

    Computer forbidden(Prompter::None, Service::Forbidden);
    forbidden.setSettings(computer.settings());
    const QString denied = troubleOn(forbidden);
    QVERIFY2(denied.startsWith(words(VaultState::Denied)), qPrintable(denied));

    Computer without(Prompter::None, Service::None);
    without.setSettings(computer.settings());
    const QString unavailable = troubleOn(without);
    QCOMPARE(unavailable, words(VaultState::Unavailable));

    Computer unmade;
    unmade.keyring.deleteCollection();
    Program login(cli, unmade.environment, {u"login"_s, u"--control-plane"_s, m_sandbox.address()},
                  SandboxControlPlane::managerToken().toLatin1());
    constexpr int keychain = 10;
    QCOMPARE(login.exitCode(), keychain);
    const QString unmadeWords = login.words().trimmed();
    QCOMPARE(unmadeWords, words(VaultState::NoKeyring));

    computer.keyring.freeze();
    const QString silent = troubleOn(computer);
    QCOMPARE(silent, words(VaultState::TimedOut));
    computer.keyring.thaw();

    computer.keyring.lock();
    const QString locked = troubleOn(computer);
    QCOMPARE(locked, words(VaultState::Locked));
    computer.keyring.kill();

    Computer spoilt;
    QVERIFY(logIn(spoilt));
    spoilt.keyring.overwriteEntries("something else");
    const QString damaged = troubleOn(spoilt);
    QCOMPARE(damaged, words(VaultState::Damaged));

    Computer other;
    other.setSettings(spoilt.settings());
    const QString absent = troubleOn(other);
    QVERIFY2(absent.startsWith(u"Nobody is signed in to "_s), qPrintable(absent));

    const QStringList all{denied, unavailable, unmadeWords, silent, locked, damaged, absent};
    QCOMPARE(QSet<QString>(all.cbegin(), all.cend()).size(), all.size());
    for (const QString &one : {denied, unavailable, silent, locked})
        QVERIFY2(!one.contains(u"sign"_s, Qt::CaseInsensitive), qPrintable(one));
}

void TestKeyringPrograms::promise7WaitsVisiblyAndCanBeStopped()
{
    Computer computer(Prompter::Silent);
    QVERIFY(logIn(computer));
    computer.keyring.lock();
    const QByteArray before = computer.settings();
    const QString address = m_sandbox.address();
    constexpr int stopped = 130;
    for (const QString &command : {u"whoami"_s, u"logout"_s, u"login"_s}) {
        Program program(cli, computer.environment, {command, u"--control-plane"_s, address},
                        SandboxControlPlane::managerToken().toLatin1());
        QVERIFY2(program.says(waitingForKeyring()), qPrintable(program.words()));
        program.send(SIGINT);
        QCOMPARE(program.exitCode(), stopped);
        QVERIFY2(program.words().contains(u"Stopped."_s), qPrintable(program.words()));
        QCOMPARE(computer.settings(), before);
    }
}

/// Nothing unlocks it: the command would wait until it is stopped.
void TestKeyringPrograms::noInputDoesNotWaitForALockedKeyring()
{
    Computer computer(Prompter::Silent);
    QVERIFY(logIn(computer));
    computer.keyring.lock();
    const QByteArray before = computer.settings();
    constexpr int keychain = 10;
    for (const QString &command : {u"whoami"_s, u"logout"_s, u"login"_s}) {
        Program program(cli, computer.environment,
                        {command, u"--no-input"_s, u"--control-plane"_s, m_sandbox.address()},
                        SandboxControlPlane::managerToken().toLatin1());
        const int code = program.exitCode();
        QVERIFY2(code == keychain, qPrintable(program.words()));
        QVERIFY2(program.words().contains(describe(VaultAnswer{VaultState::Locked, {}, {}})),
                 qPrintable(program.words()));
        if (command == "whoami"_L1)
            QVERIFY(program.words().contains(u"--token-env"_s));
    }
    QCOMPARE(computer.settings(), before);
}

void TestKeyringPrograms::promise7GoesOnWhenThePersonUnlocks()
{
    Computer computer(Prompter::Unlocks);
    QVERIFY(logIn(computer));
    computer.keyring.lock();
    Program whoami(cli, computer.environment, {u"whoami"_s});
    QCOMPARE(whoami.exitCode(), 0);
    QVERIFY2(whoami.words().contains(waitingForKeyring()), qPrintable(whoami.words()));
    computer.keyring.lock();
    Program logout(cli, computer.environment, {u"logout"_s});
    QCOMPARE(logout.exitCode(), 0);
    QCOMPARE(computer.keyring.entries(), 0);
}

void TestKeyringPrograms::promise11CommandsEndAtAnyMoment()
{
    Computer computer;
    QVERIFY(logIn(computer));
    for (const bool isFrozen : {false, true}) {
        for (const int signal : {SIGINT, SIGTERM, SIGKILL}) {
            for (const QString &command : {u"whoami"_s, u"login"_s}) {
                if (isFrozen)
                    computer.keyring.freeze();
                Program program(cli, computer.environment,
                                {command, u"--control-plane"_s, m_sandbox.address()},
                                SandboxControlPlane::managerToken().toLatin1());
                QTest::qWait(QRandomGenerator::global()->bounded(80));
                program.send(signal);
                const int code = program.exitCode();
                // A signal before it was taken over, or that cannot be, ends a program as such.
                QVERIFY2(code == 130 || code == 0 || code == -1, QByteArray::number(code));
                QVERIFY2(!program.words().contains(u"terminate called"_s),
                         qPrintable(program.words()));
                computer.keyring.thaw();
            }
        }
    }
    // The keyring has taken no harm, and neither has the token.
    Program whoami(cli, computer.environment, {u"whoami"_s});
    QCOMPARE(whoami.exitCode(), 0);
}

void TestKeyringPrograms::promise11WindowClosesAtAnyMoment_data()
{
    QTest::addColumn<bool>("isFrozen");
    QTest::addColumn<bool>("isLocked");
    QTest::newRow("while the keyring is frozen") << true << false;
    QTest::newRow("while it waits to be unlocked") << false << true;
    QTest::newRow("while it works") << false << false;
}

void TestKeyringPrograms::promise11WindowClosesAtAnyMoment()
{
    QFETCH(const bool, isFrozen);
    QFETCH(const bool, isLocked);
    Computer computer(Prompter::Silent);
    QVERIFY(logIn(computer));
    if (isLocked)
        computer.keyring.lock();
    if (isFrozen)
        computer.keyring.freeze();
    for (const int after : {0, 100, 600}) {
        // The server learns of the end of a program some time after others do.
        QVERIFY(QTest::qWaitFor([] { return !windowIsShown("MCP Override"); }, stallAfter));
        Program program(window, computer.environment, {});
        QVERIFY(QTest::qWaitFor([] { return windowIsShown("MCP Override"); }, stallAfter));
        QTest::qWait(after);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(closeWindow("MCP Override"));
        QCOMPARE(program.exitCode(), 0);
        qInfo("%s, after %d ms: ended within %lld ms", QTest::currentDataTag(), after,
              timer.elapsed());
    }
}

void TestKeyringPrograms::promise12HasNoPlainTextFallback_data()
{
    QTest::addColumn<QString>("program");
    QTest::newRow("window") << window;
    QTest::newRow("command line") << cli;
}

void TestKeyringPrograms::promise12HasNoPlainTextFallback()
{
    QFETCH(const QString, program);
    QProcess readelf;
    readelf.start(u"readelf"_s, {u"-W"_s, u"--dyn-syms"_s, u"--symbols"_s,
                                 QStringLiteral(MCPO_BIN_DIR "/") + program});
    QVERIFY(readelf.waitForFinished(stallAfter));
    QCOMPARE(readelf.exitCode(), 0);
    const QByteArray symbols = readelf.readAllStandardOutput();
    // What else of the library is used shows that this is where it would stand.
    QVERIFY(symbols.contains("QKeychain15ReadPasswordJob"));
    QVERIFY(symbols.contains("QKeychain3Job13setAutoDelete"));
    QVERIFY(!symbols.contains("setInsecureFallback"));
    QFile file(QStringLiteral(MCPO_BIN_DIR "/") + program);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("setInsecureFallback")); // nor looked up by name
}

} // namespace mcpo

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (const std::optional<int> status = mcpo::runAsHelper(QCoreApplication::arguments()))
        return *status;
    mcpo::TestKeyringPrograms test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_keyringprograms.moc"
