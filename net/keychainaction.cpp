// SPDX-License-Identifier: Apache-2.0
#include "net/keychainaction.h"

#include "net/keychainjob.h"

namespace mcpo
{

namespace
{

/// The library's word, and what the keyring says about it.
VaultState explained(VaultState failed, KeyringState keyring)
{
    switch (keyring) {
    case KeyringState::Locked: return VaultState::Locked;
    case KeyringState::NoService: return VaultState::Unavailable;
    case KeyringState::Refused: return VaultState::Denied;
    case KeyringState::Silent: return VaultState::TimedOut;
    case KeyringState::NoKeyring:
        // What failed is the making of one, which the keyring asks the person for.
        return failed == VaultState::NotFound ? failed : VaultState::NoKeyring;
    case KeyringState::Closed: // since the person refused, of which the library tells
    case KeyringState::Open:
    case KeyringState::NotAsked: break;
    }
    return failed;
}

bool asksThePerson(KeyringState keyring)
{
    return keyring == KeyringState::Locked || keyring == KeyringState::Closed ||
           keyring == KeyringState::NoKeyring;
}

} // namespace

KeychainAction::KeychainAction(const KeychainTimes &times, VaultWaiting onWaiting,
                               Answer<VaultAnswer> answer)
    : m_times(times)
    , m_onWaiting(std::move(onWaiting))
    , m_answer(std::move(answer))
{
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer); // any other may come 5 % later
    connect(&m_deadline, &QTimer::timeout, this, &KeychainAction::tooLate);
    m_deadline.start(m_times.deadline);
    connect(&m_watch, &QTimer::timeout, this, &KeychainAction::watch);
    m_watch.start(m_times.watch);
}

void KeychainAction::read(const QString &key, Then then)
{
    m_step = readEntry(key, stepEnd(std::move(then)));
}

void KeychainAction::write(const QString &key, const QString &text, Then then)
{
    m_step = writeEntry(key, text, stepEnd(std::move(then)));
}

void KeychainAction::remove(const QString &key, Then then)
{
    m_step = removeEntry(key, stepEnd(std::move(then)));
}

Answer<VaultAnswer> KeychainAction::stepEnd(Then then)
{
    return [this, then = std::move(then)](const VaultAnswer &ended) {
        work();
        if (ended.state == VaultState::Done)
            then(ended);
        else
            judge(ended, then);
    };
}

void KeychainAction::work()
{
    if (m_phase == Phase::Waiting)
        m_deadline.start(m_times.deadline);
    m_phase = Phase::Working;
}

void KeychainAction::judge(const VaultAnswer &failed, const Then &then)
{
    m_phase = Phase::Judging;
    m_question = askKeyring(m_times.question, [this, failed, then](KeyringState keyring) {
        m_question.reset();
        VaultAnswer judged = failed;
        judged.state = explained(failed.state, keyring);
        if (judged.state != failed.state)
            judged.details.clear(); // the library was wrong about it
        work();
        if (judged.state == VaultState::NotFound)
            then(judged);
        else
            finishWith(judged);
    });
}

void KeychainAction::watch()
{
    if (m_phase != Phase::Judging && m_question == nullptr)
        m_question = askKeyring(m_times.question, [this](KeyringState keyring) {
            m_question.reset();
            watched(keyring);
        });
}

void KeychainAction::watched(KeyringState keyring)
{
    if (m_phase == Phase::Working && asksThePerson(keyring))
        beginWaiting();
    else if (m_phase == Phase::Waiting && keyring == KeyringState::Open)
        work();
    else if (m_phase == Phase::Waiting && !asksThePerson(keyring))
        finishWith({explained(VaultState::Failed, keyring), {}, {}});
}

void KeychainAction::beginWaiting()
{
    m_phase = Phase::Waiting;
    m_deadline.start(m_times.unlocking);
    // Who hears of it may cancel at once.
    const VaultWaiting onWaiting = m_onWaiting;
    if (onWaiting)
        onWaiting();
}

void KeychainAction::tooLate()
{
    finishWith({m_phase == Phase::Waiting ? VaultState::Locked : VaultState::TimedOut, {}, {}});
}

void KeychainAction::finishWith(const VaultAnswer &result)
{
    m_deadline.stop();
    m_watch.stop();
    m_question.reset();
    m_step.reset();
    // The answer may destroy this action, so nothing of it is used afterwards.
    const Answer<VaultAnswer> answer = std::move(m_answer);
    answer(m_settled.value_or(result));
}

} // namespace mcpo
