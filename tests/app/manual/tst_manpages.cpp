// SPDX-License-Identifier: Apache-2.0
#include "models/activity/activitylog.h"
#include "models/override/requestdescription.h"
#include "tests/app/manual/programhelp.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QTest>

#include <utility>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

struct Run {
    int exitCode = -1;
    QString out;
    QString err;
};

Run run(const QString &program, const QStringList &arguments,
        const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
{
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

QString pathOf(const QString &program)
{
    return QStringLiteral(MCPO_PAGES_DIR "/%1.1").arg(program);
}

/// The page as people read it, in lines that are never wrapped.
QString shown(const QString &program)
{
    static const QRegularExpression overstruck(u".\b"_s);
    return run(u"mandoc"_s, {u"-Tutf8"_s, u"-Owidth=1000"_s, pathOf(program)})
        .out.remove(overstruck);
}

/// The lines below a title that stands at the edge.
QString section(const QString &page, const QString &title)
{
    static const QRegularExpression end(u"\n(?=\\S)"_s);
    return page.section(u"\n%1\n"_s.arg(title), 1).section(end, 0, 0);
}

/// The lines below a title that is indented by three.
QString subsection(const QString &section, const QString &title)
{
    static const QRegularExpression end(u"\n   (?=\\S)"_s);
    return (u'\n' + section).section(u"\n   %1\n"_s.arg(title), 1).section(end, 0, 0);
}

QSet<QString> all(const QString &text, const QString &pattern)
{
    const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
    QSet<QString> words;
    for (auto found = expression.globalMatch(text); found.hasNext();)
        words.insert(found.next().captured(1));
    return words;
}

QSet<QString> optionsIn(const QString &text)
{
    return all(text, u"(?<![\\w-])(--?[a-z][a-z-]*)"_s);
}

/// What to add to the page or to remove from it; empty if it names exactly what the help names.
QString corrections(const QSet<QString> &named, const QSet<QString> &known)
{
    const auto listed = [](const char *task, const QSet<QString> &words) {
        const QStringList sorted = QStringList(words.cbegin(), words.cend());
        return words.isEmpty() ? QString() : QLatin1StringView(task) + sorted.join(u' ') + u'\n';
    };
    return listed("add to the page: ", known - named) +
           listed("remove from the page: ", named - known);
}

QSet<QString> optionsOfAllCommands(const QString &program, const ProgramHelp &help)
{
    QSet<QString> options = help.options;
    for (const QString &command : help.commands) {
        if (command != u"help"_s)
            options += optionsOf(program, command);
    }
    return options;
}

} // namespace

class TestManPages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nameTheRealFiles();
    void haveTheSectionsOfAPage_data() { eachProgram(); }
    void haveTheSectionsOfAPage();
    void nameEveryOptionAndNoOther_data() { eachProgram(); }
    void nameEveryOptionAndNoOther();
    void nameEveryCommandWithItsOptions();
    void nameEveryExitCode();
    void nameEveryTypeAndField();
    void satisfyTheFormatters_data() { eachProgram(); }
    void satisfyTheFormatters();
    void showTextAsItIsTyped();

private:
    static void eachProgram()
    {
        QTest::addColumn<QString>("program");
        for (const QString &program : programNames())
            QTest::newRow(qPrintable(program)) << program;
    }
};

/// Runs first: Qt asks for these variables once.
void TestManPages::nameTheRealFiles()
{
    for (const char *name : {"XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "XDG_DATA_HOME"})
        qunsetenv(name);
    const QString name = u"mcp-override"_s;
    const QSet<QString> files{QSettings(name, name).fileName(),
                              QSettings(QSettings::SystemScope, name, name).fileName(),
                              ActivityLog::defaultPath()};
    const auto named = [](const QString &program) {
        return all(section(shown(program), u"FILES"_s).replace(u'~', QDir::homePath()),
                   u"^ {5}(/\\S+)$"_s);
    };
    QCOMPARE(named(u"mcp-override-cli"_s), files);
    QCOMPARE(named(u"mcp-override"_s), files);
}

void TestManPages::haveTheSectionsOfAPage()
{
    QFETCH(const QString, program);
    const QString page = shown(program);
    for (const QString &title :
         {u"NAME"_s, u"SYNOPSIS"_s, u"DESCRIPTION"_s, u"OPTIONS"_s, u"EXIT STATUS"_s, u"FILES"_s,
          u"EXAMPLES"_s, u"SECURITY CONSIDERATIONS"_s, u"SEE ALSO"_s})
        QVERIFY2(!section(page, title).trimmed().isEmpty(), qPrintable(title));
    QVERIFY(section(page, u"NAME"_s).startsWith(u"     %1 – "_s.arg(program)));
    QVERIFY(section(page, u"SECURITY CONSIDERATIONS"_s).contains(u"o option takes a secret"_s));
    QVERIFY(page.contains(QStringLiteral("MCP Override " MCPO_VERSION)));
    const QSet<QString> others = all(section(page, u"SEE ALSO"_s), u"([a-z-]+)\\(1\\)"_s);
    const QStringList programs = programNames();
    QCOMPARE(others + QSet{program}, QSet<QString>(programs.cbegin(), programs.cend()));
}

void TestManPages::nameEveryOptionAndNoOther()
{
    QFETCH(const QString, program);
    const QString page = shown(program);
    const QSet<QString> known = optionsOfAllCommands(program, helpOf(program));
    QVERIFY(known.size() >= 4);
    QSet<QString> explained;
    const QSet<QString> heads = all(section(page, u"OPTIONS"_s), u"^ {5}(-.*)$"_s);
    for (const QString &head : heads)
        explained += optionsIn(head.section(u"  "_s, 0, 0));
    QCOMPARE(corrections(explained, known), QString());
    // Examples and sentences name no other option either.
    QCOMPARE(corrections(all(page, u"(?<![\\w-])(--[a-z][a-z-]*)"_s) + known, known), QString());
}

void TestManPages::nameEveryCommandWithItsOptions()
{
    const QString program = u"mcp-override-cli"_s;
    const QString commands = section(shown(program), u"COMMANDS"_s);
    const ProgramHelp help = helpOf(program);
    QCOMPARE(all(commands, u"^ {3}(\\S+)$"_s), help.commands);
    for (const QString &command : help.commands) {
        if (command == u"help"_s)
            continue;
        const QString usage = subsection(commands, command).section(u"\n\n"_s, 0, 0);
        const QString difference = corrections(optionsIn(usage), optionsOf(program, command));
        QVERIFY2(difference.isEmpty(), qPrintable(command + u": "_s + difference));
    }
}

void TestManPages::nameEveryExitCode()
{
    const QString program = u"mcp-override-cli"_s;
    const QString codes =
        printed(program, {u"--help"_s}).section(u"\nExit codes:\n"_s, 1).trimmed();
    const QString shownCodes = section(shown(program), u"EXIT STATUS"_s);
    const QSet<QString> known = all(u"  "_s + codes, u"^  (\\d+)"_s);
    QVERIFY(known.size() > 5);
    QCOMPARE(corrections(all(shownCodes, u"^ {5}(\\d+)"_s), known), QString());
}

void TestManPages::nameEveryTypeAndField()
{
    const QString page = shown(u"mcp-override-cli"_s);
    const QString shownTypes = section(page, u"CREDENTIAL TYPES"_s);
    QSet<QString> types;
    const RequestDescription description = RequestDescription::builtIn();
    for (const CredentialType &type : description.credentialTypes()) {
        const QString shownType = subsection(shownTypes, type.name);
        QSet<QString> fields;
        QSet<QString> secrets;
        for (const FieldDescription &field : type.fields) {
            fields.insert(field.name);
            if (field.secret)
                secrets.insert(field.name);
        }
        QCOMPARE(all(shownType, u"^ {5}(\\w+)(?:$| +(?:Required|Optional))"_s), fields);
        QCOMPARE(all(shownType, u"^ {5}(\\w+)\\s+\\w+, secret"_s), secrets);
        types.insert(type.name);
    }
    QCOMPARE(all(shownTypes, u"^ {3}(\\S+)$"_s), types);
    const QString options = section(page, u"OPTIONS"_s);
    for (const QString &name : description.subjectTypes())
        types.insert(name);
    for (const QString &name : std::as_const(types))
        QVERIFY2(options.contains(name), qPrintable(name));
}

void TestManPages::satisfyTheFormatters()
{
    QFETCH(const QString, program);
    const Run mandoc = run(u"mandoc"_s, {u"-Tlint"_s, u"-Wwarning"_s, pathOf(program)});
    QCOMPARE(mandoc.out + mandoc.err, QString());
    QCOMPARE(mandoc.exitCode, 0);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"MANWIDTH"_s, u"80"_s);
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    const Run groff =
        run(u"man"_s, {u"--warnings"_s, u"-EUTF-8"_s, u"-l"_s, u"-Tutf8"_s, pathOf(program)},
            environment);
    QCOMPARE(groff.err, QString());
    QCOMPARE(groff.exitCode, 0);
    // Newer macros underline the name in the page header.
    static const QRegularExpression style(u"\x1B\\[[\\d;]*m"_s);
    QVERIFY(QString(groff.out).remove(style).contains(program.toUpper() + u"(1)"_s));
}

/// Formatters may print typographic quotes, hyphens and accents instead.
void TestManPages::showTextAsItIsTyped()
{
    const QString examples = section(shown(u"mcp-override-cli"_s), u"EXAMPLES"_s);
    QVERIFY(examples.contains(u"jq -r '.[].subjectId'"_s));
    QVERIFY(examples.contains(u"--subject-type user \\\n"_s));
    QVERIFY(examples.contains(u"grep -c '\"valid\":false'"_s));
    QVERIFY(section(shown(u"mcp-override"_s), u"ENVIRONMENT"_s).contains(u"~/.config"_s));
}

QTEST_GUILESS_MAIN(TestManPages)
#include "tst_manpages.moc"
