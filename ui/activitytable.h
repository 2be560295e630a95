// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/activity/activityentry.h"

#include <QAbstractTableModel>
#include <QList>

namespace mcpo
{

/// The activity as a table, newest first. Everything in it is one line of plain text.
class ActivityTable : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        Time, ///< local
        Action,
        Outcome,
        Server, ///< its name, or the id where that is unknown
        ServerId,
        Subject,
        SubjectType,
        CredentialType,
        ControlPlane,
        Profile,
        Status,
        RequestId,
        ColumnCount,
    };

    explicit ActivityTable(QObject *parent = nullptr);

    /// In the order in which they were written. Nothing happens if they are the ones that are
    /// shown, so that a selection stays.
    void setEntries(const QList<ActivityEntry> &entries);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QList<ActivityEntry> m_entries;
};

} // namespace mcpo
