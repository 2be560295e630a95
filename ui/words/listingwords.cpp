// SPDX-License-Identifier: Apache-2.0
#include "ui/words/listingwords.h"

#include "ui/words/directorywords.h"
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

QString serversFailed(qsizetype servers)
{
    return servers == 1 ? Words::tr("1 server could not be read")
                        : Words::tr("%1 servers could not be read").arg(number(servers));
}

/// What failed, when it was read before, and why.
QString failedText(const OverrideListing &listing, const Failure &failure)
{
    const bool isOne = listing.serverIds().size() == 1;
    const QString serverId = isOne ? listing.serverIds().constFirst() : QString();
    const QString what = isOne ? Words::tr("The overrides could not be read")
                               : serversFailed(listing.failures().size());
    if (const QDateTime before = listing.lastCompleteAt(); before.isValid()) {
        return Words::tr("%1. Last read at %2. %3")
            .arg(what, readingTime(before), whyFailed(failure, serverId));
    }
    if (isOne && !listing.rows().isEmpty())
        return gapText({ListingGap::Failed, {}, failure}, listing.rows().size());
    return Words::tr("%1. %2").arg(what, whyFailed(failure, serverId));
}

} // namespace

QString whyFailed(const Failure &failure, const QString &serverId)
{
    const Explanation explanation = describe(failure, Context{serverId, {}, true});
    return explanation.title + u". "_s + explanation.text;
}

QString readingTime(const QDateTime &at)
{
    const bool isToday = at.date() == QDate::currentDate();
    return isToday ? QLocale().toString(at.time(), QLocale::ShortFormat)
                   : QLocale().toString(at, QLocale::ShortFormat);
}

QString overridesLine(const OverrideListing &listing, qsizetype shown)
{
    const qsizetype all = listing.rows().size();
    const qsizetype servers = listing.serverIds().size();
    const qsizetype failed = listing.failures().size();
    const bool isCutOff = servers == 1 && failed == 1 && !listing.lastCompleteAt().isValid();
    QStringList parts{shown < all ? Words::tr("Overrides: %1 of %2").arg(number(shown), number(all))
                                  : Words::tr("Overrides: %1").arg(number(all))};
    if (isCutOff && all > 0)
        parts.first() = Words::tr("%1 read, the rest failed").arg(parts.constFirst());
    if (servers > 1)
        parts.append(Words::tr("servers read: %1 of %2")
                         .arg(number(listing.serversDone() - failed), number(servers)));
    if (servers > 1 && failed > 0)
        parts.append(serversFailed(failed));
    if (listing.wasStopped())
        parts.append(Words::tr("stopped"));
    if (!listing.isRunning() && !listing.completeness().isComplete())
        parts.append(Words::tr("incomplete"));
    return parts.join(u" \u00B7 "_s);
}

QString subjectsWithoutLine(qsizetype shown)
{
    return Words::tr("Subjects without an override: %1").arg(number(shown));
}

QString gapText(const Completeness &completeness, qsizetype read)
{
    switch (completeness.gap) {
    case ListingGap::None:
    case ListingGap::NotRead: return {};
    case ListingGap::Failed:
        return Words::tr("%1 read, the rest failed. %2")
            .arg(number(read), whyFailed(*completeness.failure));
    case ListingGap::Stopped: return Words::tr("Reading was stopped, so the list is incomplete.");
    case ListingGap::Limit:
        return Words::tr("There are more entries than can be read. Only the first ones are shown.");
    case ListingGap::Capped:
        return Words::tr("The control plane returned the same page again instead of the next one, "
                         "so entries may be missing.");
    case ListingGap::Total:
        return Words::tr("The control plane counts %1 entries but returned %2.")
            .arg(number(completeness.total.value_or(0)), number(read));
    case ListingGap::Moved:
        return Words::tr("The list changed while it was read, so entries may be missing.");
    case ListingGap::NoId:
        return Words::tr("The list contains entries without a valid ID. They cannot be changed "
                         "here.");
    }
    return {};
}

QString gapText(const OverrideListing &listing)
{
    const Completeness completeness = listing.completeness();
    if (completeness.failure)
        return failedText(listing, *completeness.failure);
    return gapText(completeness, listing.rows().size());
}

Completeness completenessOfSubjects(const Directory &directory)
{
    const Completeness users = directory.usersState().completeness();
    return users.isComplete() ? directory.virtualAccountsState().completeness() : users;
}

QString subjectsGapText(const Directory &directory)
{
    const bool isOfUsers = !directory.usersState().completeness().isComplete();
    const QString line =
        isOfUsers ? listingLine(Listed::Users, directory.usersState())
                  : listingLine(Listed::VirtualAccounts, directory.virtualAccountsState());
    const ListingGap gap = completenessOfSubjects(directory).gap;
    return gap == ListingGap::None || gap == ListingGap::NotRead
               ? QString()
               : Words::tr("Subjects may be missing. %1 %2")
                     .arg(line, refreshFailure(isOfUsers ? directory.usersState()
                                                         : directory.virtualAccountsState()))
                     .trimmed();
}

QString serversGapText(const Directory &directory)
{
    const ListingState &servers = directory.serversState();
    return servers.gap == ListingGap::None || servers.gap == ListingGap::NotRead
               ? QString()
               : Words::tr("Overrides may be missing. %1 %2")
                     .arg(listingLine(Listed::Servers, servers), refreshFailure(servers))
                     .trimmed();
}

} // namespace mcpo
