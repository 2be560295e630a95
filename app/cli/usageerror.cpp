// SPDX-License-Identifier: Apache-2.0
#include "app/cli/usageerror.h"

#include "app/cli/commandtable.h"

#include <QCoreApplication>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// %1 is the error's name, %2 its other.
const char *textOf(UsageError::Kind kind)
{
    using enum UsageError::Kind;
    switch (kind) {
    case NoCommand: return QT_TRANSLATE_NOOP("Cli", "A command is required.");
    case UnknownCommand: return QT_TRANSLATE_NOOP("Cli", "Unknown command.");
    case UnknownOption:
        return QT_TRANSLATE_NOOP("Cli", "Unknown option. The options of this command are: %2.");
    case UnknownFirstOption: return QT_TRANSLATE_NOOP("Cli", "Unknown option before the command.");
    case SecretOption:
        return QT_TRANSLATE_NOOP("Cli",
                                 "No option takes a secret, because other programs on this "
                                 "computer can read the command line. Use --stdin, --file or "
                                 "--env for a field, --token-file or --token-env for the "
                                 "access token. A value that was given may be in the "
                                 "shell's history now.");
    case SecretInArgument:
        return QT_TRANSLATE_NOOP("Cli", "An argument looks like a token. Other programs on this "
                                        "computer can read the command line, so nothing was done. "
                                        "Use --stdin, --file or --env for a field, --token-file or "
                                        "--token-env for the access token. The value may be in the "
                                        "shell's history now.");
    case NotUtf8: return QT_TRANSLATE_NOOP("Cli", "An argument is not valid UTF-8.");
    case ExtraArgument:
        return QT_TRANSLATE_NOOP("Cli", "Unexpected argument. Put each value after its option, and "
                                        "quote values that contain spaces.");
    case MissingOption: return QT_TRANSLATE_NOOP("Cli", "--%1 is required.");
    case MissingValue: return QT_TRANSLATE_NOOP("Cli", "--%1 requires a value.");
    case UnexpectedValue: return QT_TRANSLATE_NOOP("Cli", "--%1 does not take a value.");
    case GivenTwice: return QT_TRANSLATE_NOOP("Cli", "--%1 was given twice.");
    case OptionsExclude: return QT_TRANSLATE_NOOP("Cli", "--%1 and --%2 cannot be used together.");
    case OptionNeeds: return QT_TRANSLATE_NOOP("Cli", "--%1 requires --%2.");
    case NotFieldAndValue:
        return QT_TRANSLATE_NOOP("Cli",
                                 "--%1 requires the name of a field, as \"help set\" shows.");
    case UnknownType:
        return QT_TRANSLATE_NOOP("Cli", "Unknown credential type. It must be one of: %2.");
    case UnknownSubjectType:
        return QT_TRANSLATE_NOOP("Cli", "Unknown subject type. It must be one of: %2.");
    case UnknownField:
        return QT_TRANSLATE_NOOP("Cli", "\"%1\" has no field with this name. Its fields are: %2.");
    case FieldTwice: return QT_TRANSLATE_NOOP("Cli", "The field \"%1\" was given twice.");
    case FieldMissing:
        return QT_TRANSLATE_NOOP("Cli", "The field \"%1\" is missing. Add --stdin %1, "
                                        "--file %1=PATH or --env %1=NAME.");
    case FieldIsSecret:
        return QT_TRANSLATE_NOOP("Cli",
                                 "\"%1\" is a secret, and other programs on this computer can "
                                 "read the command line. Use --stdin %1, --file %1=PATH or "
                                 "--env %1=NAME. The value may be in the shell's history "
                                 "now.");
    }
    Q_UNREACHABLE();
}

} // namespace

QString describe(const UsageError &error)
{
    return translatedText(textOf(error.kind))
        .replace("%1"_L1, error.name)
        .replace("%2"_L1, error.other);
}

} // namespace mcpo
