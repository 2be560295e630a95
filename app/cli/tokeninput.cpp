// SPDX-License-Identifier: Apache-2.0
#include "app/cli/tokeninput.h"

#include "app/cli/input.h"
#include "models/session/accesstoken.h"
#include "ui/words/fieldwords.h"

#include <QCoreApplication>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

std::variant<QString, Stop> cleanToken(const Input &input, Console &console)
{
    if (const auto *problem = std::get_if<InputProblem>(&input))
        return stopOf(*problem, Words::tr("Access token"));

    const CleanToken clean = cleanPastedToken(std::get<QString>(input));
    if (clean.problem != TokenProblem::None)
        return Stop{ExitCode::Refused, describe(clean.problem)};
    if (!clean.cleanups.isEmpty())
        console.say(describe(clean.cleanups));
    return clean.token;
}

} // namespace

std::variant<QString, Stop> tokenOfStdin(const Arguments &arguments, Console &console)
{
    const bool mayAsk = !arguments.has(OptionId::NoInput);
    return cleanToken(readStdin(mayAsk ? std::optional(Words::tr("Access token: ")) : std::nullopt),
                      console);
}

std::optional<std::variant<QString, Stop>> tokenOfOptions(const Arguments &arguments,
                                                          Console &console)
{
    const QString path = arguments.value(OptionId::TokenFile);
    if (path == "-"_L1)
        return tokenOfStdin(arguments, console);
    if (arguments.has(OptionId::TokenFile))
        return cleanToken(readFile(path), console);
    if (arguments.has(OptionId::TokenEnv))
        return cleanToken(readEnvironment(arguments.value(OptionId::TokenEnv)), console);
    return {};
}

} // namespace mcpo
