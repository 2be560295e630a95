// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/controlplaneaddress.h"

#include <QString>

#include <optional>

namespace mcpo
{

/// Who signed in where, without any secret: enough to find the token in the keychain again.
/// Kept in the settings of the person, which the window and the command line share.
struct RememberedAccount {
    ControlPlaneAddress address;
    QString accountId; ///< see TokenKey::accountId; may be empty
    bool operator==(const RememberedAccount &) const = default;
};

/// The account that is signed in to the last control plane, if one is.
std::optional<RememberedAccount> loadRememberedAccount();
/// The account that is signed in to this control plane, if one is.
std::optional<RememberedAccount> loadRememberedAccount(const ControlPlaneAddress &address);
/// The last control plane, signed in or not: what a sign-in proposes.
std::optional<ControlPlaneAddress> loadLastControlPlane();

/// Remembers the account of its control plane, which becomes the last one. False if the settings
/// could not be written.
bool saveRememberedAccount(const RememberedAccount &account);
/// Nobody is signed in to this control plane any more; it stays the last one if it was. False if
/// the settings could not be written.
bool forgetRememberedAccount(const ControlPlaneAddress &address);

} // namespace mcpo
