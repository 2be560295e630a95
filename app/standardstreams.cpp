// SPDX-License-Identifier: Apache-2.0
#include "app/standardstreams.h"

#include <cstdio>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace mcpo
{

void reserveStandardStreams()
{
#ifdef Q_OS_UNIX
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        // Opened the other way round. The lowest free number is taken, so it is this one.
        // NOLINTBEGIN(cppcoreguidelines-pro-type-vararg): so the system declares them
        if (fcntl(stream, F_GETFD) < 0)
            open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        // NOLINTEND(cppcoreguidelines-pro-type-vararg)
    }
#endif
}

bool printText(const QString &program, const QString &text)
{
    const QByteArray bytes = text.toLocal8Bit();
    if (std::fputs(bytes.constData(), stdout) >= 0 && std::fflush(stdout) == 0)
        return true;
    const QByteArray name = program.toLocal8Bit();
    std::fputs((name + ": The output could not be written to standard output.\n").constData(),
               stderr);
    return false;
}

} // namespace mcpo
