// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/cafile.h"

#include <QString>

namespace mcpo
{

/// What is wrong with a CA file, and the remedy; for a line under its field.
QString describe(CaFileProblem problem);

} // namespace mcpo
