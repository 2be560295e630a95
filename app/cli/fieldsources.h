// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/usageerror.h"

#include <optional>
#include <variant>

namespace mcpo
{

/// The sources that the options of "set" name: one for each required field, at most one for any
/// other.
std::variant<QList<FieldSource>, UsageError> fieldSources(const Arguments &arguments,
                                                          const RequestDescription &description);

/// Refuses a --subject-type that the description does not know.
std::optional<UsageError> checkSubjectType(const Arguments &arguments,
                                           const RequestDescription &description);

} // namespace mcpo
