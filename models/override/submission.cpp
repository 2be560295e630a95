// SPDX-License-Identifier: Apache-2.0
#include "models/override/submission.h"

#include <QPointer>

#include <algorithm>

namespace mcpo
{

namespace
{

template<class T>
const T *failureAs(const SubmitOutcome &outcome)
{
    const auto *failure = std::get_if<Failure>(&outcome);
    return failure ? std::get_if<T>(failure) : nullptr;
}

/// Clocks differ: a row counts as new when it is at most this much older than the request.
constexpr qint64 clockToleranceSeconds = 60;

} // namespace

Submission::Submission(ControlPlanePort &controlPlane, QObject *parent)
    : QObject(parent)
    , m_controlPlane(controlPlane)
{
}

void Submission::start(const Account &account, const Caller &caller, const OverrideRequest &request,
                       const Subject &subject)
{
    Q_ASSERT(!isRunning());
    m_account = account;
    m_report = SubmitReport{};
    m_report.request = request;
    m_report.subject = subject;
    m_report.forCaller = subject == caller.subject;
    m_startedAt = QDateTime::currentDateTimeUtc();
    m_job = m_controlPlane.setOverride(account, request,
                                       [this](const SubmitOutcome &outcome) { answered(outcome); });
    Q_EMIT runningChanged(true);
}

void Submission::cancel()
{
    if (!isRunning())
        return;
    m_job.reset();
    m_account.reset();
    m_report = {};
    Q_EMIT runningChanged(false);
}

void Submission::answered(SubmitOutcome outcome)
{
    m_report.outcome = std::move(outcome);
    if (std::holds_alternative<Saved>(m_report.outcome))
        readEffectiveAuth();
    else if (failureAs<NotFound>(m_report.outcome))
        findMissing();
    else if (failureAs<NoAnswer>(m_report.outcome))
        rereadList();
    else
        finish();
}

void Submission::readEffectiveAuth()
{
    m_job = m_controlPlane.fetchEffectiveAuth(
        *m_account, m_report.request.serverId, m_report.subject,
        [this](const Fetched<EffectiveAuth> &answer) {
            if (const auto *auth = std::get_if<EffectiveAuth>(&answer))
                m_report.effectiveAuth = *auth;
            finish();
        });
}

void Submission::findMissing()
{
    m_job = m_controlPlane.fetchServer(
        *m_account, m_report.request.serverId, [this](const Fetched<ServerEntry> &answer) {
            auto &notFound = std::get<NotFound>(std::get<Failure>(m_report.outcome));
            const auto *failure = std::get_if<Failure>(&answer);
            if (!failure) {
                notFound.missing = NotFound::Missing::Subject;
                finish();
            } else if (std::holds_alternative<NotFound>(*failure)) {
                notFound.missing = NotFound::Missing::Server;
                findIdOfName();
            } else {
                finish();
            }
        });
}

void Submission::findIdOfName()
{
    m_job =
        m_controlPlane.fetchServers(*m_account, [this](const Fetched<QList<ServerEntry>> &answer) {
            const QString &given = m_report.request.serverId;
            if (const auto *servers = std::get_if<QList<ServerEntry>>(&answer)) {
                const auto named = std::find_if(
                    servers->cbegin(), servers->cend(), [&given](const ServerEntry &server) {
                        return server.name == given || server.fqn == given;
                    });
                if (named != servers->cend())
                    std::get<NotFound>(std::get<Failure>(m_report.outcome)).idOfThatName =
                        named->id;
            }
            finish();
        });
}

void Submission::rereadList()
{
    m_job = m_controlPlane.fetchOverrides(
        *m_account, m_report.request.serverId, [this](const Fetched<QList<OverrideRow>> &answer) {
            m_report.reread = Reread::Failed;
            if (const auto *rows = std::get_if<QList<OverrideRow>>(&answer)) {
                const auto row =
                    std::find_if(rows->cbegin(), rows->cend(), [this](const OverrideRow &one) {
                        return one.subject == m_report.subject;
                    });
                if (row == rows->cend())
                    m_report.reread = Reread::NotThere;
                else if (!row->updatedAt.isValid())
                    m_report.reread = Reread::Failed;
                else if (row->updatedAt.addSecs(clockToleranceSeconds) >= m_startedAt)
                    m_report.reread = Reread::SetMeanwhile;
                else
                    m_report.reread = Reread::Older;
            }
            finish();
        });
}

void Submission::finish()
{
    // The job whose answer this is may end here: the port allows it.
    m_job.reset();
    m_account.reset();
    m_report.finishedAt = QDateTime::currentDateTime();
    const SubmitReport report = std::exchange(m_report, {});
    const QPointer<Submission> self(this);
    Q_EMIT runningChanged(false);
    if (self) // a slot may have destroyed it
        Q_EMIT finished(report);
}

} // namespace mcpo
