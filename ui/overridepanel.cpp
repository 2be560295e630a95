// SPDX-License-Identifier: Apache-2.0
#include "ui/overridepanel.h"

#include "models/override/overrideform.h"
#include "models/session/session.h"
#include "ui/appearance.h"
#include "ui/explanationdialog.h"
#include "ui/formrows.h"
#include "ui/plainlabel.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace mcpo
{

OverridePanel::OverridePanel(OverrideForm &form, Submission &submission, const Session &session,
                             QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_submission(submission)
    , m_session(session)
    , m_rows(new FormRows(form, this))
    , m_status(new PlainLabel(this))
    , m_progress(new QProgressBar(this))
    , m_set(new QPushButton(tr("Set &override"), this))
{
    m_status->setAccessibleName(tr("Status"));
    m_status->hide();
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(4);
    m_progress->setAccessibleName(tr("Waiting for the control plane"));
    m_progress->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    layout->addWidget(m_rows);
    layout->addStretch();
    layout->addWidget(m_progress);
    layout->addWidget(m_status);
    layout->addWidget(makeButtons());

    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, this, &OverridePanel::submit);
    }
    m_rows->focusField(fields::server);
    connect(&m_submission, &Submission::runningChanged, this, &OverridePanel::setRunning);
    connect(&m_submission, &Submission::finished, this, &OverridePanel::showReport);
}

QWidget *OverridePanel::makeButtons()
{
    auto *buttons = new QWidget(this);
    auto *cancelButton = new QPushButton(tr("&Cancel"), buttons);
    cancelButton->setToolTip(tr("Stops the request; without one, empties the form."));
    m_set->setParent(buttons);
    m_set->setToolTip(tr("Ctrl+Return"));
    m_set->setDefault(true);
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins({});
    layout->addStretch();
    layout->addWidget(cancelButton);
    layout->addWidget(m_set);
    connect(cancelButton, &QPushButton::clicked, this, &OverridePanel::cancel);
    connect(m_set, &QPushButton::clicked, this, &OverridePanel::submit);
    return buttons;
}

void OverridePanel::showStatus(const QString &text)
{
    setTextTone(m_status, TextTone::Normal);
    m_status->say(text);
}

void OverridePanel::submit()
{
    if (m_submission.isRunning())
        return;
    if (const std::optional<QString> first = m_form.showAllProblems()) {
        m_rows->focusField(*first);
        showStatus(tr("Nothing was sent: the marked fields need attention."));
        return;
    }
    if (!m_session.isSignedIn()) {
        showStatus(tr("Nothing was sent: sign in first. What you typed is kept."));
        Q_EMIT signInWanted();
        return;
    }
    m_rows->hideSecrets();
    m_submission.start(m_session.account(), m_session.caller(), m_form.request(),
                       m_form.draft().subject);
}

void OverridePanel::cancel()
{
    if (m_submission.isRunning()) {
        m_submission.cancel();
        showStatus(tr("Stopped. Whether the request was carried out is unknown; setting it again "
                      "is safe."));
        return;
    }
    m_form.clear();
    m_rows->focusField(fields::server);
    showStatus(tr("Nothing was sent. The form is empty."));
}

void OverridePanel::setRunning(bool running)
{
    m_rows->setLocked(running);
    m_progress->setVisible(running);
    m_set->setEnabled(!running);
    if (running)
        showStatus(tr("Setting the override\u2026"));
}

void OverridePanel::showReport(const SubmitReport &report)
{
    if (std::holds_alternative<Saved>(report.outcome)) {
        m_form.clearSecrets();
        m_status->say(savedLine(report));
        setTextTone(m_status, TextTone::Good);
        return;
    }
    markRefusedFields(report.outcome);
    const Context context{report.request.serverId, report.subject.id, report.forCaller,
                          report.reread};
    Explanation explanation = describe(report.outcome, context);
    if (m_session.caller().subject.id.isEmpty())
        explanation.remedies.removeOne(Remedy::SetMine); // whose that is, nobody told
    setTextTone(m_status, TextTone::Problem);
    m_status->say(explanation.title + u'.');
    auto *dialog = new ExplanationDialog(explanation, this);
    connect(dialog, &ExplanationDialog::chosen, this,
            [this, report](Remedy remedy) { apply(remedy, report); });
    connect(dialog, &QDialog::rejected, this, &OverridePanel::focusFirstProblem);
    dialog->open();
}

void OverridePanel::markRefusedFields(const SubmitOutcome &outcome)
{
    m_firstProblem.clear();
    QStringList refused;
    if (const auto *rejected = std::get_if<BodyRejected>(&outcome))
        refused = rejected->pointers;
    if (std::holds_alternative<OverridesUnsupported>(outcome))
        refused = {fields::server};
    if (const auto *failure = std::get_if<Failure>(&outcome)) {
        if (const auto *notFound = std::get_if<NotFound>(failure)) {
            if (notFound->missing == NotFound::Missing::Server)
                refused = {fields::server};
            else if (notFound->missing == NotFound::Missing::Subject)
                refused = {fields::subject};
        }
    }
    for (const QString &field : m_form.fieldNames()) {
        if (!refused.contains(field))
            continue;
        m_form.markRefused(field);
        if (m_firstProblem.isEmpty())
            m_firstProblem = field;
    }
}

void OverridePanel::focusFirstProblem()
{
    if (m_firstProblem.isEmpty())
        m_set->setFocus(); // nothing to mend: the next thing to do may be to try again
    else
        m_rows->focusField(m_firstProblem);
}

void OverridePanel::apply(Remedy remedy, const SubmitReport &report)
{
    switch (remedy) {
    case Remedy::ReviewFields:
        m_rows->focusField(m_firstProblem.isEmpty() ? QString(fields::server) : m_firstProblem);
        return;
    case Remedy::ChooseServer: m_rows->focusField(fields::server); return;
    case Remedy::UseFoundId: {
        const auto &failure = std::get<Failure>(report.outcome);
        m_form.setText(fields::server, std::get<NotFound>(failure).idOfThatName);
        submit();
        return;
    }
    case Remedy::SetMine:
        m_form.setText(fields::subjectType, m_session.caller().subject.type);
        m_form.setText(fields::subject, m_session.caller().subject.id);
        submit();
        return;
    case Remedy::Refresh:
    case Remedy::TryAgain: submit(); return;
    case Remedy::SignIn:
    case Remedy::SwitchAccount:
    case Remedy::Settings:
    case Remedy::OpenSettings: Q_EMIT signInWanted(); return;
    case Remedy::CopyDetails: return;
    }
}

} // namespace mcpo
