// SPDX-License-Identifier: Apache-2.0
#include "models/retries.h"

namespace mcpo
{

void Retries::begin(const void *call, const RetryPause &pause)
{
    m_waiting.insert(call);
    Q_EMIT began(pause);
}

void Retries::end(const void *call)
{
    if (m_waiting.remove(call) && m_waiting.isEmpty())
        Q_EMIT ended();
}

} // namespace mcpo
