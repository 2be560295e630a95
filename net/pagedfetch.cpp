// SPDX-License-Identifier: Apache-2.0
#include "net/pagedfetch.h"

#include "net/classifier.h"
#include "net/directoryreader.h"
#include "net/retrypolicy.h"

#include <algorithm>
#include <array>

namespace mcpo
{

using namespace Qt::StringLiterals;

PagedFetch::PagedFetch(FetchPage fetchPage, PageSeen<QJsonValue> onPage,
                       Answer<Fetched<ListingEnd>> answer)
    : m_fetchPage(std::move(fetchPage))
    , m_onPage(std::move(onPage))
    , m_answer(std::move(answer))
{
    next();
}

void PagedFetch::next()
{
    m_page = m_fetchPage(m_seen, m_limit,
                         [this](const HttpAnswer &httpAnswer) { pageArrived(httpAnswer); });
}

bool PagedFetch::takesSmallerPages(const Failure &failure)
{
    const auto *unexpected = std::get_if<Unexpected>(&failure);
    const bool isTooLarge =
        unexpected != nullptr && unexpected->reason == Unexpected::Reason::TooLarge;
    if (!isTooLarge || m_limit == 1)
        return false;
    m_limit /= 10;
    return true;
}

void PagedFetch::pageArrived(const HttpAnswer &httpAnswer)
{
    const Fetched<QJsonValue> read = classifyRead(httpAnswer);
    if (const auto *failure = std::get_if<Failure>(&read)) {
        if (takesSmallerPages(*failure))
            next();
        else
            finishWith(*failure);
        return;
    }
    const auto &json = std::get<QJsonValue>(read);
    const std::optional<QJsonArray> page = readPage(json);
    if (!page) {
        finishWith(Failure(Unexpected{Unexpected::Reason::Shape, {httpAnswer.status, {}, {}}}));
        return;
    }
    if (page->isEmpty())
        return finishWith(endOf(ListingGap::None));
    if (*page == m_lastPage)
        return finishWith(endOf(m_isLastFull ? ListingGap::Capped : ListingGap::None));
    m_seen += page->size();
    m_bytes += httpAnswer.body.size();
    m_isLastFull = isFull(json, page->size());
    m_lastPage = *page;
    ++m_pages;
    const std::optional<qint64> total = readTotal(json);
    noteTotal(total, page->size());
    if (!showPage(*page, total, serverTime(httpAnswer)))
        return;

    if (isLast(json))
        finishWith(endOf(ListingGap::None));
    else if (m_seen >= maximumEntries || m_pages >= maximumPages || m_bytes >= maximumBytes)
        finishWith(endOf(ListingGap::Limit));
    else
        next();
}

/// Whether there may be more behind a page of this size: what was asked for, or what the server
/// says is its limit. One that names none most likely has a round one.
bool PagedFetch::isFull(const QJsonValue &json, qsizetype size) const
{
    if (size >= m_limit)
        return size == m_limit; // who gives more than was asked for gives all
    if (size < m_lastPage.size())
        return false;
    const qint64 limit = json["pagination"_L1]["limit"_L1].toInteger(0);
    if (limit > 0)
        return size >= limit;
    constexpr std::array usualLimits{10, 20, 25, 50, 100, 200, 250, 500};
    return std::find(usualLimits.begin(), usualLimits.end(), size) != usualLimits.end();
}

/// Some servers give 0 for the total, some the number of entries on the page.
void PagedFetch::noteTotal(std::optional<qint64> total, qsizetype entries)
{
    if (!total || *total == 0)
        return;
    m_isOfPageOnly = m_isOfPageOnly && *total == entries;
    m_hasTotalChanged = m_hasTotalChanged || (m_total && *m_total != *total);
    m_total = total;
}

bool PagedFetch::isLast(const QJsonValue &json) const
{
    // Without a total only the next page tells whether this was the last: the server may have a
    // limit of its own below ours. A short bare array is most likely all there is.
    if (!m_total)
        return json.isArray() && !m_isLastFull;
    return m_seen == *m_total && !(m_isOfPageOnly && m_isLastFull);
}

/// What the totals say about a listing that otherwise ended with @p gap.
ListingEnd PagedFetch::endOf(ListingGap gap) const
{
    const bool isBelievable = m_total && (!m_isOfPageOnly || m_pages <= 1);
    if (!isBelievable)
        return {gap, {}};
    if (gap == ListingGap::None && m_hasTotalChanged)
        return {ListingGap::Moved, m_total};
    const bool isOther = m_seen != *m_total && gap != ListingGap::Limit;
    return {isOther ? ListingGap::Total : gap, m_total};
}

/// False if whoever saw the page destroyed this job.
bool PagedFetch::showPage(const QJsonArray &entries, std::optional<qint64> total,
                          const QDateTime &answeredAt)
{
    if (!m_onPage)
        return true;
    Page<QJsonValue> page{{}, total, answeredAt};
    const qsizetype room = maximumEntries - (m_seen - entries.size());
    for (qsizetype i = 0; i < std::min(entries.size(), room); ++i)
        page.entries.append(entries.at(i));
    const std::weak_ptr<bool> life = m_life;
    const PageSeen<QJsonValue> onPage = m_onPage; // outlives the job
    onPage(page);
    return !life.expired();
}

void PagedFetch::finishWith(Fetched<ListingEnd> result)
{
    // The answer may destroy this job, so nothing of it is used afterwards.
    const Answer<Fetched<ListingEnd>> answer = std::move(m_answer);
    answer(std::move(result));
}

} // namespace mcpo
