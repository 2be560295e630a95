// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/requestdescription.h"

#include <QCommandLineOption>
#include <QList>
#include <QString>
#include <QStringList>

namespace mcpo
{

/// What stands at the end of a value: behind the "=" of "FIELD=PATH", otherwise all of it. A shell
/// offers names for it where it can.
enum class ValueEnd { Nothing, Text, File, Variable };

/// Some fields of one credential type.
struct FieldNames {
    QString type;
    QStringList names;
};

struct OptionManual {
    QStringList names; ///< with their dashes, e.g. "-h" and "--help"
    QString valueName; ///< as the help shows it, e.g. "FIELD=PATH"; empty for a flag
    QString help;      ///< one sentence or two
    bool isRequired = false;
    bool isRepeatable = false;
    QStringList choices = {};      ///< the only values there are; empty: any
    QList<FieldNames> fields = {}; ///< what the value begins with; empty: with no field
    ValueEnd end = ValueEnd::Nothing;
};

struct CommandManual {
    QString name;
    QString summary; ///< one line without a full stop
    QString description;
    QList<OptionManual> options;
    QString argumentName = {};  ///< of the one that is no option, e.g. "[COMMAND]"; or empty
    QStringList arguments = {}; ///< what may stand there
};

/// A word and what it means.
struct TermManual {
    QString term;
    QString meaning;
};

struct ExampleManual {
    QString purpose;
    QString lines; ///< as they are typed
};

/// Whatever man page and completions of a program tell, in no shell's syntax. What the program has
/// as data comes from there; the sentences that stand nowhere else are written here.
struct ProgramManual {
    QString name;
    QString summary;                    ///< behind the name, without a full stop
    QStringList description;            ///< paragraphs
    QList<OptionManual> options;        ///< each once, in the order in which they are explained
    QList<OptionManual> withoutCommand; ///< those that stand where no command does
    QList<CommandManual> commands;
    QList<TermManual> arguments; ///< that are no options
    QString typeOption;          ///< the option on which the fields depend; or empty
    QList<CredentialType> credentialTypes;
    QList<TermManual> exitCodes;
    QList<TermManual> environment;
    QList<TermManual> files;
    QList<ExampleManual> examples;
    QStringList security; ///< paragraphs
    QStringList seeAlso;  ///< programs
};

ProgramManual guiManual();
ProgramManual cliManual();
ProgramManual sandboxManual();

/// What stands at the end of a value of this name. Aborts at a name that it does not know, so that
/// nobody forgets to tell what a new one means.
ValueEnd valueEndOf(const QString &valueName);

/// As the reader of the command line has them.
QList<OptionManual> optionManuals(const QList<QCommandLineOption> &options);

/// What ends with a full stop before another sentence begins, one by one.
QStringList sentences(const QString &text);

// The same for the window and the command line.
QList<TermManual> sharedFiles();
QList<TermManual> sharedEnvironment();

} // namespace mcpo
