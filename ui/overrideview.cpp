// SPDX-License-Identifier: Apache-2.0
#include "ui/overrideview.h"

#include "models/directory/directory.h"
#include "models/directory/overridecsv.h"
#include "ui/appearance.h"
#include "ui/choicebox.h"
#include "ui/dialogqueue.h"
#include "ui/focusoutline.h"
#include "ui/messageline.h"
#include "ui/plainlabel.h"
#include "ui/words/listingwords.h"
#include "ui/words/plaintext.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollBar>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// Rows are chosen and not cells, so no cell has a frame.
class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state.setFlag(QStyle::State_HasFocus, false);
    }
};

} // namespace

OverrideView::OverrideView(OverrideListing &listing, const Directory &directory,
                           const RequestDescription &description, QWidget *parent)
    : QWidget(parent)
    , m_listing(listing)
    , m_directory(directory)
    , m_model(new OverrideTableModel(listing, directory, description, this))
    , m_title(new PlainLabel(this))
    , m_note(new PlainLabel(this))
    , m_new(new QPushButton(tr("&New override\u2026"), this))
    , m_tools(makeTools())
    , m_pages(new QStackedWidget(this))
    , m_table(new QTableView(this))
    , m_empty(new PlainLabel(this))
    , m_gap(new MessageLine(this))
{
    QFont bold = m_title->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    m_title->setFont(bold);
    m_title->setAccessibleName(tr("Shown"));
    setTextTone(m_note, TextTone::Quiet);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setAccessibleName(tr("Overrides"));
    setTextTone(m_empty, TextTone::Quiet);
    m_pages->addWidget(makeTable());
    m_pages->addWidget(m_empty);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    auto *heading = new QVBoxLayout;
    heading->setSpacing(2);
    heading->addWidget(m_title);
    heading->addWidget(m_note);
    auto *top = new QHBoxLayout;
    top->addLayout(heading, 1);
    m_new->setToolTip(QKeySequence(QKeySequence::New).toString(QKeySequence::NativeText));
    connect(m_new, &QPushButton::clicked, this, &OverrideView::newWanted);
    top->addWidget(m_new, 0, Qt::AlignTop);
    layout->addLayout(top);
    layout->addWidget(m_tools);
    layout->addWidget(m_pages, 1);
    connect(m_gap, &MessageLine::actionTriggered, this, &OverrideView::refreshWanted);
    layout->addWidget(m_gap);
    layout->addWidget(makeFoot());

    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &OverrideView::rememberPlace);
    connect(m_model, &QAbstractItemModel::modelReset, this, &OverrideView::restorePlace);
    connect(&m_listing, &OverrideListing::progressChanged, this, &OverrideView::showState);
    connect(&m_directory, &Directory::stateChanged, this, &OverrideView::showState);
    setScope(Scope::Nothing, {}, {});
}

QWidget *OverrideView::makeTools()
{
    auto *tools = new QWidget(this);
    m_filter = new QLineEdit(tools);
    m_filter->setPlaceholderText(tr("Filter by any column"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_show = new ChoiceBox(tools);
    m_show->setAccessibleName(tr("Show"));
    m_show->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_show->addItem(tr("Subjects with an override"));
    m_show->addItem(tr("Subjects without an override"));
    auto *refresh = new QPushButton(tr("Refresh"), tools);
    refresh->setToolTip(QKeySequence(QKeySequence::Refresh).toString(QKeySequence::NativeText));
    m_export = new QPushButton(tr("&Export\u2026"), tools);
    m_export->setToolTip(tr("Saves the rows shown to a CSV file, without secrets."));
    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins({});
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_show);
    layout->addWidget(refresh);
    layout->addWidget(m_export);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setFilter(text);
        showState();
    });
    connect(m_show, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_model->setShow(index == 0 ? OverrideTableModel::Show::Overrides
                                    : OverrideTableModel::Show::SubjectsWithout);
        showState();
    });
    connect(refresh, &QPushButton::clicked, this, &OverrideView::refreshWanted);
    connect(m_export, &QPushButton::clicked, this, &OverrideView::openExport);
    return tools;
}

QWidget *OverrideView::makeTable()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Overrides"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->verticalHeader()->hide();
    // Looking at every cell for the best size would take long, and jump while pages come.
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 10);
    QHeaderView *header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int unit = fontMetrics().averageCharWidth();
    constexpr std::array widths{18, 25, 14, 17, 15, 20};
    for (int column = 0; column < OverrideTableModel::columns; ++column)
        m_table->setColumnWidth(column, unit * widths.at(static_cast<size_t>(column)));
    header->setStretchLastSection(true);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(OverrideTableModel::SubjectName, Qt::AscendingOrder);
    m_table->installEventFilter(this);
    new FocusOutline(*m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (m_isRestoring)
            return;
        m_chosen.reset();
        if (const auto line = current()) {
            m_chosen = {line->serverId, line->subject};
            // Coming by Tab, Qt makes a row the current one without a sign of it.
            m_table->selectionModel()->select(
                m_table->currentIndex(), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
        Q_EMIT currentChanged();
    });
    connect(m_table, &QTableView::activated, this, &OverrideView::activated);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        if (current())
            Q_EMIT menuWanted(m_table->viewport()->mapToGlobal(position));
    });
    return m_table;
}

QWidget *OverrideView::makeFoot()
{
    auto *foot = new QWidget(this);
    m_count = new PlainLabel(foot);
    m_count->setAccessibleName(tr("Count"));
    setTextTone(m_count, TextTone::Quiet);
    m_progress = new QProgressBar(foot);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(4);
    m_progress->setAccessibleName(tr("Loading the overrides"));
    m_stop = new QPushButton(tr("Stop"), foot);
    connect(m_stop, &QPushButton::clicked, &m_listing, &OverrideListing::stop);
    auto *layout = new QHBoxLayout(foot);
    layout->setContentsMargins({});
    layout->addWidget(m_count, 2);
    layout->addWidget(m_progress, 1);
    layout->addWidget(m_stop);
    return foot;
}

void OverrideView::setScope(Scope scope, const QString &title, const QString &note)
{
    m_scope = scope;
    m_title->say(title);
    m_note->say(note);
    m_tools->setVisible(scope != Scope::Nothing);
    // Subjects without an override are shown for one server, to users who see the others.
    const bool asksWithout = scope == Scope::OneServer && !m_directory.isForSelfServiceOnly();
    m_show->setVisible(asksWithout);
    if (!asksWithout)
        m_show->setCurrentIndex(0);
    m_table->setColumnHidden(OverrideTableModel::Server, scope == Scope::OneServer);
    const bool isOwn = scope == Scope::Mine;
    m_new->setVisible(!isOwn); // the form is there
    m_table->setColumnHidden(OverrideTableModel::SubjectName, isOwn);
    m_table->setColumnHidden(OverrideTableModel::SubjectType, isOwn);
    showState();
}

std::optional<OverrideTableModel::Line> OverrideView::current() const
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return {};
    return m_model->line(index.row());
}

void OverrideView::choose(const QString &serverId, const Subject &subject)
{
    m_chosen = {serverId, subject};
    m_isToBeSeen = true;
    restorePlace();
}

void OverrideView::focusFilter() { m_filter->setFocus(Qt::ShortcutFocusReason); }

std::optional<OverrideTarget> OverrideView::neighborOf(const QString &serverId,
                                                       const Subject &subject) const
{
    const int row = m_model->rowOf(serverId, subject);
    const int neighbor = row + 1 < m_model->rowCount() ? row + 1 : row - 1;
    if (row < 0 || neighbor < 0)
        return {};
    const OverrideTableModel::Line line = m_model->line(neighbor);
    return OverrideTarget{line.serverId, line.subject};
}

bool OverrideView::takeFocus()
{
    QWidget *target = current() ? static_cast<QWidget *>(m_table) : m_new;
    if (!target->isVisible())
        return false;
    target->setFocus(Qt::OtherFocusReason);
    return true;
}

void OverrideView::hideExport() { m_export->hide(); }

void OverrideView::rememberPlace()
{
    m_scrolledTo = m_table->verticalScrollBar()->value();
    m_isRestoring = true; // the choice goes with the rows and comes back with them
}

void OverrideView::restorePlace()
{
    m_isRestoring = true;
    const int row = m_chosen ? m_model->rowOf(m_chosen->first, m_chosen->second) : -1;
    if (row >= 0)
        m_table->selectRow(row);
    if (row >= 0 && m_isToBeSeen)
        m_table->scrollTo(m_model->index(row, OverrideTableModel::SubjectName));
    else
        m_table->verticalScrollBar()->setValue(m_scrolledTo);
    if (row >= 0)
        m_isToBeSeen = false;
    m_isRestoring = false;
    showState();
    Q_EMIT currentChanged();
}

bool OverrideView::isMissing() const
{
    return m_model->show() == OverrideTableModel::Show::SubjectsWithout;
}

QString OverrideView::emptyText() const
{
    if (m_scope == Scope::Nothing)
        return tr("Choose a server to see its overrides.");
    if (m_listing.isRunning())
        return tr("Loading the overrides\u2026");
    if (isMissing())
        return emptyWithoutText();
    if (m_listing.rows().isEmpty() && !m_listing.completeness().isComplete())
        return m_listing.failures().isEmpty() ? tr("The list of overrides is incomplete.")
                                              : tr("The overrides could not be loaded.");
    if (!m_listing.rows().isEmpty())
        return tr("No override matches the filter.");
    switch (m_scope) {
    case Scope::OneServer: return tr("This server has no overrides that you may see.");
    case Scope::AllServers: return tr("No overrides on any server that you may see.");
    case Scope::Mine: return tr("You have no overrides. Set one with the form.");
    case Scope::Nothing: break;
    }
    return {};
}

QString OverrideView::emptyWithoutText() const
{
    if (m_directory.roleOn(m_listing.serverIds().value(0)) == Role::NotManager)
        return tr("Only managers of this server can see subjects without an override.");
    if (!m_listing.completeness().isComplete())
        return tr("Unknown, because the list of overrides is incomplete.");
    return m_directory.subjects().isEmpty() ? tr("The subjects of this tenant are not listed.")
                                            : tr("No subject matches.");
}

/// Of what the rows are made from.
Completeness OverrideView::completeness() const
{
    Completeness overrides = m_listing.completeness();
    if (!overrides.isComplete())
        return overrides;
    if (isMissing())
        return completenessOfSubjects(m_directory);
    return m_scope == Scope::OneServer ? overrides : m_directory.serversState().completeness();
}

/// Why what is shown may not be all there is.
QString OverrideView::gap() const
{
    if (QString text = gapText(m_listing); !text.isEmpty())
        return text;
    if (isMissing())
        return subjectsGapText(m_directory);
    return m_scope == Scope::OneServer ? QString() : serversGapText(m_directory);
}

void OverrideView::showGap()
{
    const bool isShown = m_scope != Scope::Nothing && !m_listing.isRunning();
    const QString text = isShown ? gap() : QString();
    const bool hasAction = !text.isEmpty() && completeness().isWorthRetrying();
    m_gap->say(MessageLine::Kind::Warning, text, hasAction ? tr("Try again") : QString());
}

void OverrideView::showState()
{
    const bool isRunning = m_listing.isRunning();
    const auto servers = static_cast<int>(m_listing.serverIds().size());
    m_progress->setRange(0, servers > 1 ? servers : 0);
    m_progress->setValue(static_cast<int>(m_listing.serversDone()));
    m_progress->setVisible(isRunning);
    m_stop->setVisible(isRunning);
    m_count->setVisible(m_scope != Scope::Nothing);
    const bool isUnknown = isMissing() && !m_listing.completeness().isComplete();
    m_count->setText(isUnknown     ? QString()
                     : isMissing() ? subjectsWithoutLine(m_model->rowCount())
                                   : overridesLine(m_listing, m_model->rowCount()));
    m_export->setEnabled(m_model->rowCount() > 0);
    showGap();
    const bool isEmpty = m_model->rowCount() == 0;
    m_empty->setText(isEmpty ? emptyText() : QString());
    m_pages->setCurrentIndex(isEmpty ? 1 : 0);
}

bool OverrideView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        auto *key = dynamic_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy)) {
            copyRows();
            return true;
        }
        if (key->key() == Qt::Key_Delete && current()) {
            Q_EMIT removalWanted();
            return true;
        }
        // Qt leaves these to the platform, which on X11 does not always do it.
        const bool isShiftF10 = key->key() == Qt::Key_F10 && key->modifiers() == Qt::ShiftModifier;
        if ((isShiftF10 || key->key() == Qt::Key_Menu) && current()) {
            openMenu();
            return true;
        }
    }
    if (watched == m_filter && event->type() == QEvent::KeyPress && !m_filter->text().isEmpty() &&
        dynamic_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_filter->clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

/// Under the chosen row.
void OverrideView::openMenu()
{
    m_table->scrollTo(m_table->currentIndex());
    const QRect row = m_table->visualRect(m_table->currentIndex());
    Q_EMIT menuWanted(m_table->viewport()->mapToGlobal(row.bottomLeft()));
}

void OverrideView::copyRows()
{
    QList<int> rows;
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        rows.append(index.row());
    std::sort(rows.begin(), rows.end());
    if (!rows.isEmpty())
        QGuiApplication::clipboard()->setText(m_model->text(rows));
}

void OverrideView::openExport()
{
    const bool isComplete = completeness().isComplete();
    auto *dialog = new QFileDialog(
        this, isComplete ? tr("Export overrides") : tr("Export an incomplete list of overrides"),
        {}, tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(isComplete ? u"overrides.csv"_s : u"overrides-incomplete.csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &OverrideView::exportTo);
    DialogQueue::open(*dialog);
}

void OverrideView::exportTo(const QString &fileName)
{
    const QList<ListedOverride> rows = m_model->shownOverrides();
    const QByteArray csv = overridesAsCsv(rows, m_directory);
    QSaveFile file(fileName);
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size() && file.commit();
    const QString name = quoted(fileName, 200);
    const QString written = completeness().isComplete()
                                ? tr("Rows written to %1: %2.")
                                : tr("Rows written to %1: %2. The list is incomplete.");
    Q_EMIT exported(
        isWritten ? written.arg(name, QLocale().toString(rows.size()))
                  : tr("%1 could not be written: %2").arg(name, visibleLine(file.errorString())));
}

} // namespace mcpo
