// SPDX-License-Identifier: Apache-2.0
#include "ui/overridepanel.h"

#include "models/override/overrideform.h"
#include "models/override/refusedfields.h"
#include "models/override/suitabletypes.h"
#include "models/override/targetfacts.h"
#include "models/session/productionconsent.h"
#include "models/session/session.h"
#include "ui/appearance.h"
#include "ui/dialogqueue.h"
#include "ui/explanationdialog.h"
#include "ui/fieldrow.h"
#include "ui/formrows.h"
#include "ui/formscroll.h"
#include "ui/messageline.h"
#include "ui/plainlabel.h"
#include "ui/secrethints.h"
#include "ui/targethints.h"
#include "ui/words/changewords.h"
#include "ui/words/credentialwords.h"
#include "ui/words/fieldwords.h"
#include "ui/words/formtargetwords.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace mcpo
{

namespace
{

QString labelOf(const OverrideForm &form, const QString &pointer)
{
    for (const FieldDescription &field : form.credentialType().fields) {
        if (field.pointer() == pointer)
            return fieldLabel(field);
    }
    return pointer;
}

} // namespace

OverridePanel::OverridePanel(OverrideForm &form, OverrideChange &change, const Session &session,
                             TargetFacts &facts, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_change(change)
    , m_session(session)
    , m_facts(facts)
    , m_rows(new FormRows(form, this))
    , m_scroll(new FormScroll(m_rows, this))
    , m_target(new PlainLabel(this))
    , m_targetWarning(new MessageLine(this))
    , m_note(new PlainLabel(this))
    , m_status(new PlainLabel(this))
    , m_progress(new QProgressBar(this))
    , m_place(new PlainLabel(this))
    , m_set(new QPushButton(tr("Set &override"), this))
{
    QFont bold = m_target->font();
    bold.setBold(true);
    m_target->setFont(bold);
    m_target->setAccessibleName(tr("Form for"));
    m_target->hide();
    m_targetWarning->hide();
    m_note->setAccessibleName(tr("Note"));
    setTextTone(m_note, TextTone::Quiet);
    m_note->hide();
    m_place->setAccessibleName(tr("Control plane"));
    setTextTone(m_place, TextTone::Quiet);
    m_status->setAccessibleName(tr("Status"));
    m_status->hide();
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(4);
    m_progress->setAccessibleName(tr("Waiting for the control plane"));
    m_progress->hide();
    fillLayout();

    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, this, &OverridePanel::submit);
    }
    m_rows->focusField(fields::server);
    const auto *types = new SuitableTypes(form, facts, this);
    new TargetHints(*m_rows, form, facts, *types, session); // both belong to the rows
    new SecretHints(*m_rows, form, facts, session);
    connect(&m_change, &OverrideChange::runningChanged, this, &OverridePanel::setRunning);
    connect(&m_change, &OverrideChange::phaseChanged, this, &OverridePanel::showPhase);
    connect(&m_change, &OverrideChange::finished, this, &OverridePanel::showReport);
}

void OverridePanel::fillLayout()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(12);
    layout->addWidget(m_target);
    layout->addWidget(m_targetWarning);
    layout->addWidget(m_note);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_status);
    layout->addWidget(makeButtons());
}

QWidget *OverridePanel::makeButtons()
{
    auto *buttons = new QWidget(this);
    auto *cancelButton = new QPushButton(tr("&Cancel"), buttons);
    cancelButton->setToolTip(tr("Stops the running request, or clears the form."));
    m_set->setParent(buttons);
    m_set->setToolTip(tr("Ctrl+Return"));
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins({});
    layout->addWidget(m_place, 1);
    layout->addStretch(); // where no place is named
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

void OverridePanel::setProductionConsent(ProductionConsent &consent)
{
    m_production = &consent;
    connect(m_production, &ProductionConsent::placeChanged, this, &OverridePanel::showPlace);
    showPlace();
}

void OverridePanel::showPlace()
{
    const std::optional<Profile> place = m_production->place();
    const QString name = m_production->placeName();
    const bool isOnProduction = place && !name.isEmpty();
    m_set->setText(isOnProduction ? setOnProductionLabel(*place) : tr("Set &override"));
    m_place->say(isOnProduction || name.isEmpty() ? QString() : placeLine(name));
}

void OverridePanel::showTarget(const QString &text, const QString &warning)
{
    m_targetWarning->say(MessageLine::Kind::Warning, warning, {});
    m_target->setText(text);
    m_target->setVisible(!text.isEmpty());
}

bool OverridePanel::begin(const QString &serverId)
{
    if (isSetting())
        return false;
    m_form.clear();
    return prefill(serverId, {}, {});
}

void OverridePanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || m_change.isRunning())
        QWidget::keyPressEvent(event);
    else if (!m_rows->hideSecrets()) // one step at a time
        Q_EMIT closeWanted();
}

void OverridePanel::showNote(const QString &text) { m_note->say(text); }

QString OverridePanel::note() const { return m_note->text(); }

void OverridePanel::goTo(const QString &field)
{
    m_rows->focusField(field);
    if (QWidget *row = m_rows->row(field))
        m_scroll->ensureWidgetVisible(row, 0, 0);
}

bool OverridePanel::prefill(const QString &serverId, const Subject &subject,
                            const QString &credentialType)
{
    if (isSetting())
        return false;
    showStatus({});
    showNote({}); // what it says is about the target before
    if (m_form.retarget(serverId, subject))
        showStatus(tr("The credential that you entered was for another server or subject, so it "
                      "was cleared."));
    if (!credentialType.isEmpty())
        m_form.setText(fields::credentialType, credentialType);
    return true;
}

void OverridePanel::submit()
{
    if (m_change.isRunning())
        return;
    if (QWidget *list = QApplication::activePopupWidget())
        list->close(); // a dialog would wait for it
    if (const std::optional<QString> first = m_form.showAllProblems()) {
        goTo(*first);
        showStatus(tr("Nothing was sent. Check the marked fields."));
        return;
    }
    if (!m_session.isSignedIn()) {
        showStatus(tr("Nothing was sent. Sign in first. Your input is kept."));
        Q_EMIT signInWanted();
        return;
    }
    m_rows->hideSecrets();
    const SecretContext context = secretContext(m_form, m_facts, m_session);
    const QList<FieldIssues> issues = findIssues(m_form.draft(), m_form.credentialType(), context);
    if (issues.isEmpty())
        send();
    else
        ask(issues, context);
}

void OverridePanel::ask(const QList<FieldIssues> &issues, const SecretContext &context)
{
    m_firstProblem = issues.constFirst().field;
    QStringList labels;
    for (const FieldIssues &one : issues)
        labels.append(labelOf(m_form, one.field));
    const ServerAuth auth = context.isHeaderValue ? context.auth : ServerAuth{};
    const auto *dialog = open(issueQuestion(issues, labels, auth));
    connect(dialog, &ExplanationDialog::chosen, this, [this, issues](Remedy remedy) {
        if (remedy == Remedy::CleanUpAndSet)
            cleanUp(issues);
        send();
    });
}

void OverridePanel::cleanUp(const QList<FieldIssues> &issues)
{
    for (const FieldIssues &one : issues) {
        if (one.cleaned)
            m_form.setText(one.field, *one.cleaned);
    }
}

void OverridePanel::send()
{
    m_form.clearRefusals();
    const OverrideRequest request = m_form.request();
    const Subject subject = m_form.draft().subject;
    const std::optional<Profile> place = m_production ? m_production->place() : std::nullopt;
    if (place && !m_production->isGiven(request.serverId, subject)) {
        const auto *dialog = open(productionQuestion(*place, request.serverId, subject));
        connect(dialog, &ExplanationDialog::chosen, this,
                [this, serverId = request.serverId, subject] {
                    m_production->give(serverId, subject);
                    send();
                });
        return;
    }
    m_change.start(
        m_session.account(), m_session.caller(),
        {ChangeRequest::Action::Set, request.serverId, m_form.draft().subject, request.body},
        {m_facts.row().value});
}

void OverridePanel::cancel()
{
    const auto phase = isSetting() ? m_change.phase() : OverrideChange::Phase::Idle;
    if (isSetting())
        m_change.cancel();
    switch (phase) {
    case OverrideChange::Phase::Idle: break;
    case OverrideChange::Phase::Checking: showStatus(tr("Stopped. Nothing was sent.")); return;
    case OverrideChange::Phase::Sending:
    case OverrideChange::Phase::Explaining:
        showStatus(tr("Stopped. It is unknown whether the override was set. You can safely set it "
                      "again."));
        return;
    case OverrideChange::Phase::Done:
        m_form.clearSecrets();
        showStatus(tr("Saved. The current status could not be read."));
        m_facts.refresh();
        return;
    }
    m_form.clear();
    showNote({});
    m_rows->hideSecrets();
    goTo(fields::server);
    showStatus(tr("Nothing was sent. The form is empty."));
    Q_EMIT emptied();
}

/// The change that is under way may be a removal, which the table has asked for.
bool OverridePanel::isSetting() const
{
    return m_change.isRunning() && !m_change.request().isRemoval();
}

void OverridePanel::setRunning(bool running)
{
    m_rows->setLocked(isSetting());
    m_progress->setVisible(isSetting());
    m_set->setEnabled(!running);
}

void OverridePanel::showPhase(OverrideChange::Phase phase)
{
    if (!isSetting())
        return;
    switch (phase) {
    case OverrideChange::Phase::Idle: return;
    case OverrideChange::Phase::Checking: showStatus(tr("Checking\u2026")); return;
    case OverrideChange::Phase::Sending: showStatus(tr("Setting the override\u2026")); return;
    case OverrideChange::Phase::Done:
        showStatus(tr("Saved. Reading the current status\u2026"));
        return;
    case OverrideChange::Phase::Explaining:
        showStatus(tr("The change failed. Looking for the reason\u2026"));
        return;
    }
}

void OverridePanel::showReport(const ChangeReport &report)
{
    if (report.request.isRemoval())
        return;
    if (report.isDone())
        showSaved(report);
    else
        explain(report);
}

void OverridePanel::showSaved(const ChangeReport &report)
{
    m_form.clearSaved();
    showNote({});
    m_facts.learn(report);
    m_status->say(doneLine(report));
    setTextTone(m_status, TextTone::Good);
    Q_EMIT saved(report);
}

void OverridePanel::explain(const ChangeReport &report)
{
    markRefusedFields(report.outcome);
    m_facts.learn(report); // the existing override is shown now: replacing it needs no question
    Explanation explanation = describe(report);
    if (m_session.caller().subject.id.isEmpty())
        explanation.remedies.removeOne(Remedy::SetMine); // the owner is unknown
    setTextTone(m_status, TextTone::Problem);
    m_status->say(explanation.title + u'.');
    const auto *dialog = open(explanation);
    connect(dialog, &ExplanationDialog::chosen, this,
            [this, report](Remedy remedy) { apply(remedy, report); });
}

ExplanationDialog *OverridePanel::open(const Explanation &explanation)
{
    auto *dialog = new ExplanationDialog(explanation, this);
    connect(dialog, &QDialog::rejected, this, &OverridePanel::focusFirstProblem);
    DialogQueue::open(*dialog);
    return dialog;
}

void OverridePanel::markRefusedFields(const ChangeOutcome &outcome)
{
    m_firstProblem.clear();
    const QStringList refused = refusedFields(outcome);
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
        m_set->setFocus(); // nothing to fix: the next step may be to try again
    else
        goTo(m_firstProblem);
}

/// Another target needs its own credential: nothing is sent.
void OverridePanel::fillIn(const QString &serverId, const Subject &subject)
{
    prefill(serverId, subject, {});
    goTo(m_form.credentialType().fields.constFirst().pointer());
}

/// What is sent again is what was sent before.
bool OverridePanel::isInForm(const ChangeRequest &request) const
{
    const OverrideRequest current = m_form.request();
    return current.serverId == request.serverId && current.body == request.body &&
           m_form.draft().subject == request.subject;
}

void OverridePanel::apply(Remedy remedy, const ChangeReport &report)
{
    switch (remedy) {
    case Remedy::ReviewFields:
        goTo(m_firstProblem.isEmpty() ? QString(fields::server) : m_firstProblem);
        return;
    case Remedy::ChooseServer: goTo(fields::server); return;
    case Remedy::UseFoundId: {
        const auto &failure = std::get<Failure>(report.outcome);
        fillIn(std::get<NotFound>(failure).idOfThatName, {});
        return;
    }
    case Remedy::SetMine: fillIn({}, m_session.caller().subject); return;
    case Remedy::Refresh: m_facts.refresh(); return;
    case Remedy::TryAgain:
    case Remedy::ReplaceAnyway:
        if (isInForm(report.request))
            submit();
        return;
    case Remedy::SignIn:
    case Remedy::SwitchAccount: Q_EMIT signInWanted(); return;
    case Remedy::EditProfile: Q_EMIT profileWanted(); return;
    case Remedy::CopyDetails:
    case Remedy::RemoveOverride:
    case Remedy::LeaveNow:
    case Remedy::CleanUpAndSet:
    case Remedy::SetAsIs:
    case Remedy::UseLink:
    case Remedy::SignInThere:
    case Remedy::SwitchControlPlane:
    case Remedy::Discard:
    case Remedy::SetOnProduction: return; // none of this form's
    }
}

} // namespace mcpo
