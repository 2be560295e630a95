// SPDX-License-Identifier: Apache-2.0
#include "models/directory/overridelisting.h"

#include <algorithm>

namespace mcpo
{

OverrideListing::OverrideListing(ControlPlanePort &controlPlane, QObject *parent)
    : QObject(parent)
    , m_controlPlane(controlPlane)
{
}

void OverrideListing::clear()
{
    m_running.clear();
    m_account.reset();
    m_serverIds.clear();
    m_waiting.clear();
    m_done.clear();
    m_failures.clear();
    m_rows.clear();
    m_indexes.clear();
    m_isTruncated = false;
    m_wasStopped = false;
    Q_EMIT cleared();
    Q_EMIT progressChanged();
}

void OverrideListing::read(const Account &account, const QStringList &serverIds)
{
    clear();
    m_account = account;
    m_serverIds = serverIds;
    m_waiting = QStringList(serverIds.crbegin(), serverIds.crend());
    startNext();
    Q_EMIT progressChanged();
}

void OverrideListing::readMore(const QStringList &serverIds)
{
    if (!m_account || m_wasStopped)
        return;
    m_serverIds += serverIds;
    m_waiting = QStringList(serverIds.crbegin(), serverIds.crend()) + m_waiting;
    startNext();
    Q_EMIT progressChanged();
}

void OverrideListing::readAgain(const Account &account, const QString &serverId)
{
    if (!m_serverIds.contains(serverId))
        return;
    m_account = account;
    m_waiting.removeAll(serverId);
    m_failures.remove(serverId);
    start(serverId);
    Q_EMIT progressChanged();
}

void OverrideListing::update(const QString &serverId, const Subject &subject,
                             const std::optional<OverrideRow> &row)
{
    if (m_running.contains(serverId)) // its pages may be older
        return start(serverId);
    if (!m_done.contains(serverId))
        return;
    if (row)
        addRows(serverId, {*row});
    else
        removeRows([&](const ListedOverride &listed) {
            return listed.serverId == serverId && listed.row.subject == subject;
        });
}

void OverrideListing::stop()
{
    if (!isRunning())
        return;
    m_wasStopped = true;
    m_running.clear();
    m_waiting.clear();
    Q_EMIT progressChanged();
}

void OverrideListing::startNext()
{
    while (!m_waiting.isEmpty() && std::ssize(m_running) < parallelCalls)
        start(m_waiting.takeLast());
}

void OverrideListing::start(const QString &serverId)
{
    Reading &reading = m_running[serverId];
    reading.seen.clear();
    reading.job = m_controlPlane.fetchOverrides(
        *m_account, serverId,
        [this, serverId](const Page<OverrideRow> &page) { add(serverId, page); },
        [this, serverId](const Fetched<ListingEnd> &answer) { end(serverId, answer); });
}

void OverrideListing::add(const QString &serverId, const Page<OverrideRow> &page)
{
    QSet<Subject> &seen = m_running.at(serverId).seen;
    for (const OverrideRow &row : page.entries)
        seen.insert(row.subject);
    addRows(serverId, page.entries);
}

void OverrideListing::addRows(const QString &serverId, const QList<OverrideRow> &rows)
{
    const qsizetype first = m_rows.size();
    QList<qsizetype> changed;
    for (const OverrideRow &row : rows) {
        const std::pair key(serverId, row.subject);
        if (const auto index = m_indexes.constFind(key); index != m_indexes.cend()) {
            if (m_rows.at(*index).row == row)
                continue;
            m_rows[*index].row = row;
            if (*index < first)
                changed.append(*index);
        } else if (m_rows.size() < maximumRows) {
            m_indexes.insert(key, m_rows.size());
            m_rows.append({serverId, row});
        } else {
            m_isTruncated = true;
        }
    }
    // Last, because a slot may stop this reading.
    for (const qsizetype index : std::as_const(changed))
        Q_EMIT rowChanged(index);
    if (m_rows.size() > first)
        Q_EMIT rowsAdded(first);
}

void OverrideListing::end(const QString &serverId, const Fetched<ListingEnd> &answer)
{
    const QSet<Subject> seen = std::move(m_running.at(serverId).seen);
    m_running.erase(serverId);
    m_done.insert(serverId);
    if (const auto *failure = std::get_if<Failure>(&answer)) {
        m_failures.insert(serverId, *failure);
    } else if (std::get<ListingEnd>(answer).isTruncated) {
        m_isTruncated = true;
    } else {
        removeUnseen(serverId, seen);
    }
    startNext();
    Q_EMIT progressChanged();
}

void OverrideListing::removeUnseen(const QString &serverId, const QSet<Subject> &seen)
{
    removeRows([&](const ListedOverride &listed) {
        return listed.serverId == serverId && !seen.contains(listed.row.subject);
    });
}

void OverrideListing::removeRows(const std::function<bool(const ListedOverride &)> &isGone)
{
    if (m_rows.removeIf(isGone) == 0)
        return;
    m_indexes.clear();
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_indexes.insert({m_rows.at(i).serverId, m_rows.at(i).row.subject}, i);
    Q_EMIT rowsRemoved();
}

bool OverrideListing::isRead(const QString &serverId) const
{
    return m_done.contains(serverId) && !m_running.contains(serverId) &&
           !m_failures.contains(serverId) && !m_isTruncated;
}

qsizetype OverrideListing::indexOf(const QString &serverId, const Subject &subject) const
{
    return m_indexes.value({serverId, subject}, -1);
}

} // namespace mcpo
