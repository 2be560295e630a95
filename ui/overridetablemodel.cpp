// SPDX-License-Identifier: Apache-2.0
#include "ui/overridetablemodel.h"

#include "models/directory/directory.h"
#include "ui/words/directorywords.h"
#include "ui/words/fieldwords.h"
#include "ui/words/idwords.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace mcpo
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

constexpr qsizetype longestCell = 120;

} // namespace

OverrideTableModel::OverrideTableModel(const OverrideListing &listing, const Directory &directory,
                                       const RequestDescription &description, QObject *parent)
    : QAbstractTableModel(parent)
    , m_listing(listing)
    , m_directory(directory)
    , m_description(description)
{
    connect(&m_listing, &OverrideListing::cleared, this, &OverrideTableModel::rebuild);
    connect(&m_listing, &OverrideListing::rowsRemoved, this, &OverrideTableModel::rebuild);
    connect(&m_listing, &OverrideListing::rowsAdded, this, &OverrideTableModel::takeRowsSoon);
    connect(&m_listing, &OverrideListing::progressChanged, this, [this] {
        if (m_show == Show::SubjectsWithout)
            rebuild();
        else if (!m_listing.isRunning())
            takeRows();
    });
    // Rows come from many servers, changes one by one, and names later than the rows they belong
    // to: what each of them would do alone is done once for all of them.
    const auto doSoon = [this](QTimer &timer, std::chrono::milliseconds pause, auto slot) {
        timer.setSingleShot(true);
        timer.setInterval(pause);
        connect(&timer, &QTimer::timeout, this, slot);
    };
    doSoon(m_rowsCame, 50ms, &OverrideTableModel::takeRows);
    doSoon(m_isStale, 200ms, &OverrideTableModel::rebuild);
    const auto staleSoon = [this] {
        if (!m_isStale.isActive())
            m_isStale.start();
    };
    connect(&m_listing, &OverrideListing::rowChanged, &m_isStale, staleSoon);
    connect(&m_directory, &Directory::subjectsAdded, &m_isStale, staleSoon);
    connect(&m_directory, &Directory::serversAdded, &m_isStale, staleSoon);
}

void OverrideTableModel::setShow(Show show)
{
    if (show == m_show)
        return;
    m_show = show;
    rebuild();
}

void OverrideTableModel::setFilter(const QString &typed)
{
    beginResetModel();
    m_filter = SearchWords(typed);
    filter();
    endResetModel();
}

void OverrideTableModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    beginResetModel();
    for (Entry &entry : m_entries)
        prepareToSort(entry);
    mergeFrom(0);
    filter();
    endResetModel();
}

OverrideTableModel::Entry OverrideTableModel::entryOf(qsizetype index) const
{
    const ListedOverride &listed = m_listing.rows().at(index);
    Entry entry{listed.serverId, listed.row.subject, index, {}, {}, 0};
    prepare(entry);
    return entry;
}

OverrideTableModel::Entry OverrideTableModel::entryOf(const SubjectEntry &subject) const
{
    Entry entry{m_listing.serverIds().value(0), subject.subject, -1, {}, {}, 0};
    prepare(entry);
    return entry;
}

void OverrideTableModel::prepare(Entry &entry) const
{
    QStringList texts{entry.serverId, entry.subject.id};
    for (int column = 0; column < columns - 1; ++column)
        texts.append(cell(entry, column));
    entry.searchText = searchable(texts);
    prepareToSort(entry);
}

void OverrideTableModel::prepareToSort(Entry &entry) const
{
    entry.sortKey.clear();
    entry.sortNumber = 0;
    if (m_sortColumn != UpdatedAt) {
        entry.sortKey = sortable(cell(entry, m_sortColumn));
        return;
    }
    const QDateTime at =
        entry.index < 0 ? QDateTime() : m_listing.rows().at(entry.index).row.updatedAt;
    entry.sortNumber = at.isValid() ? at.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min();
}

bool OverrideTableModel::isBefore(int left, int right) const
{
    const Entry &a = m_entries[static_cast<size_t>(left)];
    const Entry &b = m_entries[static_cast<size_t>(right)];
    const bool isAscending = m_sortOrder == Qt::AscendingOrder;
    if (a.sortNumber != b.sortNumber)
        return (a.sortNumber < b.sortNumber) == isAscending;
    const int order = a.sortKey.compare(b.sortKey);
    if (order != 0)
        return (order < 0) == isAscending;
    return left < right;
}

/// Rebuilds everything. Rows change: callers find theirs again with rowOf().
void OverrideTableModel::rebuild()
{
    m_rowsCame.stop();
    m_isStale.stop();
    beginResetModel();
    m_entries.clear();
    m_sorted.clear();
    if (m_show == Show::Overrides) {
        for (qsizetype i = 0; i < m_listing.rows().size(); ++i)
            m_entries.push_back(entryOf(i));
    } else if (const QString serverId = m_listing.serverIds().value(0);
               canTellWhoHasNone(serverId)) {
        for (const SubjectEntry &subject : m_directory.subjects()) {
            if (m_listing.indexOf(serverId, subject.subject) < 0)
                m_entries.push_back(entryOf(subject));
        }
    }
    mergeFrom(0);
    filter();
    endResetModel();
}

/// In a list that is not complete, or shows the caller's own rows only, anybody may be missing.
bool OverrideTableModel::canTellWhoHasNone(const QString &serverId) const
{
    return m_listing.serverIds().size() == 1 && m_listing.completenessOf(serverId).isComplete() &&
           m_directory.roleOn(serverId) != Role::NotManager;
}

void OverrideTableModel::takeRowsSoon()
{
    if (m_entries.empty())
        takeRows(); // the first ones are waited for
    else if (!m_rowsCame.isActive())
        m_rowsCame.start();
}

void OverrideTableModel::takeRows()
{
    m_rowsCame.stop();
    const auto firstNew = static_cast<qsizetype>(m_entries.size());
    if (m_show != Show::Overrides || firstNew == m_listing.rows().size())
        return;
    beginResetModel();
    for (qsizetype i = firstNew; i < m_listing.rows().size(); ++i)
        m_entries.push_back(entryOf(i));
    mergeFrom(static_cast<size_t>(firstNew));
    filter();
    endResetModel();
}

void OverrideTableModel::mergeFrom(size_t firstNew)
{
    m_sorted.resize(m_entries.size());
    const auto middle = m_sorted.begin() + static_cast<std::ptrdiff_t>(firstNew);
    std::iota(middle, m_sorted.end(), static_cast<int>(firstNew));
    const auto before = [this](int left, int right) { return isBefore(left, right); };
    std::sort(middle, m_sorted.end(), before);
    std::inplace_merge(m_sorted.begin(), middle, m_sorted.end(), before);
}

void OverrideTableModel::filter()
{
    if (m_filter.isEmpty()) {
        m_visible = m_sorted;
        return;
    }
    m_visible.clear();
    std::copy_if(m_sorted.cbegin(), m_sorted.cend(), std::back_inserter(m_visible), [this](int i) {
        return m_filter.fit(m_entries[static_cast<size_t>(i)].searchText);
    });
}

OverrideTableModel::Line OverrideTableModel::line(int row) const
{
    const Entry &entry = m_entries[static_cast<size_t>(m_visible[static_cast<size_t>(row)])];
    Line line{entry.serverId, entry.subject, {}};
    if (entry.index >= 0)
        line.override = m_listing.rows().at(entry.index).row;
    return line;
}

int OverrideTableModel::rowOf(const QString &serverId, const Subject &subject) const
{
    const auto found = std::find_if(m_visible.cbegin(), m_visible.cend(), [&](int i) {
        const Entry &entry = m_entries[static_cast<size_t>(i)];
        return entry.subject == subject && entry.serverId == serverId;
    });
    return found == m_visible.cend() ? -1 : static_cast<int>(found - m_visible.cbegin());
}

QList<ListedOverride> OverrideTableModel::shownOverrides() const
{
    QList<ListedOverride> shown;
    for (const int i : m_visible) {
        const Entry &entry = m_entries[static_cast<size_t>(i)];
        shown.append(entry.index >= 0
                         ? m_listing.rows().at(entry.index)
                         : ListedOverride{entry.serverId, {entry.subject, {}, {}, {}, {}}});
    }
    return shown;
}

QString OverrideTableModel::text(const QList<int> &rows) const
{
    QString text;
    for (const int row : rows) {
        QStringList cells;
        for (int column = 0; column < columns; ++column)
            cells.append(data(index(row, column), Qt::DisplayRole).toString());
        text += cells.join(u'\t') + u'\n';
    }
    return text;
}

int OverrideTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visible.size());
}

int OverrideTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString OverrideTableModel::cell(const Entry &entry, int column) const
{
    const OverrideRow *row = entry.index < 0 ? nullptr : &m_listing.rows().at(entry.index).row;
    switch (column) {
    case Server:
        return labelOf(m_directory.serverName(entry.serverId), entry.serverId, longestCell);
    case SubjectName:
        if (entry.subject.id.isEmpty())
            return tr("unknown");
        return labelOf(m_directory.subjectLabel(entry.subject), entry.subject.id, longestCell);
    case SubjectType: return subjectTypeLabel(entry.subject.type);
    case CredentialType:
        return row ? credentialTypeText(row->credentialType, m_description) : tr("none");
    case UpdatedBy: return row ? setterText(*row, m_directory) : QString();
    case UpdatedAt: return row ? timeText(row->updatedAt) : QString();
    default: return {};
    }
}

QVariant OverrideTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || role != Qt::DisplayRole)
        return {};
    const int entry = m_visible[static_cast<size_t>(index.row())];
    return cell(m_entries[static_cast<size_t>(entry)], index.column());
}

QVariant OverrideTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Server: return tr("MCP server");
    case SubjectName: return tr("Subject");
    case SubjectType: return tr("Subject type");
    case CredentialType: return tr("Credential type");
    case UpdatedBy: return tr("Set by");
    case UpdatedAt: return tr("Set at");
    default: return {};
    }
}

} // namespace mcpo
