// SPDX-License-Identifier: Apache-2.0
#include "ui/words/outcomewords.h"

#include "models/job.h"
#include "ui/words/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct OutcomeWords {
    Q_DECLARE_TR_FUNCTIONS(OutcomeWords)
};

Explanation describeRejected(const BodyRejected &failure)
{
    if (failure.pointers.isEmpty()) {
        return {OutcomeWords::tr("Override not accepted"),
                OutcomeWords::tr("The control plane did not accept the request. The details hold "
                                 "its words."),
                detailsOf(failure.reply),
                {Remedy::ReviewFields}};
    }
    return {OutcomeWords::tr("Override not accepted"),
            OutcomeWords::tr("The control plane found problems in the marked fields."),
            detailsOf(failure.reply),
            {Remedy::ReviewFields}};
}

Explanation describeChange(const ChangedMeanwhile &change, const Context &context)
{
    return {
        OutcomeWords::tr("Changed meanwhile"),
        OutcomeWords::tr("The override of %1 on %2 was %3, which this form did not show. Nothing "
                         "was sent. If you replace it, its value cannot be recovered.")
            .arg(quoted(context.subjectId), quoted(context.serverId), setByWords(change.row, {})),
        {},
        {Remedy::ReplaceAnyway},
        Explanation::Dismissal::Cancel};
}

} // namespace

Explanation describe(const SubmitOutcome &outcome, const Context &context)
{
    return std::visit(
        Overloaded{
            [](const Saved &) { return Explanation{}; },
            [](const BodyRejected &one) { return describeRejected(one); },
            [&context](const OverridesUnsupported &one) -> Explanation {
                return {OutcomeWords::tr("This server takes no overrides"),
                        OutcomeWords::tr("%1 is configured without per-subject overrides of this "
                                         "kind. Ask its manager, or choose another server.")
                            .arg(quoted(context.serverId)),
                        detailsOf(one.reply),
                        {Remedy::ChooseServer}};
            },
            [&context](const ChangedMeanwhile &one) { return describeChange(one, context); },
            [&context](const Failure &one) { return describe(one, context); },
        },
        outcome);
}

QString savedLine(const SubmitReport &report)
{
    const QString time = QLocale().toString(report.finishedAt.time(), QLocale::ShortFormat);
    const QString subject = visibleLine(report.subject.id, 80);
    if (!report.effectiveAuth)
        return OutcomeWords::tr("Saved %1 \u00B7 %2.").arg(time, subject);
    return OutcomeWords::tr("Saved %1 \u00B7 %2: %3.")
        .arg(time, subject, effectiveAuthLine(*report.effectiveAuth));
}

} // namespace mcpo
