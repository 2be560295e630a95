// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/job.h"

#include <chrono>

namespace mcpo
{

/// What the keychain library does not tell: it reports a locked keyring without a prompter as
/// "entry not found", and every other trouble as "other error".
enum class SecretServiceState {
    Unlocked,
    Locked,
    NoService,     ///< no session bus, or nothing on it offers org.freedesktop.secrets
    NotResponding, ///< it is there and does not answer
    NotAsked,      ///< this system has no Secret Service by design (Windows, macOS)
};

/// Asks org.freedesktop.secrets for the `Locked` property of the default collection. Answers
/// within about twice @p timeout.
JobPtr askSecretService(std::chrono::milliseconds timeout, Answer<SecretServiceState> answer);

} // namespace mcpo
