// SPDX-License-Identifier: Apache-2.0
#include "ui/words/removalwords.h"

#include "models/job.h"
#include "ui/words/authwords.h"
#include "ui/words/failurewords.h"
#include "ui/words/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct RemovalWords {
    Q_DECLARE_TR_FUNCTIONS(RemovalWords)
};

/// One sentence: how the subject is authenticated afterwards.
QString afterwards(const RemovalQuestion &question)
{
    using Kind = ServerAuth::Kind;
    const QString subject = quoted(question.subject);
    if (question.auth.isIndividual) {
        return RemovalWords::tr("%1 cannot use this server then, until an override is set again.")
            .arg(subject);
    }
    switch (question.auth.kind) {
    case Kind::OAuth2:
        return RemovalWords::tr("Then the subject's own OAuth consent counts again; where there is "
                                "none, it has to be given first.");
    case Kind::Header:
    case Kind::Env:
        return RemovalWords::tr("Then the server's own credentials are used for %1.").arg(subject);
    case Kind::None:
    case Kind::Passthrough:
    case Kind::Unknown: break;
    }
    return RemovalWords::tr("Then the server's own credentials are used for %1, or %1 cannot use "
                            "this server: nothing tells which.")
        .arg(subject);
}

Explanation describeNotPermitted(const NotPermitted &failure, const RemovalReport &report)
{
    const QString server = quoted(report.serverId);
    if (report.forCaller) {
        return {RemovalWords::tr("Not permitted"),
                RemovalWords::tr("Your account may not remove your override on %1. Ask one of its "
                                 "managers.")
                    .arg(server),
                detailsOf(failure.reply),
                {}};
    }
    return {RemovalWords::tr("Only for managers"),
            RemovalWords::tr("Removing the override of %1 needs the manager role on %2. You can "
                             "remove your own.")
                .arg(quoted(report.subject.id), server),
            detailsOf(failure.reply),
            {Remedy::SwitchAccount}};
}

Explanation describeNotFound(const NotFound &failure, const RemovalReport &report)
{
    if (failure.missing == NotFound::Missing::Server) {
        return {RemovalWords::tr("Server not found"),
                RemovalWords::tr("There is no MCP server with the id %1 any more.")
                    .arg(quoted(report.serverId)),
                detailsOf(failure.reply),
                {Remedy::Refresh}};
    }
    if (report.reread == Reread::Older || report.reread == Reread::SetMeanwhile) {
        return {RemovalWords::tr("Override not removed"),
                RemovalWords::tr("The control plane did not find it, but its list still has an "
                                 "override of %1 on %2. Refresh the list, then try again.")
                    .arg(quoted(report.subject.id), quoted(report.serverId)),
                detailsOf(failure.reply),
                {Remedy::TryAgain, Remedy::Refresh}};
    }
    return {RemovalWords::tr("Server or subject not found"),
            RemovalWords::tr("The control plane knows no MCP server with the id %1, or no subject "
                             "%2, or there is no override. The list could not be read to find out.")
                .arg(quoted(report.serverId), quoted(report.subject.id)),
            detailsOf(failure.reply),
            {Remedy::Refresh}};
}

QString standsSentence(Reread reread)
{
    switch (reread) {
    case Reread::NotDone:
    case Reread::NotThere: return {}; // there is nothing to explain then
    case Reread::Failed:
        return RemovalWords::tr(
            "The list of overrides does not tell either. Trying again is safe.");
    case Reread::Older:
        return RemovalWords::tr("The list was read again: the override still stands. Try again.");
    case Reread::SetMeanwhile:
        return RemovalWords::tr("The list was read again: an override was set just now, so look at "
                                "it before you try again.");
    }
    return {};
}

Explanation describeNoAnswer(const NoAnswer &failure, const RemovalReport &report)
{
    return {RemovalWords::tr("Unknown whether it was removed"),
            RemovalWords::tr("%1 %2")
                .arg(noAnswerSentence(failure), standsSentence(report.reread))
                .trimmed(),
            {},
            {Remedy::TryAgain}};
}

} // namespace

Explanation describeRemoval(const RemovalQuestion &question)
{
    const QString title = RemovalWords::tr("Remove the override of %1 on %2?")
                              .arg(quoted(question.subject), quoted(question.server));
    const QString doubts = question.doubts.isEmpty() ? QString() : u"\n\n"_s + question.doubts;
    return {title,
            afterwards(question) + u' ' +
                RemovalWords::tr("The removed value cannot be recovered.") + doubts,
            {},
            {Remedy::RemoveOverride},
            Explanation::Dismissal::Cancel};
}

Explanation describeRemoval(const RemovalReport &report)
{
    const auto *failure = std::get_if<Failure>(&report.outcome);
    if (!failure)
        return {};
    if (const auto *one = std::get_if<NotPermitted>(failure))
        return describeNotPermitted(*one, report);
    if (const auto *one = std::get_if<NotFound>(failure))
        return describeNotFound(*one, report);
    if (const auto *one = std::get_if<NoAnswer>(failure))
        return describeNoAnswer(*one, report);
    return describe(*failure,
                    {report.serverId, report.subject.id, report.forCaller, report.reread});
}

QString removedLine(const RemovalReport &report)
{
    const QString time = QLocale().toString(report.finishedAt.time(), QLocale::ShortFormat);
    const QString subject = visibleLine(report.subject.id, 80);
    const auto *failure = std::get_if<Failure>(&report.outcome);
    if (failure && std::holds_alternative<NotFound>(*failure))
        return RemovalWords::tr("There was no override any more \u00B7 %1.").arg(subject);
    if (!report.effectiveAuth)
        return RemovalWords::tr("Removed %1 \u00B7 %2.").arg(time, subject);
    return RemovalWords::tr("Removed %1 \u00B7 %2: %3.")
        .arg(time, subject, effectiveAuthNow(*report.effectiveAuth));
}

} // namespace mcpo
