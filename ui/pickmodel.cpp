// SPDX-License-Identifier: Apache-2.0
#include "ui/pickmodel.h"

#include "ui/words/plaintext.h"

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

void PickModel::clear()
{
    beginResetModel();
    m_entries.clear();
    m_sorted.clear();
    m_visible.clear();
    endResetModel();
}

void PickModel::add(const QList<PickEntry> &entries)
{
    if (entries.isEmpty())
        return;
    beginResetModel();
    const auto oldCount = static_cast<std::ptrdiff_t>(m_sorted.size());
    for (const PickEntry &entry : entries) {
        m_sorted.push_back(static_cast<int>(m_entries.size()));
        m_entries.push_back({entry, sortable(entry.name.isEmpty() ? entry.id : entry.name),
                             searchable(QStringList{entry.name, entry.id} + entry.alsoFoundBy)});
    }
    const auto byName = [this](int left, int right) {
        return m_entries[static_cast<size_t>(left)].sortKey <
               m_entries[static_cast<size_t>(right)].sortKey;
    };
    // Pages come one after another, and sorting everything for each would be felt.
    const auto firstNew = m_sorted.begin() + oldCount;
    std::stable_sort(firstNew, m_sorted.end(), byName);
    std::inplace_merge(m_sorted.begin(), firstNew, m_sorted.end(), byName);
    filter();
    endResetModel();
}

void PickModel::setFilter(const QString &typed)
{
    beginResetModel();
    m_filter = SearchWords(typed);
    m_typed = typed.trimmed();
    filter();
    endResetModel();
}

void PickModel::filter()
{
    if (m_filter.isEmpty()) {
        m_visible = m_sorted;
        return;
    }
    m_visible.clear();
    std::copy_if(m_sorted.cbegin(), m_sorted.cend(), std::back_inserter(m_visible), [this](int i) {
        return m_filter.fit(m_entries[static_cast<size_t>(i)].searchText);
    });
    const auto matches = [this](Match wanted) {
        return [this, wanted](int i) { return matchOf(i, m_typed) == wanted; };
    };
    const auto afterId =
        std::stable_partition(m_visible.begin(), m_visible.end(), matches(Match::Id));
    std::stable_partition(afterId, m_visible.end(), matches(Match::Name));
}

PickModel::Match PickModel::matchOf(int entry, const QString &typed) const
{
    const PickEntry &shown = m_entries[static_cast<size_t>(entry)].shown;
    if (shown.id == typed)
        return Match::Id;
    return shown.name == typed || shown.alsoFoundBy.contains(typed) ? Match::Name : Match::Part;
}

QStringList PickModel::idsOf(const QString &typed) const
{
    QStringList named;
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return named;
    const int count = int(m_entries.size());
    for (int i = 0; i < count; ++i) {
        const Match match = matchOf(i, text);
        if (match == Match::Id)
            return {text};
        if (match == Match::Name)
            named.append(m_entries[static_cast<size_t>(i)].shown.id);
    }
    return named;
}

int PickModel::rowOf(const QString &id) const
{
    const auto found = std::find_if(m_visible.cbegin(), m_visible.cend(), [&](int i) {
        return m_entries[static_cast<size_t>(i)].shown.id == id;
    });
    return found == m_visible.cend() ? -1 : static_cast<int>(found - m_visible.cbegin());
}

int PickModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_visible.size());
}

QVariant PickModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto entry = static_cast<size_t>(m_visible[static_cast<size_t>(index.row())]);
    const PickEntry &shown = m_entries[entry].shown;
    const QString name = visibleLine(shown.name.isEmpty() ? shown.id : shown.name, 120);
    switch (role) {
    case Qt::DisplayRole: return name;
    case IdRole: return shown.id;
    case DetailRole: return visibleLine(shown.detail, 120);
    case MarkRole: return shown.mark;
    case Qt::AccessibleTextRole: {
        QStringList spoken{name, visibleLine(shown.detail, 120), shown.mark};
        spoken.removeDuplicates();
        spoken.removeAll(QString());
        return spoken.join(u", "_s);
    }
    default: return {};
    }
}

} // namespace mcpo
