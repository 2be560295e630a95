// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"
#include "models/override/outcome.h"
#include "models/override/verification.h"

#include <QObject>

#include <optional>

namespace mcpo
{

/// One change of the override of one subject on one MCP server.
struct ChangeRequest {
    enum class Action { Set, Remove };
    Action action = Action::Set;
    QString serverId; ///< passed checkServerId()
    Subject subject;
    QByteArray body; ///< of Set: JSON in UTF-8, validated

    bool isRemoval() const { return action == Action::Remove; }
};

/// What a new override may replace without another question. Nothing that is replaced can be
/// recovered.
struct Replaceable {
    enum class Which {
        Anything,  ///< for scripts: the list is read neither before nor after
        OnlyShown, ///< what was shown, and what the caller has set
    };
    Which which = Which::Anything;
    std::optional<OverrideRow> shown; ///< OnlyShown: the override that the person has seen
};

/// Everything that is known after one attempt to change an override.
struct ChangeReport {
    ChangeRequest request;
    ChangeOutcome outcome;
    bool forCaller = false; ///< the subject is the caller
    Verification verification = Verification::NotDone;
    std::optional<EffectiveAuth> effectiveAuth; ///< after the change, where it could be read
    /// After saving: the override as the list has it now, where the list could be read.
    std::optional<OverrideRow> row;
    QDateTime finishedAt; ///< local time

    /// What was asked for is so now: the override is set, or the subject has none.
    bool isDone() const;
};

/// Sets or removes one override and finds out what there is to say about it. Before sending:
/// whether another user has changed it in the meantime. After success: the effective auth, and the
/// new row. After 404: whether the server or the subject is missing, and whether a name was given
/// for an ID. Where the answer leaves the result open: what the list says.
class OverrideChange : public QObject
{
    Q_OBJECT
public:
    enum class Phase {
        Idle,
        Checking,   ///< reads what is set: nothing was sent yet
        Sending,    ///< sent, and no answer yet
        Done,       ///< set or removed; what is set now is being read
        Explaining, ///< failed or unknown; the reason is being looked for
    };
    Q_ENUM(Phase)

    explicit OverrideChange(ControlPlanePort &controlPlane, QObject *parent = nullptr);

    Phase phase() const { return m_phase; }
    bool isRunning() const { return m_phase != Phase::Idle; }
    /// Of the change that is running.
    const ChangeRequest &request() const { return m_report.request; }
    /// One at a time. A failed list request does not block the change.
    void start(const Account &account, const Caller &caller, const ChangeRequest &request,
               const Replaceable &replaceable = {});
    /// Stops waiting; phase() has told what is known then. The list is not read, because the
    /// person asked to stop.
    void cancel();

Q_SIGNALS:
    void runningChanged(bool running);
    /// From Idle and back, too: after runningChanged() on the way in, before it on the way out.
    void phaseChanged(mcpo::OverrideChange::Phase phase);
    void finished(const mcpo::ChangeReport &report);

private:
    void enter(Phase phase);
    void check(const Replaceable &replaceable);
    bool mayReplace(const OverrideRow &row, const Replaceable &replaceable) const;
    void send();
    void answered(ChangeOutcome outcome);
    void findMissing();
    void findIdOfName();
    void verifyByList();
    void readResult();
    void readEffectiveAuth();
    void readRow();
    void finishWhenBothAreRead();
    void finish();

    ControlPlanePort &m_controlPlane;
    Phase m_phase = Phase::Idle;
    JobPtr m_job;
    JobPtr m_rowJob; ///< beside m_job, after saving
    std::optional<Account> m_account;
    Caller m_caller;
    bool m_readsList = false;
    ChangeReport m_report;
    QDateTime m_startedAt;
};

} // namespace mcpo
