// SPDX-License-Identifier: Apache-2.0
#include <QProcess>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace
{

/// What the program says about itself where there is no display and nothing of a person's.
QString printed(const QString &program, const QString &option)
{
    const QTemporaryDir folder;
    QProcessEnvironment environment;
    environment.insert(u"HOME"_s, folder.path());
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder.path());
    process.start(QStringLiteral(MCPO_BIN_DIR "/") + program, {option});
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        return {};
    return QString::fromUtf8(process.readAllStandardOutput()) +
           QString::fromUtf8(process.readAllStandardError());
}

} // namespace

/// --version of the three programs.
class TestVersionText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesWhatAReportNeeds_data();
    void namesWhatAReportNeeds();
};

void TestVersionText::namesWhatAReportNeeds_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("option");
    QTest::addColumn<bool>("hasKeychain");
    QTest::newRow("window") << u"mcp-override"_s << u"--version"_s << true;
    QTest::newRow("window, in short") << u"mcp-override"_s << u"-v"_s << true;
    QTest::newRow("command line") << u"mcp-override-cli"_s << u"--version"_s << true;
    QTest::newRow("sandbox, which has no keychain")
        << u"mcp-override-sandbox"_s << u"--version"_s << false;
}

void TestVersionText::namesWhatAReportNeeds()
{
    QFETCH(const QString, program);
    QFETCH(const QString, option);
    QFETCH(const bool, hasKeychain);
    const QString text = printed(program, option);
    QVERIFY(text.endsWith(u'\n'));
    QStringList lines = text.chopped(1).split(u'\n');
    QCOMPARE(lines.takeFirst(), program + QStringLiteral(" " MCPO_VERSION));
    QVERIFY(lines.takeFirst().startsWith(u"Qt "_s + QString::fromLatin1(qVersion())));
    if (hasKeychain)
        QVERIFY(QRegularExpression(u"^QtKeychain \\d+\\.\\d+\\.\\d+$"_s)
                    .match(lines.takeFirst())
                    .hasMatch());
    QVERIFY(
        QRegularExpression(u"^Compiler: \\w+ \\d+\\.\\d+"_s).match(lines.takeFirst()).hasMatch());
    QCOMPARE(lines.takeFirst(), u"System: %1, %2"_s.arg(QSysInfo::prettyProductName(),
                                                        QSysInfo::buildCpuArchitecture()));
    QCOMPARE(lines, QStringList());
    // Else two builds of the same source would differ.
    QVERIFY(!text.contains(QStringLiteral(MCPO_SOURCE_DIR)));
}

QTEST_GUILESS_MAIN(TestVersionText)
#include "tst_versiontext.moc"
