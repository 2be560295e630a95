// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/tokenvaultport.h"

#include <QList>

namespace mcpo
{

/// The colours that a profile can have. What they look like is up to whoever shows them.
enum class ProfileColor { None, Red, Orange, Green, Teal, Blue, Purple };

const QList<ProfileColor> &allProfileColors();
/// The name that stands in settings, e.g. "red"; empty for None.
QString settingsName(ProfileColor color);
/// The other way round; None for what is no colour, whatever it is.
ProfileColor profileColorNamed(const QString &name);

/// One control plane and one account, without any secret: enough to find the token in the keychain
/// again, and to tell at a glance where one works.
struct Profile {
    static constexpr qsizetype longestName = 60; ///< UTF-16 units

    QString id; ///< never changes and never shows
    /// Foreign text as soon as it names an account: to be shown as plain text only.
    QString name;
    ProfileColor color = ProfileColor::None;
    bool isProduction = false; ///< marked by the person or by the preset
    ControlPlaneAddress address;
    /// See TokenKey::accountId. Stays after signing out, so that the same account comes back to
    /// this profile; empty where nobody has signed in yet.
    QString accountId;
    bool isSignedIn = false; ///< the keychain holds its token
    QString caFile = {};     ///< see Account::caFile

    TokenKey tokenKey() const { return {address, accountId}; }
    /// Whether an account belongs to it, signed in or not.
    bool hasAccount() const { return isSignedIn || !accountId.isEmpty(); }
    bool operator==(const Profile &) const = default;
};

/// The profile that a sign-in belongs to: the one of this address and account, else one of this
/// address that has no account yet, else a new one with a name made from the address, and from
/// @p accountName where @p known has another of the address. Of several the first one is meant.
/// The account is filled in; isSignedIn is left as it was.
Profile profileOfSignIn(const QList<Profile> &known, const TokenKey &key,
                        const QString &accountName);

} // namespace mcpo
