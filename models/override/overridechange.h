// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"
#include "models/override/missingsearch.h"
#include "models/override/outcome.h"
#include "models/override/verification.h"

#include <QElapsedTimer>
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

/// What a change may replace or remove without another question, beside what the caller has set
/// and what cannot be seen. Nothing that is replaced or removed can be recovered.
struct Replaceable {
    std::optional<OverrideRow> shown; ///< the override that the person has seen
    bool anything = false;            ///< the person has been asked, or has insisted
};

/// Whether a change may replace or remove what was @p found: @p caller has set it, or
/// @p replaceable allows it.
bool mayReplace(const SubjectRow &found, const Caller &caller, const Replaceable &replaceable);

/// What a change does to the override of its subject.
enum class ChangeEffect {
    Unknown, ///< it is not known what was set before
    Created,
    Replaced,
    Removed,
    None, ///< there was no override to remove
};
/// Of a change that is done, or would be done, where @p before was set.
ChangeEffect effectOf(ChangeRequest::Action action, const std::optional<SubjectRow> &before);

/// Everything that is known after one attempt to change an override.
struct ChangeReport {
    ChangeRequest request;
    ChangeOutcome outcome;
    bool forCaller = false;           ///< the subject is the caller
    std::optional<SubjectRow> before; ///< what was set before, where the list could be read
    Verification verification = Verification::NotDone;
    std::optional<EffectiveAuth> effectiveAuth; ///< after the change, where it could be read
    /// After setting: the override as the list has it now, where the list could be read.
    std::optional<OverrideRow> row;
    QDateTime finishedAt; ///< local time

    /// What was asked for is so now: the override is set, or the subject has none.
    bool isDone() const;
    /// The change may have been made, and the list does not say whether it was.
    bool isUnknown() const;
};

/// Sets or removes one override and finds out what there is to say about it. Before every attempt:
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
    /// The request has left, so that stopping would leave the result unknown.
    bool hasSent() const { return isRunning() && m_phase != Phase::Checking; }
    /// Of the change that is running.
    const ChangeRequest &request() const { return m_report.request; }
    /// One at a time. A failed list request does not block the change.
    void start(const Account &account, const Caller &caller, const ChangeRequest &request,
               const Replaceable &replaceable = {});
    /// Stops waiting; phase() has told what is known then. The list is not read, because the
    /// person asked to stop. Once something was sent, abandoned() tells.
    void cancel();

Q_SIGNALS:
    void runningChanged(bool running);
    /// From Idle and back, too: after runningChanged() on the way in, before it on the way out.
    void phaseChanged(mcpo::OverrideChange::Phase phase);
    void finished(const mcpo::ChangeReport &report);
    /// In place of finished(), where somebody stopped waiting after the request was sent.
    void abandoned(const mcpo::ChangeReport &report);

private:
    void enter(Phase phase);
    JobPtr search(Answer<RowSearch::Result> answer);
    void check();
    bool mayReplace(const SubjectRow &found) const
    {
        return mcpo::mayReplace(found, m_caller, m_replaceable);
    }
    JobPtr checkAgain(const Answer<bool> &mayRetry);
    void send();
    void answered(ChangeOutcome outcome);
    void findMissing(MissingSearch::Asked asked);
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
    Replaceable m_replaceable;
    std::optional<OverrideRow> m_obstacle; ///< why there was no further attempt
    ChangeReport m_report;
    QElapsedTimer m_sinceStart;
};

} // namespace mcpo
