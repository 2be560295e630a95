// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/sandboxdirectory.h"
#include "net/sandbox/sandboxstate.h"

namespace mcpo
{

/// What the sandbox holds: a server of every auth kind of the control-plane API, section 2.
SandboxDirectory demoDirectory();

/// The admin has given consent to notion-workspace in a browser.
void grantDemoConsents(SandboxState &state);

/// The tokens are the same at every start, so that a stored one keeps working. They have the shape
/// of a JWT and nobody signed them.
QByteArray demoManagerToken();        ///< admin@example.com, tenant-admin
QByteArray demoUserToken();           ///< user-17@example.com, manager of github-enterprise alone
QByteArray demoVirtualAccountToken(); ///< ci-runner

} // namespace mcpo
