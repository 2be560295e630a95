// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mcpo
{

/// How much there is beyond the demo's few, to see how a client copes: each at most 100 000.
struct SandboxSize {
    int servers = 0; ///< "server-1", …: each takes a header value
    int users = 0;   ///< "user-25", …
    /// So many on jira-cloud and so many over the added servers, in turn; their subjects are the
    /// added users, whose number is the most that one server gets.
    int overrides = 0;
};

} // namespace mcpo
