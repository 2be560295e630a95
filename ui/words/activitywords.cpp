// SPDX-License-Identifier: Apache-2.0
#include "ui/words/activitywords.h"

#include "ui/words/plaintext.h"

#include <QCoreApplication>
#include <QDir>
#include <QHash>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct ActivityWords {
    Q_DECLARE_TR_FUNCTIONS(ActivityWords)
};

} // namespace

QString activityActionText(ActivityEntry::Action action)
{
    switch (action) {
    case ActivityEntry::Action::Set: return ActivityWords::tr("Set");
    case ActivityEntry::Action::Remove: return ActivityWords::tr("Remove");
    }
    return {};
}

QString activityOutcomeText(const QString &outcome)
{
    const QHash<QString, QString> texts{
        {u"saved"_s, ActivityWords::tr("Saved")},
        {u"removed"_s, ActivityWords::tr("Removed")},
        {u"rejected"_s, ActivityWords::tr("Not accepted")},
        {u"unsupported"_s, ActivityWords::tr("Server does not support overrides")},
        {u"changed-meanwhile"_s, ActivityWords::tr("Changed in the meantime")},
        {u"sign-in-expired"_s, ActivityWords::tr("Sign-in expired")},
        {u"not-permitted"_s, ActivityWords::tr("Not permitted")},
        {u"not-found"_s, ActivityWords::tr("Not found")},
        {u"busy"_s, ActivityWords::tr("Control plane busy or failing")},
        {u"not-reached"_s, ActivityWords::tr("Not reached, nothing sent")},
        {u"insecure"_s, ActivityWords::tr("Connection not secure, nothing sent")},
        {u"ca-file"_s, ActivityWords::tr("CA file not valid, nothing sent")},
        {u"redirected"_s, ActivityWords::tr("Redirected, not followed")},
        {u"unknown"_s, ActivityWords::tr("No response, result unknown")},
        {u"unexpected"_s, ActivityWords::tr("Unexpected response")},
    };
    return texts.value(outcome, visibleLine(outcome, 40));
}

QString describe(const ActivityProblem &problem, const QString &path)
{
    const QString file = quoted(QDir::toNativeSeparators(path), 200);
    const QString reason = visibleLine(problem.reason);
    switch (problem.what) {
    case ActivityProblem::What::Write:
        return ActivityWords::tr(
                   "The activity could not be written to %1: %2. The change itself is "
                   "not affected. Check the permissions and the free space there.")
            .arg(file, reason);
    case ActivityProblem::What::Read:
        return ActivityWords::tr(
                   "The activity could not be read from %1: %2. Check the permissions "
                   "there.")
            .arg(file, reason);
    case ActivityProblem::What::Clear:
        return ActivityWords::tr("%1 could not be removed: %2. Check the permissions there, "
                                 "or remove it yourself.")
            .arg(file, reason);
    }
    return {};
}

} // namespace mcpo
