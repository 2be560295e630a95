// SPDX-License-Identifier: Apache-2.0
#include "app/cli/removecommand.h"

namespace mcpo
{

RemoveCommand::RemoveCommand(const Arguments &arguments, const Services &services)
    : AccountCommand(arguments, services)
    , m_change(services.controlPlane)
{
    connect(&m_change, &OverrideChange::finished, this,
            [this](const ChangeReport &report) { finishWith(report); });
}

QString RemoveCommand::wordsWhenStopped() const
{
    return hasSent() ? tr("Stopped. The result is unknown: the override may have been removed. "
                          "\"list\" shows it.")
                     : tr("Stopped. Nothing was sent.");
}

void RemoveCommand::run(const Account &account)
{
    askSubject(account, [this, account](const Caller &caller, const Subject &subject) {
        const QString serverId = arguments().value(OptionId::Server);
        sayDoubts(serverId, subject);
        m_change.start(account, caller, {ChangeRequest::Action::Remove, serverId, subject, {}},
                       {{}, arguments().has(OptionId::TakeOver)});
    });
}

} // namespace mcpo
