// SPDX-License-Identifier: Apache-2.0
#include "app/cli/program.h"

#include "app/cli/commandline.h"
#include "app/cli/help.h"
#include "app/cli/input.h"
#include "app/cli/listcommand.h"
#include "app/cli/logincommand.h"
#include "app/cli/logoutcommand.h"
#include "app/cli/removecommand.h"
#include "app/cli/setcommand.h"
#include "app/cli/standardinput.h"
#include "app/cli/statuscommand.h"
#include "app/cli/validatecommand.h"
#include "app/cli/whoamicommand.h"
#include "app/terminationsignals.h"
#include "app/versiontext.h"
#include "models/session/preset.h"
#include "net/controlplaneclient.h"
#include "net/keychainvault.h"
#include "ui/words/presetwords.h"
#include "ui/words/retrywords.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

ExitCode validate(const Arguments &arguments, Console &console)
{
    StandardInput in;
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return console.outputWasLost();
    const BodyStream stream =
        arguments.has(OptionId::JsonLines) ? BodyStream::JsonLines : BodyStream::JsonTexts;
    const int code = runValidate(stream, in, out, RequestDescription::builtIn().schema());
    if (in.hasFailed()) {
        console.say(
            QCoreApplication::translate("Cli", "Standard input could not be read to its end."));
        return ExitCode::Incomplete;
    }
    return out.error() == QFile::NoError ? ExitCode(code) : console.outputWasLost();
}

std::unique_ptr<Command> makeCommand(const Arguments &arguments, const Services &services)
{
    switch (arguments.command) {
    case CommandId::Login: return std::make_unique<LoginCommand>(arguments, services);
    case CommandId::Whoami: return std::make_unique<WhoamiCommand>(arguments, services);
    case CommandId::Logout: return std::make_unique<LogoutCommand>(arguments, services);
    case CommandId::Set: return std::make_unique<SetCommand>(arguments, services);
    case CommandId::Remove: return std::make_unique<RemoveCommand>(arguments, services);
    case CommandId::List: return std::make_unique<ListCommand>(arguments, services);
    case CommandId::Status: return std::make_unique<StatusCommand>(arguments, services);
    case CommandId::Validate: break; // has nothing to wait for and is no Command
    }
    Q_UNREACHABLE();
}

ExitCode runCommand(const Arguments &arguments, Console &console)
{
    if (const QString fault = presetFault(loadPreset()); !fault.isEmpty())
        console.say(fault);
    ControlPlaneClient controlPlane;
    QObject::connect(&controlPlane.retries(), &Retries::began, &controlPlane.retries(),
                     [&console](const RetryPause &pause) { console.say(describe(pause)); });
    KeychainVault vault;
    const std::unique_ptr<Command> command = makeCommand(arguments, {controlPlane, vault, console});

    std::optional<ExitCode> end;
    const auto finish = [&end](ExitCode code) {
        end = code;
        QCoreApplication::quit();
    };
    QObject::connect(command.get(), &Command::finished, command.get(), finish);
    // Reads standard input, where Ctrl+C simply ends the program; only then is it taken over.
    command->start();
    if (end)
        return *end;

    const TerminationSignals signals;
    bool isStopping = false;
    QObject::connect(&signals, &TerminationSignals::received, command.get(), [&] {
        if (!std::exchange(isStopping, true) && command->hasSent()) {
            console.say(Command::tr("Stopping when the answer has come. Press Ctrl+C again to stop "
                                    "now; the result is unknown then."));
            return;
        }
        console.say(command->wordsWhenStopped());
        finish(ExitCode::Stopped);
    });
    QCoreApplication::exec();
    return isStopping ? ExitCode::Stopped : end.value_or(ExitCode::Stopped);
}

ExitCode run(const Arguments &arguments, Console &console)
{
    return arguments.command == CommandId::Validate ? validate(arguments, console)
                                                    : runCommand(arguments, console);
}

} // namespace

std::optional<QStringList> readArguments(int argc, const char *const *argv)
{
#ifdef Q_OS_WIN
    Q_UNUSED(argc)
    Q_UNUSED(argv)
    return QCoreApplication::arguments().sliced(1);
#else
    // QCoreApplication would put something else in place of what is not UTF-8: another subject.
    QStringList arguments;
    for (int i = 1; i < argc; ++i) {
        const std::optional<QString> argument = decodeUtf8(argv[i]);
        if (!argument)
            return {};
        arguments.append(*argument);
    }
    return arguments;
#endif
}

int runProgram(const std::optional<QStringList> &arguments)
{
    Console console;
    const CommandLine line = arguments ? parseCommandLine(*arguments, RequestDescription::builtIn())
                                       : UsageError{UsageError::Kind::NotUtf8, {}, {}};
    ExitCode code = std::visit(
        Overloaded{
            [&](const Arguments &one) { return run(one, console); },
            [&](const HelpWanted &help) {
                console.write(help.command ? helpText(*help.command) : helpText());
                return ExitCode::Done;
            },
            [&](const VersionWanted &) {
                console.write(versionText(u"mcp-override-cli"_s, {keychainLibrary()}));
                return ExitCode::Done;
            },
            [&](const UsageError &error) {
                console.say(describe(error) + u'\n' + helpHint(arguments.value_or(QStringList())));
                return ExitCode::Usage;
            },
        },
        line);
    if (console.hasLostOutput()) {
        const ExitCode lost = console.outputWasLost();
        code = code == ExitCode::Done ? lost : code;
    }
    return static_cast<int>(code);
}

} // namespace mcpo
