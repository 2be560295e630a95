// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/serverauth.h"

#include <QString>

namespace mcpo
{

/// One MCP server of the directory.
struct ServerEntry {
    QString id;
    QString name; ///< falls back to the manifest's name, then the last part of the FQN
    QString fqn;
    bool takesOverrides = true; ///< isAuthOverrideSupported; true where not said
    ServerAuth auth = {};

    bool operator==(const ServerEntry &) const = default;
};

} // namespace mcpo
