// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"
#include "models/override/reread.h"

#include <QObject>

#include <optional>

namespace mcpo
{

/// Everything that is known after one attempt to remove an override.
struct RemovalReport {
    RemovalOutcome outcome;
    QString serverId;
    Subject subject;
    bool forCaller = false; ///< the subject is the caller
    /// After 404 and after no answer. Older and SetMeanwhile: one stands, still or again.
    Reread reread = Reread::NotDone;
    std::optional<EffectiveAuth> effectiveAuth; ///< once it is gone, where the control plane told
    QDateTime finishedAt;                       ///< local time

    /// No override of the subject stands, whoever has removed it.
    bool isGone() const
    {
        return std::holds_alternative<Removed>(outcome) || reread == Reread::NotThere;
    }
};

/// Removes one override and finds out what there is to say about it: whether it is gone where the
/// answer leaves that open, and the effective auth once it is.
class Removal : public QObject
{
    Q_OBJECT
public:
    explicit Removal(ControlPlanePort &controlPlane, QObject *parent = nullptr);

    bool isRunning() const { return m_job != nullptr; }
    /// One at a time; @p serverId passed checkServerId().
    void start(const Account &account, const Caller &caller, const QString &serverId,
               const Subject &subject);
    /// Stops waiting. Whether a request under way was carried out is not known then.
    void cancel();

Q_SIGNALS:
    void runningChanged(bool running);
    void finished(const mcpo::RemovalReport &report);

private:
    void answered(RemovalOutcome outcome);
    void rereadList();
    void readEffectiveAuth();
    void finish();

    ControlPlanePort &m_controlPlane;
    JobPtr m_job;
    std::optional<Account> m_account;
    RemovalReport m_report;
    QDateTime m_startedAt;
};

} // namespace mcpo
