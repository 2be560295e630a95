// SPDX-License-Identifier: Apache-2.0
#include "models/directory/overridelisting.h"

#include "models/override/missingsearch.h"

#include <algorithm>

namespace mcpo
{

namespace
{

/// What tells the rows of one server apart: of rows without an id, their order.
Subject keyOf(const OverrideRow &row, qsizetype &withoutId)
{
    return row.subject.id.isEmpty() ? Subject{{}, QString::number(withoutId++)} : row.subject;
}

} // namespace

OverrideListing::OverrideListing(ControlPlanePort &controlPlane, QObject *parent)
    : QObject(parent)
    , m_controlPlane(controlPlane)
{
}

void OverrideListing::clear()
{
    forgetProgress();
    m_account.reset();
    m_serverIds.clear();
    m_completeAt.clear();
    m_rows.clear();
    m_indexes.clear();
    Q_EMIT cleared();
    Q_EMIT progressChanged();
}

void OverrideListing::forgetProgress()
{
    m_running.clear();
    m_waiting.clear();
    m_done.clear();
    m_failures.clear();
    m_flawed.clear();
    m_isFull = false;
    m_wasStopped = false;
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
    const QSet<QString> known(m_serverIds.cbegin(), m_serverIds.cend());
    for (const QString &serverId : serverIds) {
        if (known.contains(serverId))
            continue;
        m_serverIds.append(serverId);
        m_waiting.prepend(serverId);
    }
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
    m_flawed.remove(serverId);
    m_done.remove(serverId);
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
    qsizetype withoutId = 0;
    if (row)
        addRows(serverId, {*row}, withoutId);
    else
        removeRows([&](const ListedOverride &listed, const Subject &key) {
            return listed.serverId == serverId && key == subject;
        });
}

void OverrideListing::refresh(const Account &account, const QStringList &serverIds)
{
    forgetProgress();
    m_account = account;
    forgetServersBut(serverIds);
    m_waiting = QStringList(serverIds.crbegin(), serverIds.crend());
    startNext();
    Q_EMIT progressChanged();
}

void OverrideListing::forgetServersBut(const QStringList &serverIds)
{
    m_serverIds = serverIds;
    const QSet<QString> kept(serverIds.cbegin(), serverIds.cend());
    m_completeAt.removeIf([&kept](const auto &entry) { return !kept.contains(entry.key()); });
    removeRows([&kept](const ListedOverride &listed, const Subject &) {
        return !kept.contains(listed.serverId);
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
    reading.withoutId = 0;
    auto onPage = [this, serverId](const Page<OverrideRow> &page) { add(serverId, page); };
    auto onEnd = [this, serverId](const Fetched<ListingEnd> &answer) { end(serverId, answer); };
    // What is missing on each of many servers would take too many requests.
    reading.job = m_serverIds.size() == 1
                      ? readOverrides(m_controlPlane, *m_account, serverId, onPage, onEnd)
                      : m_controlPlane.fetchOverrides(*m_account, serverId, onPage, onEnd);
}

void OverrideListing::add(const QString &serverId, const Page<OverrideRow> &page)
{
    Reading &reading = m_running.at(serverId);
    qsizetype withoutId = reading.withoutId;
    for (const OverrideRow &row : page.entries)
        reading.seen.insert(keyOf(row, withoutId));
    addRows(serverId, page.entries, reading.withoutId);
}

/// @p withoutId counts the rows of this reading that have no id.
void OverrideListing::addRows(const QString &serverId, const QList<OverrideRow> &rows,
                              qsizetype &withoutId)
{
    const qsizetype first = m_rows.size();
    QList<qsizetype> changed;
    for (const OverrideRow &row : rows) {
        const std::pair key(serverId, keyOf(row, withoutId));
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
            m_isFull = true;
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
    } else if (const auto &listed = std::get<ListingEnd>(answer); !listed.isComplete()) {
        m_flawed.insert(serverId, listed);
    } else {
        m_completeAt.insert(serverId, QDateTime::currentDateTime());
        removeUnseen(serverId, seen);
    }
    startNext();
    Q_EMIT progressChanged();
}

void OverrideListing::removeUnseen(const QString &serverId, const QSet<Subject> &seen)
{
    removeRows([&serverId, &seen](const ListedOverride &listed, const Subject &key) {
        return listed.serverId == serverId && !seen.contains(key);
    });
}

void OverrideListing::removeRows(const IsGone &isGone)
{
    QHash<QString, qsizetype> withoutId;
    const qsizetype removed = m_rows.removeIf([&](const ListedOverride &listed) {
        return isGone(listed, keyOf(listed.row, withoutId[listed.serverId]));
    });
    if (removed == 0)
        return;
    m_indexes.clear();
    withoutId.clear();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const auto &[serverId, row] = m_rows.at(i);
        m_indexes.insert({serverId, keyOf(row, withoutId[serverId])}, i);
    }
    Q_EMIT rowsRemoved();
}

Completeness OverrideListing::completenessOf(const QString &serverId) const
{
    if (const auto failure = m_failures.constFind(serverId); failure != m_failures.cend())
        return {ListingGap::Failed, {}, *failure};
    if (const auto end = m_flawed.constFind(serverId); end != m_flawed.cend())
        return {end->gap, end->total, {}};
    if (!m_done.contains(serverId) || m_running.contains(serverId))
        return {m_wasStopped ? ListingGap::Stopped : ListingGap::NotRead, {}, {}};
    return {m_isFull ? ListingGap::Limit : ListingGap::None, {}, {}};
}

Completeness OverrideListing::completeness() const
{
    if (!m_failures.isEmpty())
        return {ListingGap::Failed, {}, *m_failures.cbegin()};
    if (wasStopped())
        return {ListingGap::Stopped, {}, {}};
    if (!m_flawed.isEmpty())
        return completenessOf(m_flawed.cbegin().key());
    if (isRunning() || !m_account)
        return {ListingGap::NotRead, {}, {}};
    return {m_isFull ? ListingGap::Limit : ListingGap::None, {}, {}};
}

QDateTime OverrideListing::lastCompleteAt() const
{
    QDateTime earliest;
    for (const QString &serverId : m_serverIds) {
        if (completenessOf(serverId).isComplete())
            continue;
        const QDateTime at = m_completeAt.value(serverId);
        if (!at.isValid())
            return {};
        if (!earliest.isValid() || at < earliest)
            earliest = at;
    }
    return earliest;
}

qsizetype OverrideListing::indexOf(const QString &serverId, const Subject &subject) const
{
    return subject.id.isEmpty() ? -1 : m_indexes.value({serverId, subject}, -1);
}

} // namespace mcpo
