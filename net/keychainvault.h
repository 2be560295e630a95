// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/keychainaction.h"

#include <QtGlobal>

namespace mcpo
{

/// Bytes that one entry of this system's keychain may hold; 0: any number. Credentials of Windows
/// hold 2560 (CRED_MAX_CREDENTIAL_BLOB_SIZE), of which the library makes UTF-8.
#ifdef Q_OS_WIN
constexpr qsizetype largestKeychainEntry = 2000;
#else
constexpr qsizetype largestKeychainEntry = 0;
#endif

/// "QtKeychain X.Y.Z": the version that this was built with, since the library does not tell its
/// own.
QString keychainLibrary();

/// The OS keychain through QtKeychain. There is no fallback to a file, on purpose: where there is
/// no keychain the answer says so. A token that is larger than an entry takes several of them (see
/// tokenparts.h).
class KeychainVault : public TokenVaultPort
{
public:
    explicit KeychainVault(const KeychainTimes &times = {},
                           qsizetype largestEntry = largestKeychainEntry);

    JobPtr readToken(const TokenKey &key, VaultWaiting onWaiting,
                     Answer<VaultAnswer> answer) override;
    JobPtr writeToken(const TokenKey &key, const QString &token, VaultWaiting onWaiting,
                      Answer<VaultAnswer> answer) override;
    JobPtr removeToken(const TokenKey &key, VaultWaiting onWaiting,
                       Answer<VaultAnswer> answer) override;

private:
    KeychainTimes m_times;
    qsizetype m_largestEntry;
};

} // namespace mcpo
