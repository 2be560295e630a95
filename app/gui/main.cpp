// SPDX-License-Identifier: Apache-2.0
#include "app/gui/dbusinstance.h"
#include "app/gui/guiprogram.h"
#include "app/gui/singleinstance.h"
#include "app/processprivacy.h"
#include "app/standardstreams.h"

#include <QApplication>
#include <QIcon>

#include <cstdio>
#include <cstdlib>

namespace
{

int print(const QString &text, int exitCode)
{
    if (exitCode == 0)
        return mcpo::printText(QStringLiteral("mcp-override"), text) ? 0 : 1;
    std::fputs(text.toLocal8Bit().constData(), stderr);
    return exitCode;
}

/// Qt ends a program that cannot show a window by SIGABRT, after messages for its developers.
void explainMissingDisplay(QtMsgType type, const QMessageLogContext &context,
                           const QString &message)
{
    if (type == QtFatalMsg) {
        std::fputs("mcp-override: The window cannot be shown. Either there is no display, or the "
                   "Qt platform plugin for it is missing. Start the program in a graphical "
                   "session, or use mcp-override-cli.\n",
                   stderr);
        std::_Exit(1);
    }
    if (!QByteArrayView(context.category).startsWith("qt.qpa."))
        std::fputs(qPrintable(qFormatLogMessage(type, context, message) + u'\n'), stderr);
}

QStringList argumentList(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

QIcon programIcon()
{
    QIcon icon;
    for (const int size : {16, 32, 48, 128})
        icon.addFile(QStringLiteral(":/icons/%1.png").arg(size));
    return icon;
}

} // namespace

int main(int argc, char **argv)
{
    mcpo::reserveStandardStreams();
    mcpo::keepMemoryPrivate();
    const auto read = mcpo::readGuiOptions(argumentList(argc, argv), mcpo::loadPreset());
    if (const auto *instead = std::get_if<mcpo::PrintAndExit>(&read))
        return print(instead->text, instead->exitCode);

    const auto &options = *std::get_if<mcpo::GuiOptions>(&read);
    mcpo::StartMessage message{
        options.link, options.controlPlane ? options.controlPlane->text() : QString(), {}, {}};
    mcpo::takeActivation(message);

    qInstallMessageHandler(explainMissingDisplay);
    const QApplication application(argc, argv);
    qInstallMessageHandler(nullptr);
    QApplication::setApplicationName(QStringLiteral("mcp-override"));
    QApplication::setApplicationDisplayName(QStringLiteral("MCP Override"));
    QApplication::setApplicationVersion(QStringLiteral(MCPO_VERSION));
    QApplication::setOrganizationName(QStringLiteral("mcp-override"));
    // The desktop knows the window by this name; where it does not, the window brings its icon.
    const QString applicationId = QString::fromLatin1(mcpo::DBusInstance::service);
    QApplication::setDesktopFileName(applicationId);
    QApplication::setWindowIcon(QIcon::fromTheme(applicationId, programIcon()));

    mcpo::SingleInstance instance;
    // A sandbox is its own world: it neither takes what is meant for others, nor hands it over.
    const mcpo::Claim claim = options.sandbox ? mcpo::Claim::First : instance.claim(message);
    if (claim == mcpo::Claim::HandedOver)
        return 0;
    if (claim == mcpo::Claim::Unresponsive)
        return print(QStringLiteral("mcp-override: The program is already running and does not "
                                    "respond. Close it, then start it again.\n"),
                     1);

    mcpo::GuiProgram program;
    if (const std::optional<QString> error = program.start(options))
        return print(QStringLiteral("mcp-override: %1\n").arg(*error), 1);
    QObject::connect(&instance, &mcpo::SingleInstance::started, &program.window(),
                     [&program](const mcpo::StartMessage &later) { program.startedAgain(later); });
    return QApplication::exec();
}
