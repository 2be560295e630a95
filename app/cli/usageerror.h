// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

/// What is wrong with a command line, as data.
///
/// Never holds what was typed unless it is a word of this program: somebody may have put a secret
/// in its place, and messages end up in logs.
struct UsageError {
    enum class Kind {
        NoCommand,
        UnknownCommand,
        UnknownOption,      ///< other: those of the command
        UnknownFirstOption, ///< before the command
        SecretOption,       ///< an option that would take a secret, if there were one
        SecretInArgument,   ///< an argument that looks like a token
        NotUtf8,
        ExtraArgument,
        MissingOption,      ///< name: the option
        MissingValue,       ///< name: the option
        UnexpectedValue,    ///< name: the flag
        GivenTwice,         ///< name: the option
        OptionsExclude,     ///< name and other: the options
        OptionNeeds,        ///< name needs other
        NotFieldAndValue,   ///< name: the option
        UnknownType,        ///< other: the known ones
        UnknownSubjectType, ///< other: the known ones
        UnknownField,       ///< name: the type, other: its fields
        FieldTwice,         ///< name: the field
        FieldMissing,       ///< name: the field
        FieldIsSecret,      ///< name: the field
    };
    Kind kind;
    QString name;
    QString other;
    bool operator==(const UsageError &) const = default;
};

/// One or two sentences: what is wrong and what to write instead.
QString describe(const UsageError &error);

} // namespace mcpo
