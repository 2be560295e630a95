// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// How the programs are built, read from what was built.
class TestElf : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promise35ProgramIsHardened_data();
    void promise35ProgramIsHardened();
    void promise35OwnCodeGuardsItsControlFlow_data();
    void promise35OwnCodeGuardsItsControlFlow();
    void promise35EverySourceIsCompiledHardened();
};

namespace
{

QString readElf(const QStringList &arguments)
{
    QProcess process;
    process.start(u"readelf"_s, QStringList{u"-W"_s} + arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        qFatal("readelf: %s", process.readAllStandardError().constData());
    return QString::fromLatin1(process.readAllStandardOutput());
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(path), qPrintable(file.errorString()));
    return file.readAll();
}

} // namespace

void TestElf::promise35ProgramIsHardened_data()
{
    QTest::addColumn<QString>("path");
    for (const char *program : {"mcp-override", "mcp-override-cli", "mcp-override-sandbox"})
        QTest::newRow(program) << QStringLiteral(MCPO_BIN_DIR "/") + QLatin1StringView(program);
}

void TestElf::promise35ProgramIsHardened()
{
    QFETCH(QString, path);
    const QString dynamic = readElf({u"--dynamic"_s, path});
    QVERIFY2(dynamic.contains(QRegularExpression(u"FLAGS_1\\).*\\bPIE\\b"_s)), "loads anywhere");
    QVERIFY2(dynamic.contains(QRegularExpression(u"FLAGS_1\\).*\\bNOW\\b"_s)), "full RELRO");
    for (const QString &entry : {u"(RPATH)"_s, u"(RUNPATH)"_s, u"(TEXTREL)"_s})
        QVERIFY2(!dynamic.contains(entry), qPrintable(entry));

    const QString segments = readElf({u"--segments"_s, path});
    QVERIFY2(segments.contains(u"GNU_RELRO"_s), "RELRO");
    const auto stack =
        QRegularExpression(u"GNU_STACK( +0x[0-9a-f]+){5} +(\\w+) "_s).match(segments);
    QCOMPARE(stack.captured(2), u"RW"_s);
    QVERIFY2(!segments.contains(QRegularExpression(u" RWE +0x"_s)),
             "nothing is writable and executable");

    QVERIFY2(readElf({u"--dyn-syms"_s, path}).contains(u"__stack_chk_fail"_s), "stack protector");

    // The compiler writes its options into the debug information of each source.
    const QByteArray content = contentOf(path);
    int sources = 0;
    for (qsizetype at = content.indexOf("GNU C++20 "); at >= 0;
         at = content.indexOf("GNU C++20 ", at + 1)) {
        const QByteArray options(content.constData() + at); // ends at the NUL
        ++sources;
        for (const char *option : {"-ftrivial-auto-var-init=zero", "-fstack-protector-strong",
                                   "-fcf-protection", "-fPIC|-fPIE"}) {
            const QList<QByteArray> either = QByteArray(option).split('|');
            QVERIFY2(std::ranges::any_of(
                         either, [&](const QByteArray &one) { return options.contains(one); }),
                     (QByteArray(option) + " is not in " + options).constData());
        }
    }
    QVERIFY2(sources > 0, "the build has debug information");
}

void TestElf::promise35OwnCodeGuardsItsControlFlow_data()
{
    QTest::addColumn<QString>("library");
    for (const char *library : {"models/libmcpo_models.a", "net/libmcpo_net.a", "ui/libmcpo_ui.a",
                                "app/gui/libmcpo_gui.a", "app/cli/libmcpo_cli.a"})
        QTest::newRow(library) << QStringLiteral(MCPO_BIN_DIR "/../") + QLatin1StringView(library);
}

/// Each object alone: the start files of Debian 12's C library lack the mark, so the linker takes
/// it off the program as a whole.
void TestElf::promise35OwnCodeGuardsItsControlFlow()
{
    QFETCH(QString, library);
    const QStringList objects =
        readElf({u"--notes"_s, library}).trimmed().split(u"File: "_s, Qt::SkipEmptyParts);
    QVERIFY(objects.size() > 1);
    for (const QString &object : objects)
        QVERIFY2(object.contains(u"IBT, SHSTK"_s), qPrintable(object.section(u'\n', 0, 0)));
}

/// What leaves no trace in a program that calls nothing to be fortified.
void TestElf::promise35EverySourceIsCompiledHardened()
{
    const QJsonArray commands =
        QJsonDocument::fromJson(contentOf(u"" MCPO_BIN_DIR "/../compile_commands.json"_s)).array();
    QVERIFY(commands.size() > 100);
    for (const QJsonValue &command : commands) {
        QVERIFY2(command["command"_L1].toString().contains("-D_FORTIFY_SOURCE=2 "_L1),
                 qPrintable(command["file"_L1].toString()));
    }
}

QTEST_GUILESS_MAIN(TestElf)
#include "tst_elf.moc"
