// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/requestdescription.h"
#include "net/sandbox/sandboxdirectory.h"
#include "net/sandbox/sandboxexchange.h"
#include "net/sandbox/sandboxstate.h"

namespace mcpo
{

/// Answers requests as the contract says (control-plane API), without any network.
///
/// What is wrong is told in this order: unknown path (404), wrong method (405), token (401), server
/// missing (404) or private (403), body (400), subject of somebody else (403), subject missing
/// (404), not what this server takes (400).
class SandboxRouter
{
public:
    /// Both must outlive the router.
    SandboxRouter(const SandboxDirectory &directory, SandboxState &state);

    SandboxReply answer(const SandboxRequest &request) const;

private:
    const SandboxDirectory &m_directory;
    SandboxState &m_state;
    const RequestDescription m_description = RequestDescription::builtIn();
};

} // namespace mcpo
