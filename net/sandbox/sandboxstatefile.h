// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/sandboxstate.h"

#include <optional>
#include <variant>

namespace mcpo
{

/// The content, or why it cannot be used: unreadable, not JSON, another version, a broken row.
/// The reason names the file. Nothing is read in part: a damaged file is never half right.
std::variant<SandboxOverrideMap, QString> readStateFile(const QString &fileName);

/// Replaces the file as a whole, readable by its owner alone. Returns why it failed.
std::optional<QString> writeStateFile(const QString &fileName, const SandboxOverrideMap &overrides);

} // namespace mcpo
