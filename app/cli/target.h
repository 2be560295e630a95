// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/stop.h"
#include "models/override/overridedraft.h"

#include <optional>

namespace mcpo
{

/// What --server, --subject, --subject-type and --type say.
OverrideDraft draftOf(const Arguments &arguments, const RequestDescription &description);

/// The option, or the name and label of the credential field, that a field is here.
QString nameHere(const QString &field, const CredentialType &type);

/// Nothing if these fields can be sent; else a line for each that cannot.
std::optional<Stop> problemsOf(const OverrideDraft &draft, const RequestDescription &description,
                               const QStringList &fieldNames);

/// The same of --server, and of --subject where it is given.
std::optional<Stop> problemOfTarget(const Arguments &arguments);

} // namespace mcpo
