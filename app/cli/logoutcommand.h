// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "models/session/profile.h"

namespace mcpo
{

/// Removes the token of an account from the keychain and forgets the account.
class LogoutCommand : public Command
{
    Q_OBJECT
public:
    using Command::Command;
    void start() override;
    QString wordsWhenStopped() const override;

private:
    void removed(Profile profile);
};

} // namespace mcpo
