// SPDX-License-Identifier: Apache-2.0
#include "ui/words/changewords.h"

#include "models/job.h"
#include "ui/words/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct ChangeWords {
    Q_DECLARE_TR_FUNCTIONS(ChangeWords)
};

QString serverOf(const ChangeReport &report) { return quoted(report.request.serverId); }
QString subjectOf(const ChangeReport &report) { return quoted(report.request.subject.id); }

/// One sentence: how the subject is authenticated after a removal.
QString afterwards(const RemovalQuestion &question)
{
    using Kind = ServerAuth::Kind;
    const QString subject = quoted(question.subject);
    if (question.auth.isIndividual) {
        return ChangeWords::tr("Then %1 cannot use this server until an override is set again.")
            .arg(subject);
    }
    switch (question.auth.kind) {
    case Kind::OAuth2:
        return ChangeWords::tr(
            "Then the subject's own OAuth consent is used again. Without one, the "
            "subject has to give it first.");
    case Kind::Header:
    case Kind::Env:
        return ChangeWords::tr("Then the server's own credentials are used for %1.").arg(subject);
    case Kind::None:
    case Kind::Passthrough:
    case Kind::Unknown: break;
    }
    return ChangeWords::tr("Then either the server's own credentials are used for %1, or %1 cannot "
                           "use this server. Which of the two is unknown.")
        .arg(subject);
}

Explanation describeRejected(const BodyRejected &failure)
{
    if (failure.pointers.isEmpty()) {
        return {
            ChangeWords::tr("Override not accepted"),
            ChangeWords::tr("The control plane did not accept the request. Its reason is in the "
                            "details."),
            detailsOf(failure.reply),
            {Remedy::ReviewFields}};
    }
    return {ChangeWords::tr("Override not accepted"),
            ChangeWords::tr("The control plane found problems in the marked fields."),
            detailsOf(failure.reply),
            {Remedy::ReviewFields}};
}

Explanation describeChanged(const ChangedMeanwhile &change, const ChangeReport &report)
{
    const QString set = ChangeWords::tr("The override of %1 on %2 was %3.")
                            .arg(subjectOf(report), serverOf(report), setByWords(change.row, {}));
    const QString sent = change.wasSent
                             ? ChangeWords::tr("An earlier attempt may have been carried out and "
                                               "replaced. It was not tried again.")
                             : ChangeWords::tr("Nothing was changed.");
    const QString lost = report.request.isRemoval()
                             ? ChangeWords::tr("If you remove it, its value cannot be recovered.")
                             : ChangeWords::tr("If you replace it, its value cannot be recovered.");
    return {ChangeWords::tr("Changed meanwhile"),
            ChangeWords::tr("%1 %2 %3").arg(set, sent, lost),
            {},
            {report.request.isRemoval() ? Remedy::RemoveOverride : Remedy::ReplaceAnyway},
            Explanation::Dismissal::Cancel};
}

Explanation describeUnsupported(const OverridesUnsupported &failure, const ChangeReport &report)
{
    return {ChangeWords::tr("Overrides not supported"),
            ChangeWords::tr("%1 is configured without per-subject overrides of this kind. Ask its "
                            "manager, or choose another server.")
                .arg(serverOf(report)),
            detailsOf(failure.reply),
            {Remedy::ChooseServer}};
}

QString verificationOfSetting(const ChangeReport &report)
{
    switch (report.verification) {
    case Verification::NotDone:
    case Verification::SetByCaller: return {}; // there is nothing to explain then
    case Verification::Failed:
        return ChangeWords::tr("The list of overrides could not be read either, so the result is "
                               "unknown. Setting the same override again is safe.");
    case Verification::Undecided:
        return ChangeWords::tr("The list has an override for this subject, but does not say "
                               "whether it is this one. The result is unknown.");
    case Verification::NotThere:
        return ChangeWords::tr("A check of the list found no override for this subject.");
    case Verification::Unchanged:
        return ChangeWords::tr("A check of the list found the earlier override, unchanged.");
    case Verification::SetByOther:
        return ChangeWords::tr("A check of the list found a newer override, %1. It may have "
                               "replaced yours.")
            .arg(report.row ? setByWords(*report.row, {}) : QString());
    }
    return {};
}

QString verificationOfRemoval(const ChangeReport &report)
{
    switch (report.verification) {
    case Verification::NotDone:
    case Verification::NotThere: return {}; // there is nothing to explain then
    case Verification::Failed:
        return ChangeWords::tr("The list of overrides could not be read either, so the result is "
                               "unknown.");
    case Verification::Undecided:
        return ChangeWords::tr("The list has an override for this subject, but does not say "
                               "whether it is the same one. The result is unknown.");
    case Verification::Unchanged:
        return ChangeWords::tr("A check of the list found the override, unchanged.");
    case Verification::SetByCaller:
    case Verification::SetByOther:
        return ChangeWords::tr("A check of the list found a newer override, %1. Look at it before "
                               "you remove it.")
            .arg(report.row ? setByWords(*report.row, {}) : QString());
    }
    return {};
}

/// What happened to the request, of a failure after which the change may have been made.
QString whatHappened(const Failure &failure)
{
    if (const auto *noAnswer = std::get_if<NoAnswer>(&failure))
        return noAnswerSentence(*noAnswer);
    return describe(failure, {}).text;
}

ServerReply replyIn(const Failure &failure)
{
    return std::visit(
        [](const auto &one) {
            if constexpr (requires { one.reply; })
                return one.reply;
            else
                return ServerReply{};
        },
        failure);
}

Explanation describeOpenEnd(const Failure &failure, const ChangeReport &report)
{
    const bool isRemoval = report.request.isRemoval();
    const QString found = isRemoval ? verificationOfRemoval(report) : verificationOfSetting(report);
    const QString notDone =
        isRemoval ? ChangeWords::tr("Override not removed") : ChangeWords::tr("Override not set");
    const bool isAnswered = !std::holds_alternative<NoAnswer>(failure);
    const QString title = report.isUnknown() ? ChangeWords::tr("The result is unknown")
                          : isAnswered       ? describe(failure, {}).title
                                             : notDone;
    return {title,
            ChangeWords::tr("%1 %2").arg(whatHappened(failure), found).trimmed(),
            detailsOf(replyIn(failure)),
            {Remedy::TryAgain}};
}

Explanation describeNoRemoval(const NotPermitted &failure, const ChangeReport &report)
{
    if (report.forCaller) {
        return {ChangeWords::tr("Not permitted"),
                ChangeWords::tr("Your account may not remove your override on %1. Ask one of its "
                                "managers.")
                    .arg(serverOf(report)),
                detailsOf(failure.reply),
                {}};
    }
    return {ChangeWords::tr("Manager role required"),
            ChangeWords::tr("To remove the override of %1 you need the Manager role on %2. You can "
                            "still remove your own override.")
                .arg(subjectOf(report), serverOf(report)),
            detailsOf(failure.reply),
            {Remedy::SwitchAccount}};
}

Context contextOf(const ChangeReport &report)
{
    return {report.request.serverId, report.request.subject.id, report.forCaller};
}

Explanation describeNoRemoval(const NotFound &failure, const ChangeReport &report)
{
    using Missing = NotFound::Missing;
    if (failure.missing == Missing::Server || failure.missing == Missing::ControlPlane)
        return describe(Failure(failure), contextOf(report));
    if (failure.missing == Missing::OverridesCall) {
        return {ChangeWords::tr("Override not removed"),
                ChangeWords::tr("The MCP server with the ID %1 exists, but the control plane did "
                                "not find the override of %2, and it does not list overrides. "
                                "There may be no override, or the control plane may be too old.")
                    .arg(serverOf(report), subjectOf(report)),
                detailsOf(failure.reply),
                {}};
    }
    if (report.verification != Verification::Failed) {
        return {ChangeWords::tr("Override not removed"),
                ChangeWords::tr("The control plane answered that there is no such override, but "
                                "its list still has an override of %1 on %2. Refresh the list, "
                                "then try again.")
                    .arg(subjectOf(report), serverOf(report)),
                detailsOf(failure.reply),
                {Remedy::TryAgain, Remedy::Refresh}};
    }
    return {ChangeWords::tr("Server or subject not found"),
            ChangeWords::tr("The MCP server with the ID %1, the subject %2 or the override does "
                            "not exist. The list could not be read to find out which.")
                .arg(serverOf(report), subjectOf(report)),
            detailsOf(failure.reply),
            {Remedy::Refresh}};
}

Explanation describeFailure(const Failure &failure, const ChangeReport &report)
{
    if (mayHaveBeenDone(failure))
        return describeOpenEnd(failure, report);
    if (report.request.isRemoval()) {
        if (const auto *one = std::get_if<NotPermitted>(&failure))
            return describeNoRemoval(*one, report);
        if (const auto *one = std::get_if<NotFound>(&failure))
            return describeNoRemoval(*one, report);
    }
    return describe(failure, contextOf(report));
}

} // namespace

Explanation describe(const RemovalQuestion &question)
{
    const QString title = ChangeWords::tr("Remove the override of %1 on %2?")
                              .arg(quoted(question.subject), quoted(question.server));
    QStringList paragraphs{question.place,
                           afterwards(question) + u' ' +
                               ChangeWords::tr("The removed value cannot be recovered."),
                           question.doubts};
    paragraphs.removeAll(QString());
    return {title,
            paragraphs.join(u"\n\n"_s),
            {},
            {Remedy::RemoveOverride},
            Explanation::Dismissal::Cancel};
}

Explanation leaveQuestion(const ChangeRequest &request)
{
    return {
        request.isRemoval() ? ChangeWords::tr("An override is being removed")
                            : ChangeWords::tr("An override is being set"),
        ChangeWords::tr("The change for %1 on %2 was sent, but no response has come yet. If you "
                        "wait, this continues after the response. If you do not wait, the "
                        "result is unknown, and the activity log records that.")
            .arg(quoted(request.subject.id), quoted(request.serverId)),
        {},
        {Remedy::LeaveNow},
        Explanation::Dismissal::Cancel};
}

Explanation describe(const ChangeReport &report)
{
    if (report.isDone())
        return {};
    return std::visit(
        Overloaded{
            [](const Saved &) { return Explanation{}; },
            [](const Removed &) { return Explanation{}; },
            [](const BodyRejected &one) { return describeRejected(one); },
            [&report](const OverridesUnsupported &one) { return describeUnsupported(one, report); },
            [&report](const ChangedMeanwhile &one) { return describeChanged(one, report); },
            [&report](const Failure &one) { return describeFailure(one, report); },
        },
        report.outcome);
}

QString doneLine(const ChangeReport &report)
{
    const QString time = QLocale().toString(report.finishedAt.time(), QLocale::ShortFormat);
    const QString subject = visibleLine(report.request.subject.id, 80);
    const auto *failure = std::get_if<Failure>(&report.outcome);
    const bool isVerified = failure != nullptr && !std::holds_alternative<NotFound>(*failure);
    if (isVerified && !report.request.isRemoval()) {
        return ChangeWords::tr(
                   "Saved %1 \u00B7 %2. There was no clear response, but a check of the "
                   "list found the override.")
            .arg(time, subject);
    }
    if (failure && !isVerified)
        return ChangeWords::tr("There was no override to remove \u00B7 %1.").arg(subject);
    if (report.request.isRemoval()) {
        if (!report.effectiveAuth)
            return ChangeWords::tr("Removed %1 \u00B7 %2.").arg(time, subject);
        return ChangeWords::tr("Removed %1 \u00B7 %2: %3.")
            .arg(time, subject, effectiveAuthNow(*report.effectiveAuth));
    }
    if (!report.effectiveAuth)
        return ChangeWords::tr("Saved %1 \u00B7 %2.").arg(time, subject);
    return ChangeWords::tr("Saved %1 \u00B7 %2: %3.")
        .arg(time, subject, effectiveAuthLine(*report.effectiveAuth));
}

QString previewLine(ChangeEffect effect, const ChangeRequest &request)
{
    const QString subject = quoted(request.subject.id);
    const QString server = quoted(request.serverId);
    switch (effect) {
    case ChangeEffect::Created:
        return ChangeWords::tr("Dry run: this would set a new override of %1 on %2. Nothing was "
                               "changed.")
            .arg(subject, server);
    case ChangeEffect::Replaced:
        return ChangeWords::tr("Dry run: this would replace the override of %1 on %2. Nothing was "
                               "changed.")
            .arg(subject, server);
    case ChangeEffect::Removed:
        return ChangeWords::tr("Dry run: this would remove the override of %1 on %2. Nothing was "
                               "changed.")
            .arg(subject, server);
    case ChangeEffect::None:
        return ChangeWords::tr("Dry run: %1 has no override on %2, so there is nothing to remove.")
            .arg(subject, server);
    case ChangeEffect::Unknown: break;
    }
    return ChangeWords::tr("Dry run: nothing was changed.");
}

} // namespace mcpo
