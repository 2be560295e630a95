// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/overridelisting.h"
#include "models/directory/searchtext.h"
#include "models/override/requestdescription.h"

#include <QAbstractTableModel>
#include <QTimer>

namespace mcpo
{

class Directory;

/// The overrides of a listing as a table: names joined in from the directory, sorted, narrowed by
/// what is typed. Or, of a single server, the known subjects that have none there.
///
/// No cell contains a secret, since a listing has none. Made for 100 000 rows: pages are merged
/// into the order and not sorted again, and the text for filtering is prepared when a row arrives.
class OverrideTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Server, SubjectName, SubjectType, CredentialType, UpdatedBy, UpdatedAt };
    static constexpr int columns = UpdatedAt + 1;
    enum class Show { Overrides, SubjectsWithout };

    OverrideTableModel(const OverrideListing &listing, const Directory &directory,
                       const RequestDescription &description, QObject *parent = nullptr);

    void setShow(Show show);
    Show show() const { return m_show; }
    void setFilter(const QString &typed);

    /// What a row is about. Its override is missing among the subjects without one.
    struct Line {
        QString serverId;
        Subject subject;
        std::optional<OverrideRow> override;
    };
    Line line(int row) const;
    /// -1 where it is not shown.
    int rowOf(const QString &serverId, const Subject &subject) const;
    /// All that the table shows, in its order, for an export.
    QList<ListedOverride> shownOverrides() const;
    /// The rows as text for the clipboard: tabs between the cells, a line break after each row.
    QString text(const QList<int> &rows) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    /// One row, with what sorting and searching compare.
    struct Entry {
        QString serverId;
        Subject subject;
        qsizetype index = -1; ///< in the listing; -1 for a subject without an override
        QString searchText;
        QString sortKey;
        qint64 sortNumber = 0;
    };

    Entry entryOf(qsizetype index) const;
    Entry entryOf(const SubjectEntry &subject) const;
    void prepare(Entry &entry) const;
    void prepareToSort(Entry &entry) const;
    QString cell(const Entry &entry, int column) const;
    bool isBefore(int left, int right) const;
    bool canTellWhoHasNone(const QString &serverId) const;
    void rebuild();
    void takeRowsSoon();
    void takeRows();
    void mergeFrom(size_t firstNew);
    void filter();

    const OverrideListing &m_listing;
    const Directory &m_directory;
    const RequestDescription &m_description;
    QTimer m_rowsCame;
    QTimer m_isStale;
    Show m_show = Show::Overrides;
    SearchWords m_filter;
    int m_sortColumn = SubjectName;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    std::vector<Entry> m_entries;
    std::vector<int> m_sorted;
    std::vector<int> m_visible;
};

} // namespace mcpo
