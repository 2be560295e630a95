// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tokenvaultport.h"

#include <chrono>

namespace mcpo
{

struct KeychainTimes {
    /// How long the keychain may take while it is not waiting for a person.
    std::chrono::milliseconds deadline = std::chrono::seconds(3);
    /// How long a person may take to unlock it.
    std::chrono::milliseconds unlocking = std::chrono::minutes(2);
    /// How long the question may take whether it is locked.
    std::chrono::milliseconds question = std::chrono::seconds(1);
};

/// The OS keychain through QtKeychain. There is no fallback to a file, on purpose: where there is
/// no keychain the answer says so.
class KeychainVault : public TokenVaultPort
{
public:
    explicit KeychainVault(const KeychainTimes &times = {});

    JobPtr readToken(const TokenKey &key, Answer<VaultAnswer> answer) override;
    JobPtr writeToken(const TokenKey &key, const QString &token,
                      Answer<VaultAnswer> answer) override;
    JobPtr removeToken(const TokenKey &key, Answer<VaultAnswer> answer) override;

private:
    KeychainTimes m_times;
};

} // namespace mcpo
