// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commandline.h"

#include "app/cli/fieldsources.h"
#include "app/cli/secretshape.h"

#include <QCommandLineParser>

#include <algorithm>
#include <optional>

namespace mcpo
{

using namespace Qt::StringLiterals;
using Kind = UsageError::Kind;

namespace
{

constexpr auto helpOption = "help"_L1;

bool isHelp(const QString &argument) { return argument == "--help"_L1 || argument == "-h"_L1; }

/// "server" of "--server" and of "--server=…".
QString nameIn(const QString &argument)
{
    const qsizetype dashes = argument.startsWith("--"_L1) ? 2 : 1;
    return argument.startsWith(u'-') ? argument.section(u'=', 0, 0).mid(dashes) : QString();
}

QList<OptionId> optionsOf(const CommandSpec &command)
{
    return command.required + command.optional;
}

UsageError unknownOption(const QString &name, const QList<OptionId> &known)
{
    if (isNameOfSecret(name))
        return {Kind::SecretOption, {}, {}};
    if (known.isEmpty())
        return {Kind::UnknownFirstOption, {}, {}};
    QStringList names;
    for (const OptionId id : known)
        names.append(optionName(id));
    return {Kind::UnknownOption, {}, names.join(", "_L1)};
}

void addOptions(QCommandLineParser &parser, const CommandSpec &command)
{
    // "-token" is then one unknown option and not five, of which one may be known.
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
    parser.addOption(QCommandLineOption(QStringList{u"h"_s, helpOption}));
    for (const OptionId id : optionsOf(command)) {
        const OptionSpec &spec = optionSpec(id);
        parser.addOption({QString(spec.name), {}, spec.valueName});
    }
}

bool isOption(const QString &argument, const CommandSpec &command)
{
    const QList<OptionId> options = optionsOf(command);
    return isHelp(argument) ||
           std::any_of(options.cbegin(), options.cend(), [&argument](OptionId id) {
               return optionSpec(id).name == nameIn(argument);
           });
}

bool isFlagWithValue(const QString &argument, const CommandSpec &command)
{
    const QList<OptionId> options = optionsOf(command);
    return argument.contains(u'=') &&
           std::any_of(options.cbegin(), options.cend(), [&argument](OptionId id) {
               const OptionSpec &spec = optionSpec(id);
               return spec.valueName.isEmpty() && spec.name == nameIn(argument);
           });
}

/// What QCommandLineParser found wrong: it has a sentence for it, where a value is needed.
UsageError errorOf(const QCommandLineParser &parser, const CommandSpec &command,
                   const QStringList &arguments)
{
    const QStringList unknown = parser.unknownOptionNames();
    if (!unknown.isEmpty())
        return unknownOption(unknown.constFirst(), optionsOf(command));
    for (const QString &argument : arguments) {
        if (isFlagWithValue(argument, command))
            return {Kind::UnexpectedValue, nameIn(argument), {}};
    }
    return {Kind::MissingValue, nameIn(arguments.constLast()), {}};
}

std::optional<UsageError> takeValues(const QCommandLineParser &parser, const CommandSpec &command,
                                     Arguments &arguments)
{
    for (const OptionId id : optionsOf(command)) {
        const OptionSpec &spec = optionSpec(id);
        const qsizetype times = parser.optionNames().count(QString(spec.name));
        if (times == 0)
            continue;
        // Qt 6.8 prints a warning when the values of a flag are requested.
        const QStringList values =
            spec.valueName.isEmpty() ? QStringList() : parser.values(spec.name);
        if (times > 1 && !spec.repeatable)
            return UsageError{Kind::GivenTwice, spec.name, {}};
        for (const QString &value : values) {
            // "--server --type header": the value of the first was forgotten.
            if (isOption(value, command))
                return UsageError{Kind::MissingValue, spec.name, {}};
        }
        arguments.values.insert(id, values);
    }
    for (const OptionId id : command.required) {
        if (!arguments.has(id))
            return UsageError{Kind::MissingOption, optionSpec(id).name, {}};
    }
    return {};
}

std::optional<UsageError> checkCombinations(const Arguments &arguments)
{
    const auto name = [](OptionId id) { return QString(optionSpec(id).name); };
    using enum OptionId;
    if (arguments.has(TokenFile) && arguments.has(TokenEnv))
        return UsageError{Kind::OptionsExclude, name(TokenFile), name(TokenEnv)};
    if (arguments.has(CleanUp) && arguments.has(KeepValue))
        return UsageError{Kind::OptionsExclude, name(CleanUp), name(KeepValue)};
    if (arguments.has(Stdin) && arguments.value(TokenFile) == "-"_L1)
        return UsageError{Kind::OptionsExclude, name(Stdin), name(TokenFile)};
    if (arguments.has(Subject) && !arguments.has(SubjectType))
        return UsageError{Kind::OptionNeeds, name(Subject), name(SubjectType)};
    if (arguments.has(SubjectType) && !arguments.has(Subject))
        return UsageError{Kind::OptionNeeds, name(SubjectType), name(Subject)};
    return {};
}

/// What only the description of the request can tell.
std::optional<UsageError> takeFields(const CommandSpec &command,
                                     const RequestDescription &description, Arguments &arguments)
{
    if (std::optional<UsageError> error = checkSubjectType(arguments, description))
        return error;
    if (!command.takes(OptionId::Type))
        return {};
    const auto sources = fieldSources(arguments, description);
    if (const auto *error = std::get_if<UsageError>(&sources))
        return *error;
    arguments.fields = std::get<QList<FieldSource>>(sources);
    return {};
}

CommandLine parseCommand(const CommandSpec &command, const QStringList &given,
                         const RequestDescription &description)
{
    QCommandLineParser parser;
    addOptions(parser, command);
    const bool isParsed = parser.parse(QStringList(command.name) + given);
    if (!isParsed)
        return errorOf(parser, command, given);

    Arguments arguments{command.id, {}, {}};
    const std::optional<UsageError> error = takeValues(parser, command, arguments);
    if (parser.isSet(helpOption))
        return HelpWanted{&command};
    if (error)
        return *error;
    if (!parser.positionalArguments().isEmpty())
        return UsageError{Kind::ExtraArgument, {}, {}};
    if (const std::optional<UsageError> conflict = checkCombinations(arguments))
        return *conflict;
    if (const std::optional<UsageError> wrong = takeFields(command, description, arguments))
        return *wrong;
    return arguments;
}

/// The spec of an option that some command has; null where none has it.
const OptionSpec *optionNamed(const QString &name)
{
    const auto found = std::ranges::find(optionTable(), name, &OptionSpec::name);
    return found == optionTable().cend() ? nullptr : &*found;
}

/// Where the command is: after the options that were given before it, with their values.
std::variant<qsizetype, UsageError> placeOfCommand(const QStringList &arguments)
{
    qsizetype at = 0;
    while (at < arguments.size() && arguments.at(at).startsWith(u'-') &&
           !isHelp(arguments.at(at))) {
        const QString name = nameIn(arguments.at(at));
        const OptionSpec *option = optionNamed(name);
        if (!option)
            return unknownOption(name, {});
        const bool hasValueApart = !option->valueName.isEmpty() && !arguments.at(at).contains(u'=');
        at += hasValueApart ? 2 : 1;
    }
    if (at >= arguments.size())
        return UsageError{Kind::NoCommand, {}, {}};
    return at;
}

/// What the value of an option is, and whether the name of a field stands before it.
struct ValueShape {
    ArgumentRole role = ArgumentRole::Identifier;
    bool hasField = false;
};

ValueShape shapeOf(OptionId option)
{
    switch (option) {
    case OptionId::File: return {ArgumentRole::FilePath, true};
    case OptionId::Env: return {ArgumentRole::Variable, true};
    case OptionId::Field: return {ArgumentRole::Identifier, true};
    case OptionId::CaFile:
    case OptionId::TokenFile: return {ArgumentRole::FilePath, false};
    case OptionId::TokenEnv: return {ArgumentRole::Variable, false};
    case OptionId::ControlPlane:
    case OptionId::Server:
    case OptionId::Subject:
    case OptionId::SubjectType:
    case OptionId::Type:
    case OptionId::Stdin:
    case OptionId::TakeOver:
    case OptionId::CleanUp:
    case OptionId::KeepValue:
    case OptionId::AllowOwnToken:
    case OptionId::DryRun:
    case OptionId::Json:
    case OptionId::JsonLines:
    case OptionId::NoInput:
    case OptionId::Profile:
    case OptionId::All:
    case OptionId::Yes: return {};
    }
    Q_UNREACHABLE();
}

bool isSecretValue(const QString &value, const OptionSpec *option)
{
    if (!option)
        return looksLikeSecret(value, ArgumentRole::Unknown);
    const auto [role, hasField] = shapeOf(option->id);
    const qsizetype start = hasField ? value.indexOf(u'=') + 1 : 0;
    return looksLikeSecret(value.sliced(start), role);
}

/// Before the arguments are parsed, so that no message about them can repeat a token.
bool hasSecret(const QStringList &arguments)
{
    const OptionSpec *waiting = nullptr; // for its value
    for (const QString &argument : arguments) {
        const OptionSpec *named = optionNamed(nameIn(argument));
        const qsizetype sign = named ? argument.indexOf(u'=') : -1;
        const bool isOptionAlone = named != nullptr && sign < 0;
        if (!isOptionAlone && isSecretValue(argument.sliced(sign + 1), sign < 0 ? waiting : named))
            return true;
        waiting = isOptionAlone && !named->valueName.isEmpty() ? named : nullptr;
    }
    return false;
}

CommandLine parseHelp(const QStringList &topics)
{
    if (topics.isEmpty() || isHelp(topics.constFirst()))
        return HelpWanted{};
    if (topics.size() > 1)
        return UsageError{Kind::ExtraArgument, {}, {}};
    if (const CommandSpec *command = commandSpec(topics.constFirst()))
        return HelpWanted{command};
    return UsageError{Kind::UnknownCommand, {}, {}};
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments, const RequestDescription &description)
{
    if (hasSecret(arguments))
        return UsageError{Kind::SecretInArgument, {}, {}};
    if (arguments.isEmpty())
        return UsageError{Kind::NoCommand, {}, {}};

    if (arguments.constFirst() == "--version"_L1)
        return arguments.size() == 1 ? CommandLine(VersionWanted{})
                                     : CommandLine(UsageError{Kind::ExtraArgument, {}, {}});
    const auto place = placeOfCommand(arguments);
    if (const auto *error = std::get_if<UsageError>(&place))
        return *error;
    const auto at = std::get<qsizetype>(place);
    const QString &name = arguments.at(at);
    const QStringList after = arguments.sliced(at + 1);
    if (isHelp(name) || name == "help"_L1)
        return parseHelp(after);
    if (const CommandSpec *command = commandSpec(name))
        return parseCommand(*command, arguments.first(at) + after, description);
    return UsageError{Kind::UnknownCommand, {}, {}};
}

} // namespace mcpo
