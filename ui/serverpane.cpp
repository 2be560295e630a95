// SPDX-License-Identifier: Apache-2.0
#include "ui/serverpane.h"

#include "models/directory/directory.h"
#include "models/override/serverid.h"
#include "ui/appearance.h"
#include "ui/focusoutline.h"
#include "ui/formpickers.h"
#include "ui/pickdelegate.h"
#include "ui/pickmodel.h"
#include "ui/plainlabel.h"
#include "ui/words/directorywords.h"
#include "ui/words/plaintext.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace mcpo
{

ServerPane::ServerPane(const Directory &directory, QWidget *parent)
    : QWidget(parent)
    , m_directory(directory)
    , m_model(new PickModel(this))
    , m_search(new QLineEdit(this))
    , m_question(new PlainLabel(this))
    , m_useId(new QPushButton(this))
    , m_all(new QPushButton(tr("&All servers"), this))
    , m_list(new QListView(this))
    , m_state(new PlainLabel(this))
    , m_retry(new QPushButton(tr("&Try again"), this))
{
    m_search->setPlaceholderText(tr("Search, or type an ID"));
    m_search->setAccessibleName(tr("Search servers"));
    m_search->setClearButtonEnabled(true);
    m_all->setCheckable(true);
    m_all->setToolTip(tr("Shows the overrides of all servers in one table."));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PickDelegate(m_list));
    m_list->setUniformItemSizes(true);
    new FocusOutline(*m_list);
    m_list->setAccessibleName(tr("MCP servers"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_question->setAccessibleName(tr("Search result"));
    m_question->hide();
    m_useId->hide();
    m_state->setAccessibleName(tr("Lists"));
    m_retry->setAccessibleDescription(tr("Loads the incomplete lists again."));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(m_search);
    layout->addWidget(m_question);
    layout->addWidget(m_useId);
    layout->addWidget(m_all);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_state);
    layout->addWidget(m_retry, 0, Qt::AlignLeading);

    connect(m_search, &QLineEdit::textChanged, this, &ServerPane::filter);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::returnPressed, this, &ServerPane::takeTyped);
    connect(m_useId, &QPushButton::clicked, this, [this] { choose(m_search->text().trimmed()); });
    // Not clicked(): assistive technology toggles it.
    connect(m_all, &QPushButton::toggled, this, [this] {
        showAllChosen();
        Q_EMIT allChosen();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ServerPane::chooseCurrent);
    connect(m_list, &QListView::activated, this, &ServerPane::chooseCurrent);
    connect(m_list, &QListView::clicked, this, &ServerPane::chooseCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ServerPane::restoreChoice);
    connect(m_retry, &QPushButton::clicked, this, &ServerPane::retryWanted);
    connect(&m_directory, &Directory::cleared, m_model, &PickModel::clear);
    connect(&m_directory, &Directory::serversAdded, this, &ServerPane::addServers);
    connect(&m_directory, &Directory::stateChanged, this, &ServerPane::showState);
    addServers(0);
    showState();
}

void ServerPane::addServers(qsizetype first)
{
    QList<PickEntry> entries;
    for (qsizetype i = first; i < m_directory.servers().size(); ++i)
        entries.append(pickEntry(m_directory.servers().at(i)));
    m_model->add(entries);
}

void ServerPane::filter(const QString &typed)
{
    m_model->setFilter(typed);
    m_question->say({});
    // What is the beginning of a listed ID may itself be one that is not listed.
    const QString id = typed.trimmed();
    m_useId->setText(tr("Use the ID \u201C%1\u201D").arg(visibleLine(id, 40)));
    m_useId->setVisible(m_model->rowCount() > 0 && m_model->idsOf(id) != QStringList(id) &&
                        checkServerId(id) == ServerIdProblem::None);
}

bool ServerPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress && !m_search->text().isEmpty() &&
        dynamic_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_search->clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void ServerPane::choose(const QString &serverId)
{
    m_question->say({});
    showChoice(serverId);
    Q_EMIT serverChosen(serverId);
}

void ServerPane::chooseCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (m_isRestoring || !current.isValid())
        return;
    const QString id = current.data(PickModel::IdRole).toString();
    if (id != m_chosen)
        choose(id);
}

/// Opens what was typed: the server with this ID, the only one with this name, or an ID that is not
/// listed. Never one that only begins like it.
void ServerPane::takeTyped()
{
    const QString typed = m_search->text().trimmed();
    if (const QStringList ids = m_model->idsOf(typed); ids.size() == 1) {
        choose(ids.constFirst());
        m_list->setFocus();
    } else if (m_model->rowCount() > 0) {
        askWhich();
    } else if (checkServerId(typed) == ServerIdProblem::None) {
        choose(typed);
    }
}

/// Moves to the list without choosing anything in it.
void ServerPane::askWhich()
{
    const bool hasSameNames = m_model->idsOf(m_search->text()).size() > 1;
    m_question->say(hasSameNames ? tr("Several servers have this name. Choose one.")
                                 : tr("Choose a server from the list."));
    m_isRestoring = true;
    m_list->selectionModel()->setCurrentIndex(m_model->index(0), QItemSelectionModel::NoUpdate);
    m_isRestoring = false;
    m_list->setFocus();
}

void ServerPane::showChoice(const std::optional<QString> &serverId)
{
    m_chosen = serverId;
    const QSignalBlocker blocker(m_all);
    m_all->setChecked(false);
    restoreChoice();
}

void ServerPane::showAllChosen()
{
    showChoice({});
    const QSignalBlocker blocker(m_all);
    m_all->setChecked(true);
}

void ServerPane::focusSearch() { m_search->setFocus(Qt::ShortcutFocusReason); }

/// The list forgets its choice whenever it is filtered or grows.
void ServerPane::restoreChoice()
{
    m_isRestoring = true;
    const int row = m_chosen ? m_model->rowOf(*m_chosen) : -1;
    m_list->setCurrentIndex(row < 0 ? QModelIndex() : m_model->index(row));
    m_isRestoring = false;
}

void ServerPane::showState()
{
    QStringList lines;
    QStringList reasons;
    bool isWorthRetrying = false;
    for (const auto &[what, state] :
         {std::pair(Listed::Servers, m_directory.serversState()),
          std::pair(Listed::Users, m_directory.usersState()),
          std::pair(Listed::VirtualAccounts, m_directory.virtualAccountsState())}) {
        if (const QString line = listingLine(what, state); !line.isEmpty())
            lines.append(line);
        if (const QString why = refreshFailure(state); !why.isEmpty() && !reasons.contains(why))
            reasons.append(why);
        using Phase = ListingState::Phase;
        const bool isCutOff = state.phase == Phase::Failed || state.phase == Phase::Incomplete;
        isWorthRetrying |= isCutOff && state.completeness().isWorthRetrying();
    }
    setTextTone(m_state, isWorthRetrying ? TextTone::Problem : TextTone::Quiet);
    m_state->say((lines + reasons).join(u'\n'));
    m_retry->setVisible(isWorthRetrying);
}

} // namespace mcpo
