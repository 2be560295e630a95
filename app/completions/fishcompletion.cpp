// SPDX-License-Identifier: Apache-2.0
#include "app/completions/completions.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto head = R"(# SPDX-License-Identifier: Apache-2.0
# Made from the options of the program: change those instead.

complete -c %1 -f
)"_L1;

/// For a program with commands. An empty word stands for the place of the command itself.
constexpr auto commandFunctions = R"(
function __%1_command -d 'Whether the command is one of these'
    set -l words (commandline -opc)
    contains -- "$words[2]" $argv
end
)"_L1;

/// For a program with options that take fields.
constexpr auto fieldFunctions = R"(
function __%1_chosen_type -d 'The chosen credential type'
    string replace -rf -- '.* %2[ =](\S+).*' '$1' (string join -- ' ' (commandline -opc))
end

function __%1_typed_field -d 'The field that was typed, with its "="'
    string replace -rf -- '^(--[\w-]+=)?(\w+=).*' '$2' (commandline -ct)
end
)"_L1;

QString literal(const QString &text)
{
    return quoted(QString(text).replace(u'\\', u"\\\\"_s), u"\\'"_s);
}

QString fieldFunctionOf(const ProgramSyntax &program, const OptionSyntax &option)
{
    return "__"_L1 + functionName(program) + u'_' + option.names.constLast().mid(2);
}

/// A line that holds where @p condition is true; always without one.
QString line(const ProgramSyntax &program, const QString &condition, const QString &rest)
{
    const QString when = condition.isEmpty() ? QString() : " -n \""_L1 + condition + u'"';
    return "complete -c "_L1 + program.name + when + rest + u'\n';
}

QString namesOf(const OptionSyntax &option)
{
    QString text;
    for (const QString &name : option.names)
        text += name.startsWith("--"_L1) ? " -l "_L1 + name.mid(2) : " -s "_L1 + name.mid(1);
    return text;
}

/// Where a file is wanted, fish looks behind the last "=" by itself.
QString endArguments(const OptionSyntax &option, const QString &start)
{
    switch (option.end) {
    case ValueEnd::File: return u" -r -F"_s;
    case ValueEnd::Variable: return " -x -a "_L1 + literal(start + "(set --names --export)"_L1);
    case ValueEnd::Text: return u" -x"_s;
    case ValueEnd::Nothing: return {};
    }
    Q_UNREACHABLE();
}

QString optionLines(const ProgramSyntax &program, const QString &condition,
                    const OptionSyntax &option)
{
    const QString names = namesOf(option);
    const QString help = " -d "_L1 + literal(shortHelp(option.help));
    if (!option.choices.isEmpty())
        return line(program, condition,
                    names + " -x -a "_L1 + literal(option.choices.join(u' ')) + help);
    if (option.fields.isEmpty())
        return line(program, condition, names + endArguments(option, {}) + help);

    const QString offered =
        names + " -x -a "_L1 + literal(u'(' + fieldFunctionOf(program, option) + u')') + help;
    if (option.end == ValueEnd::Nothing)
        return line(program, condition, offered);
    const QString field = "__"_L1 + functionName(program) + "_typed_field"_L1;
    return line(program, condition + "; and not "_L1 + field, offered) +
           line(program, condition + "; and "_L1 + field + " >/dev/null"_L1,
                names + endArguments(option, u'(' + field + u')'));
}

QString fieldFunction(const ProgramSyntax &program, const OptionSyntax &option)
{
    const QString end = option.end == ValueEnd::Nothing ? QString() : u"="_s;
    QString text = "\nfunction "_L1 + fieldFunctionOf(program, option) +
                   " -d 'The fields of the chosen type'\n    switch (__"_L1 +
                   functionName(program) + "_chosen_type; or echo)\n"_L1;
    const QList<FieldNames> cases = fieldCases(option);
    for (const auto &[type, names] : cases) {
        text += "        case "_L1 + literal(type) + u'\n';
        for (const QString &name : names)
            text += "            echo "_L1 + name + end + u'\n';
    }
    return text + "    end\nend\n"_L1;
}

/// "__program_command set list": in the commands that have the option.
QString conditionOf(const ProgramSyntax &program, const OptionSyntax &option)
{
    QStringList words{"__"_L1 + functionName(program) + "_command"_L1};
    for (const CommandSyntax &command : program.commands) {
        for (const OptionSyntax &one : command.options) {
            if (one.names == option.names)
                words.append(command.name);
        }
    }
    for (const OptionSyntax &one : program.withoutCommand) {
        if (one.names == option.names)
            words.append(u"''"_s);
    }
    return words.join(u' ');
}

QString commandLines(const ProgramSyntax &program)
{
    const QString condition = "__"_L1 + functionName(program) + "_command "_L1;
    QString text;
    for (const CommandSyntax &command : program.commands) {
        text += line(program, condition + "''"_L1,
                     " -a "_L1 + command.name + " -d "_L1 + literal(command.summary));
        if (!command.arguments.isEmpty())
            text += line(program, condition + command.name,
                         " -a "_L1 + literal(command.arguments.join(u' ')));
    }
    return text;
}

} // namespace

QByteArray fishCompletion(const ProgramSyntax &program)
{
    const QString name = functionName(program);
    QString text = QString(head).replace("%1"_L1, program.name);
    if (!program.commands.isEmpty())
        text += QString(commandFunctions).replace("%1"_L1, name);
    if (!program.typeOption.isEmpty())
        text += QString(fieldFunctions).replace("%1"_L1, name).replace("%2"_L1, program.typeOption);
    for (const OptionSyntax &option : program.options) {
        if (!option.fields.isEmpty())
            text += fieldFunction(program, option);
    }
    text += u'\n' + commandLines(program);
    for (const OptionSyntax &option : program.options) {
        const bool isAnywhere = program.commands.isEmpty();
        text += optionLines(program, isAnywhere ? QString() : conditionOf(program, option), option);
    }
    return text.toUtf8();
}

} // namespace mcpo
