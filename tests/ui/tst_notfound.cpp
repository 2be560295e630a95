// SPDX-License-Identifier: Apache-2.0
// What the window says about a 404, on the real network: the address or the control plane's age.
#include "net/controlplaneclient.h"
#include "tests/support/faketokenvault.h"
#include "tests/support/ownsettings.h"
#include "tests/support/scriptedserver.h"
#include "tests/ui/sandbox.h"
#include "tests/ui/windowbench.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

Script notFound() { return {httpAnswer("404 Not Found", "<html>404 Not Found</html>")}; }

/// The first control planes had neither a session nor a list of overrides.
Script answerOfFirstVersion(const ReceivedRequest &request)
{
    const bool isServerList = request.target().split('?').constFirst().endsWith("/mcp");
    return isServerList ? Script{httpAnswer("200 OK", R"({"data":[{"id":"mcp-1","name":"jira"}]})")}
                        : notFound();
}

struct Fakes {
    OwnSettings settings; // the activity goes where the environment says
    ControlPlaneClient client;
    FakeTokenVault vault{FakeTokenVault::Mode::InMemory};
};

struct Bench : Fakes, WindowBench {
    explicit Bench(const ControlPlaneAddress &address)
        : WindowBench(client, vault, std::chrono::milliseconds(0))
    {
        session.signIn({address, SandboxControlPlane::managerToken()},
                       TokenStorage::ThisSessionOnly);
    }

    static bool says(QWidget &widget, const QString &words)
    {
        const bool isSaid =
            QTest::qWaitFor([&] { return find::visibleText(widget).contains(words); });
        if (!isSaid)
            qWarning("It says: %s", qPrintable(find::visibleText(widget)));
        return isSaid;
    }
};

} // namespace

class TestNotFound : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void blamesTheAddressWhereThereIsNoControlPlane_data();
    void blamesTheAddressWhereThereIsNoControlPlane();
    void blamesTheControlPlaneWhereItDoesNotListOverrides();
};

void TestNotFound::blamesTheAddressWhereThereIsNoControlPlane_data()
{
    QTest::addColumn<bool>("isOtherProgram");
    QTest::newRow("a wrong path") << false;
    QTest::newRow("another program") << true;
}

void TestNotFound::blamesTheAddressWhereThereIsNoControlPlane()
{
    QFETCH(const bool, isOtherProgram);
    const Sandbox sandbox;
    ScriptedServer other(notFound());
    Bench bench(isOtherProgram ? other.address()
                               : addressOf(sandbox.controlPlane.address() + "/wrong"_L1));
    QDialog *dialog = nullptr;
    QTRY_VERIFY(dialog = find::dialog(u"Sign in to a control plane"_s));
    QVERIFY(Bench::says(*dialog, u"No control plane was found at this address."_s));
    QVERIFY(!bench.session.isSignedIn());
}

void TestNotFound::blamesTheControlPlaneWhereItDoesNotListOverrides()
{
    ScriptedServer firstVersion(answerOfFirstVersion);
    Bench bench(firstVersion.address());
    QTRY_VERIFY(bench.session.isSignedIn());
    bench.browser.chooseServer(u"mcp-1"_s);
    QVERIFY(Bench::says(bench.window, u"this control plane does not list overrides"_s));
    QVERIFY(!find::visibleText(bench.window).contains(u"address"_s));
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestNotFound)
#include "tst_notfound.moc"
