// SPDX-License-Identifier: Apache-2.0
#include "app/cli/help.h"

#include "app/cli/exitcode.h"
#include "models/override/requestdescription.h"
#include "ui/words/fieldwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

constexpr auto program = "mcp-override-cli"_L1;

using Rows = QList<std::pair<QString, QString>>;

/// @p text behind @p start, in lines of 80 columns, the further ones indented by @p indent.
QString wrapped(const QString &start, const QString &text, qsizetype indent)
{
    constexpr qsizetype lineLength = 80;
    QString lines;
    QString line = start.leftJustified(indent);
    const QStringList words = text.split(u' ');
    for (const QString &word : words) {
        if (line.size() + word.size() > lineLength) {
            lines += line.chopped(1) + u'\n';
            line = QString(indent, u' ');
        }
        line += word + u' ';
    }
    return lines + line.chopped(1) + u'\n';
}

/// Words and what they mean, side by side.
QString twoColumns(const Rows &rows)
{
    qsizetype indent = 0;
    for (const auto &[word, meaning] : rows)
        indent = std::max(indent, word.size() + 4);
    QString text;
    for (const auto &[word, meaning] : rows)
        text += wrapped("  "_L1 + word, meaning, indent);
    return text;
}

QString usageOf(const OptionSpec &option)
{
    const QString name = "--"_L1 + option.name;
    return option.valueName.isEmpty() ? name : name + u' ' + option.valueName;
}

QString fieldsHelp()
{
    Rows rows;
    const RequestDescription description = RequestDescription::builtIn();
    for (const CredentialType &type : description.credentialTypes()) {
        QStringList names;
        for (const FieldDescription &field : type.fields)
            names.append(field.secret ? Words::tr("%1 (secret)").arg(field.name) : field.name);
        rows.append({type.name, names.join(", "_L1)});
    }
    return Words::tr("Subject types: %1").arg(description.subjectTypes().join(", "_L1)) +
           "\n\n"_L1 + Words::tr("Credential types and their fields:") + u'\n' + twoColumns(rows);
}

} // namespace

QString helpText()
{
    Rows commands;
    for (const CommandSpec &command : commandTable())
        commands.append({command.name, translatedText(command.summary)});
    commands.append({u"help [COMMAND]"_s, Words::tr("List the commands, or explain one")});
    Rows codes;
    for (const auto &[code, meaning] : exitCodeTable())
        codes.append({QString::number(static_cast<int>(code)), translatedText(meaning)});

    return Words::tr("Sets, removes and lists auth overrides of subjects on MCP servers.") +
           "\n\n"_L1 + Words::tr("Usage: %1 COMMAND [OPTION…]").arg(program) + "\n       "_L1 +
           program + " --help | --version\n\n"_L1 + Words::tr("Commands:") + u'\n' +
           twoColumns(commands) + u'\n' + Words::tr("Exit codes:") + u'\n' +
           twoColumns(codes).chopped(1);
}

QString helpText(const CommandSpec &command)
{
    QString usage = program + u' ' + command.name;
    for (const OptionId id : command.required)
        usage += u' ' + usageOf(optionSpec(id));
    Rows rows;
    for (const OptionId id : command.required + command.optional)
        rows.append({usageOf(optionSpec(id)), translatedText(optionSpec(id).help)});
    rows.append({u"--help"_s, Words::tr("Explains the command.")});

    QString text = Words::tr("Usage: %1 [OPTION…]").arg(usage) + "\n\n"_L1 +
                   translatedText(command.summary) + ".\n"_L1 +
                   wrapped({}, translatedText(command.description), 0) + u'\n' +
                   Words::tr("Options:") + u'\n' + twoColumns(rows);
    if (command.takes(OptionId::Field))
        text += u'\n' + fieldsHelp();
    return text.trimmed();
}

QString helpHint(const QStringList &arguments)
{
    // Only a word of ours is repeated: what else was typed may be a secret.
    const auto named = std::ranges::find_if(
        arguments, [](const QString &one) { return commandSpec(one) != nullptr; });
    const CommandSpec *command = named == arguments.end() ? nullptr : commandSpec(*named);
    const QString topic = command ? u' ' + command->name : QString();
    return Words::tr("See \"%1 help%2\".").arg(program, topic);
}

} // namespace mcpo
