// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

/// Whether an argument looks like a token: a JWT, `Bearer …`, or the prefix of a well-known
/// issuer. Arguments are seen by every process of the machine and kept in the shell's history, so
/// such a one is refused. An opaque secret cannot be told from an id: this catches accidents.
bool looksLikeSecret(const QString &argument);

/// Whether an option of that name would take a secret, as in "--client-secret" or "--token".
bool isNameOfSecret(const QString &option);

} // namespace mcpo
