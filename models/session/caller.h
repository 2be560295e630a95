// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/controlplaneaddress.h"

#include <QHash>
#include <QString>

namespace mcpo
{

/// Whom an override is for: the ids are the control plane's, the type is "user" or
/// "virtualaccount".
struct Subject {
    QString id;
    QString type;
    bool operator==(const Subject &) const = default;
    friend size_t qHash(const Subject &subject, size_t seed = 0)
    {
        return qHashMulti(seed, subject.id, subject.type);
    }
};

/// Whether the caller may set the overrides of others.
enum class Role {
    Manager,    ///< may set anyone's
    NotManager, ///< as far as can be known: only their own
    Unknown,    ///< the control plane does not tell; it decides when asked
};

/// Whose token is in use.
struct Caller {
    Subject subject;     ///< the id is empty where nothing tells it (opaque token, older server)
    QString displayName; ///< e-mail or name; empty where unknown
    QString tenantName;
    Role role = Role::Unknown;
    /// What a person knows the account by; empty where nothing tells it.
    const QString &name() const { return displayName.isEmpty() ? subject.id : displayName; }
    bool operator==(const Caller &) const = default;
};

/// What a request needs to be sent: where to, with which token, and whom to trust there.
struct Account {
    ControlPlaneAddress address;
    QString token;
    QString caFile = {}; ///< of authorities that are trusted beside the system's; or empty
};

} // namespace mcpo
