// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

/// To be called first in main(). A standard stream that was closed before the program started keeps
/// its number: otherwise the next file or connection would get that, and the program's output.
/// Reading and writing still fail.
void reserveStandardStreams();

/// Writes to standard output, all of it. On failure says so on standard error, for @p program, and
/// gives false.
bool printText(const QString &program, const QString &text);

} // namespace mcpo
