// SPDX-License-Identifier: Apache-2.0
#include "models/override/requestdescription.h"
#include "tests/app/manual/programhelp.h"
#include "tests/app/manual/shell.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <utility>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

const QString cli = u"mcp-override-cli"_s;

QStringList typeNames()
{
    QStringList names;
    const RequestDescription description = RequestDescription::builtIn();
    for (const CredentialType &type : description.credentialTypes())
        names.append(type.name);
    return names;
}

QSet<QString> setOf(const QStringList &words) { return {words.cbegin(), words.cend()}; }

/// The fields of the type, or of all types, each with @p end behind it.
QSet<QString> fields(const QString &typeName, const QString &end, bool withSecrets = true)
{
    QSet<QString> names;
    const RequestDescription description = RequestDescription::builtIn();
    for (const CredentialType &type : description.credentialTypes()) {
        if (!typeName.isEmpty() && type.name != typeName)
            continue;
        for (const FieldDescription &field : type.fields) {
            if (withSecrets || !field.secret)
                names.insert(field.name + end);
        }
    }
    return names;
}

QMap<QString, QByteArray> filesIn(const QString &folder)
{
    QMap<QString, QByteArray> files;
    for (QDirIterator each(folder, QDir::Files, QDirIterator::Subdirectories); each.hasNext();) {
        QFile file(each.next());
        if (file.open(QIODevice::ReadOnly))
            files.insert(QDir(folder).relativeFilePath(file.fileName()), file.readAll());
    }
    return files;
}

} // namespace

/// Tab in the real shells.
class TestCompletions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void offerWhatTheHelpNames_data() { eachShell(); }
    void offerWhatTheHelpNames();
    void offerTheOptionsOfTheCommand_data() { eachShell(); }
    void offerTheOptionsOfTheCommand();
    void offerTypes_data() { eachShell(); }
    void offerTypes();
    void offerTheFieldsOfTheType_data() { eachShell(); }
    void offerTheFieldsOfTheType();
    void offerVariables_data() { eachShell(); }
    void offerVariables();
    void offerFiles_data() { eachShell(); }
    void offerFiles();
    void offerNothingWhereNothingIsKnown_data() { eachShell(); }
    void offerNothingWhereNothingIsKnown();
    void finishTheWord_data();
    void finishTheWord();
    void areTheSameWhereverTheyAreMade();

private:
    static void eachShell()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("bash") << int(Shell::Kind::Bash);
        QTest::newRow("zsh") << int(Shell::Kind::Zsh);
        QTest::newRow("fish") << int(Shell::Kind::Fish);
    }
    Shell &shell(int kind) { return *m_shells.at(size_t(kind)); }
    /// Some shells offer options only once a dash was typed.
    static QSet<QString> wordsAndOptions(Shell &shell, const QString &line)
    {
        return shell.offers(line + u' ') + shell.offers(line + u" -"_s);
    }

    std::vector<std::unique_ptr<Shell>> m_shells;
};

void TestCompletions::initTestCase()
{
    for (const Shell::Kind kind : {Shell::Kind::Bash, Shell::Kind::Zsh, Shell::Kind::Fish}) {
        m_shells.push_back(std::make_unique<Shell>(kind));
        QFile file(m_shells.back()->folder() + u"/a value.txt"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(QDir(m_shells.back()->folder()).mkdir(u"folder"_s));
    }
}

void TestCompletions::offerWhatTheHelpNames()
{
    QFETCH(const int, kind);
    for (const QString &program : programNames()) {
        const ProgramHelp help = helpOf(program);
        QVERIFY(help.options.size() > 1);
        QCOMPARE(wordsAndOptions(shell(kind), program), help.options + help.commands);
    }
}

void TestCompletions::offerTheOptionsOfTheCommand()
{
    QFETCH(const int, kind);
    QSet<QString> commands = helpOf(cli).commands;
    QVERIFY(commands.remove(u"help"_s));
    for (const QString &command : std::as_const(commands))
        QCOMPARE(wordsAndOptions(shell(kind), cli + u' ' + command), optionsOf(cli, command));
    QCOMPARE(wordsAndOptions(shell(kind), cli + u" help"_s), commands);
}

void TestCompletions::offerTypes()
{
    QFETCH(const int, kind);
    const auto values = [&](const QString &option) {
        QSet<QString> words;
        const QSet<QString> offers = shell(kind).offers(cli + u" set "_s + option);
        for (const QString &word : offers)
            words.insert(word.section(u'=', -1));
        return words;
    };
    const QSet<QString> types = setOf(typeNames());
    QCOMPARE(values(u"--type "_s), types);
    QCOMPARE(values(u"--server a:b --type="_s), types);
    QCOMPARE(values(u"--subject-type "_s), setOf(RequestDescription::builtIn().subjectTypes()));
}

void TestCompletions::offerTheFieldsOfTheType()
{
    QFETCH(const int, kind);
    const QString set = cli + u" set "_s;
    QCOMPARE(shell(kind).offers(set + u"--stdin "_s), fields({}, {}));
    const QStringList types = typeNames();
    for (const QString &type : types) {
        QCOMPARE(shell(kind).offers(set + u"--type %1 --stdin "_s.arg(type)), fields(type, {}));
        for (const QString &option : {u"file"_s, u"env"_s}) {
            const QString line = set + u"--type=%1 --%2 "_s.arg(type, option);
            const QSet<QString> offers = shell(kind).offers(line);
            QVERIFY2(offers == fields(type, u"="_s) || offers == fields(type, {}),
                     qPrintable(line));
        }
    }
    const QSet<QString> plain = shell(kind).offers(set + u"--field "_s);
    QVERIFY(plain == fields({}, u"="_s, false) || plain == fields({}, {}, false));
}

void TestCompletions::offerVariables()
{
    QFETCH(const int, kind);
    const QString variable = u"MCPO_A_VARIABLE"_s;
    QCOMPARE(shell(kind).offers(cli + u" whoami --token-env MCPO_A"_s), QSet{variable});
    const QSet<QString> offers = shell(kind).offers(cli + u" set --env apiKey=MCPO_A"_s);
    QVERIFY(offers == QSet{variable} || offers == QSet{u"apiKey="_s + variable});
}

void TestCompletions::offerFiles()
{
    QFETCH(const int, kind);
    if (kind == int(Shell::Kind::Bash)) { // leaves files to readline; see finishTheWord()
        QCOMPARE(shell(kind).offers(cli + u" login --ca-file "_s), QSet<QString>());
        return;
    }
    const QSet<QString> known{u"a value.txt"_s, u"folder"_s, u"folder/"_s};
    for (const QString &line : {cli + u" login --ca-file "_s, cli + u" set --file apiKey="_s,
                                u"mcp-override-sandbox --state "_s}) {
        QSet<QString> files;
        const QSet<QString> offers = shell(kind).offers(line);
        for (const QString &offer : offers)
            files.insert(offer.section(u'=', -1).remove(u'\\'));
        QCOMPARE(files.size(), 2);
        QVERIFY(known.contains(files));
    }
}

void TestCompletions::offerNothingWhereNothingIsKnown()
{
    QFETCH(const int, kind);
    for (const QString &line :
         {cli + u" list --server "_s, cli + u" set --subject "_s, cli + u" set --field clientId="_s,
          cli + u" nonsense "_s, u"mcp-override --control-plane "_s,
          u"mcp-override-sandbox --port "_s})
        QCOMPARE(shell(kind).offers(line), QSet<QString>());
}

void TestCompletions::finishTheWord_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("left");
    for (const auto &[name, kind] :
         {std::pair("bash", Shell::Kind::Bash), std::pair("zsh", Shell::Kind::Zsh)}) {
        const auto row = [name = name, kind = kind](const char *what, const QString &typed,
                                                    const QString &left) {
            QTest::addRow("%s: %s", name, what)
                << int(kind) << cli + u' ' + typed << cli + u' ' + left;
        };
        row("a command", u"val"_s, u"validate "_s);
        row("a command with an id before it that reads like one", u"list --server set --js"_s,
            u"list --server set --json "_s);
        row("a type", u"set --type he"_s, u"set --type header "_s);
        row("a type behind =", u"set --type=oa"_s, u"set --type=oauth2_client_credentials "_s);
        row("a field, which goes on", u"set --type env --file a"_s,
            u"set --type env --file apiKey="_s);
        row("a field behind =", u"set --type env --file=a"_s, u"set --type env --file=apiKey="_s);
        row("a file with a blank", u"set --file apiKey=a"_s, u"set --file apiKey=a\\ value.txt "_s);
        row("a file in quotes", u"login --ca-file 'a v"_s, u"login --ca-file 'a value.txt' "_s);
        row("a folder", u"login --token-file fol"_s, u"login --token-file folder/"_s);
        row("a folder of the home", u"login --ca-file ~/he"_s, u"login --ca-file ~/here/"_s);
        row("a variable", u"set --env apiKey=MCPO_A"_s, u"set --env apiKey=MCPO_A_VARIABLE "_s);
        row("an option behind an address",
            u"list --control-plane http://127.0.0.1:80 --server a --js"_s,
            u"list --control-plane http://127.0.0.1:80 --server a --json "_s);
    }
}

void TestCompletions::finishTheWord()
{
    QFETCH(const int, kind);
    QFETCH(const QString, typed);
    QFETCH(const QString, left);
    QCOMPARE(shell(kind).afterTab(typed), left);
}

void TestCompletions::areTheSameWhereverTheyAreMade()
{
    const QTemporaryDir folder;
    QProcessEnvironment environment;
    environment.insert(u"TZ"_s, u"Asia/Tokyo"_s);
    environment.insert(u"LC_ALL"_s, u"de_DE.UTF-8"_s);
    environment.insert(u"HOME"_s, folder.path());
    QProcess generator;
    generator.setProcessEnvironment(environment);
    generator.setWorkingDirectory(folder.path());
    generator.start(QStringLiteral(MCPO_GENERATOR), {folder.filePath(u"made"_s)});
    QVERIFY(generator.waitForFinished());
    QCOMPARE(generator.exitCode(), 0);
    const QMap<QString, QByteArray> files = filesIn(folder.filePath(u"made"_s));
    QCOMPARE(files.size(), 9);
    QVERIFY(files == filesIn(QStringLiteral(MCPO_COMPLETIONS_DIR)));
    for (const QByteArray &content : files) {
        QVERIFY(!content.contains(MCPO_SOURCE_DIR));
        QVERIFY(!content.contains(MCPO_BUILD_DIR));
        QVERIFY(!content.contains(QDir::homePath().toUtf8() + '/'));
    }
}

QTEST_GUILESS_MAIN(TestCompletions)
#include "tst_completions.moc"
