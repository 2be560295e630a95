// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/accountcommand.h"

namespace mcpo
{

/// Tells how one subject is authenticated to a server now.
class StatusCommand : public AccountCommand
{
    Q_OBJECT
public:
    using AccountCommand::AccountCommand;

protected:
    void run(const Account &account) override;

private:
    void ask(const Account &account, const Subject &subject);
    void fail(const Failure &failure, const Context &context);
};

} // namespace mcpo
