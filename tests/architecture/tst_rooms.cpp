// SPDX-License-Identifier: Apache-2.0
#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace
{

/// Who may know whom: the picture of the rooms as a table.
struct Room {
    QString path;
    QStringList knows;     ///< rooms, beside itself
    QStringList qtModules; ///< empty: any
};

const QList<Room> &rooms()
{
    // The first whose path fits is meant: a room within a room stands before it.
    static const QList<Room> table{
        {u"models/"_s, {}, {u"QtCore"_s}},
        {u"ui/words/"_s, {u"models/"_s}, {u"QtCore"_s}}, // for the command line, too
        {u"ui/"_s, {u"models/"_s, u"ui/words/"_s}, {u"QtCore"_s, u"QtGui"_s, u"QtWidgets"_s}},
        {u"net/sandbox/"_s, {u"models/"_s}, {u"QtCore"_s, u"QtNetwork"_s}},
        {u"net/"_s, {u"models/"_s}, {u"QtCore"_s, u"QtNetwork"_s, u"QtDBus"_s}},
        {u"app/cli/"_s,
         {u"app/"_s, u"models/"_s, u"net/"_s, u"ui/words/"_s},
         {u"QtCore"_s, u"QtNetwork"_s}},
        {u"app/sandbox/"_s,
         {u"app/"_s, u"models/"_s, u"net/sandbox/"_s},
         {u"QtCore"_s, u"QtNetwork"_s}},
        {u"app/gui/"_s,
         {u"app/"_s, u"models/"_s, u"net/"_s, u"net/sandbox/"_s, u"ui/"_s, u"ui/words/"_s},
         {}},
        {u"app/completions/"_s,
         {u"app/"_s, u"app/cli/"_s, u"app/gui/"_s, u"app/sandbox/"_s, u"models/"_s},
         {u"QtCore"_s}},
        {u"app/"_s, {u"models/"_s}, {u"QtCore"_s}}, // what the programs share
        {u"tests/"_s, {QString()}, {}},
    };
    return table;
}

const Room *roomOf(const QString &path)
{
    const auto found = std::ranges::find_if(
        rooms(), [&path](const Room &room) { return path.startsWith(room.path); });
    return found == rooms().end() ? nullptr : &*found;
}

/// What must not stand in the code.
struct Ban {
    QRegularExpression code;
    QRegularExpression exempt; ///< paths
    QString why;
};

const QList<Ban> &bans()
{
    const auto ban = [](const char *code, const char *exempt, const char *why) {
        return Ban{QRegularExpression(QString::fromLatin1(code)),
                   QRegularExpression(QString::fromLatin1(exempt)), QString::fromLatin1(why)};
    };
    constexpr auto nobody = "(?!)";
    constexpr auto tests = "^tests/";
    static const QList<Ban> table{
        ban(R"(\bQNetworkRequest(\s*[({]|\s+\w+\s*[({;]))", R"(^(tests/|net/requestpolicy\.))",
            "requests are made by net/requestpolicy"),
        ban(R"(\bnew\s+QNetworkAccessManager\b|\bQNetworkAccessManager\s+\w+\s*[;{(])",
            R"(^(tests/|net/requestpolicy\.))", "network accesses are made by net/requestpolicy"),
        ban(R"(\bignoreSslErrors\b)", nobody, "there is no way round TLS"),
        ban(R"(\bsetInsecureFallback\b)", nobody, "tokens live in the keychain only"),
        ban(R"(\bQMessageBox::(about|critical|information|question|warning)\s*\()", nobody,
            "dialogs are opened, not executed"),
        ban(R"(\bQ(Color|File|Font|Input)Dialog::get\w+\s*\()", nobody,
            "dialogs are opened, not executed"),
        ban(R"((\.|->)\s*exec\s*\()", tests, "no nested event loop"),
        ban(R"(\bQEventLoop\b)", tests, "no nested event loop"),
        ban(R"((\.|->|\))\s*open\s*\(\s*\))", R"(^(tests/|ui/dialogqueue\.))",
            "DialogQueue opens one dialog at a time"),
        ban(R"(\b((set|insert|append)Html|setMarkdown|setOpenExternalLinks)\s*\()", tests,
            "the words of others are plain text"),
        ban(R"(\b(QText(Browser|Edit)|RichText|MarkdownText|AutoText)\b)", tests,
            "the words of others are plain text"),
        ban(R"(\bQMessageBox\b(?!::))", tests, "ExplanationDialog shows plain text"),
        ban(R"(\bQProcess\b)", tests, "the program starts no other"),
        ban(R"(\b(system|popen|posix_spawnp?|exec(l|lp|le|v|vp|ve|vpe))\s*\()", tests,
            "the program starts no other"),
        ban(R"(\b(QLibrary|QPluginLoader|dlopen)\b)", tests, "nothing is loaded by its name"),
        ban(R"(\bsetRawHeader\b)", R"(^(tests/|net/requestpolicy\.))",
            "requests are made by net/requestpolicy"),
        ban(R"(\b(QTcpServer|QUdpSocket)\b)", "^(tests|net/sandbox)/", "nothing listens"),
        ban(R"(\bopenUrl\b)", nobody, "the program opens nothing elsewhere"),
        ban(R"(\b(SIGNAL|SLOT)\s*\()", nobody, "the compiler checks connections"),
        ban(R"(\bsender\s*\(\s*\))", nobody, "a slot does not ask who called"),
    };
    return table;
}

/// @p text with comments and the insides of literals blanked, line for line.
QString codeOf(QString text)
{
    // No raw texts here, because the one of a raw text makes moc 6.4 lose its way.
    static const QRegularExpression skipped(
        QStringLiteral("R\"(\\w*)\\([\\s\\S]*?\\)\\1\""    // raw text
                       "|\"(?:\\\\.|[^\"\\\\\\n])*\""      // text
                       "|(?<!\\w)'(?:\\\\.|[^'\\\\\\n])*'" // character, not a digit separator
                       "|//[^\\n]*|/\\*[\\s\\S]*?\\*/"));  // comments
    for (qsizetype at = 0;;) {
        const auto match = skipped.match(text, at);
        if (!match.hasMatch())
            return text;
        for (at = match.capturedStart(); at < match.capturedEnd(); ++at) {
            if (text.at(at) != u'\n')
                text[at] = u' ';
        }
    }
}

/// The Qt module that has this header, or nothing if it is no header of Qt.
QString qtModuleOf(const QString &header)
{
    const QDir headers(QLibraryInfo::path(QLibraryInfo::HeadersPath));
    if (header.contains(u'/'))
        return header.startsWith(u"Qt"_s) ? header.section(u'/', 0, 0) : QString();
    if (headers.exists(u"QtCore/"_s + header))
        return u"QtCore"_s;
    const auto modules = headers.entryList({u"Qt*"_s}, QDir::Dirs);
    const auto found = std::ranges::find_if(
        modules, [&](const QString &module) { return headers.exists(module + u'/' + header); });
    return found == modules.end() ? QString() : *found;
}

/// What is wrong with including @p header in the file @p path; empty if nothing is.
QString includeFault(const QString &path, const QString &header)
{
    static const QRegularExpression keychainVault(u"^net/keychain[^/]*$"_s);
    const Room *own = roomOf(path); // every file that is looked at is in one
    if (header.contains(u"../"_s))
        return u"files of the project are named from its root"_s;
    if (header.startsWith(u"qt6keychain/"_s) && !keychainVault.match(path).hasMatch())
        return u"only net/keychain… knows the keychain library"_s;
    if (const Room *other = roomOf(header)) {
        const bool isKnown =
            other == own || own->knows.contains(other->path) || own->knows.contains(QString());
        return isKnown ? QString() : u"%1 does not know %2"_s.arg(own->path, other->path);
    }
    const auto module = qtModuleOf(header);
    if (module.isEmpty() || own->qtModules.isEmpty() || own->qtModules.contains(module))
        return {};
    return u"%1 does not use %2"_s.arg(own->path, module);
}

/// The faults of one file, each "path:line: words".
QStringList faultsOf(const QString &path, const QString &text)
{
    static const QRegularExpression include(
        QString::fromLatin1(R"(^\s*#\s*include\s*[<"]([^>"]+))"));
    QStringList faults;
    const auto report = [&](qsizetype line, const QString &words) {
        faults.append(u"%1:%2: %3"_s.arg(path).arg(line).arg(words));
    };

    const auto lines = text.split(u'\n');
    const auto code = codeOf(text).split(u'\n');
    if (!lines.first().endsWith(u"SPDX-License-Identifier: Apache-2.0"_s))
        report(1, u"no SPDX line"_s);
    if (path.endsWith(u".h"_s) && !code.contains(u"#pragma once"_s))
        report(1, u"no #pragma once"_s);
    for (qsizetype i = 0; i < code.size(); ++i) {
        if (code.at(i).trimmed().startsWith(u'#')) {
            if (const auto match = include.match(lines.at(i)); match.hasMatch()) {
                if (const auto fault = includeFault(path, match.captured(1)); !fault.isEmpty())
                    report(i + 1, fault);
            }
            continue;
        }
        for (const auto &ban : bans()) {
            if (code.at(i).contains(ban.code) && !path.contains(ban.exempt))
                report(i + 1, ban.why);
        }
    }
    return faults;
}

QStringList sourcesBelow(const QDir &root)
{
    QStringList paths;
    for (const auto &folder : {u"app"_s, u"models"_s, u"net"_s, u"tests"_s, u"ui"_s}) {
        QDirIterator files(root.filePath(folder), {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const auto path = root.relativeFilePath(files.next());
            if (!path.contains(u"/node_modules/"_s))
                paths.append(path);
        }
    }
    paths.sort();
    return paths;
}

QStringList faultsBelow(const QDir &root)
{
    QStringList faults;
    for (const auto &path : sourcesBelow(root)) {
        QFile file(root.filePath(path));
        if (file.open(QIODevice::ReadOnly))
            faults += faultsOf(path, QString::fromUtf8(file.readAll()));
        else
            faults += u"%1:0: %2"_s.arg(path, file.errorString());
    }
    return faults;
}

const QString spdx = u"// SPDX-License-Identifier: Apache-2.0\n"_s;

} // namespace

class TestRooms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhereTheHeadersOfQtAre();
    void theTreeKeepsItsRules();
    void promise34ReportsABannedCall_data();
    void promise34ReportsABannedCall();
    void whatIsAllowedPasses_data();
    void whatIsAllowedPasses();
};

void TestRooms::knowsWhereTheHeadersOfQtAre()
{
    QCOMPARE(qtModuleOf(u"QString"_s), u"QtCore"_s);
    QCOMPARE(qtModuleOf(u"QNetworkReply"_s), u"QtNetwork"_s);
    QCOMPARE(qtModuleOf(u"QtGui/QColor"_s), u"QtGui"_s);
    QCOMPARE(qtModuleOf(u"queue"_s), QString());
}

void TestRooms::theTreeKeepsItsRules()
{
    const QDir root(QStringLiteral(MCPO_SOURCE_DIR));
    QVERIFY(sourcesBelow(root).contains(u"models/job.h"_s));
    const auto faults = faultsBelow(root);
    QVERIFY2(faults.isEmpty(), qPrintable(u'\n' + faults.join(u'\n')));
}

void TestRooms::promise34ReportsABannedCall_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &path, const QString &line,
                        const QString &words) {
        QTest::newRow(name) << path << QString(spdx + u'\n' + line + u'\n')
                            << u"%1:3: %2"_s.arg(path, words);
    };

    QTest::newRow("no SPDX line") << u"ui/a.cpp"_s << u"int a;\n"_s
                                  << u"ui/a.cpp:1: no SPDX line"_s;
    QTest::newRow("no #pragma once") << u"ui/a.h"_s << spdx << u"ui/a.h:1: no #pragma once"_s;
    row("models include net", u"models/a.cpp"_s, u"#include \"net/b.h\""_s,
        u"models/ does not know net/"_s);
    row("models include ui", u"models/a.cpp"_s, u"#include \"ui/b.h\""_s,
        u"models/ does not know ui/"_s);
    row("models include app", u"models/a.cpp"_s, u"#include \"app/cli/b.h\""_s,
        u"models/ does not know app/cli/"_s);
    row("models use Qt Network", u"models/a.cpp"_s, u"#include <QNetworkReply>"_s,
        u"models/ does not use QtNetwork"_s);
    row("models use Qt Gui by the name of the module", u"models/a.cpp"_s,
        u"#include <QtGui/QColor>"_s, u"models/ does not use QtGui"_s);
    row("ui includes net", u"ui/a.cpp"_s, u"#include \"net/b.h\""_s, u"ui/ does not know net/"_s);
    row("ui includes app", u"ui/a.cpp"_s, u"#include \"app/gui/b.h\""_s,
        u"ui/ does not know app/gui/"_s);
    row("ui uses Qt Network", u"ui/a.cpp"_s, u"#include <QNetworkReply>"_s,
        u"ui/ does not use QtNetwork"_s);
    row("net includes ui", u"net/a.cpp"_s, u"#include \"ui/b.h\""_s, u"net/ does not know ui/"_s);
    row("net uses Qt Widgets", u"net/a.cpp"_s, u"#include <QWidget>"_s,
        u"net/ does not use QtWidgets"_s);
    row("net includes its sandbox", u"net/a.cpp"_s, u"#include \"net/sandbox/b.h\""_s,
        u"net/ does not know net/sandbox/"_s);
    row("the sandbox includes net", u"net/sandbox/a.cpp"_s, u"#include \"net/b.h\""_s,
        u"net/sandbox/ does not know net/"_s);
    row("the command line uses Qt Gui", u"app/cli/a.cpp"_s, u"#include <QImage>"_s,
        u"app/cli/ does not use QtGui"_s);
    row("the words use Qt Widgets", u"ui/words/a.cpp"_s, u"#include <QLabel>"_s,
        u"ui/words/ does not use QtWidgets"_s);
    row("one program includes another", u"app/cli/a.cpp"_s, u"#include \"app/sandbox/b.h\""_s,
        u"app/cli/ does not know app/sandbox/"_s);
    row("a path upwards", u"ui/a.cpp"_s, u"#include \"../net/b.h\""_s,
        u"files of the project are named from its root"_s);
    row("the keychain header elsewhere", u"net/a.cpp"_s, u"#include <qt6keychain/keychain.h>"_s,
        u"only net/keychain… knows the keychain library"_s);
    row("a request made elsewhere", u"net/a.cpp"_s, u"QNetworkRequest request(url);"_s,
        u"requests are made by net/requestpolicy"_s);
    row("a temporary request made elsewhere", u"net/a.cpp"_s, u"get(QNetworkRequest(url));"_s,
        u"requests are made by net/requestpolicy"_s);
    row("a network access made elsewhere", u"net/a.cpp"_s,
        u"auto *a = new QNetworkAccessManager;"_s,
        u"network accesses are made by net/requestpolicy"_s);
    row("a network access as a member", u"net/a.cpp"_s, u"QNetworkAccessManager m_network;"_s,
        u"network accesses are made by net/requestpolicy"_s);
    row("TLS errors ignored", u"net/a.cpp"_s, u"reply->ignoreSslErrors();"_s,
        u"there is no way round TLS"_s);
    row("a token in a file", u"net/keychain.cpp"_s, u"job->setInsecureFallback(true);"_s,
        u"tokens live in the keychain only"_s);
    row("a message box executed", u"ui/a.cpp"_s, u"QMessageBox::warning(this, title, text);"_s,
        u"dialogs are opened, not executed"_s);
    row("a file dialog executed", u"ui/a.cpp"_s, u"QFileDialog::getOpenFileName(this);"_s,
        u"dialogs are opened, not executed"_s);
    row("a dialog executed", u"ui/a.cpp"_s, u"dialog.exec();"_s, u"no nested event loop"_s);
    row("a dialog behind a pointer executed", u"app/gui/a.cpp"_s, u"dialog->exec();"_s,
        u"no nested event loop"_s);
    row("a dialog opened beside the queue", u"ui/a.cpp"_s, u"dialog->open();"_s,
        u"DialogQueue opens one dialog at a time"_s);
    row("a new dialog opened beside the queue", u"ui/a.cpp"_s, u"(new ADialog(this))->open();"_s,
        u"DialogQueue opens one dialog at a time"_s);
    row("an event loop", u"net/a.cpp"_s, u"QEventLoop loop;"_s, u"no nested event loop"_s);
    row("HTML", u"ui/a.cpp"_s, u"browser->setHtml(words);"_s,
        u"the words of others are plain text"_s);
    row("Markdown", u"ui/a.cpp"_s, u"label->setMarkdown(words);"_s,
        u"the words of others are plain text"_s);
    row("a format that reads markup", u"ui/a.cpp"_s, u"label->setTextFormat(Qt::AutoText);"_s,
        u"the words of others are plain text"_s);
    row("an editor of markup", u"ui/a.cpp"_s, u"auto *view = new QTextEdit(this);"_s,
        u"the words of others are plain text"_s);
    row("links that open", u"ui/a.cpp"_s, u"label->setOpenExternalLinks(true);"_s,
        u"the words of others are plain text"_s);
    row("a message box", u"ui/a.cpp"_s, u"auto *box = new QMessageBox(this);"_s,
        u"ExplanationDialog shows plain text"_s);
    row("a shell", u"app/cli/a.cpp"_s, u"std::system(words);"_s, u"the program starts no other"_s);
    row("a library by name", u"net/a.cpp"_s, u"QLibrary library(name);"_s,
        u"nothing is loaded by its name"_s);
    row("a header set elsewhere", u"net/a.cpp"_s, u"request.setRawHeader(name, value);"_s,
        u"requests are made by net/requestpolicy"_s);
    row("a server", u"app/gui/a.cpp"_s, u"QTcpServer server;"_s, u"nothing listens"_s);
    row("another program", u"app/cli/a.cpp"_s, u"QProcess::execute(name);"_s,
        u"the program starts no other"_s);
    row("an address opened", u"ui/a.cpp"_s, u"QDesktopServices::openUrl(url);"_s,
        u"the program opens nothing elsewhere"_s);
    row("a connection by text", u"ui/a.cpp"_s, u"connect(a, SIGNAL(b()), c, d);"_s,
        u"the compiler checks connections"_s);
    row("a slot that asks who called", u"ui/a.cpp"_s, u"auto *button = sender();"_s,
        u"a slot does not ask who called"_s);
}

void TestRooms::promise34ReportsABannedCall()
{
    QFETCH(const QString, path);
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    const QTemporaryDir folder;
    const QDir root(folder.path());
    QVERIFY(root.mkpath(QFileInfo(path).path()));
    QFile file(root.filePath(path));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
    file.close();

    QCOMPARE(faultsBelow(root), QStringList(expected));
}

void TestRooms::whatIsAllowedPasses_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");

    QTest::newRow("a fault in a comment") << u"ui/a.cpp"_s << u"// never dialog.exec()"_s;
    QTest::newRow("a fault in a long comment") << u"ui/a.cpp"_s << u"/* a\n sender() */"_s;
    QTest::newRow("a fault in a text") << u"ui/a.cpp"_s << u"auto a = \"\\\"sender()\";"_s;
    QTest::newRow("a fault in a raw text") << u"ui/a.cpp"_s << u"auto a = R\"x(\"sender()\")x\";"_s;
    QTest::newRow("an attribute of a request")
        << u"net/a.cpp"_s << u"reply->attribute(QNetworkRequest::HttpStatusCodeAttribute);"_s;
    QTest::newRow("a request handed on")
        << u"net/a.h"_s << u"#pragma once\nvoid a(const QNetworkRequest &request);"_s;
    QTest::newRow("a request declared")
        << u"net/a.h"_s << u"#pragma once\nclass QNetworkRequest;"_s;
    QTest::newRow("a request from the policy")
        << u"net/a.cpp"_s << u"QNetworkRequest request = makeRequest(path);"_s;
    QTest::newRow("a request in the policy")
        << u"net/requestpolicy.cpp"_s << u"QNetworkRequest request(url);"_s;
    QTest::newRow("a network access in the policy")
        << u"net/requestpolicy.cpp"_s << u"auto *a = new QNetworkAccessManager;"_s;
    QTest::newRow("the keychain header in the vault")
        << u"net/keychainvault.cpp"_s << u"#include <qt6keychain/keychain.h>"_s;
    QTest::newRow("the event loop of the program")
        << u"app/gui/main.cpp"_s << u"return QApplication::exec();"_s;
    QTest::newRow("a header of the standard library") << u"models/a.cpp"_s << u"#include <queue>"_s;
    QTest::newRow("a digit separator") << u"ui/a.cpp"_s << u"int a = 1'000; // it's sender()"_s;
    QTest::newRow("a test of everything")
        << u"tests/a.cpp"_s << u"#include \"net/b.h\"\n#include \"ui/b.h\"\n#include <QWidget>"_s;
}

void TestRooms::whatIsAllowedPasses()
{
    QFETCH(const QString, path);
    QFETCH(const QString, line);

    QCOMPARE(faultsOf(path, spdx + line + u'\n'), QStringList());
}

QTEST_APPLESS_MAIN(TestRooms)
#include "tst_rooms.moc"
