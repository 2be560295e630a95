// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tokenvaultport.h"
#include "net/keyringstate.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace mcpo
{

struct KeychainTimes {
    /// How long an action may take while it is not waiting for a person. Three seconds are
    /// promised; the rest of them is for a machine that is busy.
    std::chrono::milliseconds deadline = std::chrono::milliseconds(2800);
    /// How long a person may take to unlock the keyring.
    std::chrono::milliseconds unlocking = std::chrono::minutes(2);
    /// How long the keyring may take to tell whether it is locked.
    std::chrono::milliseconds question = std::chrono::seconds(1);
    /// How often it is asked while the library is silent.
    std::chrono::milliseconds watch = std::chrono::milliseconds(250);
};

/// One action on the keychain: a script of steps, one entry each, that a subclass writes down.
///
///                 the library is silent and the keyring is locked
///      ┌────────────────────────────────────────────────────────────┐
///      │                                                            ▼
///   Working ◀──────── it is open, or the library goes on ──────── Waiting
///      │                                                            │
///      │ the library fails or finds nothing                         │ `unlocking` is over: Locked
///      ▼                                                            │ the keyring has gone: so
///   Judging ── the keyring says why ──▶ ended ◀─────────────────────┘
///
/// `deadline` counts from the start over Working and Judging together, and anew after Waiting;
/// when it is over, the action ends as TimedOut. Waiting is told to who asked, and who asked may
/// cancel at any time.
class KeychainAction : public QObject, public Job
{
public:
    KeychainAction(const KeychainTimes &times, VaultWaiting onWaiting, Answer<VaultAnswer> answer);

protected:
    /// What comes after a step that ended as Done, or as NotFound in a keyring that is open. Any
    /// other end of a step is the end of the action.
    using Then = std::function<void(const VaultAnswer &)>;
    void read(const QString &key, Then then);
    void write(const QString &key, const QString &text, Then then);
    void remove(const QString &key, Then then);

    /// Ends the action; it may be gone afterwards.
    void finishWith(const VaultAnswer &result);
    /// From here on only tidying up is left: the action ends with @p result, whatever becomes of
    /// that.
    void settle(const VaultAnswer &result) { m_settled = result; }

private:
    enum class Phase { Working, Waiting, Judging };

    Answer<VaultAnswer> stepEnd(Then then);
    void work();
    void judge(const VaultAnswer &failed, const Then &then);
    void watch();
    void watched(KeyringState keyring);
    void beginWaiting();
    void tooLate();

    KeychainTimes m_times;
    VaultWaiting m_onWaiting;
    Answer<VaultAnswer> m_answer;
    std::optional<VaultAnswer> m_settled;
    Phase m_phase = Phase::Working;
    JobPtr m_step;
    JobPtr m_question;
    QTimer m_deadline;
    QTimer m_watch;
};

} // namespace mcpo
