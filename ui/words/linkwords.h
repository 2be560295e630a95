// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overridelink.h"

#include <QString>

namespace mcpo
{

/// Why a link is not followed and what to do, as plain text of one or two sentences.
QString describe(const LinkProblem &problem);

} // namespace mcpo
