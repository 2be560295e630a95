// SPDX-License-Identifier: Apache-2.0
#include "app/cli/removecommand.h"

#include "app/cli/callerwords.h"
#include "app/cli/facts.h"
#include "app/cli/target.h"
#include "ui/words/idwords.h"
#include "ui/words/removalwords.h"

namespace mcpo
{

RemoveCommand::RemoveCommand(const Arguments &arguments, const Services &services)
    : AccountCommand(arguments, services)
    , m_removal(services.controlPlane)
{
    connect(&m_removal, &Removal::finished, this, &RemoveCommand::removed);
}

QString RemoveCommand::wordsWhenStopped() const
{
    return m_removal.isRunning() ? tr("Stopped. Nobody knows whether the override was removed: "
                                      "\"list\" tells.")
                                 : tr("Stopped. Nothing was sent.");
}

bool RemoveCommand::prepare(const ControlPlaneAddress &)
{
    const std::optional<Stop> problem = problemOfTarget(arguments());
    if (problem)
        finishWith(*problem);
    return !problem;
}

void RemoveCommand::run(const Account &account)
{
    askCaller(account, [this, account](const Caller &caller) {
        console().say(tr("On %1 as %2.").arg(account.address.displayName(), describe(caller)));
        const std::optional<Subject> subject = chosenSubject(caller);
        if (!subject)
            return;
        const QString serverId = arguments().value(OptionId::Server);
        if (const QString doubts = idDoubts(serverId, subject->id); !doubts.isEmpty())
            console().say(doubts);
        m_removal.start(account, caller, serverId, *subject);
    });
}

void RemoveCommand::removed(const RemovalReport &report)
{
    if (!report.isGone()) {
        finishWith(describeRemoval(report), exitCodeOf(std::get<Failure>(report.outcome)));
        return;
    }
    console().say(removedLine(report));
    console().write(factsOf(report.serverId, report.subject) +
                        factsOf(report.effectiveAuth.value_or(EffectiveAuth{})),
                    format());
    Q_EMIT finished(ExitCode::Done);
}

} // namespace mcpo
