// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/job.h"

#include <chrono>

namespace mcpo
{

/// What the keychain library does not tell: it reports a locked keyring without a prompter as
/// "entry not found", most other trouble as "other error", and waiting for a person not at all.
enum class KeyringState {
    Open,
    Locked,    ///< nothing in it can be had before a person unlocks it
    Closed,    ///< a wallet of KDE, which asks the person once something is wanted of it
    NoKeyring, ///< the service works but has no default keyring, so it will ask to make one
    NoService, ///< no session bus, or no keychain service on it
    Refused,   ///< the bus does not let this program talk to it
    Silent,    ///< it is there and does not answer
    NotAsked,  ///< this system has neither Secret Service nor KWallet by design (Windows, macOS)
};

/// Asks the keychain that the library uses: on a KDE desktop KWallet whether the wallet is open,
/// else (and where KWallet is not running) the Secret Service for the `Locked` property of the
/// default collection. Every question may take @p timeout; there are two for each service.
JobPtr askKeyring(std::chrono::milliseconds timeout, Answer<KeyringState> answer);

} // namespace mcpo
