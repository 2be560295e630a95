// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/accountcommand.h"

namespace mcpo
{

/// Lists the overrides of one server.
class ListCommand : public AccountCommand
{
    Q_OBJECT
public:
    using AccountCommand::AccountCommand;

protected:
    void run(const Account &account) override;

private:
    void show(const ListingEnd &end);

    QList<OverrideRow> m_overrides;
};

} // namespace mcpo
