// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/searchtext.h"

#include <QAbstractListModel>

namespace mcpo
{

/// One thing to choose.
struct PickEntry {
    QString id;
    QString name = {};   ///< what a person knows it by
    QString detail = {}; ///< beside it, e.g. the kind of server
    QString mark = {};   ///< why it may not be what is wanted, e.g. "inactive"; empty for most
    QStringList alsoFoundBy = {}; ///< beyond id and name
};

/// Things to choose from, by name, narrowed by what is typed. Made for 10 000 entries: what typing
/// compares was prepared when the entry came.
class PickModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, DetailRole, MarkRole };

    using QAbstractListModel::QAbstractListModel;

    void clear();
    void add(const QList<PickEntry> &entries);
    /// Keeps what fits every word; what is exactly the typed text comes first.
    void setFilter(const QString &typed);
    /// The IDs of what is exactly the typed text and not only like it: the entry with that ID, else
    /// every entry with that name. Several can have the same name.
    QStringList idsOf(const QString &typed) const;

    qsizetype entryCount() const { return static_cast<qsizetype>(m_entries.size()); }
    /// The row that shows this id; -1 where none does.
    int rowOf(const QString &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    enum class Match { Id, Name, Part };

    struct Entry {
        PickEntry shown;
        QString sortKey;
        QString searchText;
    };

    void filter();
    Match matchOf(int entry, const QString &typed) const;

    std::vector<Entry> m_entries;
    std::vector<int> m_sorted;  ///< indexes of all entries, by name
    std::vector<int> m_visible; ///< of those that fit
    SearchWords m_filter;
    QString m_typed; ///< what the filter was made of
};

} // namespace mcpo
