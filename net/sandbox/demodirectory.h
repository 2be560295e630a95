// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/sandboxdirectory.h"
#include "net/sandbox/sandboxsize.h"
#include "net/sandbox/sandboxstate.h"

namespace mcpo
{

/// What the sandbox holds: a server of every auth kind of the control-plane API, section 2.
SandboxDirectory demoDirectory(const SandboxSize &size = {});

/// The admin has given consent to notion-workspace in a browser.
void grantDemoConsents(SandboxState &state);

/// The overrides of @p size, set by admin@example.com. For a state that writes no file.
void addDemoOverrides(SandboxState &state, const SandboxSize &size);

/// The tokens are the same at every start, so that a stored one keeps working. They have the shape
/// of a JWT and nobody signed them.
QByteArray demoManagerToken();        ///< admin@example.com, tenant-admin
QByteArray demoServerManagerToken();  ///< user-2@example.com, manager of github-enterprise alone
QByteArray demoUserToken();           ///< user-17@example.com, who manages nothing
QByteArray demoVirtualAccountToken(); ///< ci-runner

} // namespace mcpo
