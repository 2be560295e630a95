// SPDX-License-Identifier: Apache-2.0
#include "models/override/overridechange.h"

#include <QPointer>

#include <utility>

namespace mcpo
{

OverrideChange::OverrideChange(ControlPlanePort &controlPlane, QObject *parent)
    : QObject(parent)
    , m_controlPlane(controlPlane)
{
}

bool ChangeReport::isDone() const
{
    if (request.isRemoval())
        return std::holds_alternative<Removed>(outcome) || verification == Verification::NotThere;
    return std::holds_alternative<Saved>(outcome) || verification == Verification::SetByCaller;
}

bool ChangeReport::isUnknown() const
{
    if (isDone())
        return false;
    if (const auto *change = std::get_if<ChangedMeanwhile>(&outcome))
        return change->wasSent;
    const auto *failure = std::get_if<Failure>(&outcome);
    return failure != nullptr && mayHaveBeenDone(*failure) &&
           verification != Verification::NotThere && verification != Verification::Unchanged;
}

bool mayReplace(const SubjectRow &found, const Caller &caller, const Replaceable &replaceable)
{
    if (replaceable.anything || !found.row)
        return true;
    // An unknown user is another user, even to a caller who is unknown.
    const bool isCallers =
        !found.row->updatedBy.id.isEmpty() && found.row->updatedBy == caller.subject;
    return isCallers || (replaceable.shown && isSameOverride(*found.row, *replaceable.shown));
}

ChangeEffect effectOf(ChangeRequest::Action action, const std::optional<SubjectRow> &before)
{
    const bool isRemoval = action == ChangeRequest::Action::Remove;
    if (!before)
        return ChangeEffect::Unknown;
    if (before->row)
        return isRemoval ? ChangeEffect::Removed : ChangeEffect::Replaced;
    return isRemoval ? ChangeEffect::None : ChangeEffect::Created;
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
    m_replaceable = replaceable;
    m_obstacle.reset();
    check();
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
    ChangeReport report = std::exchange(m_report, {});
    report.finishedAt = QDateTime::currentDateTime();
    const Phase phase = std::exchange(m_phase, Phase::Idle);
    if (phase == Phase::Sending)
        report.outcome = Failure(NoAnswer{NoAnswer::Cause::Stopped});
    const QPointer<OverrideChange> self(this);
    if (phase != Phase::Checking)
        Q_EMIT abandoned(report);
    if (self && m_phase == Phase::Idle)
        Q_EMIT phaseChanged(Phase::Idle);
    if (self && m_phase == Phase::Idle)
        Q_EMIT runningChanged(false);
}

JobPtr OverrideChange::search(Answer<RowSearch::Result> answer)
{
    return std::make_unique<RowSearch>(m_controlPlane, *m_account, m_report.request.serverId,
                                       m_report.request.subject, std::move(answer));
}

void OverrideChange::check()
{
    m_job = search([this](const RowSearch::Result &result) {
        if (const auto *found = std::get_if<SubjectRow>(&result))
            m_report.before = *found;
        if (m_report.before && !mayReplace(*m_report.before)) {
            m_report.outcome = ChangedMeanwhile{*m_report.before->row};
            finish();
        } else {
            send();
        }
    });
    enter(Phase::Checking);
}

/// Where the list could be read before, an attempt that cannot be checked is not made.
JobPtr OverrideChange::checkAgain(const Answer<bool> &mayRetry)
{
    return search([this, mayRetry](const RowSearch::Result &result) {
        const auto *found = std::get_if<SubjectRow>(&result);
        const bool isFree = found ? mayReplace(*found) : !m_report.before;
        if (found && !isFree)
            m_obstacle = found->row;
        mayRetry(isFree);
    });
}

void OverrideChange::send()
{
    const ChangeRequest &request = m_report.request;
    auto take = [this](const ChangeOutcome &outcome) { answered(outcome); };
    auto mayRetry = [this](const Answer<bool> &answer) { return checkAgain(answer); };
    m_sinceStart.start();
    m_job = request.isRemoval() ? m_controlPlane.removeOverride(*m_account, request.serverId,
                                                                request.subject, take, mayRetry)
                                : m_controlPlane.setOverride(
                                      *m_account, {request.serverId, request.body}, take, mayRetry);
    enter(Phase::Sending);
}

void OverrideChange::answered(ChangeOutcome outcome)
{
    m_report.outcome = std::move(outcome);
    const auto *failure = std::get_if<Failure>(&m_report.outcome);
    const bool isMissing = failure != nullptr && std::holds_alternative<NotFound>(*failure);
    if (m_obstacle) {
        m_report.outcome =
            ChangedMeanwhile{*m_obstacle, failure != nullptr && mayHaveBeenDone(*failure)};
        finish();
    } else if (!failure && m_report.isDone()) {
        readResult();
    } else if (isMissing && !m_report.request.isRemoval()) {
        findMissing(MissingSearch::Asked::Setting);
        enter(Phase::Explaining);
    } else if (isMissing || (failure && mayHaveBeenDone(*failure))) {
        verifyByList();
    } else {
        finish();
    }
}

void OverrideChange::readResult()
{
    readEffectiveAuth();
    if (!m_report.request.isRemoval() && !m_report.row)
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
    m_rowJob = search([this](const RowSearch::Result &result) {
        if (const auto *found = std::get_if<SubjectRow>(&result))
            m_report.row = found->row;
        m_rowJob.reset();
        finishWhenBothAreRead();
    });
}

void OverrideChange::finishWhenBothAreRead()
{
    if (!m_job && !m_rowJob)
        finish();
}

void OverrideChange::findMissing(MissingSearch::Asked asked)
{
    m_job = std::make_unique<MissingSearch>(
        m_controlPlane, *m_account, m_report.request.serverId, asked,
        std::get<NotFound>(std::get<Failure>(m_report.outcome)), [this](const NotFound &found) {
            m_report.outcome = Failure(found);
            finish();
        });
}

void OverrideChange::verifyByList()
{
    m_job = search([this](const RowSearch::Result &result) {
        m_report.verification = verify(result, {m_report.before, m_caller.subject,
                                                std::chrono::milliseconds(m_sinceStart.elapsed())});
        if (const auto *found = std::get_if<SubjectRow>(&result))
            m_report.row = found->row;
        const auto *listFailure = std::get_if<Failure>(&result);
        const bool isMissing =
            std::holds_alternative<NotFound>(std::get<Failure>(m_report.outcome)) && listFailure &&
            std::holds_alternative<NotFound>(*listFailure);
        if (m_report.isDone())
            readResult();
        else if (isMissing)
            findMissing(MissingSearch::Asked::Overrides);
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
