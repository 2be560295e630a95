// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tokenvaultport.h"
#include "ui/words/explanation.h"

namespace mcpo
{

/// Why the keychain did not do it, and the remedies; the keychain's own words are the details. For
/// a token that was to be read: what else failed has no use for the remedies.
Explanation explain(const VaultAnswer &answer);
/// The same in one paragraph; empty for Done.
QString describe(const VaultAnswer &answer);
/// What is shown while the keychain waits for a person.
QString waitingForKeyring();

} // namespace mcpo
