// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tokenvaultport.h"
#include "ui/words/explanation.h"

namespace mcpo
{

/// Why the keychain failed, and the remedies; the keychain's own message is in the details. For
/// reading a token: other actions do not use the remedies.
Explanation explain(const VaultAnswer &answer);
/// The same in one paragraph; empty for Done.
QString describe(const VaultAnswer &answer);
/// Shown while the keychain waits for the user.
QString waitingForKeyring();

} // namespace mcpo
