// SPDX-License-Identifier: Apache-2.0
#include "net/pagedfetch.h"

#include "net/classifier.h"
#include "net/directoryreader.h"
#include "net/retryterms.h"

#include <algorithm>

namespace mcpo
{

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
    if (page->isEmpty() || *page == m_lastPage) {
        finishWith(ListingEnd{});
        return;
    }
    m_seen += page->size();
    m_bytes += httpAnswer.body.size();
    m_lastPage = *page;
    ++m_pages;
    const std::optional<qint64> total = readTotal(json);
    if (!showPage(*page, total, serverTime(httpAnswer)))
        return;

    // Without a total only the next page tells whether this was the last: the server may have a
    // limit of its own below ours. A short bare array is most likely all there is.
    const bool isLast = total ? m_seen >= *total : json.isArray() && page->size() < m_limit;
    if (isLast)
        finishWith(ListingEnd{});
    else if (m_seen >= maximumEntries || m_pages >= maximumPages || m_bytes >= maximumBytes)
        finishWith(ListingEnd{.isTruncated = true});
    else
        next();
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
