// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mcpo
{

/// The first thing that a program with secrets does, since it covers only what comes later.
///
/// No core file is written, whatever crashes, and on Linux no other process of the same user may
/// read this one's memory or attach a debugger to it; root may. Windows and macOS let a debugger of
/// the same user in, and there is nothing that a program could do about it for good.
void keepMemoryPrivate();

} // namespace mcpo
