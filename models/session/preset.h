// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/profile.h"

#include <optional>

namespace mcpo
{

/// What the person who looks after a computer has settled for everybody on it. Stands in the
/// system-wide settings, in the group "preset": on Linux in mcp-override/mcp-override.conf of the
/// XDG configuration directories (/etc/xdg), on Windows and macOS where QSettings keeps those of
/// the system.
///
///     [preset]
///     controlPlane=https://cp.example.com
///     name=Example production
///     colour=red
///     production=true
///     caFile=/etc/ssl/example-ca.pem
///     activity=false
///
/// The person's own settings never override it. It is a convenience and no security boundary:
/// whoever sets the environment of the program also chooses the directories that are read.
struct Preset {
    /// The only control plane that can be used here. Nothing: any.
    std::optional<ControlPlaneAddress> controlPlane;
    // What its profiles are like; without a control plane these mean nothing.
    QString name;                            ///< empty: the person's choice
    ProfileColor color = ProfileColor::None; ///< None: the person's choice
    bool isProduction = false;               ///< false: the person's choice
    QString caFile = {};                     ///< empty: the person's choice
    /// Nothing is to be written down about what was done here.
    bool isActivityOff = false;

    /// The control plane that was meant, where that is no usable address: then none is fixed, and
    /// the person has to be told.
    QString unusableAddress;

    bool allows(const ControlPlaneAddress &address) const
    {
        return !controlPlane || *controlPlane == address;
    }
    /// The profile as it is here, whatever the person's settings say.
    Profile applied(Profile profile) const;
};

Preset loadPreset();

} // namespace mcpo
