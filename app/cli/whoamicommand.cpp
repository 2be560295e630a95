// SPDX-License-Identifier: Apache-2.0
#include "app/cli/whoamicommand.h"

namespace mcpo
{

void WhoamiCommand::run(const Account &account)
{
    askCaller(account, [this, account](const Caller &caller) {
        console().write(factsOf(account, caller), format());
        Q_EMIT finished(ExitCode::Done);
    });
}

} // namespace mcpo
