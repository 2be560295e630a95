// SPDX-License-Identifier: Apache-2.0
#include "net/pagedfetch.h"

#include "net/classifier.h"
#include "net/directoryreader.h"

namespace mcpo
{

PagedFetch::PagedFetch(FetchPage fetchPage, Answer<Fetched<QJsonArray>> answer)
    : m_fetchPage(std::move(fetchPage))
    , m_answer(std::move(answer))
{
    next();
}

void PagedFetch::next()
{
    m_page = m_fetchPage(m_entries.size(),
                         [this](const HttpAnswer &httpAnswer) { pageArrived(httpAnswer); });
}

void PagedFetch::pageArrived(const HttpAnswer &httpAnswer)
{
    const Fetched<QJsonValue> read = classifyRead(httpAnswer);
    if (const auto *failure = std::get_if<Failure>(&read)) {
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
        finishWith(m_entries);
        return;
    }
    for (const QJsonValue &entry : *page)
        m_entries.append(entry);
    m_lastPage = *page;

    // Without a total only the next page tells whether this was the last: the server may have a
    // limit of its own below pageSize. A short bare array is most likely all there is.
    const std::optional<qint64> total = readTotal(json);
    const bool isLast =
        total ? m_entries.size() >= *total : json.isArray() && page->size() < pageSize;
    if (isLast || m_entries.size() >= maximumEntries || ++m_pages >= maximumPages)
        finishWith(m_entries);
    else
        next();
}

void PagedFetch::finishWith(Fetched<QJsonArray> result)
{
    // The answer may destroy this job, so nothing of it is used afterwards.
    const Answer<Fetched<QJsonArray>> answer = std::move(m_answer);
    answer(std::move(result));
}

} // namespace mcpo
