// SPDX-License-Identifier: Apache-2.0
#include "ui/workspace.h"

#include "ui/dialogqueue.h"
#include "ui/explanationdialog.h"
#include "ui/formpickers.h"
#include "ui/formrows.h"
#include "ui/overridepanel.h"
#include "ui/plainlabel.h"
#include "ui/serverpane.h"
#include "ui/subjectcopies.h"
#include "ui/windowmodels.h"
#include "ui/words/changewords.h"
#include "ui/words/directorywords.h"
#include "ui/words/idwords.h"
#include "ui/words/plaintext.h"
#include "ui/words/targetwords.h"

#include <QMenu>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

namespace mcpo
{

using namespace Qt::StringLiterals;

Workspace::Workspace(WindowModels &models, OverridePanel &panel, QWidget *parent)
    : QWidget(parent)
    , m_models(models)
    , m_panel(panel)
    , m_listing(models.port)
    , m_effectiveAuth(models.port)
    , m_splitter(new QSplitter(this))
{
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(16);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_splitter);

    new FormPickers(m_models.directory, m_models.form, m_panel.rows()); // owned by the rows
    lookFactsUp();
    connect(&m_models.directory, &Directory::serversAdded, this, &Workspace::readMore);
    connect(&m_models.directory, &Directory::rolesChanged, this, &Workspace::arrange);
    connect(&m_models.session, &Session::signedIn, this, &Workspace::beginSession);
    connect(&m_models.session, &Session::signedOut, this, &Workspace::endSession);
    connect(&m_panel, &OverridePanel::saved, this, &Workspace::changed);
    connect(&m_panel, &OverridePanel::emptied, this,
            [this] { m_panel.setVisible(m_layout != Layout::Manager); });
    connect(&m_models.change, &OverrideChange::finished, this, [this](const ChangeReport &report) {
        if (report.request.isRemoval())
            showRemoved(report);
    });
    const auto addShortcut = [this](QKeySequence::StandardKey key, auto slot) {
        connect(new QShortcut(key, this), &QShortcut::activated, this, slot);
    };
    addShortcut(QKeySequence::Refresh, &Workspace::refresh);
    addShortcut(QKeySequence::Find, [this] {
        if (m_view)
            m_view->focusFilter();
    });
    addShortcut(QKeySequence::New, &Workspace::openNew);
    arrange();
}

/// What is shown beside the form, not before somebody is signed in: the window opens the sooner.
void Workspace::makeTables()
{
    if (m_center)
        return;
    const RequestDescription &description = m_models.form.description();
    m_serverPane = new ServerPane(m_models.directory, this);
    m_view = new OverrideView(m_listing, m_models.directory, description, this);
    const Preset &preset = m_models.profiles.preset();
    if (!preset.offers(Feature::Export))
        m_view->hideExport();
    m_card = new SubjectCard(m_effectiveAuth, m_models.directory, description, preset, this);
    m_center = makeCenter();
    connect(m_serverPane, &ServerPane::serverChosen, this, &Workspace::chooseServer);
    connect(m_serverPane, &ServerPane::allChosen, this, &Workspace::chooseAll);
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
    connect(m_view, &OverrideView::refreshWanted, this, &Workspace::refresh);
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

/// What is listed here already need not be asked for once more.
void Workspace::lookFactsUp()
{
    m_models.facts.setServerLookup([this](const QString &idOrName) -> std::optional<ServerEntry> {
        const ServerEntry *server = m_models.directory.server(idOrName);
        if (!server)
            server = m_models.directory.serverNamed(idOrName);
        return server ? std::optional(*server) : std::nullopt;
    });
    m_models.serverRole.setRoleLookup(
        [this](const QString &serverId) { return m_models.directory.roleOn(serverId); });
    m_models.facts.setRowLookup(
        [this](const QString &serverId,
               const Subject &subject) -> std::optional<std::optional<OverrideRow>> {
            if (!m_listing.completenessOf(serverId).isComplete())
                return {};
            const qsizetype index = m_listing.indexOf(serverId, subject);
            if (index < 0)
                return std::optional<OverrideRow>();
            return std::optional(m_listing.rows().at(index).row);
        });
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
    const bool isSelfService = m_models.directory.isForSelfServiceOnly();
    const Layout wanted = !m_models.session.isSignedIn() ? Layout::FormOnly
                          : isSelfService                ? Layout::SelfService
                                                         : Layout::Manager;
    if (wanted == m_layout)
        return;
    m_layout = wanted;
    if (wanted == Layout::FormOnly && !m_center) {
        m_splitter->addWidget(&m_panel);
        return;
    }
    makeTables();
    const bool isManager = wanted == Layout::Manager;
    m_splitter->setOrientation(isManager ? Qt::Horizontal : Qt::Vertical);
    m_splitter->insertWidget(0, m_serverPane);
    m_splitter->insertWidget(isManager ? 1 : 2, m_center);
    m_splitter->insertWidget(isManager ? 2 : 1, &m_panel);
    m_serverPane->setVisible(isManager);
    m_center->setVisible(wanted != Layout::FormOnly);
    // What was typed before signing in stays to be seen.
    m_panel.setVisible(!isManager || !m_models.form.isBlank());
    if (isManager) {
        m_splitter->setStretchFactor(1, 1);
        m_splitter->setStretchFactor(2, 0);
        m_splitter->setSizes({220, 640, 400});
        Q_EMIT roomWanted({1260, 720});
    }
    if (wanted == Layout::SelfService) {
        Q_EMIT roomWanted({680, 840});
        // The form as high as it has to be, the table takes the rest.
        m_splitter->setStretchFactor(1, 0);
        m_splitter->setStretchFactor(2, 1);
        m_splitter->setSizes({0, m_panel.sizeHint().height() + fontMetrics().height() * 3, 400});
        showMine();
    } else {
        chooseServer({});
    }
}

void Workspace::beginSession()
{
    const Session &session = m_models.session;
    const std::pair who(session.account().address.text(), session.caller().subject);
    if (std::exchange(m_signedInAs, who) == who && m_layout != Layout::FormOnly) {
        refresh(); // the same with another token
        return;
    }
    m_listing.clear(); // nothing of the account before stays to be seen
    m_layout.reset();
    arrange();
}

void Workspace::endSession()
{
    m_models.change.cancel();
    sayNothing();
    m_listing.clear();
    m_effectiveAuth.clear();
    arrange();
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
    m_panel.prefill(m_scope == Scope::OneServer ? m_serverId : QString(), {}, {});
    m_panel.show();
    m_panel.rows().focusField(m_scope == Scope::OneServer ? fields::subject : fields::server);
}

QStringList Workspace::serverIds(qsizetype first) const
{
    QStringList ids;
    for (qsizetype i = first; i < m_models.directory.servers().size(); ++i)
        ids.append(m_models.directory.servers().at(i).id);
    return ids;
}

void Workspace::chooseServer(const QString &serverId)
{
    sayNothing();
    m_serverId = serverId;
    m_scope = serverId.isEmpty() ? Scope::Nothing : Scope::OneServer;
    if (m_scope == Scope::Nothing) {
        m_serverPane->showChoice({});
        m_view->setScope(m_scope, {}, {});
        m_listing.clear();
        return;
    }
    QStringList notes{visibleLine(serverId, 80)};
    if (const ServerEntry *server = m_models.directory.server(serverId)) {
        const QString mark = markOf(*server);
        notes.append(mark.isEmpty() ? takesWords(server->auth) : mark);
    }
    if (m_models.directory.roleOn(serverId) == Role::NotManager)
        notes.append(tr("you see your own override only"));
    m_view->setScope(m_scope, visibleLine(m_models.directory.serverName(serverId), 80),
                     notes.join(u" \u00B7 "_s));
    m_listing.read(m_models.session.account(), {serverId});
}

void Workspace::chooseAll()
{
    sayNothing();
    m_scope = Scope::AllServers;
    m_view->setScope(m_scope, tr("All servers"), tr("Every override that you may see."));
    m_listing.read(m_models.session.account(), serverIds(0));
}

void Workspace::showMine()
{
    sayNothing();
    m_scope = Scope::Mine;
    m_view->setScope(m_scope, tr("My overrides"), {});
    m_listing.read(m_models.session.account(), serverIds(0));
}

/// Servers that are listed after reading all of them has begun.
void Workspace::readMore(qsizetype first)
{
    if (m_scope == Scope::AllServers || m_scope == Scope::Mine)
        m_listing.readMore(serverIds(first));
}

void Workspace::refresh()
{
    if (!m_models.session.isSignedIn())
        return;
    switch (m_scope) {
    case Scope::Nothing: m_models.directory.reload(); break;
    case Scope::OneServer: m_listing.readAgain(m_models.session.account(), m_serverId); break;
    case Scope::AllServers:
    case Scope::Mine: m_listing.refresh(m_models.session.account(), serverIds(0)); break;
    }
    m_shown.reset(); // and the effective auth with it
    showCurrent();
}

QString Workspace::readOnlyReason(const OverrideTableModel::Line &line) const
{
    const bool isOwn = line.subject == m_models.session.caller().subject;
    if (!isOwn && m_models.directory.roleOn(line.serverId) == Role::NotManager)
        return tr("Only managers of this server can change it.");
    return {};
}

void Workspace::showCurrent()
{
    const auto line = m_view->current();
    m_card->showLine(line, line ? readOnlyReason(*line) : QString());
    if (!line) {
        if (m_shown)
            m_effectiveAuth.clear();
        m_shown.reset();
        return;
    }
    const std::pair shown(line->serverId, line->subject);
    if (shown == m_shown)
        return;
    m_shown = shown;
    m_effectiveAuth.read(m_models.session.account(), line->serverId, line->subject);
}

void Workspace::openFormFor(const OverrideTableModel::Line &line)
{
    if (!m_panel.prefill(line.serverId, line.subject,
                         knownCredentialType(line, m_models.form.description())))
        return;
    openForm();
}

void Workspace::askToRemove()
{
    const auto line = m_view->current();
    if (!line || !line->override || !readOnlyReason(*line).isEmpty() || m_models.change.isRunning())
        return;
    RemovalQuestion question{visibleLine(m_models.directory.subjectLabel(line->subject), 80),
                             visibleLine(m_models.directory.serverName(line->serverId), 80),
                             {},
                             idDoubts(line->serverId, line->subject.id)};
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
    changed(report);
    if (report.isDone()) {
        say(doneLine(report), TextTone::Good);
        return;
    }
    const Explanation explanation = describe(report);
    say(explanation.title + u'.', TextTone::Problem);
    auto *dialog = new ExplanationDialog(explanation, this);
    connect(dialog, &ExplanationDialog::chosen, this, [this, report](Remedy remedy) {
        if (remedy == Remedy::TryAgain || remedy == Remedy::RemoveOverride)
            remove(report.request.serverId, report.request.subject, rowSeen(report));
        else if (remedy != Remedy::CopyDetails && remedy != Remedy::Refresh)
            Q_EMIT signInWanted();
    });
    DialogQueue::open(*dialog);
}

/// Something was set or removed: the list and the effective auth are brought up to date.
void Workspace::changed(const ChangeReport &report)
{
    if (!m_models.session.isSignedIn())
        return;
    const auto &[action, serverId, subject, body] = report.request;
    if (report.isDone() && (report.row || report.request.isRemoval()))
        m_listing.update(serverId, subject, report.row);
    else
        m_listing.readAgain(m_models.session.account(), serverId);
    m_view->choose(serverId, subject);
    m_shown.reset();
    showCurrent();
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
