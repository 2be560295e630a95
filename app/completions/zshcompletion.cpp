// SPDX-License-Identifier: Apache-2.0
#include "app/completions/completions.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto head = R"(#compdef %1
# SPDX-License-Identifier: Apache-2.0
# Made from the options of the program: change those instead.
)"_L1;

/// Between "[" and "]" of an option, or behind ":" of a command.
QString explanation(QString text)
{
    for (const QChar c : {u'\\', u'[', u']', u':'})
        text.replace(c, QString(u'\\') + c);
    return text;
}

QString literal(const QString &text) { return quoted(text, u"'\\''"_s); }

QString fieldFunctionOf(const ProgramSyntax &program, const OptionSyntax &option)
{
    return u'_' + functionName(program) + u'_' + option.names.constLast().mid(2);
}

/// What _arguments does for a value.
QString action(const ProgramSyntax &program, const OptionSyntax &option)
{
    if (!option.choices.isEmpty())
        return u'(' + option.choices.join(u' ') + u')';
    if (!option.fields.isEmpty())
        return u' ' + fieldFunctionOf(program, option); // the blank: without arguments
    switch (option.end) {
    case ValueEnd::File: return u"_files"_s;
    case ValueEnd::Variable: return u"_parameters -g \"*export*\""_s;
    case ValueEnd::Nothing:
    case ValueEnd::Text: return u" "_s; // only the name of the value is shown
    }
    Q_UNREACHABLE();
}

/// A word of _arguments for each name of the option.
QStringList argumentWords(const ProgramSyntax &program, const OptionSyntax &option)
{
    const bool isFlag = option.valueName.isEmpty();
    QString rest = (isFlag ? "["_L1 : "=["_L1) + explanation(shortHelp(option.help)) + u']';
    if (!isFlag)
        rest += u':' + option.valueName + u':' + action(program, option);
    // One name excludes the other, and none is offered twice unless it can be repeated.
    QString start;
    if (option.isRepeatable)
        start = u"*"_s;
    else if (option.names.size() > 1)
        start = u'(' + option.names.join(u' ') + u')';
    QStringList words;
    for (const QString &name : option.names)
        words.append(literal(start + name + rest));
    return words;
}

QString arguments(const QString &start, const QStringList &words, const QString &indent)
{
    QString text = indent + start;
    for (const QString &word : words)
        text += " \\\n"_L1 + indent + "    "_L1 + word;
    return text;
}

QStringList allWords(const ProgramSyntax &program, const QList<OptionSyntax> &options)
{
    QStringList words;
    for (const OptionSyntax &option : options)
        words += argumentWords(program, option);
    return words;
}

/// Offers the fields of the chosen credential type, and behind "=" what the option takes there.
QString fieldFunction(const ProgramSyntax &program, const OptionSyntax &option)
{
    QString text = u'\n' + fieldFunctionOf(program, option) + "()\n{\n    local -a fields\n"_L1;
    text += "    case ${opt_args["_L1 + program.typeOption + "]} in\n"_L1;
    const QList<FieldNames> cases = fieldCases(option);
    for (const auto &[type, names] : cases)
        text += "        "_L1 + type + ") fields=("_L1 + names.join(u' ') + ") ;;\n"_L1;
    text += "    esac\n"_L1;
    if (option.end == ValueEnd::Nothing)
        return text + "    compadd -- $fields\n}\n"_L1;
    OptionSyntax end = option;
    end.fields.clear();
    const QString offered = option.end == ValueEnd::Text
                                ? "_message "_L1 + option.valueName.section(u'=', -1)
                                : action(program, end);
    return text + "    if compset -P 1 '*='; then\n        "_L1 + offered +
           "\n    else\n        compadd -S = -- $fields\n    fi\n}\n"_L1;
}

QString commandFunction(const ProgramSyntax &program)
{
    QString text = u"    local curcontext=$curcontext state line\n    local -A opt_args\n"_s;
    text += arguments(u"_arguments -C"_s,
                      allWords(program, program.withoutCommand) +
                          QStringList{u"'1:command:->command'"_s, u"'*::argument:->argument'"_s},
                      u"    "_s) +
            " && return\n\n    case $state in\n        command)\n"_L1
            "            local -a commands=(\n"_L1;
    QString cases;
    for (const CommandSyntax &command : program.commands) {
        text += "                "_L1 +
                literal(command.name + u':' + explanation(command.summary)) + u'\n';
        QStringList words = allWords(program, command.options);
        if (!command.arguments.isEmpty())
            words.append(literal("1:argument:("_L1 + command.arguments.join(u' ') + u')'));
        cases += "                "_L1 + command.name + ")\n"_L1 +
                 arguments(u"_arguments"_s, words, QString(20, u' ')) +
                 "\n                    ;;\n"_L1;
    }
    return text +
           "            )\n            _describe command commands\n            ;;\n"_L1
           "        argument)\n            case ${words[1]} in\n"_L1 +
           cases + "            esac\n            ;;\n    esac\n"_L1;
}

} // namespace

QByteArray zshCompletion(const ProgramSyntax &program)
{
    QString text = QString(head).replace("%1"_L1, program.name);
    for (const OptionSyntax &option : program.options) {
        if (!option.fields.isEmpty())
            text += fieldFunction(program, option);
    }
    const QString name = u'_' + program.name;
    text += u'\n' + name + "()\n{\n"_L1;
    text += program.commands.isEmpty()
                ? arguments(u"_arguments"_s, allWords(program, program.withoutCommand), u"    "_s) +
                      u'\n'
                : commandFunction(program);
    text += "}\n\n"_L1 + name + " \"$@\"\n"_L1;
    return text.toUtf8();
}

} // namespace mcpo
