// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/accountcommand.h"

namespace mcpo
{

/// Tells whose token is in use, and where.
class WhoamiCommand : public AccountCommand
{
    Q_OBJECT
public:
    using AccountCommand::AccountCommand;

protected:
    /// Lists the managed settings, signed in or not.
    std::optional<Stop> check(const ChosenAccount &chosen) override;
    void run(const Account &account) override;
};

} // namespace mcpo
