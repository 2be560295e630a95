// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "models/session/profile.h"

namespace mcpo
{

/// Removes the token of an account, or of all, from the keychain and says which ones are left.
class LogoutCommand : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() override;
    QString wordsWhenStopped() const override;

private:
    void removeNext();
    void removed(const Profile &profile);
    void end();

    QList<Profile> m_accounts; ///< that are still to be signed out
};

} // namespace mcpo
