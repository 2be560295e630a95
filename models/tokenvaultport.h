// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/job.h"
#include "models/session/controlplaneaddress.h"

#include <QString>

namespace mcpo
{

/// One entry per control plane and account.
struct TokenKey {
    ControlPlaneAddress address;
    QString accountId; ///< the caller's subject id; empty where the control plane does not tell it
    bool operator==(const TokenKey &) const = default;
};

/// How a keychain action ended. These are different situations with different remedies, so none of
/// them stands for another: a locked keychain never looks like one without an entry.
enum class VaultState {
    Done,
    NotFound,    ///< the keychain works and holds no such entry
    Locked,      ///< it has to be unlocked first
    Denied,      ///< the person, or a policy, refused
    NoKeyring,   ///< the service runs but has no keyring in which to store anything
    Unavailable, ///< no keychain service runs here
    TimedOut,    ///< it did not answer in time
    Damaged,     ///< it holds something for this account that is not, or no longer, a whole token
    NotKept,     ///< it said yes, but reading back gave something else
    Failed,      ///< anything else; see details
};

struct VaultAnswer {
    VaultState state = VaultState::Failed;
    QString token;   ///< only after reading, and only with Done
    QString details; ///< the keychain's own words, or empty
};

/// Told at most once for each time that an action waits for a person to unlock the keychain, before
/// it answers. It may go on for minutes then, and destroying the job gives it up.
using VaultWaiting = std::function<void()>;

/// The OS keychain. See Job for what every call promises. Besides, every call answers within three
/// seconds, unless it tells that it waits.
class TokenVaultPort
{
public:
    virtual ~TokenVaultPort() = default;
    virtual JobPtr readToken(const TokenKey &key, VaultWaiting onWaiting,
                             Answer<VaultAnswer> answer) = 0;
    /// Stores the token and reads it back: Done means that it is there.
    virtual JobPtr writeToken(const TokenKey &key, const QString &token, VaultWaiting onWaiting,
                              Answer<VaultAnswer> answer) = 0;
    /// Done also when there was nothing to remove.
    virtual JobPtr removeToken(const TokenKey &key, VaultWaiting onWaiting,
                               Answer<VaultAnswer> answer) = 0;
};

} // namespace mcpo
