// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/caller.h"

#include <QDateTime>
#include <QList>

namespace mcpo
{

/// One row of a server's list of overrides (control-plane API, section 2).
struct OverrideRow {
    Subject subject;
    QString credentialType; ///< empty where the redacted authData does not tell
    QDateTime updatedAt;    ///< invalid where missing or unreadable
    Subject updatedBy;      ///< id empty where missing
    QString updatedByName;

    bool operator==(const OverrideRow &) const = default;
};

/// How the gateway would authenticate one subject to one server right now.
struct EffectiveAuth {
    enum class Status { Authenticated, Required, NotRequired, Unknown };
    enum class Method { None, OAuth, AuthOverride, Unknown };
    Status status = Status::Unknown;
    Method method = Method::Unknown;
    QString reason; ///< the server's words, or empty
};

} // namespace mcpo
