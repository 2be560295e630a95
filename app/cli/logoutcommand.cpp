// SPDX-License-Identifier: Apache-2.0
#include "app/cli/logoutcommand.h"

#include "app/cli/accountcommand.h"
#include "models/session/profilestore.h"
#include "ui/words/keychainwords.h"
#include "ui/words/profilewords.h"

#include <algorithm>

namespace mcpo
{

void LogoutCommand::start()
{
    const std::variant<QList<Profile>, Stop> read = accountsToSignOut(arguments());
    if (const auto *stop = std::get_if<Stop>(&read))
        return finishWith(*stop);
    m_accounts = std::get<QList<Profile>>(read);
    if (m_accounts.isEmpty()) // done, for a script that only wants it to be so
        console().say(tr("No account is signed in, so nothing was removed."));
    removeNext();
}

QString LogoutCommand::wordsWhenStopped() const
{
    return tr("Stopped. The access token may still be in the keychain.");
}

void LogoutCommand::removeNext()
{
    if (m_accounts.isEmpty())
        return end();
    const Profile profile = m_accounts.takeFirst();
    auto wasRemoved = [this, profile](const VaultAnswer &answer) {
        if (answer.state == VaultState::Done)
            removed(profile);
        else
            finishWith(
                Stop{ExitCode::Keychain,
                     tr("%1 is still signed in. %2").arg(describe(profile), describe(answer))});
    };
    wait(vault().removeToken(
        profile.tokenKey(), [this] { keyringWaits(); }, std::move(wasRemoved)));
}

void LogoutCommand::removed(const Profile &profile)
{
    console().say(tr("Signed out: %1. The access token is no longer in the keychain.")
                      .arg(describe(profile)));
    QList<Profile> profiles = loadProfiles();
    const auto stored = std::ranges::find(profiles, profile.id, &Profile::id);
    if (stored != profiles.end()) {
        stored->isSignedIn = false;
        if (!saveProfile(*stored))
            return finishWith(Stop{ExitCode::Incomplete, tr("The settings could not be written.")});
    }
    removeNext();
}

void LogoutCommand::end()
{
    const QList<Profile> profiles = loadProfiles();
    for (const Profile &profile : profiles) {
        if (profile.isSignedIn)
            console().say(tr("Still signed in: %1.").arg(describe(profile)));
    }
    Q_EMIT finished(ExitCode::Done);
}

} // namespace mcpo
