// SPDX-License-Identifier: Apache-2.0
#include "net/keychainvault.h"

#include "net/secretservice.h"

#include <qt6keychain/keychain.h>

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QUrl>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto serviceName = "MCP Override"_L1;

/// The address cannot hold a blank, and the account id is encoded, so that every pair has a text
/// of its own and no control character gets into a keychain's key.
QString keyText(const TokenKey &key)
{
    return key.address.text() + u' ' + QString::fromLatin1(QUrl::toPercentEncoding(key.accountId));
}

VaultState stateOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError: return VaultState::Done;
    case QKeychain::EntryNotFound: return VaultState::NotFound;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied: return VaultState::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented: return VaultState::Unavailable;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError: break;
    }
    return VaultState::Failed;
}

/// One job of the library, with a deadline and with the truth about a locked keychain.
class KeychainCall : public QObject, public Job
{
public:
    KeychainCall(QKeychain::Job *job, const QString &key, const KeychainTimes &times,
                 Answer<VaultAnswer> answer)
        : m_job(job)
        , m_times(times)
        , m_answer(std::move(answer))
    {
        m_job->setKey(key);
        m_job->setAutoDelete(true);
        connect(m_job, &QKeychain::Job::finished, this, [this] { jobFinished(); });
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, [this] { tooLate(); });
        m_deadline.start(m_times.deadline);
        m_job->start();
    }

    /// The library crashes when a running job of its is deleted, so the job is left to end by
    /// itself, heard by nobody.
    ~KeychainCall() override
    {
        if (m_job)
            m_job->disconnect(this);
    }

private:
    void jobFinished()
    {
        m_deadline.stop();
        VaultAnswer answer{stateOf(m_job->error()), {}, {}};
        if (const auto *reading = qobject_cast<QKeychain::ReadPasswordJob *>(m_job))
            answer.token = reading->textData();
        if (answer.state == VaultState::Done) {
            finishWith(answer);
            return;
        }
        answer.details = m_job->errorString();
        ask([this, answer](SecretServiceState state) { finishWith(corrected(answer, state)); });
    }

    static VaultAnswer corrected(VaultAnswer answer, SecretServiceState state)
    {
        switch (state) {
        case SecretServiceState::Locked: answer.state = VaultState::Locked; break;
        case SecretServiceState::NoService: answer.state = VaultState::Unavailable; break;
        case SecretServiceState::NotResponding: answer.state = VaultState::TimedOut; break;
        case SecretServiceState::Unlocked:
        case SecretServiceState::NotAsked: break;
        }
        return answer;
    }

    /// A keychain that shows its own dialog and waits for a password may take longer.
    void tooLate()
    {
        if (m_isUnlocking) {
            finishWith({VaultState::Locked, {}, {}});
            return;
        }
        ask([this](SecretServiceState state) {
            if (state == SecretServiceState::Locked) {
                m_isUnlocking = true;
                m_deadline.start(m_times.unlocking);
            } else {
                finishWith({VaultState::TimedOut, {}, {}});
            }
        });
    }

    void ask(Answer<SecretServiceState> answer)
    {
        m_question = askSecretService(m_times.question, std::move(answer));
    }

    void finishWith(VaultAnswer result)
    {
        m_deadline.stop();
        if (m_job)
            m_job->disconnect(this);
        // The answer may destroy this call, so nothing of it is used afterwards.
        const Answer<VaultAnswer> answer = std::move(m_answer);
        answer(std::move(result));
    }

    QPointer<QKeychain::Job> m_job;
    KeychainTimes m_times;
    Answer<VaultAnswer> m_answer;
    QTimer m_deadline;
    JobPtr m_question;
    bool m_isUnlocking = false;
};

JobPtr startReading(const QString &key, const KeychainTimes &times, Answer<VaultAnswer> answer)
{
    return std::make_unique<KeychainCall>(new QKeychain::ReadPasswordJob(serviceName), key, times,
                                          std::move(answer));
}

/// Writes or removes, and reads back: the library calls some failures a success, such as a write
/// that KWallet refused and a removal from a locked keyring.
class CheckedChange : public Job
{
public:
    /// What the change came to, from what is found afterwards.
    using Judge = std::function<VaultState(const VaultAnswer &found)>;

    CheckedChange(QKeychain::Job *change, const QString &key, const KeychainTimes &times,
                  Judge judge, Answer<VaultAnswer> answer)
        : m_key(key)
        , m_times(times)
        , m_judge(std::move(judge))
        , m_answer(std::move(answer))
        , m_step(std::make_unique<KeychainCall>(
              change, key, times, [this](const VaultAnswer &changed) { wasChanged(changed); }))
    {
    }

private:
    void wasChanged(const VaultAnswer &changed)
    {
        if (changed.state != VaultState::Done) {
            finishWith(changed);
            return;
        }
        m_step = startReading(m_key, m_times, [this](const VaultAnswer &found) {
            finishWith({m_judge(found), {}, found.details});
        });
    }

    void finishWith(VaultAnswer result)
    {
        const Answer<VaultAnswer> answer = std::move(m_answer);
        answer(std::move(result));
    }

    QString m_key;
    KeychainTimes m_times;
    Judge m_judge;
    Answer<VaultAnswer> m_answer;
    JobPtr m_step;
};

} // namespace

KeychainVault::KeychainVault(const KeychainTimes &times)
    : m_times(times)
{
}

JobPtr KeychainVault::readToken(const TokenKey &key, Answer<VaultAnswer> answer)
{
    return startReading(keyText(key), m_times, std::move(answer));
}

JobPtr KeychainVault::writeToken(const TokenKey &key, const QString &token,
                                 Answer<VaultAnswer> answer)
{
    auto *writing = new QKeychain::WritePasswordJob(serviceName);
    writing->setTextData(token);
    const auto isKept = [token](const VaultAnswer &found) {
        return found.state == VaultState::Done && found.token == token ? VaultState::Done
                                                                       : VaultState::NotKept;
    };
    return std::make_unique<CheckedChange>(writing, keyText(key), m_times, isKept,
                                           std::move(answer));
}

JobPtr KeychainVault::removeToken(const TokenKey &key, Answer<VaultAnswer> answer)
{
    auto nothingIsFine = [answer = std::move(answer)](VaultAnswer removed) {
        if (removed.state == VaultState::NotFound)
            removed.state = VaultState::Done;
        answer(std::move(removed));
    };
    const auto isGone = [](const VaultAnswer &found) {
        return found.state == VaultState::Done ? VaultState::Failed : found.state;
    };
    return std::make_unique<CheckedChange>(new QKeychain::DeletePasswordJob(serviceName),
                                           keyText(key), m_times, isGone, std::move(nothingIsFine));
}

} // namespace mcpo
