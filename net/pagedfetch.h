// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/listing.h"
#include "models/job.h"
#include "models/override/outcome.h"
#include "net/httpanswer.h"

#include <QJsonArray>
#include <QJsonValue>

#include <functional>

namespace mcpo
{

/// Reads a listing page by page until it is complete. Ends also when a page is empty or comes
/// again (as from a server that ignores the offset), and at the maxima: what a server says of its
/// total is believed only as far as pages come, and the end says where the two disagree. A page
/// that is too large is asked for again in smaller ones.
class PagedFetch : public Job
{
public:
    static constexpr qsizetype pageSize = 1000; ///< the API's maximum
    static constexpr qsizetype maximumEntries = 100'000;
    static constexpr qint64 maximumBytes = 128LL * 1024 * 1024; ///< of all pages
    static constexpr int maximumPages = 1000; ///< for servers whose pages are smaller than asked

    /// Starts the GET of one page of at most @p limit entries.
    using FetchPage =
        std::function<JobPtr(qsizetype offset, qsizetype limit, Answer<HttpAnswer> answer)>;

    PagedFetch(FetchPage fetchPage, PageSeen<QJsonValue> onPage,
               Answer<Fetched<ListingEnd>> answer);

private:
    void next();
    bool takesSmallerPages(const Failure &failure);
    void pageArrived(const HttpAnswer &httpAnswer);
    bool isFull(const QJsonValue &json, qsizetype size) const;
    void noteTotal(std::optional<qint64> total, qsizetype entries);
    bool isLast(const QJsonValue &json) const;
    ListingEnd endOf(ListingGap gap) const;
    bool showPage(const QJsonArray &entries, std::optional<qint64> total,
                  const QDateTime &answeredAt);
    void finishWith(Fetched<ListingEnd> result);

    FetchPage m_fetchPage;
    PageSeen<QJsonValue> m_onPage;
    Answer<Fetched<ListingEnd>> m_answer;
    QJsonArray m_lastPage;
    qsizetype m_limit = pageSize;
    qsizetype m_seen = 0;
    qint64 m_bytes = 0;
    int m_pages = 0;
    std::optional<qint64> m_total;  ///< the last one, unless it was 0
    bool m_isOfPageOnly = true;     ///< every total was the number of entries on its page
    bool m_hasTotalChanged = false; ///< from one page to the next
    bool m_isLastFull = false;      ///< the last page may have been cut off
    JobPtr m_page;
    std::shared_ptr<bool> m_life = std::make_shared<bool>(true); ///< ends with this job
};

} // namespace mcpo
