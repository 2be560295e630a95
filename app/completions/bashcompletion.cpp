// SPDX-License-Identifier: Apache-2.0
#include "app/completions/completions.h"

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto head = R"(# Completion of %1 for bash 4 and newer.
# SPDX-License-Identifier: Apache-2.0
# Made from the options of the program: change those instead.

_%2()
{
    # The words up to the cursor. readline cuts them at "=" and ":", too; here blanks alone do.
    local line=${COMP_LINE:0:COMP_POINT} rest piece i last
    local -a words=() offered=()
    for ((i = 0; i <= COMP_CWORD; ++i)); do
        rest=${line#"${line%%[![:blank:]]*}"}
        piece=${COMP_WORDS[i]}
        ((i < COMP_CWORD)) || piece=$rest
        if [[ ${#words[@]} -eq 0 || $rest != "$line" ]]; then
            words+=("$piece")
        else
            words[${#words[@]} - 1]+=$piece
        fi
        line=${rest#"$piece"}
    done
    last=$((${#words[@]} - 1))

    # What is typed now, and the option that it belongs to.
    local value=${words[last]} option=${words[last - 1]}
    if [[ $value == --*=* ]]; then
        option=${value%%=*}
        value=${value#*=}
    fi
    COMPREPLY=()
)"_L1;

constexpr auto typeOfFields = R"(
    local type=''
    for ((i = 2; i < last; ++i)); do
        case ${words[i]} in
            %1) type=${words[i + 1]} ;;
            %1=*) type=${words[i]#*=} ;;
        esac
    done
)"_L1;

constexpr auto tail = R"(    esac

    # readline replaces only what stands behind its last cut, which it gives as the second argument.
    local word=${words[last]}
    mapfile -t COMPREPLY < <(compgen -P "${word%"$value"}" -W "${offered[*]}" -- "$value")
    COMPREPLY=("${COMPREPLY[@]#"${word%"$2"}"}")
}
complete -F _%1 %2
)"_L1;

QString offer(const QStringList &words) { return "offered=("_L1 + words.join(u' ') + u')'; }

/// The statements that offer what stands at the end of the value; @p start is put before it.
QString endStatements(const OptionSyntax &option, const QString &indent, const QString &start)
{
    switch (option.end) {
    case ValueEnd::File:
        // The shell's own way knows quotes, blanks and "~".
        return indent + "compopt -o default\n"_L1 + indent + "return\n"_L1;
    case ValueEnd::Variable:
        return indent + "mapfile -t offered < <(compgen -e"_L1 +
               (start.isEmpty() ? QString() : " -P "_L1 + start) + ")\n"_L1;
    case ValueEnd::Nothing:
    case ValueEnd::Text: return indent + "return\n"_L1;
    }
    Q_UNREACHABLE();
}

QStringList appended(QStringList words, QChar end)
{
    for (QString &word : words)
        word += end;
    return words;
}

QString fieldStatements(const OptionSyntax &option, const QString &indent)
{
    QString text;
    QString inner = indent;
    const bool hasEnd = option.end != ValueEnd::Nothing;
    if (hasEnd) {
        inner += "    "_L1;
        text += indent + "if [[ $value == *=* ]]; then\n"_L1 +
                endStatements(option, inner, u"\"${value%%=*}=\""_s) + indent + "else\n"_L1 +
                inner + "compopt -o nospace\n"_L1;
    }
    text += inner + "case $type in\n"_L1;
    const QList<FieldNames> cases = fieldCases(option);
    for (const auto &[type, names] : cases) {
        const QString words = offer(hasEnd ? appended(names, u'=') : names);
        text += inner + "    "_L1 + type + ") "_L1 + words + " ;;\n"_L1;
    }
    text += inner + "esac\n"_L1;
    return hasEnd ? text + indent + "fi\n"_L1 : text;
}

QString valueStatements(const OptionSyntax &option, const QString &indent)
{
    if (!option.choices.isEmpty())
        return indent + offer(option.choices) + u'\n';
    if (!option.fields.isEmpty())
        return fieldStatements(option, indent);
    return endStatements(option, indent, {});
}

/// Options for which the same is done share a case.
QString valueCases(const ProgramSyntax &program)
{
    const QString indent(12, u' ');
    QList<std::pair<QString, QStringList>> cases;
    for (const OptionSyntax &option : program.options) {
        if (option.valueName.isEmpty())
            continue;
        const QString statements = valueStatements(option, indent);
        const auto same =
            std::ranges::find(cases, statements, &std::pair<QString, QStringList>::first);
        if (same == cases.end())
            cases.append({statements, option.names});
        else
            same->second += option.names;
    }
    QString text;
    for (const auto &[statements, names] : cases)
        text += "        "_L1 + names.join(" | "_L1) + ")\n"_L1 + statements + indent + ";;\n"_L1;
    return text;
}

QStringList namesOf(const QList<OptionSyntax> &options)
{
    QStringList names;
    for (const OptionSyntax &option : options)
        names += option.names;
    return names;
}

/// What may stand where no value is.
QString wordStatements(const ProgramSyntax &program)
{
    const QString indent(12, u' ');
    if (program.commands.isEmpty())
        return indent + offer(namesOf(program.withoutCommand)) + u'\n';
    QStringList first;
    QString cases;
    for (const CommandSyntax &command : program.commands) {
        first.append(command.name);
        cases += indent + "        "_L1 + command.name + ") "_L1 +
                 offer(command.arguments + namesOf(command.options)) + " ;;\n"_L1;
    }
    return indent + "if ((last == 1)); then\n"_L1 + indent + "    "_L1 +
           offer(first + namesOf(program.withoutCommand)) + u'\n' + indent + "else\n"_L1 + indent +
           "    case ${words[1]} in\n"_L1 + cases + indent + "    esac\n"_L1 + indent + "fi\n"_L1;
}

} // namespace

QByteArray bashCompletion(const ProgramSyntax &program)
{
    const QString name = functionName(program);
    QString text = QString(head).replace("%1"_L1, program.name).replace("%2"_L1, name);
    if (!program.typeOption.isEmpty())
        text += QString(typeOfFields).replace("%1"_L1, program.typeOption);
    text += "\n    case $option in\n"_L1 + valueCases(program) + "        *)\n"_L1 +
            "            value=${words[last]}\n"_L1 + wordStatements(program) +
            "            ;;\n"_L1;
    text += QString(tail).replace("%1"_L1, name).replace("%2"_L1, program.name);
    return text.toUtf8();
}

} // namespace mcpo
