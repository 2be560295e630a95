// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/preset.h"

#include <QStringList>

namespace mcpo
{

/// Why another control plane than the fixed one cannot be used.
QString onlyControlPlane(const Preset &preset);
/// Why another CA file than the settled one cannot be used there.
QString onlyCaFile(const Preset &preset);
/// Why something hidden cannot be used.
QString withoutFeature(Feature feature);
/// Stands once in a dialog that shows facts in place of fields.
QString settledHere();

/// One thing that is settled, in plain text: what it is about, and short lines that can be read
/// each by itself.
struct PresetFact {
    QString label;
    QStringList lines;
};
/// Everything that is settled, and where, in an order for people.
QList<PresetFact> presetFacts(const Preset &preset);

/// What is not in force, one sentence each.
QStringList presetFaults(const Preset &preset);
/// That something is not in force, for example what, and whom to tell; empty where all is.
QString presetFault(const Preset &preset);

} // namespace mcpo
