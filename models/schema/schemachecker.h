// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/schemanode.h"
#include "models/schema/violation.h"

#include <QList>

namespace mcpo
{

/// Applies @p schema to @p value; see Schema::validate() for the order.
QList<Violation> brokenRules(const SchemaNode &schema, const QJsonValue &value);

} // namespace mcpo
