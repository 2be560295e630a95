// SPDX-License-Identifier: Apache-2.0
#include "ui/words/noticewords.h"

#include "models/directory/overridelisting.h"
#include "ui/words/changewords.h"

#include <QCoreApplication>

namespace mcpo
{

namespace
{

struct NoticeWords {
    Q_DECLARE_TR_FUNCTIONS(NoticeWords)
};

} // namespace

QString noticeOf(const ChangeReport &report)
{
    if (!report.isDone())
        return describe(report).title + u'.'; // ours to the last character
    return report.request.isRemoval() ? NoticeWords::tr("The override was removed.")
                                      : NoticeWords::tr("The override was set.");
}

QString noticeOf(const OverrideListing &listing)
{
    const qsizetype failed = listing.failures().size();
    if (failed == 0)
        return NoticeWords::tr("Overrides loaded.");
    return failed < listing.serverIds().size()
               ? NoticeWords::tr("Overrides loaded, but not those of every server.")
               : NoticeWords::tr("The overrides could not be read.");
}

} // namespace mcpo
