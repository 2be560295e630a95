// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace mcpo
{

enum class CommandId { Login, Whoami, Logout, Set, Remove, List, Status, Validate };

enum class OptionId {
    ControlPlane,
    Profile,
    CaFile,
    Server,
    Subject,
    SubjectType,
    Type,
    Stdin,
    File,
    Env,
    Field,
    CleanUp,
    KeepValue,
    AllowOwnToken,
    TokenFile,
    TokenEnv,
    TakeOver,
    DryRun,
    Yes,
    All,
    Json,
    JsonLines,
    NoInput,
};

/// One option, the same in every command that has it.
struct OptionSpec {
    OptionId id = OptionId::Json;
    QLatin1StringView name;      ///< without the dashes
    QLatin1StringView valueName; ///< e.g. "URL"; empty for a flag
    const char *help = nullptr;  ///< one sentence for people, to be translated
    bool repeatable = false;
};

struct CommandSpec {
    CommandId id = CommandId::Validate;
    QLatin1StringView name;
    const char *summary = nullptr; ///< one line
    const char *description = nullptr;
    QList<OptionId> required;
    QList<OptionId> optional;

    bool takes(OptionId option) const
    {
        return required.contains(option) || optional.contains(option);
    }
};

/// The command line, told once: parsing, help, man page and completions come from here.
const QList<OptionSpec> &optionTable();
const QList<CommandSpec> &commandTable();

const OptionSpec &optionSpec(OptionId id);
/// As it is typed: "--server".
QString optionName(OptionId id);
/// Null when there is no such command.
const CommandSpec *commandSpec(const QString &name);

/// A text of the tables in the language of the person.
QString translatedText(const char *text);

} // namespace mcpo
