// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/presetsource.h"
#include "models/session/profile.h"

#include <optional>

namespace mcpo
{

/// What an administrator can hide. Hidden in the window is gone, and the command line refuses what
/// it has of it.
enum class Feature {
    Export,               ///< tables as files
    Links,                ///< links that fill in the form: neither made nor followed
    CopyCommands,         ///< commands for other shells
    TokenWithoutKeychain, ///< for one session of the window, or one run of the command line
    OwnCaFile,            ///< one that the user chooses, beside the managed one
};

const QList<Feature> &allFeatures();
/// How it is called in the preset.
QString settingsName(Feature feature);

/// Something in the preset that is not in force, whatever the administrator believes.
struct PresetFault {
    enum class Kind {
        Unreadable,        ///< all of it
        Malformed,         ///< some of it
        OutsideOfGroup,    ///< a key
        UnknownKey,        ///< a key
        UnusableValue,     ///< a key and its value
        NeedsControlPlane, ///< a key that says what the control plane is like, and there is none
    };

    Kind kind = Kind::Unreadable;
    QString key = {};
    QString value = {};

    bool operator==(const PresetFault &) const = default;
};

/// The settings that an administrator manages for all users of a computer. docs/administrators.md
/// describes the places and the keys. The user's own settings never override them. They are not a
/// security boundary: a user who sets the environment of the program chooses the directories that
/// are read.
struct Preset {
    std::optional<ControlPlaneAddress> controlPlane;
    bool isFixed = true; ///< no other control plane can be used here; else it is proposed
    // What that control plane is like, fixed or proposed; without one these mean nothing.
    QString name;                            ///< empty: the person's choice
    ProfileColor color = ProfileColor::None; ///< None: the person's choice
    bool isProduction = false;               ///< false: the person's choice
    QString caFile = {};                     ///< empty: the person's choice
    /// Nothing is to be written down about what was done here.
    bool isActivityOff = false;
    QList<Feature> hidden; ///< in the order of allFeatures()

    QString place; ///< a file, or a key of the registry; empty: nothing is managed
    QList<PresetFault> faults;

    /// Nothing: any control plane can be used.
    std::optional<ControlPlaneAddress> onlyControlPlane() const
    {
        return isFixed ? controlPlane : std::nullopt;
    }
    bool allows(const ControlPlaneAddress &address) const
    {
        return !onlyControlPlane() || *controlPlane == address;
    }
    /// Whether it says what this control plane is like.
    bool describes(const ControlPlaneAddress &address) const { return controlPlane == address; }
    bool offers(Feature feature) const { return !hidden.contains(feature); }

    /// The CA file that may be used there, where the person wants @p own; either may be empty.
    QString caFileAt(const ControlPlaneAddress &address, const QString &own) const;
    /// The profile as it is here, whatever the person's settings say.
    Profile applied(Profile profile) const;
};

/// All keys, as they are documented. Their case does not matter.
const QStringList &presetKeys();

Preset presetOf(const PresetSource &source);

/// That of this computer.
Preset loadPreset();

} // namespace mcpo
