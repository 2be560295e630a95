// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/job.h"
#include "models/override/outcome.h"
#include "net/httpanswer.h"

#include <QJsonArray>

#include <functional>

namespace mcpo
{

/// Reads a listing page by page until it is complete. Ends also when a page is empty or comes
/// again (as from a server that ignores the offset), and at the maxima: what a server says of its
/// total is believed only as far as pages come.
class PagedFetch : public Job
{
public:
    static constexpr qsizetype pageSize = 1000; ///< the API's maximum
    static constexpr qsizetype maximumEntries = 100'000;
    static constexpr int maximumPages = 1000; ///< for servers whose pages are smaller than asked

    /// Starts the GET of one page.
    using FetchPage = std::function<JobPtr(qsizetype offset, Answer<HttpAnswer> answer)>;

    PagedFetch(FetchPage fetchPage, Answer<Fetched<QJsonArray>> answer);

private:
    void next();
    void pageArrived(const HttpAnswer &httpAnswer);
    void finishWith(Fetched<QJsonArray> result);

    FetchPage m_fetchPage;
    Answer<Fetched<QJsonArray>> m_answer;
    QJsonArray m_entries;
    QJsonArray m_lastPage;
    int m_pages = 0;
    JobPtr m_page;
};

} // namespace mcpo
