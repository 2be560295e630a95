// SPDX-License-Identifier: Apache-2.0
#include "models/override/targetfacts.h"

#include "models/override/overrideform.h"
#include "models/override/rowsearch.h"
#include "models/session/session.h"

#include <QPointer>

#include <utility>

namespace mcpo
{

namespace
{

template<class T>
Fact<T> known(T value)
{
    return {Fact<T>::State::Known, std::move(value), {}};
}

template<class T>
Fact<T> unknown(std::optional<Failure> why = {})
{
    return {Fact<T>::State::Unknown, {}, std::move(why)};
}

template<class T>
Fact<T> factOf(const Fetched<T> &answer)
{
    if (const auto *failure = std::get_if<Failure>(&answer))
        return unknown<T>(*failure);
    return known(std::get<T>(answer));
}

Fetched<std::optional<OverrideRow>> rowIn(const RowSearch::Result &result)
{
    if (const auto *failure = std::get_if<Failure>(&result))
        return *failure;
    return std::get<SubjectRow>(result).row;
}

} // namespace

TargetFacts::TargetFacts(ControlPlanePort &controlPlane, const Session &session, OverrideForm &form,
                         std::chrono::milliseconds pause, QObject *parent)
    : QObject(parent)
    , m_controlPlane(controlPlane)
    , m_session(session)
    , m_form(form)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &TargetFacts::ask);
    connect(&m_session, &Session::signedIn, this, [this] { moveOn(Scope::ServerAndSubject); });
    connect(&m_session, &Session::signedOut, this, [this] { moveOn(Scope::ServerAndSubject); });
    connect(&m_form, &OverrideForm::textChanged, this, [this](const QString &field) {
        if (field == fields::server)
            moveOn(Scope::ServerAndSubject);
        else if (field == fields::subject || field == fields::subjectType)
            moveOn(Scope::Subject);
    });
}

void TargetFacts::setServerLookup(ServerLookup lookup) { m_serverLookup = std::move(lookup); }

void TargetFacts::setRowLookup(RowLookup lookup) { m_rowLookup = std::move(lookup); }

bool TargetFacts::canAsk() const
{
    return m_session.isSignedIn() &&
           checkServerId(m_form.draft().serverId) == ServerIdProblem::None;
}

bool TargetFacts::hasSubject() const
{
    const QString &id = m_form.draft().subject.id;
    return !id.isEmpty() && id.isValidUtf16();
}

void TargetFacts::forget(Scope scope)
{
    m_pause.stop();
    if (scope == Scope::ServerAndSubject) {
        m_serverJob.reset();
        m_server = {};
        m_idOfThatName.clear();
    }
    m_effectiveAuthJob.reset();
    m_effectiveAuth = {};
    m_rowJob.reset();
    m_row = {};
}

void TargetFacts::moveOn(Scope scope)
{
    forget(scope);
    if (canAsk()) {
        lookUp();
        m_pause.start();
    }
    tell();
}

void TargetFacts::refresh()
{
    forget(Scope::ServerAndSubject);
    if (canAsk()) {
        lookUp();
        ask();
    } else {
        tell();
    }
}

/// What is there already needs no pause.
void TargetFacts::lookUp()
{
    const QString &id = m_form.draft().serverId;
    if (m_serverLookup && m_server.state == Fact<ServerEntry>::State::NotAsked) {
        if (const std::optional<ServerEntry> entry = m_serverLookup(id)) {
            if (entry->id == id)
                m_server = known(*entry);
            else
                m_idOfThatName = entry->id;
        }
    }
    if (m_rowLookup && hasSubject()) {
        if (auto row = m_rowLookup(id, m_form.draft().subject))
            m_row = known(std::move(*row));
    }
}

void TargetFacts::ask()
{
    if (m_server.state == Fact<ServerEntry>::State::NotAsked && m_idOfThatName.isEmpty())
        askServer();
    if (hasSubject()) {
        askEffectiveAuth();
        if (!m_row.isKnown())
            askRow();
    }
    tell();
}

void TargetFacts::askServer()
{
    const QString id = m_form.draft().serverId;
    m_server.state = Fact<ServerEntry>::State::Asking;
    m_serverJob = m_controlPlane.fetchServer(m_session.account(), id,
                                             [this, id](const Fetched<ServerEntry> &answer) {
                                                 m_server = factOf(answer);
                                                 // Whatever that is about, it is not what was asked
                                                 // for.
                                                 if (m_server.isKnown() && m_server.value.id != id)
                                                     m_server = unknown<ServerEntry>();
                                                 m_serverJob.reset();
                                                 Q_EMIT serverChanged();
                                             });
}

void TargetFacts::askEffectiveAuth()
{
    m_effectiveAuth.state = Fact<EffectiveAuth>::State::Asking;
    m_effectiveAuthJob = m_controlPlane.fetchEffectiveAuth(
        m_session.account(), m_form.draft().serverId, m_form.draft().subject,
        [this](const Fetched<EffectiveAuth> &answer) {
            m_effectiveAuth = factOf(answer);
            m_effectiveAuthJob.reset();
            Q_EMIT subjectChanged();
        });
}

void TargetFacts::askRow()
{
    m_row.state = Fact<std::optional<OverrideRow>>::State::Asking;
    m_rowJob = std::make_unique<RowSearch>(m_controlPlane, m_session.account(),
                                           m_form.draft().serverId, m_form.draft().subject,
                                           [this](const RowSearch::Result &result) {
                                               m_row = factOf(rowIn(result));
                                               m_rowJob.reset();
                                               Q_EMIT subjectChanged();
                                           });
}

bool TargetFacts::isAbout(const QString &serverId, const Subject &subject) const
{
    return serverId == m_form.draft().serverId && subject == m_form.draft().subject;
}

void TargetFacts::learnEffectiveAuth(const std::optional<EffectiveAuth> &auth)
{
    m_effectiveAuthJob.reset();
    m_effectiveAuth = auth ? known(*auth) : unknown<EffectiveAuth>();
}

void TargetFacts::learnRow(Fact<std::optional<OverrideRow>> row)
{
    m_rowJob.reset();
    m_row = std::move(row);
}

void TargetFacts::learn(const ChangeReport &report)
{
    const auto *change = std::get_if<ChangedMeanwhile>(&report.outcome);
    if (!isAbout(report.request.serverId, report.request.subject) || (!change && !report.isDone()))
        return;
    if (!change)
        learnEffectiveAuth(report.effectiveAuth);
    const std::optional<OverrideRow> row = change ? std::optional(change->row) : report.row;
    // That one is set is known after saving, and needs no message.
    learnRow(row || report.request.isRemoval() ? known(row) : Fact<std::optional<OverrideRow>>{});
    Q_EMIT subjectChanged();
}

/// The last thing to be called: a slot may destroy this.
void TargetFacts::tell()
{
    const QPointer<TargetFacts> self(this);
    Q_EMIT serverChanged();
    if (self)
        Q_EMIT subjectChanged();
}

} // namespace mcpo
