// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/preset.h"

#include <QStringList>

namespace mcpo
{

/// Why no other control plane can be used.
QString onlyControlPlane(const Preset &preset);
/// Why no other CA file can be used for the control plane of the preset.
QString onlyCaFile(const Preset &preset);
/// Why a hidden feature cannot be used.
QString withoutFeature(Feature feature);
/// A note for a dialog in which some fields cannot be changed.
QString managedHere();

/// A setting that an administrator manages, as plain text: its label, and short separate lines.
struct ManagedSetting {
    QString label;
    QStringList lines;
};
/// All managed settings and their source, in the order of display.
QList<ManagedSetting> managedSettings(const Preset &preset);

/// The settings that are ignored, one sentence each.
QStringList presetFaults(const Preset &preset);
/// Says that settings are ignored, with the first of them; empty if none is.
QString presetFault(const Preset &preset);

} // namespace mcpo
