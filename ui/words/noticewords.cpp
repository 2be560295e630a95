// SPDX-License-Identifier: Apache-2.0
#include "ui/words/noticewords.h"

#include "models/directory/overridelisting.h"
#include "ui/words/outcomewords.h"
#include "ui/words/removalwords.h"

#include <QCoreApplication>

namespace mcpo
{

namespace
{

struct NoticeWords {
    Q_DECLARE_TR_FUNCTIONS(NoticeWords)
};

/// Titles of explanations are ours to the last character.
QString titleOf(const Explanation &explanation) { return explanation.title + u'.'; }

} // namespace

QString noticeOf(const SubmitReport &report)
{
    if (std::holds_alternative<Saved>(report.outcome))
        return NoticeWords::tr("The override is set.");
    return titleOf(describe(report.outcome, {report.request.serverId, report.subject.id,
                                             report.forCaller, report.reread}));
}

QString noticeOf(const RemovalReport &report)
{
    if (report.isGone())
        return NoticeWords::tr("The override is removed.");
    return titleOf(describeRemoval(report));
}

QString noticeOf(const OverrideListing &listing)
{
    const qsizetype failed = listing.failures().size();
    if (failed == 0)
        return NoticeWords::tr("The overrides are read.");
    return failed < listing.serverIds().size()
               ? NoticeWords::tr("The overrides are read, though not those of every server.")
               : NoticeWords::tr("The overrides could not be read.");
}

} // namespace mcpo
