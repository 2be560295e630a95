// SPDX-License-Identifier: Apache-2.0
#include "models/override/removal.h"

#include <QPointer>

#include <utility>

namespace mcpo
{

Removal::Removal(ControlPlanePort &controlPlane, QObject *parent)
    : QObject(parent)
    , m_controlPlane(controlPlane)
{
}

void Removal::start(const Account &account, const Caller &caller, const QString &serverId,
                    const Subject &subject)
{
    Q_ASSERT(!isRunning());
    m_account = account;
    m_report = RemovalReport{};
    m_report.serverId = serverId;
    m_report.subject = subject;
    m_report.forCaller = subject == caller.subject;
    m_startedAt = QDateTime::currentDateTimeUtc();
    m_job = m_controlPlane.removeOverride(
        account, serverId, subject, [this](const RemovalOutcome &outcome) { answered(outcome); });
    Q_EMIT runningChanged(true);
}

void Removal::cancel()
{
    if (!isRunning())
        return;
    m_job.reset();
    m_account.reset();
    m_report = {};
    Q_EMIT runningChanged(false);
}

void Removal::answered(RemovalOutcome outcome)
{
    m_report.outcome = std::move(outcome);
    const auto *failure = std::get_if<Failure>(&m_report.outcome);
    if (!failure)
        readEffectiveAuth();
    else if (std::holds_alternative<NotFound>(*failure) ||
             std::holds_alternative<NoAnswer>(*failure))
        rereadList();
    else
        finish();
}

void Removal::rereadList()
{
    m_job = std::make_unique<RowSearch>(
        m_controlPlane, *m_account, m_report.serverId, m_report.subject,
        [this](const RowSearch::Result &result) {
            m_report.reread = judge(result, m_startedAt);
            const auto *listFailure = std::get_if<Failure>(&result);
            auto *notFound = std::get_if<NotFound>(&std::get<Failure>(m_report.outcome));
            if (notFound && listFailure && std::holds_alternative<NotFound>(*listFailure))
                notFound->missing = NotFound::Missing::Server;
            if (m_report.isGone())
                readEffectiveAuth();
            else
                finish();
        });
}

void Removal::readEffectiveAuth()
{
    m_job = m_controlPlane.fetchEffectiveAuth(*m_account, m_report.serverId, m_report.subject,
                                              [this](const Fetched<EffectiveAuth> &answer) {
                                                  if (const auto *auth =
                                                          std::get_if<EffectiveAuth>(&answer))
                                                      m_report.effectiveAuth = *auth;
                                                  finish();
                                              });
}

void Removal::finish()
{
    // The job whose answer this is may end here: the port allows it.
    m_job.reset();
    m_account.reset();
    m_report.finishedAt = QDateTime::currentDateTime();
    const RemovalReport report = std::exchange(m_report, {});
    const QPointer<Removal> self(this);
    Q_EMIT runningChanged(false);
    if (self) // a slot may have destroyed it
        Q_EMIT finished(report);
}

} // namespace mcpo
