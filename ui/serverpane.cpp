// SPDX-License-Identifier: Apache-2.0
#include "ui/serverpane.h"

#include "models/directory/directory.h"
#include "models/override/serverid.h"
#include "ui/appearance.h"
#include "ui/formpickers.h"
#include "ui/pickdelegate.h"
#include "ui/pickmodel.h"
#include "ui/plainlabel.h"
#include "ui/words/directorywords.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace mcpo
{

ServerPane::ServerPane(const Directory &directory, QWidget *parent)
    : QWidget(parent)
    , m_directory(directory)
    , m_model(new PickModel(this))
    , m_search(new QLineEdit(this))
    , m_all(new QPushButton(tr("&All servers"), this))
    , m_list(new QListView(this))
    , m_state(new PlainLabel(this))
{
    m_search->setPlaceholderText(tr("Search, or type an id"));
    m_search->setAccessibleName(tr("Search servers"));
    m_search->setClearButtonEnabled(true);
    m_all->setCheckable(true);
    m_all->setToolTip(tr("Reads the overrides of every server into one table."));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PickDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("MCP servers"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextTone(m_state, TextTone::Quiet);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(m_search);
    layout->addWidget(m_all);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_state);

    connect(m_search, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_model->setFilter(text); });
    connect(m_search, &QLineEdit::returnPressed, this, &ServerPane::takeTyped);
    connect(m_all, &QPushButton::clicked, this, [this] {
        showAllChosen();
        Q_EMIT allChosen();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ServerPane::chooseCurrent);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ServerPane::restoreChoice);
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

void ServerPane::chooseCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (m_isRestoring || !current.isValid())
        return;
    m_chosen = current.data(PickModel::IdRole).toString();
    m_all->setChecked(false);
    Q_EMIT serverChosen(*m_chosen);
}

/// From the search straight to the first that fits; what is not listed is an id.
void ServerPane::takeTyped()
{
    if (m_model->rowCount() > 0) {
        m_list->setFocus();
        m_list->setCurrentIndex(m_model->index(0));
    } else if (checkServerId(m_search->text()) == ServerIdProblem::None) {
        showChoice(m_search->text());
        Q_EMIT serverChosen(m_search->text());
    }
}

void ServerPane::showChoice(const std::optional<QString> &serverId)
{
    m_chosen = serverId;
    m_all->setChecked(false);
    restoreChoice();
}

void ServerPane::showAllChosen()
{
    showChoice({});
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
    for (const auto &[what, state] :
         {std::pair(Listed::Servers, m_directory.serversState()),
          std::pair(Listed::Users, m_directory.usersState()),
          std::pair(Listed::VirtualAccounts, m_directory.virtualAccountsState())}) {
        if (const QString line = listingLine(what, state); !line.isEmpty())
            lines.append(line);
    }
    m_state->say(lines.join(u'\n'));
}

} // namespace mcpo
