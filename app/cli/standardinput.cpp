// SPDX-License-Identifier: Apache-2.0
#include "app/cli/standardinput.h"

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#else
#include <unistd.h>
#endif

#include <algorithm>
#include <cerrno>

namespace mcpo
{

StandardInput::StandardInput()
{
    setOpenMode(QIODevice::ReadOnly | QIODevice::Unbuffered);
#ifdef Q_OS_WIN
    _setmode(0, _O_BINARY);
#endif
}

qint64 StandardInput::readData(char *data, qint64 maxSize)
{
#ifdef Q_OS_WIN
    constexpr qint64 most = 1 << 20;
    return _read(0, data, static_cast<unsigned>(std::min(maxSize, most)));
#else
    ssize_t count = 0;
    do
        count = ::read(STDIN_FILENO, data, static_cast<std::size_t>(maxSize));
    while (count < 0 && errno == EINTR);
    return count;
#endif
}

qint64 StandardInput::writeData(const char *, qint64) { return -1; }

} // namespace mcpo
