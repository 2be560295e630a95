// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/completions/programsyntax.h"

#include <QByteArray>

namespace mcpo
{

// What a shell reads to complete the command line of a program: its commands, its options and,
// where they are known, their values. They ask nobody but the shell itself: no network, no
// keychain, no run of the program.

/// For bash 4 and newer, with or without the package bash-completion.
QByteArray bashCompletion(const ProgramSyntax &program);
/// The file "_PROGRAM" in a directory of $fpath.
QByteArray zshCompletion(const ProgramSyntax &program);
/// For fish 3 and newer.
QByteArray fishCompletion(const ProgramSyntax &program);

/// Of several sentences the first one, without its full stop: a line beside the option.
QString shortHelp(const QString &help);
/// @p text between single quotes, where @p quote stands for a quote.
QString quoted(QString text, const QString &quote);
/// The name of the program as one of a function.
QString functionName(const ProgramSyntax &program);

/// The fields of an option by the type that was chosen, and at the end, for the type "*" that
/// stands for none or an unknown one, those of all types.
QList<FieldNames> fieldCases(const OptionSyntax &option);

} // namespace mcpo
