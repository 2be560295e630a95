// SPDX-License-Identifier: Apache-2.0
#include "models/override/submission.h"

#include <QPointer>

#include <algorithm>
#include <utility>

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

bool isSame(const OverrideRow &one, const OverrideRow &other)
{
    return one.updatedAt == other.updatedAt && one.updatedBy == other.updatedBy;
}

} // namespace

Submission::Submission(ControlPlanePort &controlPlane, QObject *parent)
    : QObject(parent)
    , m_controlPlane(controlPlane)
{
}

void Submission::start(const Account &account, const Caller &caller, const OverrideRequest &request,
                       const Subject &subject, const Replaceable &replaceable)
{
    Q_ASSERT(!isRunning());
    m_account = account;
    m_caller = caller;
    m_report = SubmitReport{};
    m_report.request = request;
    m_report.subject = subject;
    m_report.forCaller = subject == caller.subject;
    m_readsList = replaceable.which == Replaceable::Which::OnlyShown;
    if (m_readsList)
        check(replaceable);
    else
        send();
}

/// The last thing to be called: a slot may cancel or destroy this.
void Submission::enter(Phase phase)
{
    const bool wasIdle = std::exchange(m_phase, phase) == Phase::Idle;
    const QPointer<Submission> self(this);
    if (wasIdle)
        Q_EMIT runningChanged(true);
    if (self && m_phase == phase)
        Q_EMIT phaseChanged(phase);
}

void Submission::cancel()
{
    if (!isRunning())
        return;
    m_job.reset();
    m_rowJob.reset();
    m_account.reset();
    m_report = {};
    m_phase = Phase::Idle;
    const QPointer<Submission> self(this);
    Q_EMIT phaseChanged(Phase::Idle);
    if (self)
        Q_EMIT runningChanged(false);
}

void Submission::check(const Replaceable &replaceable)
{
    m_job = std::make_unique<RowSearch>(
        m_controlPlane, *m_account, m_report.request.serverId, m_report.subject,
        [this, replaceable](const RowSearch::Result &result) {
            const auto *row = std::get_if<std::optional<OverrideRow>>(&result);
            if (row && *row && !mayReplace(**row, replaceable)) {
                m_report.outcome = ChangedMeanwhile{**row};
                finish();
            } else {
                send();
            }
        });
    enter(Phase::Checking);
}

bool Submission::mayReplace(const OverrideRow &row, const Replaceable &replaceable) const
{
    // Who is unknown is somebody else, even to a caller who is unknown.
    const bool isCallers = !row.updatedBy.id.isEmpty() && row.updatedBy == m_caller.subject;
    return isCallers || (replaceable.shown && isSame(row, *replaceable.shown));
}

void Submission::send()
{
    m_startedAt = QDateTime::currentDateTimeUtc();
    m_job = m_controlPlane.setOverride(*m_account, m_report.request,
                                       [this](const SubmitOutcome &outcome) { answered(outcome); });
    enter(Phase::Sending);
}

void Submission::answered(SubmitOutcome outcome)
{
    m_report.outcome = std::move(outcome);
    if (std::holds_alternative<Saved>(m_report.outcome))
        readHowItStands();
    else if (failureAs<NotFound>(m_report.outcome))
        findMissing();
    else if (failureAs<NoAnswer>(m_report.outcome))
        rereadList();
    else
        finish();
}

void Submission::readHowItStands()
{
    m_job = m_controlPlane.fetchEffectiveAuth(
        *m_account, m_report.request.serverId, m_report.subject,
        [this](const Fetched<EffectiveAuth> &answer) {
            if (const auto *auth = std::get_if<EffectiveAuth>(&answer))
                m_report.effectiveAuth = *auth;
            m_job.reset();
            finishWhenBothAreRead();
        });
    if (m_readsList)
        readRow();
    enter(Phase::Saved);
}

void Submission::readRow()
{
    m_rowJob = std::make_unique<RowSearch>(
        m_controlPlane, *m_account, m_report.request.serverId, m_report.subject,
        [this](const RowSearch::Result &result) {
            if (const auto *row = std::get_if<std::optional<OverrideRow>>(&result))
                m_report.row = *row;
            m_rowJob.reset();
            finishWhenBothAreRead();
        });
}

void Submission::finishWhenBothAreRead()
{
    if (!m_job && !m_rowJob)
        finish();
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
    enter(Phase::Explaining);
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
    m_job = std::make_unique<RowSearch>(m_controlPlane, *m_account, m_report.request.serverId,
                                        m_report.subject, [this](const RowSearch::Result &result) {
                                            m_report.reread = judge(result, m_startedAt);
                                            finish();
                                        });
    enter(Phase::Explaining);
}

void Submission::finish()
{
    // The job whose answer this is may end here: the port allows it.
    m_job.reset();
    m_account.reset();
    m_report.finishedAt = QDateTime::currentDateTime();
    const SubmitReport report = std::exchange(m_report, {});
    const QPointer<Submission> self(this);
    m_phase = Phase::Idle;
    Q_EMIT phaseChanged(Phase::Idle);
    if (self && m_phase == Phase::Idle)
        Q_EMIT runningChanged(false);
    if (self) // a slot may have destroyed it
        Q_EMIT finished(report);
}

} // namespace mcpo
