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
    void productionNeedsAnExplicitYes();
    void presetCannotBeOverridden();
    void presetProposesAControlPlane();
    void presetKeepsTokensInTheKeychain();
    void presetManagesTheCaFile_data();
    void presetManagesTheCaFile();
    void whoamiListsThePreset();
    void unusablePresetIsSaid_data();
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
    const CliRun signedOut = m_cli->run({u"whoami"_s});
    QCOMPARE(signedOut.exitCode, 10);
    QVERIFY(signedOut.err.contains("Nobody is signed in"));
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
    const QStringList remove{u"remove"_s,  u"--server"_s,       u"mcp-01hx0jira"_s, u"--subject"_s,
                             u"user-17"_s, u"--subject-type"_s, u"user"_s};
    const QStringList admin{u"--profile"_s, u"admin"_s};
    // With and without the address the last used one acts, and is named.
    for (const QStringList &whoami : {QStringList(u"whoami"_s), at({u"whoami"_s}, *m_sandbox)}) {
        const CliRun run = m_cli->run(whoami);
        QVERIFY(run.out.contains("subjectId\tuser-17\n"));
        QVERIFY2(run.err.contains("Using the account that was used last"), run.err.constData());
    }
    // What changes something does not choose.
    const CliRun guess = m_cli->run(at(remove, *m_sandbox));
    QCOMPARE(guess.exitCode, 2);
    QVERIFY2(guess.err.contains("Several accounts are signed in"), guess.err.constData());
    QCOMPARE(m_cli->run(remove + admin).exitCode, 0);

    const CliRun logout = m_cli->run(at({u"logout"_s}, *m_sandbox));
    QCOMPARE(logout.exitCode, 0);
    QVERIFY2(logout.err.contains("Signed out: "), logout.err.constData());
    QVERIFY2(logout.err.contains("Still signed in: "), logout.err.constData());
    // The other account does not act in its place.
    for (const QStringList &after : {QStringList(u"whoami"_s), at({u"whoami"_s}, *m_sandbox),
                                     remove, at(remove, *m_sandbox)}) {
        const CliRun run = m_cli->run(after);
        QCOMPARE(run.exitCode, 10);
        QVERIFY2(run.err.contains("--profile"), run.err.constData());
    }
    QVERIFY(m_cli->run(QStringList(u"whoami"_s) + admin).out.contains("subjectId\tadmin\n"));
    QCOMPARE(m_cli->run({u"logout"_s, u"--all"_s}).exitCode, 0);
    QCOMPARE(m_cli->run(QStringList(u"whoami"_s) + admin).exitCode, 10);
}

void TestCliKeychain::productionNeedsAnExplicitYes()
{
    m_cli->writePreset("controlPlane=" + m_sandbox->address().toUtf8() + "\nproduction=true");
    QCOMPARE(m_cli->run({u"login"_s}, m_manager).exitCode, 0);
    const QStringList remove{u"remove"_s,  u"--server"_s,       u"mcp-01hx0jira"_s, u"--subject"_s,
                             u"user-17"_s, u"--subject-type"_s, u"user"_s};
    // There is no terminal to ask at.
    const CliRun refused = m_cli->run(remove);
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.err.contains("is marked as production"), refused.err.constData());
    QCOMPARE(m_cli->run(remove + QStringList(u"--yes"_s)).exitCode, 2);
    QCOMPARE(m_cli->run(at(remove + QStringList(u"--yes"_s), *m_sandbox)).exitCode, 0);
    QCOMPARE(m_cli->run({u"whoami"_s}).exitCode, 0); // reading is not asked about
    QCOMPARE(m_cli->run({u"logout"_s}).exitCode, 0);
}

void TestCliKeychain::presetCannotBeOverridden()
{
    m_cli->writePreset("controlPlane=" + m_sandbox->address().toUtf8());
    SandboxControlPlane other;
    QVERIFY(!other.start());
    for (const QString &command : {u"login"_s, u"whoami"_s, u"logout"_s}) {
        const CliRun elsewhere = m_cli->run(at({command}, other), m_manager);
        QCOMPARE(elsewhere.exitCode, 2);
        QVERIFY2(elsewhere.err.contains("Your administrator allows only the control plane "),
                 elsewhere.err.constData());
    }
    QVERIFY(!m_cli->hasWrittenSettings());
    // The address need not be said.
    QCOMPARE(m_cli->run({u"login"_s}, m_manager).exitCode, 0);
    QVERIFY(m_cli->run({u"whoami"_s}).out.contains("subjectId\tadmin\n"));
    QCOMPARE(m_cli->run({u"logout"_s}).exitCode, 0);
}

void TestCliKeychain::presetProposesAControlPlane()
{
    const QByteArray user = SandboxControlPlane::userToken().toLatin1();
    m_cli->writePreset("controlPlane=" + m_sandbox->address().toUtf8() + "\nfixed=false");
    SandboxControlPlane other;
    QVERIFY(!other.start());
    const CliRun signedOut = m_cli->run({u"whoami"_s});
    QCOMPARE(signedOut.exitCode, 10);
    QVERIFY2(signedOut.err.contains("login --control-plane " + m_sandbox->address().toUtf8()),
             signedOut.err.constData());
    // Another one can be used, and is the last used one then.
    QCOMPARE(m_cli->run(at({u"login"_s}, other), user).exitCode, 0);
    QVERIFY(m_cli->run({u"whoami"_s}).out.contains("subjectId\tuser-17\n"));
    // A new token never goes there on a guess: it is meant for the one that is proposed.
    const CliRun login = m_cli->run({u"login"_s}, m_manager);
    QVERIFY2(login.exitCode == 0, login.err.constData());
    QVERIFY(m_cli->run(at({u"whoami"_s}, *m_sandbox)).out.contains("subjectId\tadmin\n"));
    QCOMPARE(m_cli->run({u"logout"_s}).exitCode, 0);
    QCOMPARE(m_cli->run(at({u"logout"_s}, other)).exitCode, 0);
}

void TestCliKeychain::presetKeepsTokensInTheKeychain()
{
    m_cli->writePreset("controlPlane=" + m_sandbox->address().toUtf8() +
                       "\nhiddenFeatures=token-without-keychain");
    const QString file = m_cli->fileOf(m_manager);
    const QList<QStringList> elsewhere{{u"--token-file"_s, file}, {u"--token-env"_s, u"MANAGER"_s}};
    for (const QStringList &option : elsewhere) {
        const CliRun refused = m_cli->run(QStringList{u"whoami"_s} + option);
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.err.contains(option.constFirst().toUtf8() +
                                      ": Turned off by your administrator: tokens outside the "
                                      "keychain. Sign in with \"mcp-override-cli login\"."),
                 refused.err.constData());
        QCOMPARE(refused.out, QByteArray());
    }
    // What is refused is not recommended either.
    const CliRun signedOut = m_cli->run({u"whoami"_s});
    QCOMPARE(signedOut.exitCode, 10);
    QVERIFY2(!signedOut.err.contains("--token-file"), signedOut.err.constData());
    // A file is as good as standard input for a sign-in, which keeps the token in the keychain.
    QCOMPARE(m_cli->run({u"login"_s, u"--token-file"_s, file}).exitCode, 0);
    QCOMPARE(m_cli->run({u"whoami"_s}).exitCode, 0);
    QCOMPARE(m_cli->run({u"logout"_s}).exitCode, 0);
}

void TestCliKeychain::presetManagesTheCaFile_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QString>("named");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QByteArray>("why");
    const QByteArray managed = "caFile=/nowhere/example-ca.pem";
    const QByteArray hidden = "hiddenFeatures=own-ca-file";
    const QString other = u"/nowhere/other.pem"_s;
    QTest::newRow("another than the managed one")
        << managed << other << 2
        << QByteArray("--ca-file: Your administrator allows only the CA file "
                      "“/nowhere/example-ca.pem”.");
    QTest::newRow("none instead of the managed one")
        << managed << QString() << 2 << QByteArray("--ca-file: Your administrator allows only ");
    // It is used, and there is none.
    QTest::newRow("the managed one")
        << managed << u"/nowhere/example-ca.pem"_s << 3 << QByteArray("/nowhere/example-ca.pem");
    QTest::newRow("own file where that is hidden")
        << hidden << other << 2
        << QByteArray("--ca-file: Turned off by your administrator: your own CA files.");
    QTest::newRow("none where that is hidden") << hidden << QString() << 0 << QByteArray();
    QTest::newRow("own file where nothing is managed")
        << QByteArray("activity=false") << other << 3 << QByteArray("/nowhere/other.pem");
}

void TestCliKeychain::presetManagesTheCaFile()
{
    QFETCH(const QByteArray, lines);
    QFETCH(const QString, named);
    QFETCH(const QByteArray, why);
    m_cli->writePreset("controlPlane=" + m_sandbox->address().toUtf8() + '\n' + lines);
    const CliRun run =
        m_cli->run({u"whoami"_s, u"--token-env"_s, u"MANAGER"_s, u"--ca-file"_s, named});
    QTEST(run.exitCode, "exitCode");
    QVERIFY2(run.err.contains(why), run.err.constData());
}

void TestCliKeychain::whoamiListsThePreset()
{
    m_cli->writePreset("controlPlane=" + m_sandbox->address().toUtf8() +
                       "\nname=Example\nactivity=false\nhiddenFeatures=links, export");
    const QByteArray said = "Settings managed by your administrator:\n"
                            "  Control plane: " +
                            m_sandbox->address().toUtf8() +
                            "\n"
                            "    No other control plane is allowed.\n"
                            "  Name: Example\n"
                            "  Activity: Not recorded on this computer.\n"
                            "  Turned off: export of tables\n"
                            "    links that fill in the form\n"
                            "  Set in: " +
                            m_cli->presetFile().toUtf8() + '\n';
    const CliRun signedOut = m_cli->run({u"whoami"_s});
    QVERIFY2(signedOut.err.startsWith(said), signedOut.err.constData());
    const QStringList token{u"--token-env"_s, u"MANAGER"_s};
    const CliRun signedIn = m_cli->run(QStringList{u"whoami"_s} + token);
    QCOMPARE(signedIn.exitCode, 0);
    QCOMPARE(signedIn.err, said);
    QVERIFY(!signedIn.out.contains("managed"));
    // Other commands only do what they are for.
    const CliRun list =
        m_cli->run(QStringList{u"list"_s, u"--server"_s, u"mcp-01hx0jira"_s} + token);
    QCOMPARE(list.exitCode, 0);
    QVERIFY2(!list.err.contains("managed"), list.err.constData());
}

void TestCliKeychain::unusablePresetIsSaid_data()
{
    QTest::addColumn<QByteArray>("lines");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("an address") << QByteArray("controlPlane=http://cp.example.com")
                                << QByteArray(
                                       "\u201Chttp://cp.example.com\u201D is not a valid address.");
    QTest::newRow("a feature") << QByteArray("hiddenFeatures=exprot")
                               << QByteArray("The feature \u201Cexprot\u201D is unknown.");
    QTest::newRow("a line") << QByteArray("controlPlane") << QByteArray("are not valid.");
}

void TestCliKeychain::unusablePresetIsSaid()
{
    QFETCH(const QByteArray, lines);
    QFETCH(const QByteArray, said);
    m_cli->writePreset(lines);
    const CliRun run = m_cli->run({u"whoami"_s});
    QCOMPARE(run.exitCode, 2); // none is known
    QVERIFY2(run.err.contains(said), run.err.constData());
    QVERIFY(run.err.contains("Contact your administrator."));
}

QTEST_GUILESS_MAIN(TestCliKeychain)
#include "tst_clikeychain.moc"
