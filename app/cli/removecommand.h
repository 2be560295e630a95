// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/accountcommand.h"
#include "models/override/overridechange.h"

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
    bool hasSent() const override { return m_change.hasSent(); }

protected:
    bool changesSomething() const override { return true; }
    void run(const Account &account) override;

private:
    OverrideChange m_change;
};

} // namespace mcpo
