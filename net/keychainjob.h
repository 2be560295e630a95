// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tokenvaultport.h"

namespace mcpo
{

/// One job of the keychain library on one entry, as the library tells it: without a deadline, and
/// with its mistakes. Where the library does not know, NotFound may be a locked keyring.
///
/// The library works at one job at a time. What is under way goes on when it is cancelled here,
/// heard by nobody, because the library crashes when a running job of its is deleted; jobs behind
/// it wait until then.

JobPtr readEntry(const QString &key, Answer<VaultAnswer> answer); ///< the text comes as `token`
JobPtr writeEntry(const QString &key, const QString &text, Answer<VaultAnswer> answer);
JobPtr removeEntry(const QString &key, Answer<VaultAnswer> answer);

} // namespace mcpo
