// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"
#include "models/override/outcome.h"
#include "models/override/overridedraft.h"
#include "models/override/reread.h"

#include <QObject>

#include <optional>

namespace mcpo
{

/// What a new override may replace without another question. Nothing that is replaced can be
/// brought back.
struct Replaceable {
    enum class Which {
        Anything,  ///< for scripts: the list is read neither before nor after
        OnlyShown, ///< what was shown, and what the caller has set
    };
    Which which = Which::Anything;
    std::optional<OverrideRow> shown; ///< OnlyShown: the override that the person has seen
};

/// Everything that is known after one attempt to set an override.
struct SubmitReport {
    SubmitOutcome outcome;
    OverrideRequest request;
    Subject subject;
    bool forCaller = false; ///< the subject is the caller
    Reread reread = Reread::NotDone;
    std::optional<EffectiveAuth> effectiveAuth; ///< after saving, where the control plane told
    /// After saving: the override as the list has it now. Nothing where the list was not read.
    std::optional<OverrideRow> row;
    QDateTime finishedAt; ///< local time
};

/// Sets one override and finds out what there is to say about it: before sending, whether somebody
/// else has set one meanwhile; after saving the effective auth and the new row; after 404 which of
/// server and subject is missing, and whether a name was given for an id; after no answer whether
/// the override stands.
class Submission : public QObject
{
    Q_OBJECT
public:
    enum class Phase {
        Idle,
        Checking,   ///< reads what stands: nothing was sent yet
        Sending,    ///< sent, and no answer yet
        Saved,      ///< saved; how it stands now is being read
        Explaining, ///< not saved, or nobody knows; the reason is being looked for
    };
    Q_ENUM(Phase)

    explicit Submission(ControlPlanePort &controlPlane, QObject *parent = nullptr);

    Phase phase() const { return m_phase; }
    bool isRunning() const { return m_phase != Phase::Idle; }
    /// One at a time; @p request was validated. A list that cannot be read keeps nobody from
    /// sending.
    void start(const Account &account, const Caller &caller, const OverrideRequest &request,
               const Subject &subject, const Replaceable &replaceable = {});
    /// Stops waiting; phase() has told what is known then. The list is not asked, because the
    /// person asked to stop.
    void cancel();

Q_SIGNALS:
    void runningChanged(bool running);
    /// From Idle and back, too: after runningChanged() on the way in, before it on the way out.
    void phaseChanged(mcpo::Submission::Phase phase);
    void finished(const mcpo::SubmitReport &report);

private:
    void enter(Phase phase);
    void check(const Replaceable &replaceable);
    bool mayReplace(const OverrideRow &row, const Replaceable &replaceable) const;
    void send();
    void answered(SubmitOutcome outcome);
    void findMissing();
    void findIdOfName();
    void rereadList();
    void readHowItStands();
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
    SubmitReport m_report;
    QDateTime m_startedAt;
};

} // namespace mcpo
