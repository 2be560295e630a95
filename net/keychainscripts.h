// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/keychainaction.h"
#include "net/tokenparts.h"

#include <QStringList>

namespace mcpo
{

/// Reads a token from all of its entries: the answer is Done, NotFound or Damaged, or why an entry
/// could not be had.
class ReadingAction : public KeychainAction
{
public:
    ReadingAction(const QString &key, const KeychainTimes &times, VaultWaiting onWaiting,
                  Answer<VaultAnswer> answer);

protected:
    /// For a script that reads among other things and begins by itself.
    ReadingAction(const KeychainTimes &times, VaultWaiting onWaiting, Answer<VaultAnswer> answer);
    void readToken(const QString &key, const Then &then);

private:
    void readPart(const QString &key, const Then &then);

    std::optional<TokenHead> m_head;
    QStringList m_further;
};

/// Writes a token and reads it back: the library calls some failures a success, such as a write
/// that KWallet refused.
class WritingAction : public ReadingAction
{
public:
    WritingAction(QString key, QString token, qsizetype largestEntry, const KeychainTimes &times,
                  VaultWaiting onWaiting, Answer<VaultAnswer> answer);

private:
    void choose(const VaultAnswer &head);
    void writePart(int index);
    void check(const VaultAnswer &found);
    void tidyUp(TokenSlot slot, int index);

    QString m_key;
    QString m_token;
    qsizetype m_largestEntry;
    TokenSlot m_slot = TokenSlot::A;
    TokenTexts m_texts;
};

/// Removes all entries of a token, and looks whether it is gone: the library calls it a success
/// when a keyring that was locked has removed nothing. The head goes last, so that an interrupted
/// removal is seen and can be done again.
class RemovingAction : public KeychainAction
{
public:
    RemovingAction(const QString &key, qsizetype largestEntry, const KeychainTimes &times,
                   VaultWaiting onWaiting, Answer<VaultAnswer> answer);

private:
    void removePart(TokenSlot slot, int index);
    void removeHead();

    QString m_key;
};

} // namespace mcpo
