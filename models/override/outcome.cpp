// SPDX-License-Identifier: Apache-2.0
#include "models/override/outcome.h"

namespace mcpo
{

bool mayHaveBeenDone(const Failure &failure)
{
    constexpr int firstServerError = 500;
    if (const auto *busy = std::get_if<Busy>(&failure))
        return busy->reply.status >= firstServerError;
    constexpr int lastSuccess = 299;
    if (const auto *unexpected = std::get_if<Unexpected>(&failure)) {
        const int status = unexpected->reply.status;
        return unexpected->reason != Unexpected::Reason::Status ||
               (status > 0 && status <= lastSuccess);
    }
    return std::holds_alternative<NoAnswer>(failure);
}

} // namespace mcpo
