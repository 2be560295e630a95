// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace mcpo
{

/// What a value ends with: the part after the "=" of "FIELD=PATH", otherwise all of it. A shell
/// completes names of files and variables.
enum class ValueEnd { Nothing, Text, File, Variable };

/// Some fields of one credential type.
struct FieldNames {
    QString type;
    QStringList names;
};

struct OptionSyntax {
    QStringList names; ///< with their dashes, e.g. "-h" and "--help"
    QString valueName; ///< as the help shows it, e.g. "FIELD=PATH"; empty for a flag
    QString help;      ///< one sentence or two
    bool isRepeatable = false;
    QStringList choices = {};      ///< the only values there are; empty: any
    QList<FieldNames> fields = {}; ///< what the value begins with; empty: with no field
    ValueEnd end = ValueEnd::Nothing;
};

struct CommandSyntax {
    QString name;
    QString summary; ///< one line without a full stop
    QList<OptionSyntax> options;
    QStringList arguments = {}; ///< the values of an argument that is not an option
};

/// What the completions of a program contain, independent of the shell.
struct ProgramSyntax {
    QString name;
    QList<OptionSyntax> options;        ///< each once
    QList<OptionSyntax> withoutCommand; ///< those that do not follow a command
    QList<CommandSyntax> commands = {};
    QString typeOption = {}; ///< the option on which the fields depend; or empty
};

ProgramSyntax guiSyntax();
ProgramSyntax cliSyntax();
ProgramSyntax sandboxSyntax();

/// What a value with this name ends with. Aborts at an unknown name, so that a new one is not
/// forgotten.
ValueEnd valueEndOf(const QString &valueName);

} // namespace mcpo
