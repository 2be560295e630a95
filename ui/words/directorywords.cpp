// SPDX-License-Identifier: Apache-2.0
#include "ui/words/directorywords.h"

#include "ui/words/fieldwords.h"
#include "ui/words/listingwords.h"
#include "ui/words/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DirectoryWords)
};

QString number(qint64 value) { return QLocale().toString(value); }

/// A name with a number behind it needs no plural forms.
QString countText(Listed what, const QString &count)
{
    switch (what) {
    case Listed::Servers: return Words::tr("Servers: %1").arg(count);
    case Listed::Users: return Words::tr("Users: %1").arg(count);
    case Listed::VirtualAccounts: return Words::tr("Virtual accounts: %1").arg(count);
    }
    return {};
}

QString failedText(Listed what, const Failure &failure)
{
    const bool isRefused = std::holds_alternative<NotPermitted>(failure);
    switch (what) {
    case Listed::Servers:
        return isRefused ? Words::tr("You may not list servers. Type an ID.")
                         : Words::tr("The servers could not be listed. Type an ID.");
    case Listed::Users:
        return isRefused ? Words::tr("You may not list users. Type an ID.")
                         : Words::tr("The users could not be listed. Type an ID.");
    case Listed::VirtualAccounts:
        return isRefused ? Words::tr("You may not list virtual accounts. Type an ID.")
                         : Words::tr("The virtual accounts could not be listed. Type an ID.");
    }
    return {};
}

} // namespace

QString markOf(const ServerEntry &server)
{
    return server.takesOverrides ? QString() : Words::tr("takes no overrides");
}

QString markOf(const SubjectEntry &subject)
{
    switch (subject.state) {
    case SubjectEntry::State::Active: return {};
    case SubjectEntry::State::Inactive: return Words::tr("inactive");
    case SubjectEntry::State::Expired: return Words::tr("expired");
    }
    return {};
}

QString listingLine(Listed what, const ListingState &state)
{
    using Phase = ListingState::Phase;
    const QString count = number(state.count);
    switch (state.phase) {
    case Phase::NotAsked: return {};
    case Phase::Loading:
        if (state.total && *state.total > state.count)
            return countText(what, Words::tr("%1 of %2\u2026").arg(count, number(*state.total)));
        return countText(what, Words::tr("%1\u2026").arg(count));
    case Phase::Complete: return countText(what, count);
    case Phase::Incomplete:
        return Words::tr("%1. %2").arg(countText(what, Words::tr("%1, incomplete").arg(count)),
                                       gapText(state.completeness(), state.count));
    case Phase::Failed:
        if (state.readAt.isValid())
            return countText(
                what, Words::tr("%1, last read at %2.").arg(count, readingTime(state.readAt)));
        if (state.count > 0)
            return countText(
                what, Words::tr("%1 read, the rest failed. Type the IDs of others.").arg(count));
        return failedText(what, *state.failure);
    }
    return {};
}

QString refreshFailure(const ListingState &state)
{
    const bool isOld = state.phase == ListingState::Phase::Failed && state.readAt.isValid();
    return isOld ? Words::tr("Could not refresh: %1").arg(whyFailed(*state.failure)) : QString();
}

QString timeText(const QDateTime &time)
{
    if (!time.isValid())
        return Words::tr("unknown");
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

QString credentialTypeText(const QString &type, const RequestDescription &description)
{
    if (const CredentialType *known = description.credentialType(type))
        return credentialTypeLabel(*known);
    return type.isEmpty() ? Words::tr("unknown") : visibleLine(type, 60);
}

QString setterText(const OverrideRow &row, const Directory &directory)
{
    if (!row.updatedByName.isEmpty())
        return visibleLine(row.updatedByName, 80);
    if (row.updatedBy.id.isEmpty())
        return Words::tr("unknown");
    return visibleLine(directory.subjectLabel(row.updatedBy), 80);
}

} // namespace mcpo
