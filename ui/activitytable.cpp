// SPDX-License-Identifier: Apache-2.0
#include "ui/activitytable.h"

#include "ui/words/activitywords.h"
#include "ui/words/fieldwords.h"
#include "ui/words/plaintext.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QString textOf(const ActivityEntry &entry, int column)
{
    switch (column) {
    case ActivityTable::Time:
        // Not as the locale has it: this one sorts, and is the same in every copy.
        return entry.time.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
    case ActivityTable::Action: return activityActionText(entry.action);
    case ActivityTable::Outcome: return activityOutcomeText(entry.outcome);
    case ActivityTable::Server:
        return visibleLine(entry.serverName.isEmpty() ? entry.serverId : entry.serverName);
    case ActivityTable::ServerId: return visibleLine(entry.serverId);
    case ActivityTable::Subject: return visibleLine(entry.subject.id);
    case ActivityTable::SubjectType: return subjectTypeLabel(entry.subject.type);
    case ActivityTable::CredentialType: return visibleLine(entry.credentialType, 80);
    case ActivityTable::ControlPlane: return visibleLine(entry.controlPlane);
    case ActivityTable::Profile: return visibleLine(entry.profile);
    case ActivityTable::Status:
        return entry.status == 0 ? QString() : QString::number(entry.status);
    case ActivityTable::RequestId: return visibleLine(entry.requestId);
    default: return {};
    }
}

} // namespace

ActivityTable::ActivityTable(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void ActivityTable::setEntries(const QList<ActivityEntry> &entries)
{
    if (entries == m_entries)
        return;
    beginResetModel();
    m_entries = entries;
    endResetModel();
}

int ActivityTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int ActivityTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ActivityTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || role != Qt::DisplayRole)
        return {};
    return textOf(m_entries.at(m_entries.size() - 1 - index.row()), index.column());
}

QVariant ActivityTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Action: return tr("Action");
    case Outcome: return tr("Outcome");
    case Server: return tr("MCP server");
    case ServerId: return tr("Server ID");
    case Subject: return tr("Subject");
    case SubjectType: return tr("Subject type");
    case CredentialType: return tr("Credential type");
    case ControlPlane: return tr("Control plane");
    case Profile: return tr("Profile");
    case Status: return tr("Status");
    case RequestId: return tr("Request ID");
    default: return {};
    }
}

} // namespace mcpo
