// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/schemanode.h"

#include <optional>
#include <vector>

namespace mcpo
{

/// The property that all @p branches require and that has another single value in each, where
/// there is one: then at most one branch can fit, and the value tells which one was meant.
std::optional<Discriminator> discriminatorOf(const std::vector<SchemaNode> &branches);

} // namespace mcpo
