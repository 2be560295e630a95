// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/requestdescription.h"
#include "models/session/caller.h"
#include "models/session/controlplaneaddress.h"

#include <QString>

#include <optional>

namespace mcpo
{

enum class CommandKind {
    Curl,       ///< bash 3.2 or newer, curl 7.76, jq 1.6
    PowerShell, ///< 7.1 or newer
    Cli,        ///< our own command line, in bash
};

/// Which override a command is about.
struct CommandTarget {
    ControlPlaneAddress controlPlane;
    QString serverId; ///< passed checkServerId()
    Subject subject;
};

/// Text that sets the override when it is pasted into a shell, or run as a script. It holds no
/// secret: it asks for the access token and the fields of @p type when it runs (the command line
/// takes the token from the keychain), and hands no secret to another program as an argument or in
/// its environment, but for a second secret field of our own command line, which goes into its
/// environment. Fields are single lines, as prompts are.
///
/// The commands follow no redirect, ignore the settings file of curl, and send once. Nothing if the
/// subject's id is empty or could not be given to a program: NUL, half a character.
std::optional<QString> setCommand(CommandKind kind, const CommandTarget &target,
                                  const CredentialType &type);

/// The same for removing the override.
std::optional<QString> removeCommand(CommandKind kind, const CommandTarget &target);

} // namespace mcpo
