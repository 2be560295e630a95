// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tokenvaultport.h"
#include "tests/support/fakejob.h"

#include <QMap>
#include <QStringList>

namespace mcpo
{

/// A keychain for tests. What was queued is answered first; after that a vault in memory works
/// like a keychain that is open, and any other aborts the test and names the call.
class FakeTokenVault : public TokenVaultPort
{
public:
    enum class Mode { QueuedOnly, InMemory };
    explicit FakeTokenVault(Mode mode = Mode::QueuedOnly);

    AnswerQueue<VaultAnswer> read;
    AnswerQueue<VaultAnswer> write;
    AnswerQueue<VaultAnswer> remove;

    /// The calls so far, e.g. "readToken https://cp.example.com admin@example.com", in order.
    const QStringList &calls() const { return m_calls; }
    int liveJobs() const { return *m_live; }
    bool isUsedUp() const { return read.isEmpty() && write.isEmpty() && remove.isEmpty(); }

    /// What a vault in memory holds; null where it holds nothing.
    QString stored(const TokenKey &key) const;
    void store(const TokenKey &key, const QString &token);
    qsizetype storedCount() const { return m_tokens.size(); }

    /// The last call waits for a person to unlock the keychain. It must still be under way.
    void wait() const { m_onWaiting(); }

    JobPtr readToken(const TokenKey &key, VaultWaiting onWaiting,
                     Answer<VaultAnswer> answer) override;
    JobPtr writeToken(const TokenKey &key, const QString &token, VaultWaiting onWaiting,
                      Answer<VaultAnswer> answer) override;
    JobPtr removeToken(const TokenKey &key, VaultWaiting onWaiting,
                       Answer<VaultAnswer> answer) override;

private:
    JobPtr start(AnswerQueue<VaultAnswer> &queue, const QString &call, VaultWaiting onWaiting,
                 const std::function<VaultAnswer()> &inMemory, Answer<VaultAnswer> answer);

    Mode m_mode;
    QStringList m_calls;
    VaultWaiting m_onWaiting;        ///< of the last call
    QMap<QString, QString> m_tokens; ///< by address and account
    LiveJobs m_live = std::make_shared<int>(0);
};

} // namespace mcpo
