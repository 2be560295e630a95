// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

/// What an argument is meant to be, by its place on the command line.
enum class ArgumentRole {
    Identifier, ///< an ID, an address, a field that is not secret: may contain random parts
    FilePath,
    Variable, ///< the name of an environment variable, which consists of words
    Unknown,  ///< no option of this program stands before it
};

/// Whether @p value is a token: a JWT, `Bearer …`, or the format of a well-known issuer with a
/// random part; a long random text where the name of a variable belongs. Arguments are visible to
/// every process of the machine and kept in the shell's history, so a token is refused. A prefix
/// such as "sk-" or "PAT_" alone is not a token. This catches accidents: an opaque secret cannot
/// be distinguished from an ID.
bool looksLikeSecret(const QString &value, ArgumentRole role);

/// Whether an option of that name would take a secret, as in "--client-secret" or "--token".
bool isNameOfSecret(const QString &option);

} // namespace mcpo
