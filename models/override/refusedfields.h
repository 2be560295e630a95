// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/outcome.h"

#include <QStringList>

namespace mcpo
{

/// The fields of the form that an outcome is about, by the names of OverrideForm; in no order.
QStringList refusedFields(const ChangeOutcome &outcome);

} // namespace mcpo
