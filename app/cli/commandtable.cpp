// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commandtable.h"

#include <QCoreApplication>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

const QList<OptionSpec> &optionTable()
{
    using enum OptionId;
    static const QList<OptionSpec> table{
        {ControlPlane, "control-plane"_L1, "URL"_L1,
         QT_TRANSLATE_NOOP("Cli", "The control plane. Default: the one that was signed in to "
                                  "last.")},
        {Profile, "profile"_L1, "PROFILE"_L1,
         QT_TRANSLATE_NOOP("Cli", "The profile to use, given as its name or the ID of its "
                                  "account. Default: the one that was used last. \"set\" and "
                                  "\"remove\" require it if several accounts are signed in.")},
        {CaFile, "ca-file"_L1, "FILE"_L1,
         QT_TRANSLATE_NOOP("Cli",
                           "Also trusts the certificate authorities in this PEM file, for a "
                           "control plane with a private one. \"login\" remembers it; an empty "
                           "name removes it.")},
        {Server, "server"_L1, "ID"_L1,
         QT_TRANSLATE_NOOP("Cli", "The ID of the MCP server, not its name.")},
        {Subject, "subject"_L1, "ID"_L1,
         QT_TRANSLATE_NOOP("Cli", "The subject of the override. Default: yourself.")},
        {SubjectType, "subject-type"_L1, "T"_L1,
         QT_TRANSLATE_NOOP("Cli", "The type of the subject, together with --subject.")},
        {Type, "type"_L1, "TYPE"_L1, QT_TRANSLATE_NOOP("Cli", "The credential type.")},
        {Stdin, "stdin"_L1, "FIELD"_L1,
         QT_TRANSLATE_NOOP("Cli", "Reads the field from standard input; on a terminal, asks for it "
                                  "without showing it. One line break at the end is dropped.")},
        {File, "file"_L1, "FIELD=PATH"_L1,
         QT_TRANSLATE_NOOP("Cli", "Reads the field from a file. One line break at the end is "
                                  "dropped."),
         true},
        {Env, "env"_L1, "FIELD=NAME"_L1,
         QT_TRANSLATE_NOOP("Cli", "Reads the field from the environment variable NAME."), true},
        {Field, "field"_L1, "FIELD=VALUE"_L1,
         QT_TRANSLATE_NOOP("Cli", "Sets a field that is not secret."), true},
        {CleanUp,
         "clean-up"_L1,
         {},
         QT_TRANSLATE_NOOP("Cli", "Removes what probably does not belong to a value: line breaks, "
                                  "spaces and quotation marks around it, invisible characters, "
                                  "the name of the header, a repeated scheme.")},
        {KeepValue,
         "keep-value"_L1,
         {},
         QT_TRANSLATE_NOOP("Cli", "Sends a value unchanged although it is probably wrong. Without "
                                  "this option it is refused.")},
        {AllowOwnToken,
         "allow-own-token"_L1,
         {},
         QT_TRANSLATE_NOOP("Cli", "Allows a value that is your own access token.")},
        {TokenFile, "token-file"_L1, "PATH"_L1,
         QT_TRANSLATE_NOOP("Cli", "Reads the access token from a file (- for standard input).")},
        {TokenEnv, "token-env"_L1, "NAME"_L1,
         QT_TRANSLATE_NOOP("Cli", "Reads the access token from the environment variable NAME.")},
        {TakeOver,
         "take-over"_L1,
         {},
         QT_TRANSLATE_NOOP("Cli",
                           "Replaces or removes an override that another user has set. "
                           "Without it, the command asks on a terminal and refuses in a script.")},
        {DryRun,
         "dry-run"_L1,
         {},
         QT_TRANSLATE_NOOP("Cli", "Checks the values, the server, the subject and the override "
                                  "that is set now, shows the request with masked secrets and says "
                                  "what it would do. Changes nothing.")},
        {Yes,
         "yes"_L1,
         {},
         QT_TRANSLATE_NOOP("Cli", "Does not ask before a change on a profile that is marked as "
                                  "production. Requires --profile or --control-plane.")},
        {All, "all"_L1, {}, QT_TRANSLATE_NOOP("Cli", "Signs out of every account.")},
        {Json, "json"_L1, {}, QT_TRANSLATE_NOOP("Cli", "Writes JSON to standard output.")},
        {JsonLines, "json-lines"_L1, {}, QT_TRANSLATE_NOOP("Cli", "Reads every line as one body.")},
        {NoInput,
         "no-input"_L1,
         {},
         QT_TRANSLATE_NOOP("Cli",
                           "Never asks for input, and does not wait for a locked keychain.")},
    };
    return table;
}

const QList<CommandSpec> &commandTable()
{
    using enum OptionId;
    static const QList<CommandSpec> table{
        {CommandId::Login,
         "login"_L1,
         QT_TRANSLATE_NOOP("Cli", "Sign in and keep the access token in the keychain"),
         QT_TRANSLATE_NOOP("Cli", "Reads the access token from standard input, asks the control "
                                  "plane whom it belongs to and stores it in the keychain, and "
                                  "nowhere else. --control-plane is required unless your "
                                  "administrator manages the control plane."),
         {},
         {ControlPlane, CaFile, TokenFile, NoInput}},
        {CommandId::Whoami,
         "whoami"_L1,
         QT_TRANSLATE_NOOP("Cli", "Show whom the access token belongs to"),
         QT_TRANSLATE_NOOP("Cli",
                           "Asks the control plane. The token comes from the keychain unless "
                           "an option names another place. Settings that your administrator "
                           "manages are listed on standard error."),
         {},
         {ControlPlane, Profile, CaFile, TokenFile, TokenEnv, Json, NoInput}},
        {CommandId::Logout,
         "logout"_L1,
         QT_TRANSLATE_NOOP("Cli", "Remove the access token from the keychain"),
         QT_TRANSLATE_NOOP("Cli", "Shows which account was signed out and which ones are still "
                                  "signed in. The token itself stays valid: revoke it on the "
                                  "control plane if it must not be used any more."),
         {},
         {ControlPlane, Profile, All, NoInput}},
        {CommandId::Set,
         "set"_L1,
         QT_TRANSLATE_NOOP("Cli", "Set or replace the override of one subject on one MCP server"),
         QT_TRANSLATE_NOOP(
             "Cli", "Checks the request before it is sent, reads the current override, and "
                    "reads back how the subject is authenticated afterwards. A replaced credential "
                    "cannot be recovered. No option takes a secret."),
         {Server, Type},
         {ControlPlane, Profile, CaFile, Subject, SubjectType, Stdin, File, Env, Field, CleanUp,
          KeepValue, AllowOwnToken, TakeOver, DryRun, Yes, TokenFile, TokenEnv, Json, NoInput}},
        {CommandId::Remove,
         "remove"_L1,
         QT_TRANSLATE_NOOP("Cli", "Remove the override of one subject on one MCP server"),
         QT_TRANSLATE_NOOP("Cli",
                           "Reads back how the subject is authenticated afterwards. If there "
                           "is no override, nothing is done. A removed credential cannot be "
                           "recovered. OAuth2 consents are not affected."),
         {Server},
         {ControlPlane, Profile, CaFile, Subject, SubjectType, TakeOver, DryRun, Yes, TokenFile,
          TokenEnv, Json, NoInput}},
        {CommandId::List,
         "list"_L1,
         QT_TRANSLATE_NOOP("Cli", "List the overrides of an MCP server"),
         QT_TRANSLATE_NOOP("Cli",
                           "Writes a table with tabs between the columns. Managers see every "
                           "override, others their own."),
         {Server},
         {ControlPlane, Profile, CaFile, TokenFile, TokenEnv, Json, NoInput}},
        {CommandId::Status,
         "status"_L1,
         QT_TRANSLATE_NOOP("Cli", "Show how one subject is authenticated to an MCP server now"),
         QT_TRANSLATE_NOOP("Cli", "Asks the control plane for the effective auth."),
         {Server},
         {ControlPlane, Profile, CaFile, Subject, SubjectType, TokenFile, TokenEnv, Json, NoInput}},
        {CommandId::Validate,
         "validate"_L1,
         QT_TRANSLATE_NOOP("Cli", "Check request bodies from standard input"),
         QT_TRANSLATE_NOOP("Cli", "Writes one line of JSON for each body: whether it is valid, and "
                                  "the place and name of every broken rule. Nothing is sent."),
         {},
         {JsonLines}},
    };
    return table;
}

const OptionSpec &optionSpec(OptionId id)
{
    // A test checks that the table is complete.
    return *std::find_if(optionTable().cbegin(), optionTable().cend(),
                         [id](const OptionSpec &spec) { return spec.id == id; });
}

QString optionName(OptionId id) { return "--"_L1 + optionSpec(id).name; }

const CommandSpec *commandSpec(const QString &name)
{
    const auto found = std::find_if(commandTable().cbegin(), commandTable().cend(),
                                    [&name](const CommandSpec &spec) { return spec.name == name; });
    return found == commandTable().cend() ? nullptr : &*found;
}

QString translatedText(const char *text) { return QCoreApplication::translate("Cli", text); }

} // namespace mcpo
