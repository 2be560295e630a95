// SPDX-License-Identifier: Apache-2.0
// Whole sessions of the real programs with secrets that stand nowhere else, and afterwards a look
// at every place where one may have got to. Whatever can be logged is logged.

#include "app/cli/commandtable.h"
#include "models/override/requestdescription.h"
#include "tests/system/canarysession.h"
#include "tests/system/residue.h"

#include <QFileInfo>
#include <QTest>

#include <unistd.h>

namespace mcpo
{

using namespace Qt::StringLiterals;

class TestCanary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();

    void promise3NoSecretAtRest();
    void promise4NoSecretInLogs();
    void promise4NoSecretInArgumentsOrEnvironment();
    void promise4NoSecretInTitlesOrClipboard();
    void promise4CommandLineTakesNoSecret();

private:
    void verifyHasNone(const QByteArray &bytes, const char *what) const;

    CanarySession m_session;
};

void TestCanary::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("MCPO_PRIVATE_DESKTOP"),
             "This test uses a keyring. Run it by \"./dev test\", which brings one.");
    for (const auto use : {&CanarySession::useTheCommandLine, &CanarySession::useTheSandbox,
                           &CanarySession::useTheWindow}) {
        (m_session.*use)();
        if (QTest::currentTestFailed())
            return;
    }
}

void TestCanary::verifyHasNone(const QByteArray &bytes, const char *what) const
{
    for (const QByteArray &secret : m_session.canaries()) {
        Residue residue;
        ResidueScanner(secret).scan(bytes, QString::fromLatin1(what), residue);
        QVERIFY2(residue.isNone(), qPrintable(residue.firstPlace));
    }
}

void TestCanary::promise3NoSecretAtRest()
{
    // Home, settings, data, caches, temporary files and those of the keyring are all below it.
    const QString desktop = QFileInfo(qEnvironmentVariable("HOME")).path();
    const QString planted =
        m_session.cli().fileOf("{\"x\":\"" + m_session.canaries().constFirst().toBase64() + "\"}");
    QVERIFY(planted.startsWith(desktop));
    Residue residue = residueOfFolder(desktop, ResidueScanner(m_session.canaries().constFirst()));
    QVERIFY(residue.copies > 0 && residue.firstPlace.startsWith(planted));
    QVERIFY(QFile::remove(planted));

    const QString settings = m_session.cli().environment().value(u"XDG_CONFIG_HOME"_s);
    const QString activity = m_session.cli().activityFile();
    const QString keyring = qEnvironmentVariable("XDG_DATA_HOME") + "/keyrings/login.keyring"_L1;
    for (const QString &written : {settings + "/mcp-override/mcp-override.conf"_L1,
                                   settings + "/mcp-override/sandbox.json"_L1, activity, keyring})
        QVERIFY2(written.startsWith(desktop) && QFileInfo(written).size() > 0, qPrintable(written));
    for (const QByteArray &secret : m_session.canaries()) {
        residue = residueOfFolder(desktop, ResidueScanner(secret));
        QVERIFY2(residue.isNone(), qPrintable(residue.firstPlace));
    }
    qInfo("%lld secrets, %lld files, %lld bytes", m_session.canaries().size(), residue.files,
          residue.bytes);
}

void TestCanary::promise4NoSecretInLogs()
{
    const qsizetype lines = m_session.printed().count("\nqt.");
    qInfo("%lld lines of categories, %lld bytes", lines, m_session.printed().size());
    QVERIFY(lines > 100);
    QVERIFY(m_session.printed().contains("qt.qpa.")); // the window's, too
    verifyHasNone(m_session.printed(), "the logs");
}

void TestCanary::promise4NoSecretInArgumentsOrEnvironment()
{
    for (const char *program :
         {"mcp-override-cli", "mcp-override-sandbox", "/mcp-override --control"})
        QVERIFY2(m_session.arguments().contains(program), program);
    if (getuid() == 0) // nobody else may look
        QVERIFY(m_session.environments().contains("XDG_CONFIG_HOME="));
    verifyHasNone(m_session.arguments(), "arguments");
    verifyHasNone(m_session.environments(), "environments");
    QCOMPARE(m_session.grandchildren(), QByteArrayList());
}

void TestCanary::promise4NoSecretInTitlesOrClipboard()
{
    QVERIFY(m_session.titles().contains("MCP Override"));
    verifyHasNone(m_session.titles().join('\n'), "titles");
    QVERIFY(m_session.told().contains(u"mcp-refused"_s));
    verifyHasNone(m_session.told().join(u'\n').toUtf8(), "what assistive technology is told");
    QVERIFY(!m_session.isClipboardTaken());
}

void TestCanary::promise4CommandLineTakesNoSecret()
{
    const QByteArray secret = newToken().replace('+', '-').replace('/', '_');
    const QString jwt = u"eyJhbGciOiJub25lIn0."_s + QString::fromLatin1(secret) + ".c2ln"_L1;
    QList<QStringList> lines{{jwt}, {u"help"_s, jwt}};
    for (const CommandSpec &command : commandTable()) {
        lines.append({command.name, jwt});
        for (const OptionSpec &option : optionTable()) {
            if (command.takes(option.id))
                lines.append({command.name, u"--"_s + option.name + u'=' + jwt});
            if (command.takes(option.id) && !option.valueName.isEmpty())
                lines.append({command.name, u"--"_s + option.name, jwt});
        }
    }
    const QList<CredentialType> types = RequestDescription::builtIn().credentialTypes();
    for (const CredentialType &type : types) {
        for (const FieldDescription &field : type.fields) {
            if (field.secret) // one without the shape of a secret
                lines.append({u"set"_s, u"--server"_s, u"mcp-1"_s, u"--type"_s, type.name,
                              u"--field"_s, field.name + u'=' + QString::fromLatin1(secret)});
        }
    }
    m_session.cli().setVariable(u"QT_LOGGING_RULES"_s, {});
    const ResidueScanner scanner(secret);
    for (const QStringList &line : std::as_const(lines)) {
        const CliRun run = m_session.cli().run(line);
        const QString shown = line.join(u' ').replace(jwt, u"JWT"_s);
        QVERIFY2(run.exitCode == 2 && !run.err.isEmpty(), qPrintable(shown));
        Residue residue;
        scanner.scan(run.out + run.err, shown, residue);
        QVERIFY2(residue.isNone(), qPrintable(residue.firstPlace));
    }
    qInfo("%lld command lines", lines.size());
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestCanary)
#include "tst_canary.moc"
