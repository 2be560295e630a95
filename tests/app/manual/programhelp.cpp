// SPDX-License-Identifier: Apache-2.0
#include "tests/app/manual/programhelp.h"

#include <QProcess>
#include <QRegularExpression>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// In the lines that show how a program is used, and in the left column of the list of options.
QSet<QString> optionsIn(const QString &help)
{
    static const QRegularExpression places(
        u"^(?:Usage:| {7}mcp-)(?<usage>.*)$|^  (?<column>-.*?)(?:  |$)"_s,
        QRegularExpression::MultilineOption);
    static const QRegularExpression option(u"(?<![\\w-])--?[a-z][a-z-]*"_s);
    QSet<QString> options;
    for (auto place = places.globalMatch(help); place.hasNext();) {
        const QRegularExpressionMatch found = place.next();
        const QString text = found.captured(u"usage"_s) + found.captured(u"column"_s);
        for (auto name = option.globalMatch(text); name.hasNext();)
            options.insert(name.next().captured());
    }
    return options;
}

QSet<QString> commandsIn(const QString &help)
{
    const QString list = help.section(u"\nCommands:\n"_s, 1).section(u"\n\n"_s, 0, 0);
    static const QRegularExpression name(u"^  ([a-z]+)"_s, QRegularExpression::MultilineOption);
    QSet<QString> commands;
    for (auto found = name.globalMatch(list); found.hasNext();)
        commands.insert(found.next().captured(1));
    return commands;
}

} // namespace

QStringList programNames()
{
    return {u"mcp-override"_s, u"mcp-override-cli"_s, u"mcp-override-sandbox"_s};
}

QString printed(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral(MCPO_BIN_DIR "/") + program, arguments);
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        qFatal("%s does not work: %s", qPrintable(program), qPrintable(process.errorString()));
    return QString::fromUtf8(process.readAllStandardOutput());
}

ProgramHelp helpOf(const QString &program)
{
    const QString help = printed(program, {u"--help"_s});
    return {optionsIn(help), commandsIn(help)};
}

QSet<QString> optionsOf(const QString &program, const QString &command)
{
    return optionsIn(printed(program, {u"help"_s, command}));
}

} // namespace mcpo
