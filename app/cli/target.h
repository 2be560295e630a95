// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/stop.h"
#include "models/override/overrideform.h"

#include <optional>

namespace mcpo
{

/// Puts what --server, --subject, --subject-type and --type say into the form.
void fillTarget(OverrideForm &form, const Arguments &arguments);

/// The option, or the name and label of the credential field, that a field of the form is here.
QString nameHere(const OverrideForm &form, const QString &field);

/// Nothing if these fields of the form can be sent; else a line for each that cannot.
std::optional<Stop> problemsOf(OverrideForm &form, const QStringList &fieldNames);

/// The same of --server, and of --subject where it is given.
std::optional<Stop> problemOfTarget(const Arguments &arguments);

} // namespace mcpo
