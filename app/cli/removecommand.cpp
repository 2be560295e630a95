// SPDX-License-Identifier: Apache-2.0
#include "app/cli/removecommand.h"

#include "app/cli/facts.h"
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

void RemoveCommand::run(const Account &account)
{
    askSubject(account, [this, account](const Caller &caller, const Subject &subject) {
        const QString serverId = arguments().value(OptionId::Server);
        sayDoubts(serverId, subject);
        m_removal.start(account, caller, serverId, subject);
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
