// SPDX-License-Identifier: Apache-2.0
// The main job as a person with a screen reader does it: the real window, found control by control
// on the accessibility bus, the real keyring and a sandbox in a process of its own.

#include "tests/support/noticedaemon.h"
#include "tests/system/closewindow.h"
#include "tests/system/windowhands.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace mcpo;

/// A sandbox in a process of its own, and what it prints for whoever wants to sign in.
class SandboxProgram
{
public:
    ~SandboxProgram()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }

    void start(const QStringList &arguments = {})
    {
        m_process.start(QStringLiteral(MCPO_BIN_DIR "/mcp-override-sandbox"), arguments);
        QString output;
        const QRegularExpression anAddress(u"http://127\\.0\\.0\\.1:\\d+"_s);
        const QRegularExpression token(u"eyJ[\\w.-]+"_s);
        QTRY_VERIFY_WITH_TIMEOUT((output += QString::fromUtf8(m_process.readAllStandardOutput()),
                                  token.match(output).hasMatch()),
                                 15000);
        address = anAddress.match(output).captured();
        managerToken = token.match(output).captured();
        QVERIFY(!address.isEmpty());
    }

    QString address;
    QString managerToken;

private:
    QProcess m_process;
};

class TestEndToEnd : public QObject
{
    Q_OBJECT

private:
    SandboxProgram m_sandbox;
    QProcess m_window;

    void startWindow() { startWindow({u"--control-plane"_s, m_sandbox.address}); }
    void startWindow(const QStringList &arguments)
    {
        m_window.start(QStringLiteral(MCPO_BIN_DIR "/mcp-override"), arguments);
        QVERIFY(m_window.waitForStarted());
    }

    void stopWindow()
    {
        m_window.terminate();
        if (!m_window.waitForFinished(5000))
            m_window.kill();
        m_window.waitForFinished();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(qEnvironmentVariableIsSet("MCPO_PRIVATE_DESKTOP"),
                 "This test uses a keyring. Run it by \"./dev test\", which brings one.");
        m_sandbox.start();
    }

    void cleanup() { stopWindow(); }

    void signsInSetsAnOverrideAndIsRemembered()
    {
        startWindow();
        const auto controlPlane = field(u"Control plane"_s);
        QVERIFY(controlPlane);
        QCOMPARE(controlPlane->text(), m_sandbox.address);
        QVERIFY(type(u"Access token"_s, m_sandbox.managerToken));
        QVERIFY(press(u"Sign in"_s));
        QVERIFY(says(u"Account"_s, u"admin@example.com"_s));

        QVERIFY(press(u"New override\u2026"_s));
        QVERIFY(type(u"MCP server"_s, u"mcp-01hx0jira"_s));
        QVERIFY(type(u"Subject"_s, u"user-17"_s));
        QVERIFY(type(u"Header value"_s, u"an example value"_s));
        QVERIFY(press(u"Set override"_s));
        QVERIFY(says(u"Status"_s, u"authenticated by this override"_s));

        // The second start finds the token in the keyring.
        stopWindow();
        startWindow();
        QVERIFY(says(u"Account"_s, u"admin@example.com"_s));
        QVERIFY(!Accessible::root().find(u"Access token"_s));
    }

    void sandboxLeavesNoProfile()
    {
        QFile settings(qEnvironmentVariable("XDG_CONFIG_HOME") +
                       u"/mcp-override/mcp-override.conf"_s);
        QVERIFY(settings.open(QIODevice::ReadOnly)); // written by the test before
        const QByteArray before = settings.readAll();
        QVERIFY(before.contains("signedIn=true"));
        startWindow({u"--sandbox"_s});
        QVERIFY(press(u"Manager"_s));
        QVERIFY(press(u"Sign in"_s));
        QVERIFY(says(u"Account"_s, u"admin@example.com"_s));
        stopWindow();
        settings.close();
        QVERIFY(settings.open(QIODevice::ReadOnly));
        QCOMPARE(settings.readAll(), before);
    }

    void explainsARefusalInADialog()
    {
        startWindow();
        QVERIFY(says(u"Account"_s, u"admin@example.com"_s));
        QVERIFY(press(u"New override\u2026"_s));
        QVERIFY(type(u"MCP server"_s, u"mcp-missing"_s));
        QVERIFY(type(u"Subject"_s, u"user-17"_s));
        QVERIFY(type(u"Header value"_s, u"an example value"_s));
        QVERIFY(press(u"Set override"_s));
        QVERIFY(control(u"Server or subject not found"_s, u"dialog"_s));
        QVERIFY(control(u"There is no MCP server with the ID \u201Cmcp-missing\u201D. It may "
                        "have been "
                        "removed."_s));
        QVERIFY(press(u"Close"_s));
        QCOMPARE(field(u"MCP server"_s)->text(), u"mcp-missing"_s);
    }

    void tellsTheDesktopWhatEndedUnwatched()
    {
        // Setting an override is three answers, one after the other.
        SandboxProgram slow;
        slow.start({u"--latency"_s, u"2000"_s});
        const NoticeDaemon daemon;
        startWindow({u"--control-plane"_s, slow.address});
        QVERIFY(type(u"Access token"_s, slow.managerToken));
        QVERIFY(press(u"Sign in"_s));
        QVERIFY(press(u"New override\u2026"_s));
        QVERIFY(type(u"MCP server"_s, u"mcp-01hx0jira"_s));
        QVERIFY(type(u"Subject"_s, u"user-17"_s));
        QVERIFY(type(u"Header value"_s, u"an example value"_s));
        QVERIFY(press(u"Set override"_s));
        // Whoever uses assistive technology only has given no window the focus.
        QTRY_COMPARE_WITH_TIMEOUT(daemon.shown(), 1U, 60'000);
        daemon.choose();
        QTRY_VERIFY(windowHasFocus("MCP Override"));
        QTRY_COMPARE(daemon.shown(), 0U);
        const QList<ShownNotice> history = daemon.history();
        QCOMPARE(history.size(), 1);
        QCOMPARE(history.constFirst().text, u"The override was set."_s);
    }
};

QTEST_GUILESS_MAIN(TestEndToEnd)
#include "tst_endtoend.moc"
