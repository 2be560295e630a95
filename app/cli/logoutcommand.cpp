// SPDX-License-Identifier: Apache-2.0
#include "app/cli/logoutcommand.h"

#include "app/cli/accountcommand.h"
#include "models/session/profilestore.h"
#include "ui/words/keychainwords.h"

namespace mcpo
{

void LogoutCommand::start()
{
    const std::variant<ChosenAccount, Stop> read = chosenAccount(arguments());
    if (const auto *stop = std::get_if<Stop>(&read))
        return finishWith(*stop);
    const auto &chosen = std::get<ChosenAccount>(read);
    if (!chosen.signedIn) {
        // Done, for a script that only wants it to be so.
        return finishWith(Stop{ExitCode::Done,
                               tr("Nobody is signed in to %1.").arg(chosen.address.displayName())});
    }
    const Profile &profile = *chosen.signedIn;
    auto wasRemoved = [this, profile](const VaultAnswer &answer) {
        if (answer.state == VaultState::Done)
            removed(profile);
        else
            finishWith(Stop{ExitCode::Keychain, describe(answer)});
    };
    wait(vault().removeToken(
        profile.tokenKey(), [this] { sayThatKeyringWaits(); }, std::move(wasRemoved)));
}

QString LogoutCommand::wordsWhenStopped() const
{
    return tr("Stopped. The access token may still be in the keychain.");
}

void LogoutCommand::removed(Profile profile)
{
    console().say(tr("Signed out of %1. The access token is no longer in the keychain.")
                      .arg(profile.address.displayName()));
    profile.isSignedIn = false;
    if (saveProfile(profile))
        Q_EMIT finished(ExitCode::Done);
    else
        finishWith(Stop{ExitCode::Incomplete, tr("The settings could not be written.")});
}

} // namespace mcpo
