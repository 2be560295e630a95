// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/accountcommand.h"
#include "models/override/removal.h"

namespace mcpo
{

/// Removes one override, and finds out whether it is gone where the answer leaves that open. It is
/// no failure that there was none: scripts may run twice.
class RemoveCommand : public AccountCommand
{
    Q_OBJECT
public:
    RemoveCommand(const Arguments &arguments, const Services &services);
    QString wordsWhenStopped() const override;

protected:
    void run(const Account &account) override;

private:
    void removed(const RemovalReport &report);

    Removal m_removal;
};

} // namespace mcpo
