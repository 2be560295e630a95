// SPDX-License-Identifier: Apache-2.0
#include "models/override/safecommand.h"
#include "models/override/shellquoting.h"
#include "net/sandbox/sandboxcontrolplane.h"
#include "tests/net/sandboxclient.h"
#include "tests/support/scriptedserver.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cstdlib>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

// The texts for bash, run by bash with the real curl, jq and mcp-override-cli.

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// Every character that a shell, curl, jq or JSON could take for something else.
const QString nasty = u"  '\"\\ $(id) `id` ${x} !! %s %20 \\n \\u0041 -n & | ; < > * ? [a] {b,c} ~ "
                      "# \u00E9 \u670D \U0001F600 \u202E \t"_s;
const QString token = u"t0ken'\"\\$(id)`%s!"_s;

struct Run {
    int exitCode = -1; ///< -1: it crashed, or did not end
    QByteArray out;
    QByteArray err;
};

/// bash with a folder in front of PATH, whose programs write down with what they were started and
/// then become the real ones.
class Shell
{
public:
    Shell()
    {
        stand(u"curl"_s, QStandardPaths::findExecutable(u"curl"_s));
        stand(u"jq"_s, QStandardPaths::findExecutable(u"jq"_s));
        // Its token comes from the keychain, which is not what is tested here.
        stand(u"mcp-override-cli"_s, QStringLiteral(MCPO_BIN_DIR "/mcp-override-cli"),
              u"--token-env MANAGER"_s);
        m_environment.insert(u"PATH"_s, m_folder.path() + u':' + m_environment.value(u"PATH"_s));
        m_environment.insert(u"MANAGER"_s, SandboxControlPlane::managerToken());
        m_environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
        m_environment.insert(u"HOME"_s, m_folder.path());
        m_environment.insert(u"XDG_CONFIG_HOME"_s, m_folder.path());
        m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
    }

    void setVariable(const QString &name, const QString &value)
    {
        m_environment.insert(name, value);
    }

    /// The event loop goes on meanwhile, so that a server of this process can answer.
    Run run(const QString &text, const QStringList &typed)
    {
        QProcess bash;
        bash.setProcessEnvironment(m_environment);
        bash.start(u"bash"_s, {u"-c"_s, text});
        bash.write((typed.join(u'\n') + u'\n').toUtf8());
        bash.closeWriteChannel();
        const bool hasEnded =
            QTest::qWaitFor([&] { return bash.state() == QProcess::NotRunning; }, 60'000);
        const bool isGood = hasEnded && bash.exitStatus() == QProcess::NormalExit;
        return {isGood ? bash.exitCode() : -1, bash.readAllStandardOutput(),
                bash.readAllStandardError()};
    }

    const QProcessEnvironment &environment() const { return m_environment; }

    /// Of all programs that were started, what other users of the machine can see.
    QByteArray arguments() const { return contentOf(u"arguments"_s); }
    QByteArray environments() const { return contentOf(u"environments"_s); }

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QByteArray contentOf(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void stand(const QString &name, const QString &real, const QString &more = {})
    {
        if (!QFile::exists(real))
            qFatal("%s is not installed; \"./dev test\" installs it", qUtf8Printable(name));
        QFile script(path(name));
        if (!script.open(QIODevice::WriteOnly))
            qFatal("cannot write %s", qUtf8Printable(name));
        script.write(u"#!/bin/bash\ncat /proc/$$/cmdline >>%1\ncat /proc/$$/environ >>%2\n"
                     "exec %3 \"$@\" %4\n"_s
                         .arg(bashQuoted(path(u"arguments"_s)), bashQuoted(path(u"environments"_s)),
                              bashQuoted(real), more)
                         .toUtf8());
        script.setPermissions(QFileDevice::ReadOwner | QFileDevice::ExeOwner);
    }

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
};

const CredentialType &builtInType(const QString &name)
{
    static const RequestDescription description = RequestDescription::builtIn();
    return *description.credentialType(name);
}

ControlPlaneAddress address(const QString &text)
{
    return std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(text));
}

/// A field of each sort that the schema may come to hold.
CredentialType laterType()
{
    const auto field = [](const QString &name, bool isSecret, bool isRequired) {
        FieldDescription description;
        description.name = name;
        description.secret = isSecret;
        description.required = isRequired;
        return description;
    };
    return {u"later"_s,
            {},
            {},
            {field(u"it's \"a\" \\(1) $(b)"_s, true, true), field(u"second"_s, true, false),
             field(u"third"_s, false, false)}};
}

/// The two ends of a terminal.
struct Terminal {
    Terminal()
    {
        if (::grantpt(person) != 0 || ::unlockpt(person) != 0)
            qFatal("no pseudo-terminal");
        program = ::open(::ptsname(person), O_RDWR | O_NOCTTY);
        ::fcntl(person, F_SETFL, O_NONBLOCK);
    }
    ~Terminal()
    {
        ::close(person);
        ::close(program);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    bool asksHidden() const
    {
        termios modes{};
        return ::tcgetattr(program, &modes) == 0 && (modes.c_lflag & (ECHO | ICANON)) == 0;
    }
    /// As much as the terminal takes now; the rest later.
    bool type(QByteArray &rest) const
    {
        const ssize_t written = ::write(person, rest.constData(), static_cast<size_t>(rest.size()));
        rest.remove(0, std::max<ssize_t>(written, 0));
        return rest.isEmpty();
    }
    QByteArray shown() const
    {
        QByteArray text(4096, 0);
        const ssize_t count = ::read(person, text.data(), static_cast<size_t>(text.size()));
        return text.first(std::max<ssize_t>(count, 0));
    }

    int person = ::posix_openpt(O_RDWR | O_NOCTTY);
    int program = -1;
};

/// Takes everything.
ScriptedServer::Answering saying(const QByteArray &status, const QByteArray &body)
{
    return [=](const ReceivedRequest &) { return Script{.answer = httpAnswer(status, body)}; };
}

QJsonObject objectOf(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }

} // namespace

class TestSafeCommand : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bashReadsWhatWasQuoted();
    void theSandboxTakesWhatCurlSends_data();
    void theSandboxTakesWhatCurlSends();
    void theSandboxTakesWhatTheCommandLineSends_data();
    void theSandboxTakesWhatTheCommandLineSends();
    void curlSendsExactlyWhatWasTyped_data();
    void curlSendsExactlyWhatWasTyped();
    void curlSendsALongSecret();
    void aTerminalNeitherCutsNorShowsASecret();
    void curlRemovesTheOverride();
    void curlLeavesOutWhatIsEmpty();
    void theCommandLineSendsExactlyWhatWasTyped();
    void promise4NoProgramIsGivenASecret_data();
    void promise4NoProgramIsGivenASecret();
    void sendsNothingWithoutASecret_data();
    void sendsNothingWithoutASecret();
    void sendsNothingWithABackspace();
    void sendsNothingWithoutJq();
    void takesATokenAsItIsPasted();
    void saysWhatTheControlPlaneAnswers();
    void followsNoRedirect();
    void ignoresTheSettingsOfCurl();
    void leavesNothingInTheShell();
};

void TestSafeCommand::bashReadsWhatWasQuoted()
{
    QRandomGenerator random(3); // NOLINT(cert-msc51-cpp): the same texts at every run
    QStringList texts{nasty, u"\n"_s, u"a\r\nb\n"_s, u"'"_s, u"''\\''"_s, u"-e"_s, {}};
    for (int round = 0; round < 500; ++round) {
        QString text;
        for (int length = random.bounded(12); length > 0; --length) {
            const char32_t c = random.bounded(2) == 0 ? random.bounded(1U, 0x80U)
                                                      : random.bounded(0x80U, 0x110000U);
            if (!QChar::isSurrogate(c))
                text += QString::fromUcs4(&c, 1);
        }
        texts.append(text);
    }
    QStringList words;
    for (const QString &text : std::as_const(texts))
        words.append(bashQuoted(text));
    const Run run = Shell().run(u"printf '%s\\0' "_s + words.join(u' '), {});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(QString::fromUtf8(run.out.chopped(1)).split(QChar(0)), texts);
}

void TestSafeCommand::theSandboxTakesWhatCurlSends_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("serverId");
    QTest::addColumn<Subject>("subject");
    QTest::addColumn<QStringList>("typed");
    const Subject user{u"user-17"_s, u"user"_s};
    QTest::newRow("a header") << u"header"_s << u"mcp-01hx0jira"_s << user << QStringList(nasty);
    QTest::newRow("a server whose id must be encoded")
        << u"header"_s << u"mcp-01hx0odd/100% id"_s << user << QStringList(nasty);
    QTest::newRow("an environment variable")
        << u"env"_s << u"mcp-01hx0postgres"_s << user << QStringList(nasty);
    QTest::newRow("client credentials")
        << u"oauth2_client_credentials"_s << u"mcp-01hx0notion"_s
        << Subject{u"va-ci-runner"_s, u"virtualaccount"_s} << QStringList{u"i'd\"$x\\"_s, nasty};
}

void TestSafeCommand::theSandboxTakesWhatCurlSends()
{
    QFETCH(const QString, type);
    QFETCH(const QString, serverId);
    QFETCH(const Subject, subject);
    QFETCH(const QStringList, typed);
    SandboxControlPlane sandbox;
    QVERIFY(!sandbox.start());
    const CommandTarget target{address(sandbox.address()), serverId, subject};
    const QStringList all = QStringList(SandboxControlPlane::managerToken()) + typed;
    const Run set = Shell().run(*setCommand(CommandKind::Curl, target, builtInType(type)), all);
    QVERIFY2(set.exitCode == 0, set.err);
    QVERIFY2(set.out.endsWith("\nHTTP status 200\n"), set.out);

    SandboxClient client;
    const QByteArray path = "/api/svc/v1/mcp/" + QUrl::toPercentEncoding(serverId) + "/auth";
    const SandboxClient::Reply list = client.send(sandbox, "GET", path);
    QVERIFY(SandboxClient::isFinished(list));
    const QJsonObject row = objectOf(list->readAll()).value("data"_L1).toArray().at(0).toObject();
    QCOMPARE(row.value("subjectId"_L1).toString(), subject.id);
    QCOMPARE(row.value("authData"_L1).toObject().value("type"_L1).toString(), type);

    const Run removed = Shell().run(*removeCommand(CommandKind::Curl, target), all.first(1));
    QVERIFY2(removed.exitCode == 0, removed.err);
    const SandboxClient::Reply empty = client.send(sandbox, "GET", path);
    QVERIFY(SandboxClient::isFinished(empty));
    QCOMPARE(objectOf(empty->readAll()).value("data"_L1).toArray().size(), 0);
}

namespace
{

/// The texts of these tests have what is usually a mistake: spaces around, invisible characters.
QString keepingValues(QString command)
{
    return command.replace("mcp-override-cli set "_L1, "mcp-override-cli set --keep-value "_L1);
}

} // namespace

void TestSafeCommand::theSandboxTakesWhatTheCommandLineSends_data()
{
    theSandboxTakesWhatCurlSends_data();
}

void TestSafeCommand::theSandboxTakesWhatTheCommandLineSends()
{
    QFETCH(const QString, type);
    QFETCH(const QString, serverId);
    QFETCH(const Subject, subject);
    QFETCH(const QStringList, typed);
    SandboxControlPlane sandbox;
    QVERIFY(!sandbox.start());
    const CommandTarget target{address(sandbox.address()), serverId, subject};
    const QString command = *setCommand(CommandKind::Cli, target, builtInType(type));
    const Run run = Shell().run(keepingValues(command), typed);
    QVERIFY2(run.exitCode == 0, run.err);
    QVERIFY2(run.out.contains(subject.id.toUtf8()), run.out);

    const Run removed = Shell().run(*removeCommand(CommandKind::Cli, target), {});
    QVERIFY2(removed.exitCode == 0, removed.err);
    QVERIFY2(removed.err.contains("Removed "), removed.err);
}

void TestSafeCommand::curlSendsExactlyWhatWasTyped_data()
{
    QTest::addColumn<QString>("subjectId");
    QTest::addColumn<QString>("secret");
    QTest::newRow("usual texts") << u"user-17@example.com"_s << u"abc"_s;
    QTest::newRow("nasty texts") << nasty << nasty;
    QTest::newRow("line breaks in the subject") << u"a\r\nb\n\n"_s << u"abc"_s;
    QTest::newRow("a subject like an option") << u"--arg"_s << u"--arg"_s;
    QTest::newRow("a file name") << u"@/etc/passwd"_s << u"@/etc/passwd"_s;
    QTest::newRow("JSON") << u"{\"a\": 1}"_s << u"\",\"type\":\"env"_s;
    QTest::newRow("an expression of jq") << u"\\(1+1)"_s << u"\\(env)"_s;
    QTest::newRow("a number") << u"0"_s << u"007"_s;
    QTest::newRow("control characters") << u"a\u0001\u001B[31m\u007F"_s << u"a\u0001\u001B[31m"_s;
}

void TestSafeCommand::curlSendsExactlyWhatWasTyped()
{
    QFETCH(const QString, subjectId);
    QFETCH(const QString, secret);
    ScriptedServer server(saying("200 OK", "{}"));
    const CommandTarget target{server.address(), u"a/b?c#d%20'\"$(id)"_s, {subjectId, u"user"_s}};
    const Run run = Shell().run(*setCommand(CommandKind::Curl, target, builtInType(u"header"_s)),
                                {token, secret});
    QVERIFY2(run.exitCode == 0, run.err);
    QCOMPARE(server.requests().size(), 1);
    const ReceivedRequest &request = server.requests().constFirst();
    QCOMPARE(request.line(),
             "PUT /api/svc/v1/mcp/a%2Fb%3Fc%23d%2520%27%22%24%28id%29/auth HTTP/1.1");
    QCOMPARE(request.header("authorization"), "Bearer " + token.toUtf8());
    QCOMPARE(request.header("content-type"), QByteArray("application/json"));
    QCOMPARE(objectOf(request.body),
             (QJsonObject{{u"subjectId"_s, subjectId},
                          {u"subjectType"_s, u"user"_s},
                          {u"authOverride"_s,
                           QJsonObject{{u"type"_s, u"header"_s}, {u"headerValue"_s, secret}}}}));
}

void TestSafeCommand::curlSendsALongSecret()
{
    // Characters of two bytes at odd places, so that one lies across the end of every buffer.
    const QString secret = u'x' + QString(100'000, u'\u00E9');
    ScriptedServer server(saying("200 OK", "{}"));
    const CommandTarget target{server.address(), u"mcp-1"_s, {u"user-17"_s, u"user"_s}};
    const Run run =
        Shell().run(*setCommand(CommandKind::Curl, target, builtInType(u"env"_s)), {token, secret});
    QVERIFY2(run.exitCode == 0, run.err);
    QCOMPARE(server.requests().size(), 1);
    const QJsonObject body = objectOf(server.requests().constFirst().body);
    QVERIFY(body.value("authOverride"_L1).toObject().value("apiKey"_L1).toString() == secret);
}

void TestSafeCommand::aTerminalNeitherCutsNorShowsASecret()
{
    const QByteArray secret(20'000, 'x'); // lines end after 4 095 bytes
    ScriptedServer server(saying("200 OK", "{}"));
    const CommandTarget target{server.address(), u"mcp-1"_s, {u"user-17"_s, u"user"_s}};
    const Shell shell;
    const Terminal terminal;
    QProcess bash;
    bash.setProcessEnvironment(shell.environment());
    bash.setChildProcessModifier([&terminal] { ::dup2(terminal.program, STDIN_FILENO); });
    bash.start(u"bash"_s, {u"-c"_s, *setCommand(CommandKind::Curl, target, builtInType(u"env"_s))});
    QByteArray prompts;
    for (const auto &[prompt, typed] :
         {std::pair(QByteArray("access token: "), QByteArray("abc\n")),
          std::pair(QByteArray("apiKey: "), QByteArray(secret + '\n'))}) {
        QTRY_VERIFY((prompts += bash.readAllStandardError()).endsWith(prompt));
        QTRY_VERIFY(terminal.asksHidden());
        QByteArray rest = typed;
        QTRY_VERIFY(terminal.type(rest));
    }
    QTRY_COMPARE(bash.state(), QProcess::NotRunning);
    QCOMPARE(bash.exitCode(), 0);
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(server.requests().constFirst().body.contains(secret));
    QVERIFY(!terminal.shown().contains('x'));
}

void TestSafeCommand::curlRemovesTheOverride()
{
    ScriptedServer server(saying("200 OK", "{}"));
    const CommandTarget target{server.address(), u"mcp 1"_s, {nasty, u"virtualaccount"_s}};
    const Run run = Shell().run(*removeCommand(CommandKind::Curl, target), {token});
    QVERIFY2(run.exitCode == 0, run.err);
    QCOMPARE(server.requests().size(), 1);
    const ReceivedRequest &request = server.requests().constFirst();
    QCOMPARE(request.line(), QByteArray("DELETE /api/svc/v1/mcp/mcp%201/auth HTTP/1.1"));
    QCOMPARE(request.header("authorization"), "Bearer " + token.toUtf8());
    QCOMPARE(objectOf(request.body), (QJsonObject{{u"authSource"_s, u"auth-override"_s},
                                                  {u"subjectId"_s, nasty},
                                                  {u"subjectType"_s, u"virtualaccount"_s}}));
}

void TestSafeCommand::curlLeavesOutWhatIsEmpty()
{
    ScriptedServer server(saying("200 OK", "{}"));
    const CredentialType type = laterType();
    const CommandTarget target{server.address(), u"mcp-1"_s, {u"user-17"_s, u"user"_s}};
    const QString text = *setCommand(CommandKind::Curl, target, type);
    const QString first = type.fields.constFirst().name;
    QCOMPARE(Shell().run(text, {token, u"a"_s, {}, u"c"_s}).exitCode, 0);
    QCOMPARE(objectOf(server.requests().constLast().body).value("authOverride"_L1).toObject(),
             (QJsonObject{{u"type"_s, u"later"_s}, {first, u"a"_s}, {u"third"_s, u"c"_s}}));
    QCOMPARE(Shell().run(text, {token, u"a"_s, u"b"_s, {}}).exitCode, 0);
    QCOMPARE(objectOf(server.requests().constLast().body).value("authOverride"_L1).toObject(),
             (QJsonObject{{u"type"_s, u"later"_s}, {first, u"a"_s}, {u"second"_s, u"b"_s}}));
}

void TestSafeCommand::theCommandLineSendsExactlyWhatWasTyped()
{
    ScriptedServer server([](const ReceivedRequest &request) {
        const bool isSession = request.target().endsWith("/session");
        return Script{.answer = httpAnswer("200 OK", isSession ? R"({"user":{"tenantName":"t",
            "roles":[],"subject":{"subjectId":"me","subjectType":"user"}}})"
                                                               : "{}")};
    });
    const QString subjectId = nasty.chopped(1); // the tab: no id holds a control character
    const CommandTarget target{server.address(), u"-a/b'$(id)"_s, {subjectId, u"virtualaccount"_s}};
    const Run run =
        Shell().run(keepingValues(*setCommand(CommandKind::Cli, target,
                                              builtInType(u"oauth2_client_credentials"_s))),
                    {u"i'd\"$x\\"_s, nasty});
    QVERIFY2(run.exitCode == 0, run.err);
    const auto put = std::find_if(
        server.requests().cbegin(), server.requests().cend(),
        [](const ReceivedRequest &request) { return request.line().startsWith("PUT "); });
    QVERIFY(put != server.requests().cend());
    QCOMPARE(put->target(), QByteArray("/api/svc/v1/mcp/-a%2Fb%27%24%28id%29/auth"));
    QCOMPARE(
        objectOf(put->body),
        (QJsonObject{{u"subjectId"_s, subjectId},
                     {u"subjectType"_s, u"virtualaccount"_s},
                     {u"authOverride"_s, QJsonObject{{u"type"_s, u"oauth2_client_credentials"_s},
                                                     {u"clientId"_s, u"i'd\"$x\\"_s},
                                                     {u"clientSecret"_s, nasty}}}}));
}

void TestSafeCommand::promise4NoProgramIsGivenASecret_data()
{
    QTest::addColumn<CommandKind>("kind");
    QTest::addColumn<QString>("type");
    const QList<CredentialType> types = RequestDescription::builtIn().credentialTypes();
    for (const CredentialType &type : types) {
        QTest::addRow("curl, %s", qPrintable(type.name)) << CommandKind::Curl << type.name;
        QTest::addRow("command line, %s", qPrintable(type.name)) << CommandKind::Cli << type.name;
    }
}

void TestSafeCommand::promise4NoProgramIsGivenASecret()
{
    QFETCH(const CommandKind, kind);
    QFETCH(const QString, type);
    const QString secret = u"Canary-5ecret"_s;
    ScriptedServer server(saying("200 OK", "{}"));
    const CommandTarget target{server.address(), u"mcp-1"_s, {u"Subject-17"_s, u"user"_s}};
    const QString text = *setCommand(kind, target, builtInType(type));
    QVERIFY(!text.contains(secret));
    Shell shell;
    // As somebody has them who uses these names, with everything exported and traced.
    for (const QString &name : {u"token"_s, u"field1"_s, u"field2"_s, u"body"_s, u"value"_s})
        shell.setVariable(name, u"exported"_s);
    QStringList typed;
    if (kind == CommandKind::Curl)
        typed.append(u"Canary-t0ken"_s);
    for (const FieldDescription &field : builtInType(type).fields)
        typed.append(field.secret ? secret : u"client"_s);
    const Run run = shell.run(u"set -ax\n"_s + text, typed);
    QVERIFY(server.bytes().contains(kind == CommandKind::Curl ? "Canary-t0ken" : "Bearer "));

    QVERIFY(shell.arguments().contains("Subject-17")); // otherwise nothing was looked at
    for (const QByteArray &canary : {secret.toUtf8(), QByteArray("Canary-t0ken")}) {
        QVERIFY(!shell.arguments().contains(canary));
        QVERIFY(!shell.environments().contains(canary));
        QVERIFY(!run.out.contains(canary));
        QVERIFY2(!run.err.contains(canary), run.err);
    }
}

void TestSafeCommand::sendsNothingWithoutASecret_data()
{
    QTest::addColumn<QStringList>("typed");
    QTest::newRow("nobody types") << QStringList{};
    QTest::newRow("no token") << QStringList{{}, u"abc"_s};
    QTest::newRow("blanks for a token") << QStringList{u"  "_s, u"abc"_s};
    QTest::newRow("no value") << QStringList{token, {}};
}

void TestSafeCommand::sendsNothingWithoutASecret()
{
    QFETCH(const QStringList, typed);
    ScriptedServer server(saying("200 OK", "{}"));
    const CommandTarget target{server.address(), u"mcp-1"_s, {u"user-17"_s, u"user"_s}};
    const Run run =
        Shell().run(*setCommand(CommandKind::Curl, target, builtInType(u"header"_s)), typed);
    QCOMPARE(run.exitCode, 1);
    QVERIFY2(run.err.contains("Nothing was sent."), run.err);
    QCOMPARE(server.connections(), 0);
}

void TestSafeCommand::sendsNothingWithABackspace()
{
    ScriptedServer server(saying("200 OK", "{}"));
    const CommandTarget target{server.address(), u"mcp-1"_s, {u"user-17"_s, u"user"_s}};
    const QString text = *setCommand(CommandKind::Curl, target, builtInType(u"header"_s));
    for (const QString &secret : {u"abx\x7f"_s + u"c"_s, u"abx\bc"_s}) {
        const Run run = Shell().run(text, {token, secret});
        QCOMPARE(run.exitCode, 1);
        QVERIFY2(run.err.contains("Backspace"), run.err);
    }
    QCOMPARE(server.connections(), 0);
}

void TestSafeCommand::sendsNothingWithoutJq()
{
    ScriptedServer server(saying("200 OK", "{}"));
    const CommandTarget target{server.address(), u"mcp-1"_s, {u"user-17"_s, u"user"_s}};
    const Run run = Shell().run(u"jq() { return 127; }\n"_s + *setCommand(CommandKind::Curl, target,
                                                                          builtInType(u"header"_s)),
                                {token, u"abc"_s});
    QCOMPARE(run.exitCode, 127);
    QCOMPARE(server.connections(), 0);
}

void TestSafeCommand::takesATokenAsItIsPasted()
{
    ScriptedServer server(saying("200 OK", "{}"));
    const CommandTarget target{server.address(), u"mcp-1"_s, {u"user-17"_s, u"user"_s}};
    const Run run = Shell().run(*removeCommand(CommandKind::Curl, target), {u"Bearer abc \r"_s});
    QVERIFY2(run.exitCode == 0, run.err);
    QCOMPARE(server.requests().constFirst().header("authorization"), QByteArray("Bearer abc"));
}

void TestSafeCommand::saysWhatTheControlPlaneAnswers()
{
    ScriptedServer server(saying("403 Forbidden", R"({"message":"not yours"})"));
    const CommandTarget target{server.address(), u"mcp-1"_s, {u"user-17"_s, u"user"_s}};
    const Run run = Shell().run(*removeCommand(CommandKind::Curl, target), {token});
    QCOMPARE(run.exitCode, 22); // curl's word for it
    QVERIFY2(run.out.contains("not yours") && run.out.contains("HTTP status 403"), run.out);
}

void TestSafeCommand::followsNoRedirect()
{
    ScriptedServer elsewhere(saying("200 OK", "{}"));
    ScriptedServer server(Script{
        .answer = httpAnswer("307 Temporary Redirect", "{}",
                             "Location: " + elsewhere.address().text().toUtf8() + "/x\r\n")});
    const CommandTarget target{server.address(), u"mcp-1"_s, {u"user-17"_s, u"user"_s}};
    const Run run = Shell().run(*removeCommand(CommandKind::Curl, target), {token});
    QVERIFY2(run.out.contains("HTTP status 307"), run.out);
    QCOMPARE(elsewhere.connections(), 0);
}

void TestSafeCommand::ignoresTheSettingsOfCurl()
{
    ScriptedServer server(saying("200 OK", "{}"));
    const CommandTarget target{server.address(), u"mcp-1"_s, {u"user-17"_s, u"user"_s}};
    Shell shell;
    const QString text = u"printf 'verbose\\nheader = \"X-Settings: 1\"\\n' >~/.curlrc\n"_s +
                         *removeCommand(CommandKind::Curl, target);
    const Run run = shell.run(text, {token});
    QVERIFY2(run.exitCode == 0, run.err);
    QCOMPARE(server.requests().constFirst().header("x-settings"), QByteArray());
}

void TestSafeCommand::leavesNothingInTheShell()
{
    ScriptedServer server(saying("200 OK", "{}"));
    const CommandTarget target{server.address(), u"mcp-1"_s, {u"user-17"_s, u"user"_s}};
    const Run run =
        Shell().run(*setCommand(CommandKind::Curl, target, builtInType(u"header"_s)) + u"set\n"_s,
                    {u"Canary-t0ken"_s, u"Canary-5ecret"_s});
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(run.out.contains("BASH_VERSION="));
    QVERIFY(!run.out.contains("Canary"));
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestSafeCommand)
#include "tst_safecommand.moc"
