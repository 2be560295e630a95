// SPDX-License-Identifier: Apache-2.0
#include "ui/words/listingwords.h"

#include "ui/words/failurewords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ListingWords)
};

QString number(qsizetype value) { return QLocale().toString(value); }

} // namespace

QString overridesLine(const OverrideListing &listing, qsizetype shown)
{
    const qsizetype all = listing.rows().size();
    const qsizetype servers = listing.serverIds().size();
    QStringList parts{shown < all ? Words::tr("Overrides: %1 of %2").arg(number(shown), number(all))
                                  : Words::tr("Overrides: %1").arg(number(all))};
    if (servers > 1)
        parts.append(Words::tr("servers read: %1 of %2")
                         .arg(number(listing.serversDone()), number(servers)));
    if (servers > 1 && !listing.failures().isEmpty())
        parts.append(Words::tr("could not be read: %1").arg(number(listing.failures().size())));
    if (listing.wasStopped())
        parts.append(Words::tr("stopped"));
    if (listing.isTruncated())
        parts.append(Words::tr("cut off, there are more"));
    return parts.join(u" \u00B7 "_s);
}

QString subjectsWithoutLine(qsizetype shown)
{
    return Words::tr("Subjects without one: %1").arg(number(shown));
}

QString failureLine(const OverrideListing &listing)
{
    const Explanation explanation =
        describe(listing.failures().constBegin().value(), Context{{}, {}, true});
    return explanation.title + u". "_s + explanation.text;
}

} // namespace mcpo
