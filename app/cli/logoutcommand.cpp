// SPDX-License-Identifier: Apache-2.0
#include "app/cli/logoutcommand.h"

#include "app/cli/accountcommand.h"
#include "models/session/rememberedaccount.h"
#include "ui/words/fieldwords.h"

namespace mcpo
{

void LogoutCommand::start()
{
    const std::variant<ControlPlaneAddress, Stop> chosen = chosenControlPlane(arguments());
    if (const auto *stop = std::get_if<Stop>(&chosen))
        return finishWith(*stop);
    const auto &address = std::get<ControlPlaneAddress>(chosen);

    const std::optional<RememberedAccount> remembered = loadRememberedAccount(address);
    if (!remembered) {
        // Done, for a script that only wants it to be so.
        return finishWith(
            Stop{ExitCode::Done, tr("Nobody is signed in to %1.").arg(address.displayName())});
    }
    const TokenKey key{address, remembered->accountId};
    wait(vault().removeToken(key, [this, address](const VaultAnswer &answer) {
        if (answer.state == VaultState::Done)
            removed(address);
        else
            finishWith(Stop{ExitCode::Keychain, describe(answer)});
    }));
}

void LogoutCommand::removed(const ControlPlaneAddress &address)
{
    console().say(tr("Signed out of %1. The access token is no longer in the keychain.")
                      .arg(address.displayName()));
    if (forgetRememberedAccount(address))
        Q_EMIT finished(ExitCode::Done);
    else
        finishWith(Stop{ExitCode::Incomplete, tr("The settings could not be written.")});
}

} // namespace mcpo
