// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxcontrolplane.h"
#include "tests/app/cli/cliprocess.h"

#include <QTest>

#include <memory>

using namespace mcpo;
using namespace Qt::StringLiterals;

/// Signing in and out by the real program, with a real keyring.
class TestCliKeychain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void signedInAccountIsUsedUntilSignedOut();
    void eachControlPlaneHasItsOwnAccount();
    void neverGuessesWhereATokenGoes();
    void wrongTokenIsNotKept();
    void tokenFileIsAsGoodAsStandardInput();
    void cleanedTokenIsKept();
    void twoAccountsOfOneControlPlane();
    void presetCannotBeOverridden();
    void unusablePresetIsSaid();

private:
    QStringList at(const QStringList &arguments, const SandboxControlPlane &sandbox) const
    {
        return arguments + QStringList{u"--control-plane"_s, sandbox.address()};
    }

    std::unique_ptr<CliProcess> m_cli;
    std::unique_ptr<SandboxControlPlane> m_sandbox;
    QByteArray m_manager = SandboxControlPlane::managerToken().toLatin1();
};

void TestCliKeychain::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("MCPO_PRIVATE_DESKTOP"),
             "runs only inside tests/support/with-desktop, so that no person's keyring is touched");
}

void TestCliKeychain::init()
{
    m_cli = std::make_unique<CliProcess>();
    const QString bus = u"DBUS_SESSION_BUS_ADDRESS"_s;
    m_cli->setVariable(bus, qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"));
    m_sandbox = std::make_unique<SandboxControlPlane>();
    QVERIFY(!m_sandbox->start());
}

void TestCliKeychain::cleanup() { QVERIFY(!m_cli->hasLeaked()); }

void TestCliKeychain::signedInAccountIsUsedUntilSignedOut()
{
    const CliRun login = m_cli->run(at({u"login"_s}, *m_sandbox), m_manager + '\n');
    QVERIFY2(login.exitCode == 0, login.err.constData());
    QVERIFY(login.err.contains("(admin)."));
    QVERIFY(login.err.contains("in the keychain of this system"));
    QCOMPARE(login.out, QByteArray());

    const CliRun whoami = m_cli->run({u"whoami"_s});
    QCOMPARE(whoami.exitCode, 0);
    QVERIFY(whoami.out.contains("subjectId\tadmin\n"));
    const QStringList set{u"set"_s,    u"--server"_s, u"mcp-01hx0jira"_s,     u"--type"_s,
                          u"header"_s, u"--env"_s,    u"headerValue=SECRET"_s};
    QCOMPARE(m_cli->run(set).exitCode, 0);

    QCOMPARE(m_cli->run({u"logout"_s}).exitCode, 0);
    const CliRun nobody = m_cli->run({u"whoami"_s});
    QCOMPARE(nobody.exitCode, 10);
    QVERIFY(nobody.err.contains("Nobody is signed in"));
    QCOMPARE(m_cli->run({u"logout"_s}).exitCode, 0);
}

void TestCliKeychain::eachControlPlaneHasItsOwnAccount()
{
    SandboxControlPlane other;
    QVERIFY(!other.start());
    const QByteArray user = SandboxControlPlane::userToken().toLatin1();
    QCOMPARE(m_cli->run(at({u"login"_s}, *m_sandbox), m_manager).exitCode, 0);
    QCOMPARE(m_cli->run(at({u"login"_s}, other), user).exitCode, 0);

    QVERIFY(m_cli->run({u"whoami"_s}).out.contains("subjectId\tuser-17\n"));
    QVERIFY(m_cli->run(at({u"whoami"_s}, *m_sandbox)).out.contains("subjectId\tadmin\n"));
    QCOMPARE(m_cli->run(at({u"logout"_s}, *m_sandbox)).exitCode, 0);
    QCOMPARE(m_cli->run(at({u"whoami"_s}, *m_sandbox)).exitCode, 10);
    QCOMPARE(m_cli->run({u"whoami"_s}).exitCode, 0);
    QCOMPARE(m_cli->run({u"logout"_s}).exitCode, 0);
}

void TestCliKeychain::neverGuessesWhereATokenGoes()
{
    QCOMPARE(m_cli->run(at({u"login"_s}, *m_sandbox), m_manager).exitCode, 0);
    const CliRun login = m_cli->run({u"login"_s}, m_manager);
    QCOMPARE(login.exitCode, 2);
    QVERIFY2(login.err.contains("--control-plane"), login.err.constData());
    QCOMPARE(m_cli->run({u"logout"_s}).exitCode, 0);
}

void TestCliKeychain::wrongTokenIsNotKept()
{
    const CliRun login = m_cli->run(at({u"login"_s}, *m_sandbox), "wrong-token");
    QCOMPARE(login.exitCode, 5);
    QVERIFY(!m_cli->hasWrittenSettings());
}

void TestCliKeychain::tokenFileIsAsGoodAsStandardInput()
{
    const QString path = m_cli->fileOf(m_manager);
    const CliRun login = m_cli->run(at({u"login"_s, u"--token-file"_s, path}, *m_sandbox));
    QCOMPARE(login.exitCode, 0);
    QCOMPARE(m_cli->run({u"whoami"_s}).exitCode, 0);
    QCOMPARE(m_cli->run({u"logout"_s}).exitCode, 0);
}

void TestCliKeychain::cleanedTokenIsKept()
{
    const CliRun login =
        m_cli->run(at({u"login"_s}, *m_sandbox), "  Bearer " + m_manager + " \r\n\r\n");
    QCOMPARE(login.exitCode, 0);
    QVERIFY(login.err.contains("Will be used without: "));
    QCOMPARE(m_cli->run({u"whoami"_s}).exitCode, 0);
    QCOMPARE(m_cli->run({u"logout"_s}).exitCode, 0);
}

void TestCliKeychain::twoAccountsOfOneControlPlane()
{
    const QByteArray user = SandboxControlPlane::userToken().toLatin1();
    QCOMPARE(m_cli->run(at({u"login"_s}, *m_sandbox), m_manager).exitCode, 0);
    QCOMPARE(m_cli->run(at({u"login"_s}, *m_sandbox), user).exitCode, 0);
    QVERIFY(m_cli->run({u"whoami"_s}).out.contains("subjectId\tuser-17\n"));
    QCOMPARE(m_cli->run({u"logout"_s}).exitCode, 0);
    // Nobody becomes somebody else without saying so; the address asks for whoever is left.
    QCOMPARE(m_cli->run({u"whoami"_s}).exitCode, 10);
    QVERIFY(m_cli->run(at({u"whoami"_s}, *m_sandbox)).out.contains("subjectId\tadmin\n"));
    QCOMPARE(m_cli->run(at({u"logout"_s}, *m_sandbox)).exitCode, 0);
    QCOMPARE(m_cli->run(at({u"whoami"_s}, *m_sandbox)).exitCode, 10);
}

void TestCliKeychain::presetCannotBeOverridden()
{
    m_cli->writePreset("controlPlane=" + m_sandbox->address().toUtf8());
    SandboxControlPlane other;
    QVERIFY(!other.start());
    for (const QString &command : {u"login"_s, u"whoami"_s, u"logout"_s}) {
        const CliRun elsewhere = m_cli->run(at({command}, other), m_manager);
        QCOMPARE(elsewhere.exitCode, 2);
        QVERIFY2(elsewhere.err.contains("This computer is set up for "), elsewhere.err.constData());
    }
    QVERIFY(!m_cli->hasWrittenSettings());
    // The address need not be said.
    QCOMPARE(m_cli->run({u"login"_s}, m_manager).exitCode, 0);
    QVERIFY(m_cli->run({u"whoami"_s}).out.contains("subjectId\tadmin\n"));
    QCOMPARE(m_cli->run({u"logout"_s}).exitCode, 0);
}

void TestCliKeychain::unusablePresetIsSaid()
{
    m_cli->writePreset("controlPlane=http://cp.example.com");
    const CliRun run = m_cli->run({u"whoami"_s});
    QCOMPARE(run.exitCode, 2); // none is known
    QVERIFY2(run.err.contains("\"http://cp.example.com\" is no usable address"),
             run.err.constData());
}

QTEST_GUILESS_MAIN(TestCliKeychain)
#include "tst_clikeychain.moc"
