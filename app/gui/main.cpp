// SPDX-License-Identifier: Apache-2.0
#include "app/gui/guiprogram.h"

#include <QApplication>

#include <cstdio>

namespace
{

int print(const QString &text, int exitCode)
{
    std::fputs(text.toLocal8Bit().constData(), exitCode == 0 ? stdout : stderr);
    return exitCode;
}

QStringList argumentList(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

} // namespace

int main(int argc, char **argv)
{
    const auto read = mcpo::readGuiOptions(argumentList(argc, argv), mcpo::loadPreset());
    if (const auto *instead = std::get_if<mcpo::PrintAndExit>(&read))
        return print(instead->text, instead->exitCode);

    const QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("mcp-override"));
    QApplication::setApplicationDisplayName(QStringLiteral("MCP Override"));
    QApplication::setApplicationVersion(QStringLiteral(MCPO_VERSION));
    QApplication::setOrganizationName(QStringLiteral("mcp-override"));

    mcpo::GuiProgram program;
    if (const std::optional<QString> error = program.start(std::get<mcpo::GuiOptions>(read)))
        return print(QStringLiteral("mcp-override: %1\n").arg(*error), 1);
    return QApplication::exec();
}
