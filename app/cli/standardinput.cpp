// SPDX-License-Identifier: Apache-2.0
#include "app/cli/standardinput.h"

#include "app/cli/terminal.h"

namespace mcpo
{

StandardInput::StandardInput() { setOpenMode(QIODevice::ReadOnly | QIODevice::Unbuffered); }

qint64 StandardInput::readData(char *data, qint64 maxSize)
{
    const qint64 count = readStdin(data, maxSize);
    m_hasFailed |= count < 0;
    return count;
}

qint64 StandardInput::writeData(const char *, qint64) { return -1; }

} // namespace mcpo
