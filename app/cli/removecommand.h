// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/changecommand.h"

namespace mcpo
{

/// Removes one override, and finds out whether it is gone where the answer leaves that open. It is
/// no failure that there was none: scripts may run twice.
class RemoveCommand : public ChangeCommand
{
    Q_OBJECT
public:
    using ChangeCommand::ChangeCommand;

protected:
    void run(const Account &account) override;

private:
    void remove(const Account &account, const Caller &caller, const Subject &subject);
};

} // namespace mcpo
