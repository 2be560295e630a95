// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/requestdescription.h"
#include "net/sandbox/sandboxdirectory.h"
#include "net/sandbox/sandboxexchange.h"
#include "net/sandbox/sandboxstate.h"

namespace mcpo
{

/// Everything that answering one call needs.
struct SandboxCall {
    const SandboxRequest &request;
    const SandboxDirectory &directory;
    SandboxState &state;
    const RequestDescription &description;
    const SandboxCaller *caller = nullptr; ///< null in the session call alone, for a bad token
    const SandboxServer *server =
        nullptr; ///< the one that the path names; null where it names none
};

// The calls of the control-plane API, sections 1 and 2. The router has checked the token, that the
// server exists and that the caller may use it.
SandboxReply replySession(const SandboxCall &call);
SandboxReply replyPermissions(const SandboxCall &call);
SandboxReply replyServers(const SandboxCall &call);
SandboxReply replyServer(const SandboxCall &call);
SandboxReply replyUsers(const SandboxCall &call);
SandboxReply replyVirtualAccounts(const SandboxCall &call);
SandboxReply replyOverrides(const SandboxCall &call);
SandboxReply replySetOverride(const SandboxCall &call);
SandboxReply replyRemoveOverride(const SandboxCall &call);
SandboxReply replyStatus(const SandboxCall &call);

} // namespace mcpo
