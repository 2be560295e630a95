// SPDX-License-Identifier: Apache-2.0
#include "ui/workspace.h"

#include "ui/dialogqueue.h"
#include "ui/explanationdialog.h"
#include "ui/formpickers.h"
#include "ui/formrows.h"
#include "ui/overridepanel.h"
#include "ui/plainlabel.h"
#include "ui/serverpane.h"
#include "ui/subjectcard.h"
#include "ui/subjectcopies.h"
#include "ui/windowmodels.h"
#include "ui/words/changewords.h"
#include "ui/words/directorywords.h"
#include "ui/words/formtargetwords.h"
#include "ui/words/idwords.h"
#include "ui/words/plaintext.h"
#include "ui/words/profilewords.h"
#include "ui/words/targetwords.h"

#include <QMenu>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// Tab goes through the parts in the order in which they are seen.
void orderTabStops(const QList<QWidget *> &parts)
{
    QWidget *last = nullptr;
    for (const QWidget *part : parts) {
        QWidgetList stops;
        for (QWidget *at = part->nextInFocusChain(); at != part; at = at->nextInFocusChain()) {
            if (part->isAncestorOf(at) && (at->focusPolicy() & Qt::TabFocus) != 0)
                stops.append(at);
        }
        for (QWidget *stop : stops) {
            if (last != nullptr)
                QWidget::setTabOrder(last, stop);
            last = stop;
        }
    }
}

} // namespace

Workspace::Workspace(WindowModels &models, OverridePanel &panel, QWidget *parent)
    : QWidget(parent)
    , m_models(models)
    , m_panel(panel)
    , m_splitter(new QSplitter(this))
{
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(16);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_splitter);

    new FormPickers(m_models.directory, m_models.form, m_panel.rows()); // owned by the rows
    const OverrideBrowser &browser = m_models.browser;
    connect(&browser, &OverrideBrowser::audienceChanged, this, &Workspace::arrange);
    connect(&browser, &OverrideBrowser::scopeChanged, this, &Workspace::showScope);
    connect(&m_models.session, &Session::signedOut, this, [this] {
        m_models.change.cancel();
        sayNothing();
    });
    connect(&m_panel, &OverridePanel::saved, this, [this](const ChangeReport &report) {
        const QWidget *focused = window()->focusWidget();
        const bool isElsewhere = focused != nullptr && !m_panel.isAncestorOf(focused);
        changed(report);
        if (!isElsewhere)
            returnFocus();
    });
    connect(&m_panel, &OverridePanel::emptied, this, [this] {
        m_panel.setVisible(m_models.browser.audience() != Audience::Manager);
        returnFocus();
    });
    connect(&m_panel, &OverridePanel::closeWanted, this,
            [this] { withoutDraft([this] { m_panel.cancel(); }); });
    m_panel.setProductionConsent(m_models.productionConsent);
    connect(&m_models.form, &OverrideForm::textChanged, this, &Workspace::showTarget);
    connect(&browser, &OverrideBrowser::scopeChanged, this, &Workspace::showTarget);
    connect(&m_models.form, &OverrideForm::subjectFixedChanged, this, &Workspace::showTarget);
    connect(&m_models.directory, &Directory::stateChanged, this, &Workspace::showTarget);
    connect(&m_models.change, &OverrideChange::finished, this, [this](const ChangeReport &report) {
        if (report.request.isRemoval())
            showRemoved(report);
    });
    addShortcuts();
    arrange();
    showScope();
}

void Workspace::addShortcuts()
{
    const auto add = [this](QKeySequence::StandardKey key, auto slot) {
        connect(new QShortcut(key, this), &QShortcut::activated, this, slot);
    };
    add(QKeySequence::Refresh, [this] { m_models.browser.refresh(); });
    add(QKeySequence::Find, [this] {
        if (m_view)
            m_view->focusFilter();
    });
    add(QKeySequence::New, [this] { openNew(); });
}

/// The views beside the form. Created after the sign-in, so that the window opens sooner.
void Workspace::makeTables()
{
    if (m_center)
        return;
    const RequestDescription &description = m_models.form.description();
    m_serverPane = new ServerPane(m_models.directory, this);
    OverrideBrowser &browser = m_models.browser;
    m_view = new OverrideView(browser.listing(), m_models.directory, description, this);
    const Preset &preset = m_models.profiles.preset();
    if (!preset.offers(Feature::Export))
        m_view->hideExport();
    m_card =
        new SubjectCard(browser.effectiveAuth(), m_models.directory, description, preset, this);
    const auto showPlace = [this] {
        const QString name = m_models.productionConsent.placeName();
        m_card->showPlace(name.isEmpty() ? QString() : placeLine(name));
    };
    connect(&m_models.productionConsent, &ProductionConsent::placeChanged, m_card, showPlace);
    showPlace();
    m_center = makeCenter();
    connect(m_serverPane, &ServerPane::serverChosen, &browser, &OverrideBrowser::chooseServer);
    connect(m_serverPane, &ServerPane::allChosen, &browser, &OverrideBrowser::chooseAll);
    connect(m_serverPane, &ServerPane::retryWanted, &m_models.directory, &Directory::retry);
    connectTable();
}

void Workspace::connectTable()
{
    const auto openForCurrent = [this] {
        if (const auto line = m_view->current(); line && readOnlyReason(*line).isEmpty())
            openFormFor(*line);
    };
    connect(m_view, &OverrideView::activated, this, openForCurrent);
    connect(m_view, &OverrideView::newWanted, this, &Workspace::openNew);
    connect(m_view, &OverrideView::refreshWanted, &m_models.browser, &OverrideBrowser::refresh);
    connect(m_view, &OverrideView::currentChanged, this, &Workspace::showCurrent);
    connect(m_view, &OverrideView::removalWanted, this, &Workspace::askToRemove);
    connect(m_view, &OverrideView::exported, this,
            [this](const QString &sentence) { say(sentence, TextTone::Normal); });
    connect(m_view, &OverrideView::menuWanted, this, [this](const QPoint &position) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_card->fillMenu(*menu);
        menu->popup(position);
    });
    connect(m_card, &SubjectCard::setWanted, this, openForCurrent);
    connect(m_card, &SubjectCard::removalWanted, this, &Workspace::askToRemove);
    connectCopies();
}

void Workspace::connectCopies()
{
    auto *copies = new SubjectCopies(m_models, this);
    connect(m_card, &SubjectCard::linkWanted, this, [this, copies] {
        if (const auto line = m_view->current())
            copies->copyLink(*line);
    });
    connect(m_card, &SubjectCard::setCommandWanted, this, [this, copies](CommandKind kind) {
        if (const auto line = m_view->current())
            copies->copySetCommand(*line, kind);
    });
    connect(m_card, &SubjectCard::removeCommandWanted, this, [this, copies](CommandKind kind) {
        if (const auto line = m_view->current())
            copies->copyRemoveCommand(*line, kind);
    });
    connect(copies, &SubjectCopies::copied, this,
            [this](const QString &sentence) { say(sentence, TextTone::Normal); });
    connect(copies, &SubjectCopies::failed, this,
            [this](const QString &sentence) { say(sentence, TextTone::Problem); });
}

QWidget *Workspace::makeCenter()
{
    auto *center = new QWidget(this);
    auto *layout = new QVBoxLayout(center);
    layout->setContentsMargins({});
    layout->setSpacing(10);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_card);
    m_status = new PlainLabel(center);
    m_status->setAccessibleName(tr("Done"));
    m_status->hide();
    layout->addWidget(m_status);
    return center;
}

/// Puts the three parts where they belong for this account.
void Workspace::arrange()
{
    const Audience audience = m_models.browser.audience();
    if (audience == Audience::SignedOut && !m_center) {
        m_splitter->addWidget(&m_panel);
        return;
    }
    makeTables();
    const bool isManager = audience == Audience::Manager;
    m_splitter->setOrientation(isManager ? Qt::Horizontal : Qt::Vertical);
    m_splitter->insertWidget(0, m_serverPane);
    m_splitter->insertWidget(isManager ? 1 : 2, m_center);
    m_splitter->insertWidget(isManager ? 2 : 1, &m_panel);
    orderTabStops({m_splitter->widget(0), m_splitter->widget(1), m_splitter->widget(2)});
    m_serverPane->setVisible(isManager);
    m_center->setVisible(audience != Audience::SignedOut);
    // What was typed before signing in stays to be seen.
    m_panel.setVisible(!isManager || !m_models.form.isBlank());
    if (isManager)
        arrangeForManager();
    else if (audience == Audience::SelfService)
        arrangeForSelfService();
}

void Workspace::arrangeForManager()
{
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    m_splitter->setSizes({220, 640, 400});
    if (m_panel.isHidden())
        m_serverPane->focusSearch();
    Q_EMIT roomWanted({1260, 720});
}

void Workspace::arrangeForSelfService()
{
    Q_EMIT roomWanted({680, 840});
    // The form as high as it has to be, the table takes the rest.
    constexpr int linesOfHints = 9; // its target and what is said below its fields
    const int hints = fontMetrics().lineSpacing() * linesOfHints;
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setStretchFactor(2, 1);
    m_splitter->setSizes({0, m_panel.sizeHint().height() + hints, 400});
}

void Workspace::openForm()
{
    m_panel.show();
    m_panel.rows().focusField(m_models.form.draft().serverId.isEmpty()
                                  ? QString(fields::server)
                                  : m_models.form.credentialType().fields.constFirst().pointer());
}

/// For another subject of the server that is looked at.
void Workspace::openNew()
{
    withoutDraft([this, serverId = m_models.browser.serverId()] {
        if (!m_panel.begin(serverId))
            return;
        m_panel.show();
        m_panel.rows().focusField(serverId.isEmpty() ? fields::server : fields::subject);
    });
}

/// Continues at once, or when the user discards the typed values.
void Workspace::withoutDraft(const std::function<void()> &next)
{
    if (!m_models.form.hasDraft())
        return next();
    auto *dialog = new ExplanationDialog(draftQuestion(formTarget()), this);
    connect(dialog, &ExplanationDialog::chosen, this, next);
    DialogQueue::open(*dialog);
}

NamedTarget Workspace::formTarget() const
{
    const OverrideDraft &draft = m_models.form.draft();
    return {draft.serverId, m_models.directory.serverName(draft.serverId), draft.subject,
            m_models.directory.subjectLabel(draft.subject)};
}

void Workspace::showTarget()
{
    m_panel.showTarget(targetLine(formTarget()), otherServerSentence(m_models.form.draft().serverId,
                                                                     m_models.browser.serverId()));
}

/// Where the next change begins: in the form where it is always there, else in the table.
void Workspace::returnFocus()
{
    if (m_models.browser.audience() != Audience::Manager || !m_view->takeFocus())
        m_panel.rows().focusField(fields::server);
}

void Workspace::showScope()
{
    if (!m_center)
        return;
    sayNothing();
    const Scope scope = m_models.browser.scope();
    switch (scope) {
    case Scope::Nothing:
        m_serverPane->showChoice({});
        m_view->setScope(scope, {}, {});
        return;
    case Scope::OneServer: showServer(m_models.browser.serverId()); return;
    case Scope::AllServers:
        m_view->setScope(scope, tr("All servers"), tr("Every override that you may see."));
        return;
    case Scope::Mine: m_view->setScope(scope, tr("My overrides"), {}); return;
    }
}

void Workspace::showServer(const QString &serverId)
{
    QStringList notes{visibleLine(serverId, 80)};
    if (const ServerEntry *server = m_models.directory.server(serverId)) {
        const QString mark = markOf(*server);
        notes.append(mark.isEmpty() ? supportText(server->auth) : mark);
    }
    if (m_models.directory.roleOn(serverId) == Role::NotManager)
        notes.append(tr("you can see only your own override"));
    m_view->setScope(Scope::OneServer, visibleLine(m_models.directory.serverName(serverId), 80),
                     notes.join(u" \u00B7 "_s));
}

QString Workspace::readOnlyReason(const OverrideTableModel::Line &line) const
{
    if (!m_models.browser.mayChange({line.serverId, line.subject}))
        return tr("Only managers of this server can change it.");
    return {};
}

void Workspace::showCurrent()
{
    const auto line = m_view->current();
    m_card->showLine(line, line ? readOnlyReason(*line) : QString());
    m_models.browser.chooseRow(line ? std::optional(OverrideTarget{line->serverId, line->subject})
                                    : std::nullopt);
}

void Workspace::openFormFor(const OverrideTableModel::Line &line)
{
    const auto fillIn = [this, line] {
        if (m_panel.prefill(line.serverId, line.subject,
                            knownCredentialType(line, m_models.form.description())))
            openForm();
    };
    const OverrideDraft &draft = m_models.form.draft();
    if (line.serverId == draft.serverId && line.subject == draft.subject)
        fillIn(); // which keeps what was typed for it
    else
        withoutDraft(fillIn);
}

void Workspace::askToRemove()
{
    const auto line = m_view->current();
    if (!line || !line->override || !readOnlyReason(*line).isEmpty() || m_models.change.isRunning())
        return;
    RemovalQuestion question{visibleLine(m_models.directory.subjectLabel(line->subject), 80),
                             visibleLine(m_models.directory.serverName(line->serverId), 80),
                             {},
                             idDoubts(line->serverId, line->subject.id),
                             {}};
    const std::optional<Profile> production = m_models.productionConsent.place();
    question.place = production ? productionSentence(production->address, production->name)
                                : controlPlaneSentence(m_models.productionConsent.placeName());
    if (const ServerEntry *server = m_models.directory.server(line->serverId))
        question.auth = server->auth;
    auto *dialog = new ExplanationDialog(describe(question), this);
    connect(dialog, &ExplanationDialog::chosen, this,
            [this, line = *line] { remove(line.serverId, line.subject, line.override); });
    DialogQueue::open(*dialog);
}

void Workspace::remove(const QString &serverId, const Subject &subject,
                       const std::optional<OverrideRow> &shown)
{
    if (m_models.change.isRunning() || !m_models.session.isSignedIn())
        return;
    say(tr("Removing the override\u2026"), TextTone::Normal);
    m_models.change.start(m_models.session.account(), m_models.session.caller(),
                          {ChangeRequest::Action::Remove, serverId, subject, {}}, {shown});
}

/// What the explanation of @p report named.
std::optional<OverrideRow> Workspace::rowSeen(const ChangeReport &report)
{
    if (const auto *change = std::get_if<ChangedMeanwhile>(&report.outcome))
        return change->row;
    return report.row ? report.row : report.before ? report.before->row : std::nullopt;
}

void Workspace::showRemoved(const ChangeReport &report)
{
    m_models.facts.learn(report);
    if (report.isDone()) {
        removed(report);
        say(doneLine(report), TextTone::Good);
        return;
    }
    changed(report);
    const Explanation explanation = describe(report);
    say(explanation.title + u'.', TextTone::Problem);
    auto *dialog = new ExplanationDialog(explanation, this);
    connect(dialog, &ExplanationDialog::chosen, this, [this, report](Remedy remedy) {
        if (remedy == Remedy::TryAgain || remedy == Remedy::RemoveOverride)
            remove(report.request.serverId, report.request.subject, rowSeen(report));
        else if (remedy == Remedy::Refresh)
            m_models.browser.refresh();
        else if (remedy == Remedy::EditProfile)
            Q_EMIT profileWanted();
        else if (remedy == Remedy::SignIn || remedy == Remedy::SwitchAccount)
            Q_EMIT signInWanted();
    });
    DialogQueue::open(*dialog);
}

/// Something was set or removed: the list and the effective auth are brought up to date.
void Workspace::changed(const ChangeReport &report)
{
    if (!m_models.session.isSignedIn())
        return;
    m_models.browser.learn(report);
    m_view->choose(report.request.serverId, report.request.subject);
}

/// The next row takes the place of the one that is gone, for the keyboard as well.
void Workspace::removed(const ChangeReport &report)
{
    const QWidget *focused = window()->focusWidget();
    const bool isElsewhere = focused != nullptr && !m_center->isAncestorOf(focused);
    const std::optional<OverrideTarget> next =
        m_view->neighborOf(report.request.serverId, report.request.subject);
    changed(report);
    if (next)
        m_view->choose(next->serverId, next->subject);
    if (!isElsewhere && !m_view->takeFocus())
        m_panel.rows().focusField(fields::server);
}

/// What was said was about something else.
void Workspace::sayNothing()
{
    if (m_status)
        m_status->say({});
}

void Workspace::say(const QString &sentence, TextTone tone)
{
    m_status->say(sentence);
    setTextTone(m_status, tone);
}

} // namespace mcpo
