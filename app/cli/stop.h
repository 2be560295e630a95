// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/exitcode.h"

#include <QString>

namespace mcpo
{

/// Why a command ends before it has done its work, in words for the person.
struct Stop {
    ExitCode code = ExitCode::Refused;
    QString words;
};

} // namespace mcpo
