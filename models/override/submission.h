// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"
#include "models/override/outcome.h"
#include "models/override/overridedraft.h"

#include <QObject>

#include <optional>

namespace mcpo
{

/// What reading the list again showed, after nobody knew whether a request was carried out.
enum class Reread {
    NotDone,      ///< there was no reason to ask
    Failed,       ///< it could not be read either, or does not tell when the override was set
    NotThere,     ///< no override of this subject stands
    Older,        ///< one stands that was set before this request
    SetMeanwhile, ///< one stands that is as new as this request
};

/// Everything that is known after one attempt to set an override.
struct SubmitReport {
    SubmitOutcome outcome;
    OverrideRequest request;
    Subject subject;
    bool forCaller = false; ///< the subject is the caller
    Reread reread = Reread::NotDone;
    std::optional<EffectiveAuth> effectiveAuth; ///< after saving, where the control plane told
    QDateTime finishedAt;                       ///< local time
};

/// Sets one override and finds out what there is to say about it: after saving the effective
/// auth; after 404 which of server and subject is missing, and whether a name was given for an
/// id; after no answer whether the override stands.
class Submission : public QObject
{
    Q_OBJECT
public:
    explicit Submission(ControlPlanePort &controlPlane, QObject *parent = nullptr);

    bool isRunning() const { return m_job != nullptr; }
    /// One at a time; @p request was validated.
    void start(const Account &account, const Caller &caller, const OverrideRequest &request,
               const Subject &subject);
    /// Stops waiting. Whether a request under way was carried out is not known then: the list is
    /// not asked, because the person asked to stop.
    void cancel();

Q_SIGNALS:
    void runningChanged(bool running);
    void finished(const mcpo::SubmitReport &report);

private:
    void answered(SubmitOutcome outcome);
    void findMissing();
    void findIdOfName();
    void rereadList();
    Reread judge(const OverrideRow &row) const;
    void readEffectiveAuth();
    void finish();

    ControlPlanePort &m_controlPlane;
    JobPtr m_job;
    std::optional<Account> m_account;
    SubmitReport m_report;
    QDateTime m_startedAt;
};

} // namespace mcpo
