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

struct DirectoryWords {
    Q_DECLARE_TR_FUNCTIONS(DirectoryWords)
};

QString number(qint64 value) { return QLocale().toString(value); }

/// A label with a number after it needs no plural forms.
QString countText(Listed what, const QString &count)
{
    switch (what) {
    case Listed::Servers: return DirectoryWords::tr("Servers: %1").arg(count);
    case Listed::Users: return DirectoryWords::tr("Users: %1").arg(count);
    case Listed::VirtualAccounts: return DirectoryWords::tr("Virtual accounts: %1").arg(count);
    }
    return {};
}

QString failedText(Listed what, const Failure &failure)
{
    const bool isRefused = std::holds_alternative<NotPermitted>(failure);
    switch (what) {
    case Listed::Servers:
        return isRefused ? DirectoryWords::tr("You may not list servers. Enter an ID.")
                         : DirectoryWords::tr("Servers could not be listed. Enter an ID.");
    case Listed::Users:
        return isRefused ? DirectoryWords::tr("You may not list users. Enter an ID.")
                         : DirectoryWords::tr("Users could not be listed. Enter an ID.");
    case Listed::VirtualAccounts:
        return isRefused ? DirectoryWords::tr("You may not list virtual accounts. Enter an ID.")
                         : DirectoryWords::tr("Virtual accounts could not be listed. Enter an ID.");
    }
    return {};
}

} // namespace

QString markOf(const ServerEntry &server)
{
    return server.takesOverrides ? QString() : DirectoryWords::tr("does not support overrides");
}

QString markOf(const SubjectEntry &subject)
{
    switch (subject.state) {
    case SubjectEntry::State::Active: return {};
    case SubjectEntry::State::Inactive: return DirectoryWords::tr("inactive");
    case SubjectEntry::State::Expired: return DirectoryWords::tr("expired");
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
            return countText(what,
                             DirectoryWords::tr("%1 of %2\u2026").arg(count, number(*state.total)));
        return countText(what, DirectoryWords::tr("%1\u2026").arg(count));
    case Phase::Complete: return countText(what, count);
    case Phase::Incomplete:
        return DirectoryWords::tr("%1. %2").arg(
            countText(what, DirectoryWords::tr("%1, incomplete").arg(count)),
            gapText(state.completeness(), state.count));
    case Phase::Failed:
        if (state.readAt.isValid())
            return countText(
                what,
                DirectoryWords::tr("%1, last read at %2.").arg(count, readingTime(state.readAt)));
        if (state.count > 0)
            return countText(
                what, DirectoryWords::tr("%1 loaded, the others failed. Enter the IDs of others.")
                          .arg(count));
        return failedText(what, *state.failure);
    }
    return {};
}

QString refreshFailure(const ListingState &state)
{
    const bool isOld = state.phase == ListingState::Phase::Failed && state.readAt.isValid();
    return isOld ? DirectoryWords::tr("Could not refresh: %1").arg(whyFailed(*state.failure))
                 : QString();
}

QString timeText(const QDateTime &time)
{
    if (!time.isValid())
        return DirectoryWords::tr("unknown");
    return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
}

QString credentialTypeText(const QString &type, const RequestDescription &description)
{
    if (const CredentialType *known = description.credentialType(type))
        return credentialTypeLabel(*known);
    return type.isEmpty() ? DirectoryWords::tr("unknown") : visibleLine(type, 60);
}

QString setterText(const OverrideRow &row, const Directory &directory)
{
    if (!row.updatedByName.isEmpty())
        return visibleLine(row.updatedByName, 80);
    if (row.updatedBy.id.isEmpty())
        return DirectoryWords::tr("unknown");
    return visibleLine(directory.subjectLabel(row.updatedBy), 80);
}

} // namespace mcpo
