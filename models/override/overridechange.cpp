// SPDX-License-Identifier: Apache-2.0
#include "models/override/overridechange.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace mcpo
{

namespace
{

template<class T>
const T *failureAs(const ChangeOutcome &outcome)
{
    const auto *failure = std::get_if<Failure>(&outcome);
    return failure ? std::get_if<T>(failure) : nullptr;
}

bool isSame(const OverrideRow &one, const OverrideRow &other)
{
    return one.updatedAt == other.updatedAt && one.updatedBy == other.updatedBy;
}

} // namespace

OverrideChange::OverrideChange(ControlPlanePort &controlPlane, QObject *parent)
    : QObject(parent)
    , m_controlPlane(controlPlane)
{
}

bool ChangeReport::isDone() const
{
    if (request.isRemoval())
        return std::holds_alternative<Removed>(outcome) || verification == Verification::NotThere;
    return std::holds_alternative<Saved>(outcome);
}

void OverrideChange::start(const Account &account, const Caller &caller,
                           const ChangeRequest &request, const Replaceable &replaceable)
{
    Q_ASSERT(!isRunning());
    m_account = account;
    m_caller = caller;
    m_report = ChangeReport{};
    m_report.request = request;
    m_report.forCaller = request.subject == caller.subject;
    m_readsList = replaceable.which == Replaceable::Which::OnlyShown;
    if (m_readsList)
        check(replaceable);
    else
        send();
}

/// The last thing to be called: a slot may cancel or destroy this.
void OverrideChange::enter(Phase phase)
{
    const bool wasIdle = std::exchange(m_phase, phase) == Phase::Idle;
    const QPointer<OverrideChange> self(this);
    if (wasIdle)
        Q_EMIT runningChanged(true);
    if (self && m_phase == phase)
        Q_EMIT phaseChanged(phase);
}

void OverrideChange::cancel()
{
    if (!isRunning())
        return;
    m_job.reset();
    m_rowJob.reset();
    m_account.reset();
    m_report = {};
    m_phase = Phase::Idle;
    const QPointer<OverrideChange> self(this);
    Q_EMIT phaseChanged(Phase::Idle);
    if (self)
        Q_EMIT runningChanged(false);
}

void OverrideChange::check(const Replaceable &replaceable)
{
    m_job = std::make_unique<RowSearch>(
        m_controlPlane, *m_account, m_report.request.serverId, m_report.request.subject,
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

bool OverrideChange::mayReplace(const OverrideRow &row, const Replaceable &replaceable) const
{
    // Who is unknown is somebody else, even to a caller who is unknown.
    const bool isCallers = !row.updatedBy.id.isEmpty() && row.updatedBy == m_caller.subject;
    return isCallers || (replaceable.shown && isSame(row, *replaceable.shown));
}

void OverrideChange::send()
{
    const ChangeRequest &request = m_report.request;
    auto take = [this](const ChangeOutcome &outcome) { answered(outcome); };
    m_startedAt = QDateTime::currentDateTimeUtc();
    m_job = m_report.request.isRemoval()
                ? m_controlPlane.removeOverride(*m_account, request.serverId, request.subject, take)
                : m_controlPlane.setOverride(*m_account, {request.serverId, request.body}, take);
    enter(Phase::Sending);
}

void OverrideChange::answered(ChangeOutcome outcome)
{
    m_report.outcome = std::move(outcome);
    if (m_report.isDone())
        readResult();
    else if (failureAs<NoAnswer>(m_report.outcome))
        verifyByList();
    else if (failureAs<NotFound>(m_report.outcome))
        m_report.request.isRemoval() ? verifyByList() : findMissing();
    else
        finish();
}

void OverrideChange::readResult()
{
    readEffectiveAuth();
    if (m_readsList && !m_report.request.isRemoval())
        readRow();
    enter(Phase::Done);
}

void OverrideChange::readEffectiveAuth()
{
    m_job = m_controlPlane.fetchEffectiveAuth(
        *m_account, m_report.request.serverId, m_report.request.subject,
        [this](const Fetched<EffectiveAuth> &answer) {
            if (const auto *auth = std::get_if<EffectiveAuth>(&answer))
                m_report.effectiveAuth = *auth;
            m_job.reset();
            finishWhenBothAreRead();
        });
}

void OverrideChange::readRow()
{
    m_rowJob = std::make_unique<RowSearch>(
        m_controlPlane, *m_account, m_report.request.serverId, m_report.request.subject,
        [this](const RowSearch::Result &result) {
            if (const auto *row = std::get_if<std::optional<OverrideRow>>(&result))
                m_report.row = *row;
            m_rowJob.reset();
            finishWhenBothAreRead();
        });
}

void OverrideChange::finishWhenBothAreRead()
{
    if (!m_job && !m_rowJob)
        finish();
}

void OverrideChange::findMissing()
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

void OverrideChange::findIdOfName()
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

void OverrideChange::verifyByList()
{
    m_job = std::make_unique<RowSearch>(
        m_controlPlane, *m_account, m_report.request.serverId, m_report.request.subject,
        [this](const RowSearch::Result &result) {
            m_report.verification = verify(result, m_startedAt);
            const auto *listFailure = std::get_if<Failure>(&result);
            auto *notFound = std::get_if<NotFound>(&std::get<Failure>(m_report.outcome));
            if (notFound && listFailure && std::holds_alternative<NotFound>(*listFailure))
                notFound->missing = NotFound::Missing::Server;
            if (m_report.isDone())
                readResult();
            else
                finish();
        });
    enter(Phase::Explaining);
}

void OverrideChange::finish()
{
    // The job whose answer this is may end here: the port allows it.
    m_job.reset();
    m_account.reset();
    m_report.finishedAt = QDateTime::currentDateTime();
    const ChangeReport report = std::exchange(m_report, {});
    const QPointer<OverrideChange> self(this);
    m_phase = Phase::Idle;
    Q_EMIT phaseChanged(Phase::Idle);
    if (self && m_phase == Phase::Idle)
        Q_EMIT runningChanged(false);
    if (self) // a slot may have destroyed it
        Q_EMIT finished(report);
}

} // namespace mcpo
