// SPDX-License-Identifier: Apache-2.0
#include "app/processprivacy.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace mcpo
{

void keepMemoryPrivate()
{
#ifdef Q_OS_UNIX
    constexpr rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#endif
#if defined(Q_OS_LINUX) && !defined(MCPO_WITH_SANITIZERS) // which look in from outside, too
    // The limit alone does not hold where cores are piped into a program, as systemd does.
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): so the system declares it
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace mcpo
