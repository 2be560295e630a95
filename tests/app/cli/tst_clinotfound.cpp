// SPDX-License-Identifier: Apache-2.0
// What the command line says about a 404: which of the address, the server, the subject and the
// control plane's age is the cause.
#include "net/sandbox/sandboxcontrolplane.h"
#include "tests/app/cli/cliprocess.h"
#include "tests/support/scriptedserver.h"

#include <QTest>

#include <array>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

constexpr auto jira = "mcp-01hx0jira"_L1;
constexpr auto html = "<html><head><title>404 Not Found</title></head></html>";

/// The calls that the first control planes had. Their own 404 is a page of HTML.
Script answerOfFirstVersion(const ReceivedRequest &request)
{
    const QByteArray path = request.target().split('?').constFirst();
    if (request.line().startsWith("GET ") && path == "/api/svc/v1/mcp")
        return {httpAnswer("200 OK", R"({"data":[{"id":"mcp-01hx0jira","name":"jira-cloud"}]})")};
    if (request.line().startsWith("PUT ") && path == "/api/svc/v1/mcp/mcp-01hx0jira/auth")
        return {httpAnswer("200 OK")};
    return {httpAnswer("404 Not Found", html)};
}

enum class Place { ControlPlane, WrongPath, OtherProgram, Older, FirstVersion };

} // namespace

class TestCliNotFound : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesTheCause_data();
    void namesTheCause();
};

void TestCliNotFound::namesTheCause_data()
{
    QTest::addColumn<Place>("place");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("cause");
    const QByteArray noControlPlane = "No control plane was found at this address";
    const QByteArray noServer = "There is no MCP server with the ID “mcp-nowhere”";
    const QByteArray noSubject = "there is no subject with the ID “user-nobody”";
    const QByteArray noStatus = "does not report how a subject is authenticated";
    const QByteArray noList = "does not list overrides";
    const auto row = [](const char *name, Place place, const QStringList &arguments, int code,
                        const QByteArray &cause) {
        QTest::newRow(name) << place << arguments << code << cause;
    };
    const QStringList server{u"--server"_s, jira};
    const QStringList nowhere{u"--server"_s, u"mcp-nowhere"_s};
    const QStringList subject{u"--subject"_s, u"user-17"_s, u"--subject-type"_s, u"user"_s};
    const QStringList nobody{u"--subject"_s, u"user-nobody"_s, u"--subject-type"_s, u"user"_s};
    const QStringList list{u"list"_s};
    const QStringList status{u"status"_s};
    const QStringList remove{u"remove"_s};
    const QStringList whoami{u"whoami"_s};
    const QStringList set{u"set"_s, u"--type"_s, u"header"_s, u"--env"_s, u"headerValue=SECRET"_s};

    for (const Place place : {Place::WrongPath, Place::OtherProgram}) {
        const QLatin1StringView name =
            place == Place::WrongPath ? "a wrong path"_L1 : "another program"_L1;
        const auto rowHere = [&](const char *command, const QStringList &arguments,
                                 const QByteArray &cause) {
            row(qPrintable(u"%1 at %2"_s.arg(QLatin1StringView(command), name)), place, arguments,
                7, cause);
        };
        rowHere("whoami", whoami, noControlPlane);
        rowHere("set", set + server + subject, noControlPlane);
        rowHere("remove", remove + server + subject, noControlPlane);
        rowHere("status of the caller", status + server, noControlPlane);
        // These ask about the server first, so the ID may be as wrong as the address.
        rowHere("list", list + server, "Check the address of the control plane");
        rowHere("status", status + server + subject, "Check the address of the control plane");
    }
    row("list of an unknown server", Place::ControlPlane, list + nowhere, 7, noServer);
    row("status on an unknown server", Place::ControlPlane, status + nowhere + subject, 7,
        noServer);
    row("set on an unknown server", Place::ControlPlane, set + nowhere + subject, 7, noServer);
    row("remove on an unknown server", Place::ControlPlane, remove + nowhere + subject, 7,
        noServer);
    row("a name in place of the ID", Place::ControlPlane,
        QStringList{u"list"_s, u"--server"_s, u"jira-cloud"_s}, 7,
        "“jira-cloud” is the name of an MCP server. Its ID is “mcp-01hx0jira”");
    row("status of an unknown subject", Place::ControlPlane, status + server + nobody, 7,
        noSubject);
    row("set for an unknown subject", Place::ControlPlane, set + server + nobody, 7, noSubject);
    row("status on an older control plane", Place::Older, status + server + subject, 7,
        noStatus + ". It may be too old. \"mcp-override-cli list\" shows whether an override "
                   "exists.");
    row("status on the first version", Place::FirstVersion, status + server + subject, 7, noStatus);
    row("status on an unknown server of an older one", Place::Older, status + nowhere + subject, 7,
        noServer);
    row("status on an unknown server of the first version", Place::FirstVersion,
        status + nowhere + subject, 7, noServer);
    row("list on the first version", Place::FirstVersion, list + server, 7, noList);
    row("list of an unknown server of the first version", Place::FirstVersion, list + nowhere, 7,
        noServer);
    row("remove on the first version", Place::FirstVersion, remove + server + subject, 7, noList);
    row("remove on an unknown server of the first version", Place::FirstVersion,
        remove + nowhere + subject, 7, noServer);
    row("whoami on an older control plane", Place::Older, whoami, 0, {});
    row("whoami on the first version", Place::FirstVersion, whoami, 0, {});
    row("list on an older control plane", Place::Older, list + server, 0, {});
    row("set on the first version", Place::FirstVersion, set + server + subject, 0, {});
}

void TestCliNotFound::namesTheCause()
{
    QFETCH(const Place, place);
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, cause);
    SandboxControlPlane sandbox({.isOlder = place == Place::Older});
    QVERIFY(!sandbox.start());
    ScriptedServer other([place](const ReceivedRequest &request) {
        return place == Place::FirstVersion ? answerOfFirstVersion(request)
                                            : Script{httpAnswer("404 Not Found", html)};
    });
    const bool isScripted = place == Place::OtherProgram || place == Place::FirstVersion;
    const QString address = isScripted                  ? other.address().text()
                            : place == Place::WrongPath ? sandbox.address() + "/wrong"_L1
                                                        : sandbox.address();
    CliProcess cli;
    const CliRun run = cli.run(
        arguments + QStringList{u"--control-plane"_s, address, u"--token-env"_s, u"MANAGER"_s});
    QTEST(run.exitCode, "code");
    QVERIFY2(run.err.contains(cause), run.err.constData());
    const std::array causes{"address",         "no MCP server", "no subject",
                            "does not report", "does not list", "or the subject"};
    for (const char *one : causes)
        QVERIFY2(cause.contains(one) || !run.err.contains(one), run.err.constData());
}

QTEST_GUILESS_MAIN(TestCliNotFound)
#include "tst_clinotfound.moc"
