// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "net/sandbox/sandboxexchange.h"

namespace mcpo
{

/// An answer with this status as servers and the proxies in front of them give it: Retry-After with
/// 429 and 503, a Location on @p redirectOrigin with a redirect, HTML with 502 and 504.
SandboxReply forcedAnswer(int status, const QByteArray &redirectOrigin);

} // namespace mcpo
