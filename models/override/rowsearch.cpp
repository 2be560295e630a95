// SPDX-License-Identifier: Apache-2.0
#include "models/override/rowsearch.h"

#include <algorithm>
#include <utility>

namespace mcpo
{

RowSearch::RowSearch(ControlPlanePort &controlPlane, const Account &account,
                     const QString &serverId, Subject subject, Answer<Result> answer)
    : m_subject(std::move(subject))
    , m_answer(std::move(answer))
    , m_job(controlPlane.fetchOverrides(
          account, serverId, [this](const Page<OverrideRow> &page) { see(page); },
          [this](const Fetched<ListingEnd> &listingEnd) { end(listingEnd); }))
{
}

void RowSearch::see(const Page<OverrideRow> &page)
{
    m_serverTime = page.serverTime;
    const auto found =
        std::find_if(page.entries.cbegin(), page.entries.cend(),
                     [this](const OverrideRow &row) { return row.subject == m_subject; });
    if (found != page.entries.cend())
        give(SubjectRow{*found, m_serverTime});
}

void RowSearch::end(const Fetched<ListingEnd> &end)
{
    if (const auto *failure = std::get_if<Failure>(&end))
        give(*failure);
    else if (!std::get<ListingEnd>(end).isComplete())
        give(Failure(Unexpected{Unexpected::Reason::IncompleteList, {}}));
    else
        give(SubjectRow{{}, m_serverTime});
}

void RowSearch::give(Result result)
{
    // Both may end with what follows: the listing that called, and this.
    const Answer<Result> answer = std::exchange(m_answer, {});
    m_job.reset();
    answer(std::move(result));
}

} // namespace mcpo
