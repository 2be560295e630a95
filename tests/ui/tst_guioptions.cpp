// SPDX-License-Identifier: Apache-2.0
#include "app/gui/guioptions.h"

#include "tests/support/ownsettings.h"

#include <QProcess>
#include <QProcessEnvironment>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct Run {
    int exitCode = -1;
    QString output;
    QString errors;
};

/// Runs the program where there is no display, and none can be found.
std::optional<Run> runWithoutDisplay(const QStringList &arguments)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys()) {
        if (name.startsWith(u"QT_"_s) || name.contains(u"DISPLAY"_s))
            environment.remove(name);
    }
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(MCPO_BIN_DIR "/mcp-override"), arguments);
    if (!program.waitForFinished() || program.exitStatus() != QProcess::NormalExit)
        return {};
    return Run{program.exitCode(), QString::fromUtf8(program.readAllStandardOutput()),
               QString::fromUtf8(program.readAllStandardError())};
}

QStringList withProgram(const QStringList &arguments)
{
    return QStringList{u"mcp-override"_s} + arguments;
}

} // namespace

class TestGuiOptions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void printsWithoutADisplay_data();
    void printsWithoutADisplay();
    void refusesWithoutADisplay_data();
    void refusesWithoutADisplay();
    void saysThatThereIsNoDisplay_data();
    void saysThatThereIsNoDisplay();
    void saysThatOutputIsLost_data();
    void saysThatOutputIsLost();
    void takesOptionsOfQt_data();
    void takesOptionsOfQt();
    void takesNothing();
    void takesAnAddress_data();
    void takesAnAddress();
    void takesTheSandbox();
    void takesALink_data();
    void takesALink();
    void refusesWhatThePresetDoesNotAllow();
    void takesWhatThePresetAllows_data();
    void takesWhatThePresetAllows();
    void helpNamesEveryOption();
};

void TestGuiOptions::printsWithoutADisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("printed");
    const QString version = u"mcp-override " MCPO_VERSION "\n"_s;
    QTest::newRow("--version") << QStringList{u"--version"_s} << version;
    QTest::newRow("-v") << QStringList{u"-v"_s} << version;
    QTest::newRow("--help") << QStringList{u"--help"_s} << u"--control-plane"_s;
    QTest::newRow("-h") << QStringList{u"-h"_s} << u"--sandbox"_s;
    QTest::newRow("the program's name")
        << QStringList{u"--help"_s} << u"Usage: mcp-override [options] [LINK]"_s;
    QTest::newRow("help beside what is wrong")
        << QStringList{u"--help"_s, u"--control-plane"_s, u"ftp://x"_s} << u"--sandbox"_s;
}

void TestGuiOptions::printsWithoutADisplay()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, printed);
    const std::optional<Run> run = runWithoutDisplay(arguments);
    QVERIFY(run);
    QCOMPARE(run->exitCode, 0);
    QVERIFY2(run->output.contains(printed), qPrintable(run->output));
    QCOMPARE(run->errors, QString());
}

void TestGuiOptions::refusesWithoutADisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("reason");
    const QString option = u"--control-plane"_s;
    const auto address = [&option](const QString &text) { return QStringList{option, text}; };
    QTest::newRow("an unknown option") << QStringList{u"--nonsense"_s} << u"nonsense"_s;
    QTest::newRow("an option without its value") << QStringList{option} << u"control-plane"_s;
    QTest::newRow("a stray word") << QStringList{u"https://cp.example.com"_s}
                                  << u"Unexpected argument"_s;
    QTest::newRow("another scheme")
        << QStringList{u"javascript:mcp-override:"_s} << u"Unexpected argument"_s;
    QTest::newRow("two links") << QStringList{u"mcp-override://set?server=a"_s,
                                              u"mcp-override://set?server=b"_s}
                               << u"one link"_s;
    QTest::newRow("a sandbox and an address")
        << QStringList{u"--sandbox"_s, option, u"https://cp.example.com"_s} << u"--sandbox"_s;
    QTest::newRow("an empty address") << address(QString()) << u"Enter the address"_s;
    QTest::newRow("http") << address(u"http://cp.example.com"_s) << u"must start with https://"_s;
    QTest::newRow("another scheme") << address(u"file:///etc/passwd"_s) << option;
    QTest::newRow("no address") << address(u"https://"_s) << u"Not a valid address"_s;
    QTest::newRow("a password") << address(u"https://a:b@cp.example.com"_s) << u"user name"_s;
    QTest::newRow("a query") << address(u"https://cp.example.com?a=b"_s)
                             << u"Remove \u201C?\u201D"_s;
    QTest::newRow("a fragment") << address(u"https://cp.example.com#a"_s)
                                << u"Remove \u201C#\u201D"_s;
    QTest::newRow("dots") << address(u"https://cp.example.com/../x"_s) << u"Remove \u201C.\u201D"_s;
}

void TestGuiOptions::refusesWithoutADisplay()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, reason);
    const std::optional<Run> run = runWithoutDisplay(arguments);
    QVERIFY(run);
    QCOMPARE(run->exitCode, 2);
    QCOMPARE(run->output, QString());
    QVERIFY2(run->errors.startsWith(u"mcp-override: "_s), qPrintable(run->errors));
    QVERIFY2(run->errors.contains(reason), qPrintable(run->errors));
    QVERIFY2(run->errors.contains(u"mcp-override --help"_s), qPrintable(run->errors));
    QVERIFY(!run->errors.contains(u"a:b"_s)); // a password is not repeated
}

void TestGuiOptions::saysThatThereIsNoDisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no display") << QStringList();
    QTest::newRow("a display that does not answer") << QStringList{u"-display"_s, u":4711"_s};
    QTest::newRow("an unknown platform") << QStringList{u"-platform"_s, u"nonsense"_s};
}

void TestGuiOptions::saysThatThereIsNoDisplay()
{
    QFETCH(const QStringList, arguments);
    const std::optional<Run> run = runWithoutDisplay(arguments);
    QVERIFY(run); // no signal has ended it
    QCOMPARE(run->exitCode, 1);
    QVERIFY2(run->errors.startsWith(u"mcp-override: The window cannot be shown."_s),
             qPrintable(run->errors));
    QCOMPARE(run->errors.count(u'\n'), 1);
}

void TestGuiOptions::saysThatOutputIsLost_data()
{
    QTest::addColumn<QString>("option");
    for (const char *option : {"--help", "--version"})
        QTest::newRow(option) << QString::fromLatin1(option);
}

void TestGuiOptions::saysThatOutputIsLost()
{
    QFETCH(const QString, option);
    for (const QString &output : {u">/dev/full"_s, u">&-"_s}) {
        QProcess program;
        program.start(u"/bin/sh"_s, {u"-c"_s, u"exec \"$0\" \"$@\" "_s + output,
                                     QStringLiteral(MCPO_BIN_DIR "/mcp-override"), option});
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitCode(), 1);
        QVERIFY(program.readAllStandardError().contains("could not be written"));
    }
}

void TestGuiOptions::takesOptionsOfQt_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("a flag") << QStringList{u"-reverse"_s};
    QTest::newRow("two dashes") << QStringList{u"--reverse"_s};
    QTest::newRow("a value apart") << QStringList{u"-style"_s, u"fusion"_s};
    QTest::newRow("a value behind it") << QStringList{u"-style=fusion"_s};
    QTest::newRow("a platform") << QStringList{u"-platform"_s, u"offscreen"_s};
}

void TestGuiOptions::takesOptionsOfQt()
{
    QFETCH(const QStringList, arguments);
    const QString link = u"mcp-override://set?server=a"_s;
    const auto read =
        readGuiOptions(withProgram(arguments + QStringList{u"--sandbox"_s, link}), {});
    const auto *options = std::get_if<GuiOptions>(&read);
    QVERIFY(options);
    QVERIFY(options->sandbox);
    QCOMPARE(options->link, link);
}

void TestGuiOptions::takesNothing()
{
    const auto read = readGuiOptions(withProgram({}));
    const auto *options = std::get_if<GuiOptions>(&read);
    QVERIFY(options);
    QVERIFY(!options->controlPlane);
    QVERIFY(!options->sandbox);
}

void TestGuiOptions::takesAnAddress_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("address");
    QTest::newRow("two words") << QStringList{u"--control-plane"_s, u"https://cp.example.com/"_s}
                               << u"https://cp.example.com"_s;
    QTest::newRow("one word") << QStringList{u"--control-plane=https://cp.example.com/tenant"_s}
                              << u"https://cp.example.com/tenant"_s;
    QTest::newRow("no scheme") << QStringList{u"--control-plane=cp.example.com"_s}
                               << u"https://cp.example.com"_s;
    QTest::newRow("loopback") << QStringList{u"--control-plane=http://127.0.0.1:8080"_s}
                              << u"http://127.0.0.1:8080"_s;
}

void TestGuiOptions::takesAnAddress()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, address);
    const auto read = readGuiOptions(withProgram(arguments), {});
    const auto *options = std::get_if<GuiOptions>(&read);
    QVERIFY(options);
    QVERIFY(options->controlPlane);
    QCOMPARE(options->controlPlane->text(), address);
}

void TestGuiOptions::takesTheSandbox()
{
    const auto read = readGuiOptions(withProgram({u"--sandbox"_s}));
    const auto *options = std::get_if<GuiOptions>(&read);
    QVERIFY(options);
    QVERIFY(options->sandbox);
    QVERIFY(!options->controlPlane);
}

void TestGuiOptions::takesALink_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("link");
    const QString link = u"mcp-override://set?server=a"_s;
    QTest::newRow("none") << QStringList{} << QString();
    QTest::newRow("a link") << QStringList{link} << link;
    QTest::newRow("behind the options")
        << QStringList{u"--control-plane"_s, u"https://cp.example.com"_s, link} << link;
    QTest::newRow("behind the end of the options") << QStringList{u"--"_s, link} << link;
    // What is wrong with it is said in the window: nobody reads what a browser's child prints.
    QTest::newRow("a wrong link") << QStringList{u"mcp-override:--sandbox"_s}
                                  << u"mcp-override:--sandbox"_s;
}

void TestGuiOptions::takesALink()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, link);
    const auto read = readGuiOptions(withProgram(arguments), {});
    const auto *options = std::get_if<GuiOptions>(&read);
    QVERIFY(options);
    QCOMPARE(options->link, link);
    QVERIFY(!options->sandbox);
}

void TestGuiOptions::refusesWhatThePresetDoesNotAllow()
{
    const OwnSettings settings; // which the program inherits
    settings.writeSystem("[preset]\ncontrolPlane=https://cp.example.com\n");
    const std::optional<Run> run =
        runWithoutDisplay({u"--control-plane"_s, u"https://other.example.com"_s});
    QVERIFY(run);
    QCOMPARE(run->exitCode, 2);
    QCOMPARE(run->errors,
             u"mcp-override: --control-plane: Your administrator allows only the "
             "control plane \u201Ccp.example.com\u201D.\nTry \"mcp-override --help\".\n"_s);
}

void TestGuiOptions::takesWhatThePresetAllows_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList();
    QTest::newRow("the same address")
        << QStringList{u"--control-plane"_s, u"https://CP.example.com:443/"_s};
    QTest::newRow("a sandbox") << QStringList{u"--sandbox"_s};
}

void TestGuiOptions::takesWhatThePresetAllows()
{
    QFETCH(const QStringList, arguments);
    Preset preset;
    preset.controlPlane =
        std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
    const auto read = readGuiOptions(withProgram(arguments), preset);
    const auto *options = std::get_if<GuiOptions>(&read);
    QVERIFY(options);
    QVERIFY(options->preset.controlPlane == preset.controlPlane);
}

void TestGuiOptions::helpNamesEveryOption()
{
    const auto read = readGuiOptions(withProgram({u"--help"_s}));
    const auto *printed = std::get_if<PrintAndExit>(&read);
    QVERIFY(printed);
    QCOMPARE(printed->exitCode, 0);
    for (const QString &name : {u"--control-plane"_s, u"--sandbox"_s, u"--version"_s, u"--help"_s})
        QVERIFY2(printed->text.contains(name), qPrintable(printed->text));
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestGuiOptions)
#include "tst_guioptions.moc"
