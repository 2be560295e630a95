// SPDX-License-Identifier: Apache-2.0
#include "tests/system/canarysession.h"

#include "tests/system/closewindow.h"
#include "tests/system/processfacts.h"
#include "tests/system/residue.h"
#include "tests/system/windowhands.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryFile>
#include <QTest>

#include <unistd.h>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QByteArray jsonOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray bodyWith(const QByteArray &secret, const QString &type)
{
    return jsonOf(
        {{u"subjectId"_s, u"user-17"_s},
         {u"subjectType"_s, u"user"_s},
         {u"authOverride"_s,
          QJsonObject{{u"type"_s, type}, {u"headerValue"_s, QString::fromLatin1(secret)}}}});
}

/// What a program has on its command line, or what else the kernel tells of it.
QByteArray factOf(const QByteArray &pid, const char *name)
{
    return linesOf(u"/proc/%1/%2"_s.arg(QLatin1StringView(pid), QLatin1StringView(name)))
        .join('\n');
}

} // namespace

CanarySession::CanarySession()
{
    m_cli.setVariable(u"DBUS_SESSION_BUS_ADDRESS"_s,
                      qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"));
    m_cli.setVariable(u"QT_LOGGING_RULES"_s, u"*=true"_s);
}

CanarySession::~CanarySession()
{
    for (QProcess *process : {&m_sandbox, &m_window}) {
        process->kill();
        process->waitForFinished();
    }
}

QByteArray CanarySession::canary()
{
    // Some that need no escapes, too, however often something is escaped.
    m_canaries.append(m_canaries.size() % 2 == 0 ? newToken() : newSecret());
    return m_canaries.constLast();
}

/// A control plane that says what it was given wherever it can.
Script CanarySession::answer(const ReceivedRequest &request)
{
    lookAtPrograms();
    const QByteArray target = request.target();
    if (target.endsWith("/session"))
        return {.answer = httpAnswer("200 OK", R"({"user":{"tenantName":"t","roles":[],"subject":
            {"subjectId":"user-17","subjectType":"user"}}})")};
    if (target.contains("mcp-refused") && request.line().startsWith("PUT ")) {
        const QByteArray echo = request.body + ' ' + request.header("authorization");
        return {.answer = httpAnswer("400 Bad Request",
                                     jsonOf({{u"message"_s, QString::fromUtf8(echo)}}))};
    }
    if (target.contains("/auth/status?"))
        return {.answer =
                    httpAnswer("200 OK", R"({"status":"authenticated","method":"auth-override"})")};
    if (target.contains("/mcp/mcp-"))
        return {.answer = httpAnswer("200 OK", R"({"data":[]})")};
    return {.answer = httpAnswer("404 Not Found", "{}")};
}

/// At programs in the middle of their work: they wait for an answer, or for somebody.
void CanarySession::lookAtPrograms()
{
    for (const QByteArray &pid : childrenOf(getpid())) {
        m_arguments += factOf(pid, "cmdline").replace('\0', ' ') + '\n';
        m_environments += factOf(pid, "environ") + '\n';
        m_grandchildren += childrenOf(pid.toLongLong());
    }
    m_titles += windowTitles();
}

void CanarySession::setsByCommandLine(const QStringList &arguments, int exitCode)
{
    const CliRun run = m_cli.run(QStringList{u"set"_s} + arguments, canary());
    QVERIFY2(run.exitCode == exitCode, run.err);
    m_printed += run.out + run.err;
}

void CanarySession::useTheCommandLine()
{
    const auto run = [this](const QStringList &arguments, const QByteArray &input = {}) {
        const CliRun ended = m_cli.run(arguments, input);
        m_printed += ended.out + ended.err;
        return ended.exitCode;
    };
    m_canaries.append(newToken());
    QCOMPARE(
        run({u"login"_s, u"--control-plane"_s, m_server.address().text()}, m_canaries.constLast()),
        0);
    QVERIFY(m_server.bytes().contains("Bearer " + m_canaries.constLast()));
    const QStringList header{u"--type"_s, u"header"_s, u"--stdin"_s, u"headerValue"_s};
    setsByCommandLine(QStringList{u"--server"_s, u"mcp-1"_s} + header, 0);
    setsByCommandLine(QStringList{u"--dry-run"_s, u"--server"_s, u"mcp-1"_s} + header, 0);
    setsByCommandLine({u"--server"_s, u"mcp-1"_s, u"--type"_s, u"oauth2_client_credentials"_s,
                       u"--field"_s, u"clientId=client-1"_s, u"--stdin"_s, u"clientSecret"_s},
                      0);
    setsByCommandLine({u"--server"_s, u"mcp-1"_s, u"--type"_s, u"env"_s, u"--stdin"_s, u"apiKey"_s},
                      0);
    setsByCommandLine(QStringList{u"--server"_s, u"mcp-refused"_s} + header, 4);
    setsByCommandLine(QStringList{u"--json"_s, u"--server"_s, u"mcp-refused"_s} + header, 4);
    QCOMPARE(run({u"validate"_s, u"--json-lines"_s},
                 bodyWith(canary(), u"header"_s) + '\n' + bodyWith(canary(), u"hedaer"_s) + '\n'),
             1);
    for (const QString &command : {u"status"_s, u"list"_s})
        QCOMPARE(run({command, u"--server"_s, u"mcp-1"_s}), 0);
    QCOMPARE(run({u"logout"_s}), 0);
}

void CanarySession::useTheSandbox()
{
    QString output;
    const QRegularExpression address(u"http://127\\.0\\.0\\.1:\\d+"_s);
    m_sandbox.setProcessEnvironment(m_cli.environment());
    m_sandbox.start(QStringLiteral(MCPO_BIN_DIR "/mcp-override-sandbox"),
                    {u"--state"_s, m_cli.environment().value(u"XDG_CONFIG_HOME"_s) +
                                       "/mcp-override/sandbox.json"_L1});
    QTRY_VERIFY((output += QString::fromUtf8(m_sandbox.readAllStandardOutput()),
                 address.match(output).hasMatch()));
    setsByCommandLine({u"--server"_s, u"mcp-01hx0jira"_s, u"--control-plane"_s,
                       address.match(output).captured(), u"--token-env"_s, u"MANAGER"_s,
                       u"--type"_s, u"header"_s, u"--stdin"_s, u"headerValue"_s},
                      0);
    lookAtPrograms();
    m_sandbox.terminate();
    QVERIFY(m_sandbox.waitForFinished());
    m_printed += m_sandbox.readAllStandardError() + m_sandbox.readAllStandardOutput();
}

void CanarySession::useTheWindow()
{
    // Into a file: while it answers assistive technology, nobody reads what it prints.
    QTemporaryFile log;
    QVERIFY(log.open());
    m_window.setProcessChannelMode(QProcess::MergedChannels);
    m_window.setStandardOutputFile(log.fileName());
    m_window.setProcessEnvironment(m_cli.environment());
    m_window.start(QStringLiteral(MCPO_BIN_DIR "/mcp-override"),
                   {u"--control-plane"_s, m_server.address().text()});
    const QByteArray token = newToken();
    m_canaries.append(token);
    QVERIFY(type(u"Access token"_s, QString::fromLatin1(token)));
    QVERIFY(press(u"Sign in"_s));
    QVERIFY(says(u"Account"_s, u"user-17"_s));
    const auto fill = [this](const QString &server) {
        return type(u"MCP server"_s, server) &&
               type(u"Header value"_s, QString::fromLatin1(canary()));
    };
    QVERIFY(fill(u"mcp-1"_s));
    QVERIFY(press(u"Set override"_s));
    QVERIFY(says(u"Status"_s, u"authenticated by this override"_s));
    QVERIFY(fill(u"mcp-refused"_s));
    QVERIFY(press(u"Set override"_s));
    QVERIFY(control(u"Review fields"_s, u"push button"_s));
    lookAtPrograms();
    m_told += Accessible::root().everything();
    QVERIFY(press(u"Review fields"_s));

    // It ends with a secret in the form, and has no chance to clear anything.
    QVERIFY(fill(u"mcp-1"_s));
    m_told += Accessible::root().everything();
    lookAtPrograms();
    m_isClipboardTaken = isClipboardOwned();
    const auto plainField = field(u"MCP server"_s);
    QVERIFY(plainField);
    plainField->copy();
    QTRY_VERIFY(isClipboardOwned()); // as it would have been seen above
    m_window.kill();
    QVERIFY(m_window.waitForFinished());
    m_printed += log.readAll();
}

} // namespace mcpo
