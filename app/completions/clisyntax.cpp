// SPDX-License-Identifier: Apache-2.0
#include "app/completions/programsyntax.h"

#include "app/cli/commandtable.h"
#include "models/override/requestdescription.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QStringList typeNames(const RequestDescription &description)
{
    QStringList names;
    for (const CredentialType &type : description.credentialTypes())
        names.append(type.name);
    return names;
}

/// The fields that may be given by this option: a secret never by its value.
QList<FieldNames> fieldNames(OptionId option, const RequestDescription &description)
{
    QList<FieldNames> all;
    for (const CredentialType &type : description.credentialTypes()) {
        FieldNames fields{type.name, {}};
        for (const FieldDescription &field : type.fields) {
            if (!field.secret || option != OptionId::Field)
                fields.names.append(field.name);
        }
        all.append(fields);
    }
    return all;
}

OptionSyntax optionSyntax(OptionId id, const RequestDescription &description)
{
    const OptionSpec &spec = optionSpec(id);
    OptionSyntax syntax{{optionName(id)}, spec.valueName, translatedText(spec.help)};
    syntax.isRepeatable = spec.repeatable;
    syntax.end = valueEndOf(syntax.valueName);
    if (id == OptionId::Type)
        syntax.choices = typeNames(description);
    if (id == OptionId::SubjectType)
        syntax.choices = description.subjectTypes();
    if (spec.valueName.startsWith("FIELD"_L1))
        syntax.fields = fieldNames(id, description);
    return syntax;
}

OptionSyntax helpOption() { return {{u"--help"_s}, {}, u"Explains the program or the command."_s}; }

OptionSyntax versionOption() { return {{u"--version"_s}, {}, u"Prints the version."_s}; }

CommandSyntax commandSyntax(const CommandSpec &spec, const RequestDescription &description)
{
    CommandSyntax syntax{spec.name, translatedText(spec.summary), {}};
    for (const OptionId id : spec.required + spec.optional)
        syntax.options.append(optionSyntax(id, description));
    syntax.options.append(helpOption());
    return syntax;
}

QList<CommandSyntax> commandSyntaxes(const RequestDescription &description)
{
    QList<CommandSyntax> commands;
    QStringList names;
    for (const CommandSpec &spec : commandTable()) {
        commands.append(commandSyntax(spec, description));
        names.append(spec.name);
    }
    commands.append({u"help"_s, u"Show all commands, or explain one"_s, {}, names});
    return commands;
}

} // namespace

ProgramSyntax cliSyntax()
{
    const RequestDescription description = RequestDescription::builtIn();
    ProgramSyntax syntax{u"mcp-override-cli"_s, {}, {helpOption(), versionOption()}};
    for (const OptionSpec &spec : optionTable())
        syntax.options.append(optionSyntax(spec.id, description));
    syntax.options += syntax.withoutCommand;
    syntax.commands = commandSyntaxes(description);
    syntax.typeOption = optionName(OptionId::Type);
    return syntax;
}

} // namespace mcpo
