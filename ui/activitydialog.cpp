// SPDX-License-Identifier: Apache-2.0
#include "ui/activitydialog.h"

#include "ui/activitytable.h"
#include "ui/appearance.h"
#include "ui/focusoutline.h"
#include "ui/plainlabel.h"
#include "ui/words/activitywords.h"
#include "ui/words/plaintext.h"

#include <QAction>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QDir>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// Where the copy is pasted into a spreadsheet, the name of a server must not become a formula.
QString copiedCell(const QString &text)
{
    static const QString startsOfFormulas = u"=+-@"_s;
    const bool isFormula = !text.isEmpty() && startsOfFormulas.contains(text.trimmed().left(1));
    return isFormula ? u'\'' + text : text;
}

} // namespace

ActivityDialog::ActivityDialog(ActivityLog &log, QWidget *parent)
    : QDialog(parent)
    , m_log(log)
    , m_table(new ActivityTable(this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_filter(new QLineEdit(this))
    , m_view(new QTableView(this))
    , m_message(new PlainLabel(this))
    , m_question(new PlainLabel(this))
{
    setWindowTitle(tr("Activity"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(980, 460);

    setUpView();
    m_message->setAccessibleName(tr("Message"));
    auto *place = new PlainLabel(this);
    place->setAccessibleName(tr("Location"));
    place->setText(tr("Stored only on this computer, without secrets, in %1")
                       .arg(visibleLine(QDir::toNativeSeparators(m_log.path()), 400)));
    setTextTone(place, TextTone::Quiet);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 18, 18, 14);
    layout->setSpacing(10);
    layout->addWidget(makeFilter());
    layout->addWidget(m_view, 1);
    layout->addWidget(m_message);
    layout->addWidget(place);
    layout->addWidget(makeQuestion());
    layout->addWidget(makeButtons());

    connect(&m_log, &ActivityLog::changed, this, &ActivityDialog::reload);
    reload();
    m_view->setFocus();
}

QWidget *ActivityDialog::makeFilter()
{
    auto *row = new QWidget(this);
    auto *label = new QLabel(tr("&Filter"), row);
    label->setBuddy(m_filter);
    m_filter->setClearButtonEnabled(true);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_filter, 1);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text);
        updateWords();
    });
    return row;
}

void ActivityDialog::setUpView()
{
    m_filtered->setSourceModel(m_table);
    m_filtered->setFilterKeyColumn(-1); // any
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_view->setModel(m_filtered);
    m_view->setAccessibleName(tr("Activity"));
    new FocusOutline(*m_view);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false); // Tab leaves the table
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    QHeaderView *header = m_view->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    constexpr int longestId = 280; // a longer one is cut; the copy has all of it
    header->setMaximumSectionSize(longestId);
    header->setStretchLastSection(true);

    auto *copy = new QAction(tr("&Copy"), m_view);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &ActivityDialog::copySelection);
    m_view->addAction(copy);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
}

QWidget *ActivityDialog::makeQuestion()
{
    m_questionRow = new QWidget(this);
    m_question->setAccessibleName(tr("Question"));
    m_keep = new QPushButton(tr("&Keep activity"), m_questionRow);
    auto *remove = new QPushButton(tr("&Remove activity"), m_questionRow);
    for (QPushButton *button : {m_keep, remove})
        button->setAutoDefault(false);
    connect(m_keep, &QPushButton::clicked, this, [this] { ask(false); });
    connect(remove, &QPushButton::clicked, this, &ActivityDialog::clear);

    auto *layout = new QHBoxLayout(m_questionRow);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_question, 1);
    layout->addWidget(m_keep);
    layout->addWidget(remove);
    m_questionRow->hide();
    return m_questionRow;
}

QWidget *ActivityDialog::makeButtons()
{
    auto *box = new QDialogButtonBox(this);
    m_clear = box->addButton(tr("C&lear activity\u2026"), QDialogButtonBox::ResetRole);
    QPushButton *close = box->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    // Return in the filter must not press one of them.
    for (QPushButton *button : {m_clear, close})
        button->setAutoDefault(false);
    connect(m_clear, &QPushButton::clicked, this, [this] { ask(true); });
    connect(box, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return box;
}

void ActivityDialog::reload()
{
    const ActivityReading reading = m_log.read();
    const bool wasEmpty = m_table->rowCount() == 0;
    m_table->setEntries(reading.entries);
    m_damagedLines = reading.damagedLines;
    m_problem = reading.problem;
    if (wasEmpty)
        m_view->resizeColumnsToContents();
    updateWords();
}

void ActivityDialog::updateWords()
{
    QStringList sentences;
    if (m_problem)
        sentences.append(describe(*m_problem, m_log.path()));
    else if (m_log.isOff())
        sentences.append(tr("Activity is not recorded on this computer."));
    else if (m_table->rowCount() == 0)
        sentences.append(tr("No override has been set or removed on this computer yet."));
    else if (m_filtered->rowCount() == 0)
        sentences.append(tr("No entry contains %1.").arg(quoted(m_filter->text(), 40)));
    if (m_damagedLines > 0)
        sentences.append(
            tr("Lines of the file that are damaged and not shown: %1.").arg(m_damagedLines));
    setTextTone(m_message, m_problem ? TextTone::Problem : TextTone::Normal);
    m_message->say(sentences.join(u' '));
    m_message->setVisible(!sentences.isEmpty());

    // A file that cannot be read can perhaps be removed.
    const bool hasSomething = m_table->rowCount() > 0 || m_damagedLines > 0 || m_problem;
    m_clear->setEnabled(hasSomething && m_questionRow->isHidden());
    if (!hasSomething)
        m_questionRow->hide();
}

void ActivityDialog::copySelection()
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = 0; column < ActivityTable::ColumnCount; ++column)
            cells.append(copiedCell(row.siblingAtColumn(column).data().toString()));
        lines.append(cells.join(u'\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n') + u'\n');
}

void ActivityDialog::ask(bool isAsking)
{
    m_questionRow->setVisible(isAsking);
    m_question->say(isAsking ? tr("Remove the activity of all profiles from this computer? It "
                                  "cannot be recovered. The overrides are not affected.")
                             : QString());
    updateWords();
    if (isAsking)
        m_keep->setFocus();
    else
        m_clear->setFocus();
}

void ActivityDialog::clear()
{
    const std::optional<ActivityProblem> problem = m_log.clear();
    ask(false);
    if (problem) {
        setTextTone(m_message, TextTone::Problem);
        m_message->say(describe(*problem, m_log.path()));
        return;
    }
    m_view->setFocus();
}

void ActivityDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Cancel) && m_questionRow->isVisible())
        ask(false);
    else
        QDialog::keyPressEvent(event);
}

void ActivityDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        reload();
}

} // namespace mcpo
