// SPDX-License-Identifier: Apache-2.0
// The window and the command line of one person, with the real keyring.

#include "net/sandbox/sandboxcontrolplane.h"
#include "tests/app/cli/cliprocess.h"
#include "tests/system/closewindow.h"
#include "tests/system/windowhands.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace mcpo;

class TestTwoPrograms : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void windowEndsItsSessionWhenTheCommandLineSignsOut();
};

void TestTwoPrograms::windowEndsItsSessionWhenTheCommandLineSignsOut()
{
    QVERIFY2(qEnvironmentVariableIsSet("MCPO_PRIVATE_DESKTOP"),
             "This test uses a keyring. Run it by \"./dev test\", which brings one.");
    SandboxControlPlane sandbox;
    QVERIFY(!sandbox.start());
    CliProcess cli;
    cli.setVariable(u"DBUS_SESSION_BUS_ADDRESS"_s,
                    qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"));
    const CliRun login = cli.run({u"login"_s, u"--control-plane"_s, sandbox.address()},
                                 SandboxControlPlane::managerToken().toLatin1());
    QVERIFY2(login.exitCode == 0, login.err.constData());

    QProcess window;
    window.setProcessEnvironment(cli.environment());
    window.start(QStringLiteral(MCPO_BIN_DIR "/mcp-override"), {});
    QVERIFY(window.waitForStarted());
    QVERIFY(says(u"Account"_s, u"admin@example.com"_s));
    QVERIFY(says(u"Token"_s, u"Token in the keychain"_s));
    QVERIFY(press(u"New override\u2026"_s));
    QVERIFY(type(u"MCP server"_s, u"mcp-01hx0jira"_s));
    QVERIFY(type(u"Subject"_s, u"user-17"_s));
    QVERIFY(type(u"Header value"_s, u"an example value"_s));

    // The person turns to a terminal, and comes back.
    QVERIFY(focusNothing());
    const CliRun logout = cli.run({u"logout"_s});
    QVERIFY2(logout.exitCode == 0, logout.err.constData());
    QVERIFY(focusWindow("MCP Override"));
    QVERIFY(says(u"Status"_s, u"Signed out by the command line."_s));
    QVERIFY(says(u"Account"_s, u"Sign in\u2026"_s));
    QVERIFY(says(u"Token"_s, u"Not signed in"_s));
    QCOMPARE(field(u"MCP server"_s)->text(), u"mcp-01hx0jira"_s);
    QCOMPARE(field(u"Subject"_s)->text(), u"user-17"_s);

    // What was typed is complete: it needs nothing but a sign-in.
    QVERIFY(press(u"Account"_s));
    QVERIFY(type(u"Access token"_s, SandboxControlPlane::managerToken()));
    QVERIFY(press(u"Sign in"_s));
    QVERIFY(says(u"Account"_s, u"admin@example.com"_s));
    QVERIFY(press(u"Set override"_s));
    QVERIFY(says(u"Status"_s, u"authenticated by this override"_s));
    window.terminate();
    if (!window.waitForFinished())
        window.kill();
    window.waitForFinished();
}

QTEST_GUILESS_MAIN(TestTwoPrograms)
#include "tst_twoprograms.moc"
