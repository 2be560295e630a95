// SPDX-License-Identifier: Apache-2.0
#include "net/keychainvault.h"

#include "net/keychainscripts.h"

#include <QUrl>

namespace mcpo
{

namespace
{

/// The address cannot hold a blank, and the account id is encoded, so that every pair has a text
/// of its own and no control character gets into a keychain's key.
QString keyText(const TokenKey &key)
{
    return key.address.text() + u' ' + QString::fromLatin1(QUrl::toPercentEncoding(key.accountId));
}

} // namespace

QString keychainLibrary() { return QStringLiteral("QtKeychain " MCPO_QTKEYCHAIN_VERSION); }

KeychainVault::KeychainVault(const KeychainTimes &times, qsizetype largestEntry)
    : m_times(times)
    , m_largestEntry(largestEntry)
{
}

JobPtr KeychainVault::readToken(const TokenKey &key, VaultWaiting onWaiting,
                                Answer<VaultAnswer> answer)
{
    return std::make_unique<ReadingAction>(keyText(key), m_times, std::move(onWaiting),
                                           std::move(answer));
}

JobPtr KeychainVault::writeToken(const TokenKey &key, const QString &token, VaultWaiting onWaiting,
                                 Answer<VaultAnswer> answer)
{
    return std::make_unique<WritingAction>(keyText(key), token, m_largestEntry, m_times,
                                           std::move(onWaiting), std::move(answer));
}

JobPtr KeychainVault::removeToken(const TokenKey &key, VaultWaiting onWaiting,
                                  Answer<VaultAnswer> answer)
{
    return std::make_unique<RemovingAction>(keyText(key), m_largestEntry, m_times,
                                            std::move(onWaiting), std::move(answer));
}

} // namespace mcpo
