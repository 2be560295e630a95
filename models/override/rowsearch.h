// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"

#include <optional>

namespace mcpo
{

/// What a list said about one subject.
struct SubjectRow {
    std::optional<OverrideRow> row; ///< nothing: no override is set
    QDateTime serverTime = {};      ///< when, by the server's clock; may be invalid
};

/// The override of one subject, looked for in a server's list: there is no call for a single one
/// (control-plane API, section 2). Ends with the page that holds it. A list that is not
/// complete proves nothing: that is a Failure.
class RowSearch : public Job
{
public:
    using Result = Fetched<SubjectRow>;

    RowSearch(ControlPlanePort &controlPlane, const Account &account, const QString &serverId,
              Subject subject, Answer<Result> answer);

private:
    void see(const Page<OverrideRow> &page);
    void end(const Fetched<ListingEnd> &end);
    void give(Result result);

    Subject m_subject;
    QDateTime m_serverTime;
    Answer<Result> m_answer;
    JobPtr m_job;
};

} // namespace mcpo
