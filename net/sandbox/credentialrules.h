// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/sandboxdirectory.h"
#include "net/sandbox/sandboxstate.h"

namespace mcpo
{

/// What manifest.auth_data means (control-plane API, section 2).
enum class ServerAuthKind { None, Header, Env, OAuth2, Unknown };

ServerAuthKind authKind(const SandboxServer &server);

/// isAuthOverrideSupported.
bool takesOverrides(const SandboxServer &server);

/// Why a body that is right in itself does not suit this server, naming the fields; empty means
/// that it does.
QStringList unsuitable(const SandboxServer &server, const Subject &subject,
                       const QString &credentialType);

/// The answer of the status call.
QJsonObject effectiveAuth(const SandboxServer &server, const Subject &subject,
                          const SandboxState &state);

} // namespace mcpo
