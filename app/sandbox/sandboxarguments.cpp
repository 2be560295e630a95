// SPDX-License-Identifier: Apache-2.0
#include "app/sandbox/sandboxarguments.h"

#include "app/versiontext.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const auto description =
    "A control plane to try MCP Override on. It listens on 127.0.0.1 alone, keeps no secret, and\n"
    "ends with SIGINT or SIGTERM.\n"
    "\n"
    "Exit codes: 0 ended by a signal, 2 not started (a wrong option, a port that is taken, a\n"
    "damaged state file); the reason is on stderr."_L1;

constexpr auto help = "help"_L1;
constexpr auto version = "version"_L1;
constexpr auto port = "port"_L1;
constexpr auto state = "state"_L1;
constexpr auto latency = "latency"_L1;
constexpr auto answer = "answer"_L1;
constexpr auto servers = "servers"_L1;
constexpr auto users = "users"_L1;
constexpr auto overrides = "overrides"_L1;
constexpr auto older = "older"_L1;

constexpr int largestSize = 100'000;

/// Sets @p number where the option was given; false where it is not within the limits.
template<class Number>
bool readNumber(const QCommandLineParser &parser, const QString &option, int minimum, int maximum,
                Number &number)
{
    if (!parser.isSet(option))
        return true;
    bool isNumber = false;
    const int value = parser.value(option).toInt(&isNumber);
    if (!isNumber || value < minimum || value > maximum)
        return false;
    number = static_cast<Number>(value);
    return true;
}

NothingToStart wrong(const QString &words) { return {2, words + u'\n'}; }

NothingToStart wrongNumber(const QString &option, int minimum, int maximum)
{
    return wrong(u"--%1 takes a number from %2 to %3."_s.arg(option).arg(minimum).arg(maximum));
}

} // namespace

QList<QCommandLineOption> sandboxCommandLineOptions()
{
    return {
        {port, u"Listen on this port instead of a free one."_s, u"N"_s},
        {state, u"Keep the overrides in this file, without any secret."_s, u"FILE"_s},
        {latency, u"Hold every answer back; the request is carried out at once."_s, u"MS"_s},
        {answer, u"Answer every call except session with this status."_s, u"STATUS"_s},
        {servers, u"Add so many MCP servers, to see how a client copes."_s, u"N"_s},
        {users, u"Add so many users."_s, u"N"_s},
        {overrides,
         u"Set so many overrides of the added users on jira-cloud, and as many over the added "
         "servers. Not with --state."_s,
         u"N"_s},
        {older, u"Be an older control plane, without the session and status calls."_s},
        {{u"v"_s, version}, u"Print the version."_s},
        {{u"h"_s, help}, u"Print this help."_s},
    };
}

std::variant<SandboxOptions, NothingToStart> readSandboxArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(description);
    parser.addOptions(sandboxCommandLineOptions());
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    if (parser.isSet(help))
        return NothingToStart{0, parser.helpText()};
    if (parser.isSet(version))
        return NothingToStart{0, versionText(u"mcp-override-sandbox"_s) + u'\n'};
    if (!parser.positionalArguments().isEmpty())
        return wrong(
            u"Unexpected argument \"%1\"."_s.arg(parser.positionalArguments().constFirst()));

    SandboxOptions options;
    int milliseconds = 0;
    int status = 0;
    if (!readNumber(parser, port, 0, 65535, options.port))
        return wrongNumber(port, 0, 65535);
    if (!readNumber(parser, latency, 0, 600'000, milliseconds))
        return wrongNumber(latency, 0, 600'000);
    if (!readNumber(parser, answer, 200, 599, status))
        return wrongNumber(answer, 200, 599);
    for (const auto &[option, number] :
         {std::pair(servers, &options.size.servers), std::pair(users, &options.size.users),
          std::pair(overrides, &options.size.overrides)}) {
        if (!readNumber(parser, option, 0, largestSize, *number))
            return wrongNumber(option, 0, largestSize);
    }
    if (parser.isSet(state) && parser.isSet(overrides))
        return wrong(
            u"--overrides and --state do not go together: what is made up would be kept."_s);
    options.isOlder = parser.isSet(older);
    options.stateFile = parser.value(state);
    options.latency = std::chrono::milliseconds(milliseconds);
    if (status != 0)
        options.answer = status;
    return options;
}

} // namespace mcpo
