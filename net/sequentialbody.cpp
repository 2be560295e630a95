// SPDX-License-Identifier: Apache-2.0
#include "net/sequentialbody.h"

#include <algorithm>
#include <cstring>

namespace mcpo
{

SequentialBody::SequentialBody(QByteArray body, QObject *parent)
    : QIODevice(parent)
    , m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 SequentialBody::bytesAvailable() const { return m_body.size() - m_position; }

qint64 SequentialBody::readData(char *data, qint64 maximumSize)
{
    if (atEnd())
        return -1;
    const qint64 size = std::min<qint64>(maximumSize, m_body.size() - m_position);
    std::memcpy(data, m_body.constData() + m_position, static_cast<size_t>(size));
    m_position += size;
    return size;
}

qint64 SequentialBody::writeData(const char *, qint64) { return -1; }

} // namespace mcpo
