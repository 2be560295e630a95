// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/command.h"
#include "models/session/session.h"

namespace mcpo
{

/// Takes a token, finds out whose it is, keeps it in the keychain and remembers the account.
class LoginCommand : public Command
{
    Q_OBJECT
public:
    LoginCommand(const Arguments &arguments, const Services &services);
    void start() override;

private:
    void signedIn();

    Session m_session;
};

} // namespace mcpo
