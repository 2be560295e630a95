// SPDX-License-Identifier: Apache-2.0
#include "models/override/refusedfields.h"

#include "models/override/overrideform.h"

namespace mcpo
{

QStringList refusedFields(const ChangeOutcome &outcome)
{
    if (const auto *rejected = std::get_if<BodyRejected>(&outcome))
        return rejected->pointers;
    if (std::holds_alternative<OverridesUnsupported>(outcome))
        return {fields::server};
    const auto *failure = std::get_if<Failure>(&outcome);
    const auto *notFound = failure ? std::get_if<NotFound>(failure) : nullptr;
    if (!notFound)
        return {};
    switch (notFound->missing) {
    case NotFound::Missing::Server: return {fields::server};
    case NotFound::Missing::Subject: return {fields::subject};
    case NotFound::Missing::Unknown:
    case NotFound::Missing::OverridesCall:
    case NotFound::Missing::EffectiveAuthCall:
    case NotFound::Missing::ControlPlane: break;
    }
    return {};
}

} // namespace mcpo
