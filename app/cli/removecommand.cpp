// SPDX-License-Identifier: Apache-2.0
#include "app/cli/removecommand.h"

namespace mcpo
{

void RemoveCommand::run(const Account &account)
{
    askSubject(account, [this, account](const Caller &caller, const Subject &subject) {
        if (!arguments().has(OptionId::DryRun))
            return remove(account, caller, subject);
        readServer(account, arguments().value(OptionId::Server),
                   [this, account, caller, subject](const std::optional<ServerEntry> &) {
                       remove(account, caller, subject);
                   });
    });
}

void RemoveCommand::remove(const Account &account, const Caller &caller, const Subject &subject)
{
    const QString serverId = arguments().value(OptionId::Server);
    change(account, caller, {ChangeRequest::Action::Remove, serverId, subject, {}},
           removalRequest(account.address, serverId, subject));
}

} // namespace mcpo
