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
    m_job = m_controlPlane.fetchServers(
        *m_account,
        [this](const Page<ServerEntry> &page) {
            const QString &given = m_report.request.serverId;
            const auto named = std::find_if(page.entries.cbegin(), page.entries.cend(),
                                            [&given](const ServerEntry &server) {
                                                return server.name == given || server.fqn == given;
                                            });
            QString &id = std::get<NotFound>(std::get<Failure>(m_report.outcome)).idOfThatName;
            if (named != page.entries.cend() && id.isEmpty())
                id = named->id;
        },
        [this](const Fetched<ListingEnd> &) { finish(); });
}

void Submission::rereadList()
{
    m_job = m_controlPlane.fetchOverrides(
        *m_account, m_report.request.serverId,
        [this](const Page<OverrideRow> &page) {
            for (const OverrideRow &row : page.entries) {
                if (row.subject == m_report.subject)
                    m_report.reread = judge(row);
            }
        },
        [this](const Fetched<ListingEnd> &answer) {
            const auto *end = std::get_if<ListingEnd>(&answer);
            if (m_report.reread == Reread::NotDone)
                m_report.reread = end && !end->isTruncated ? Reread::NotThere : Reread::Failed;
            finish();
        });
}

/// What a row of the subject tells about the request that got no answer.
Reread Submission::judge(const OverrideRow &row) const
{
    if (!row.updatedAt.isValid())
        return Reread::Failed;
    const bool isNew = row.updatedAt.addSecs(clockToleranceSeconds) >= m_startedAt;
    return isNew ? Reread::SetMeanwhile : Reread::Older;
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
