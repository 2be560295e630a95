// SPDX-License-Identifier: Apache-2.0
#include "app/manual/programmanual.h"

#include "app/cli/commandtable.h"
#include "app/cli/exitcode.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QString nameOf(OptionId id) { return "--"_L1 + optionSpec(id).name; }

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
            if (!(field.secret && option == OptionId::Field))
                fields.names.append(field.name);
        }
        all.append(fields);
    }
    return all;
}

OptionManual optionManual(OptionId id, const RequestDescription &description)
{
    const OptionSpec &spec = optionSpec(id);
    OptionManual manual{{nameOf(id)}, spec.valueName, translatedText(spec.help)};
    manual.isRepeatable = spec.repeatable;
    manual.end = valueEndOf(manual.valueName);
    if (id == OptionId::Type)
        manual.choices = typeNames(description);
    if (id == OptionId::SubjectType)
        manual.choices = description.subjectTypes();
    if (spec.valueName.startsWith("FIELD"_L1))
        manual.fields = fieldNames(id, description);
    return manual;
}

OptionManual helpOption() { return {{u"--help"_s}, {}, u"Explains the program or the command."_s}; }

OptionManual versionOption()
{
    return {{u"--version"_s},
            {},
            u"Prints the version; the further lines name what a report of a fault needs."_s};
}

CommandManual commandManual(const CommandSpec &spec, const RequestDescription &description)
{
    CommandManual manual{
        spec.name, translatedText(spec.summary), translatedText(spec.description), {}};
    for (const OptionId id : spec.required + spec.optional) {
        manual.options.append(optionManual(id, description));
        manual.options.last().isRequired = spec.required.contains(id);
    }
    manual.options.append(helpOption());
    return manual;
}

QList<CommandManual> commandManuals(const RequestDescription &description)
{
    QList<CommandManual> commands;
    QStringList names;
    for (const CommandSpec &spec : commandTable()) {
        commands.append(commandManual(spec, description));
        names.append(spec.name);
    }
    commands.append({u"help"_s,
                     u"Show what there is, or more about one command"_s,
                     u"For \"set\" that includes the fields of every credential type."_s,
                     {},
                     u"[COMMAND]"_s,
                     names});
    return commands;
}

QList<TermManual> exitCodes()
{
    QList<TermManual> codes;
    for (const auto &[code, meaning] : exitCodeTable())
        codes.append({QString::number(static_cast<int>(code)), translatedText(meaning)});
    return codes;
}

QList<ExampleManual> examples()
{
    return {
        {u"Sign in once. The token goes to the keychain:"_s,
         u"mcp-override-cli login --control-plane https://cp.example.com < token.txt"_s},
        {u"Set a header value for a user, the value from standard input:"_s,
         u"mcp-override-cli set --server mcp-01HXYZ --subject user-17 --subject-type user \\\n"
         "    --type header --stdin headerValue < value.txt"_s},
        {u"The same in a script without a keychain, from two environment variables that hold the "
         "access token and the value. Their names are no secrets:"_s,
         u"mcp-override-cli set --control-plane https://cp.example.com --token-env CP_TOKEN \\\n"
         "    --server mcp-01HXYZ --subject user-17 --subject-type user \\\n"
         "    --type header --env headerValue=JIRA_KEY --no-input"_s},
        {u"The ids of all subjects that have an override on a server:"_s,
         u"mcp-override-cli list --server mcp-01HXYZ --json | jq -r '.[].subjectId'"_s},
        {u"Check request bodies, one per line, and count those that are not valid:"_s,
         u"mcp-override-cli validate --json-lines < bodies.jsonl | grep -c '\"valid\":false'"_s},
    };
}

} // namespace

ProgramManual cliManual()
{
    const RequestDescription description = RequestDescription::builtIn();
    ProgramManual manual;
    manual.name = u"mcp-override-cli"_s;
    manual.summary = u"set auth overrides of subjects on MCP servers"_s;
    manual.description = {
        u"A gateway authenticates to an upstream MCP server with the server's own credentials. An "
        "auth override lets one user or virtual account use other credentials instead. This "
        "program sets, removes, lists and explains such overrides on a control plane, for scripts "
        "and for people without a display; mcp-override is the window for the same."_s,
        u"Data goes to standard output, words to standard error. Nothing is sent before the whole "
        "request has passed the rules that the control plane applies."_s,
    };
    for (const OptionSpec &spec : optionTable())
        manual.options.append(optionManual(spec.id, description));
    manual.withoutCommand = {helpOption(), versionOption()};
    manual.options += manual.withoutCommand;
    manual.commands = commandManuals(description);
    manual.typeOption = nameOf(OptionId::Type);
    manual.credentialTypes = description.credentialTypes();
    manual.exitCodes = exitCodes();
    manual.environment = sharedEnvironment();
    manual.environment.append({u"NAME"_s,
                               u"Whatever variable --env or --token-env names: a field, or "
                               "the access token."_s});
    manual.files = sharedFiles();
    manual.examples = examples();
    manual.security = {
        u"No option takes a secret, because every program of a computer can read the command lines "
        "of the others. Values come from standard input, a file, or an environment variable that "
        "is "
        "named; an argument that looks like a token is refused."_s,
        u"The access token is kept in the keychain of the system and nowhere else. \"logout\" "
        "removes it there; on the control plane it stays valid until it is revoked."_s,
    };
    manual.seeAlso = {u"mcp-override"_s, u"mcp-override-sandbox"_s};
    return manual;
}

} // namespace mcpo
