// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/safecommand.h"

// The parts of safecommand.h, a file for each shell. The target has been checked.

namespace mcpo
{

/// The address of the call (control-plane API, sections 1 and 2).
QString commandUrl(const CommandTarget &target);
/// Of the field with this index in its type: a number, because names of fields come from the schema
/// and need not be names of variables.
QString commandVariable(qsizetype index);

/// Asks for one line in bash, into a variable.
QString bashRead(const QString &prompt, const QString &variable, bool isSecret);

QString curlSet(const CommandTarget &target, const CredentialType &type);
QString curlRemove(const CommandTarget &target);
QString powerShellSet(const CommandTarget &target, const CredentialType &type);
QString powerShellRemove(const CommandTarget &target);
QString cliSet(const CommandTarget &target, const CredentialType &type);
QString cliRemove(const CommandTarget &target);

} // namespace mcpo
