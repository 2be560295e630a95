// SPDX-License-Identifier: Apache-2.0
#include "ui/words/presetwords.h"

#include "ui/words/plaintext.h"
#include "ui/words/profilewords.h"

#include <QCoreApplication>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

struct PresetWords {
    Q_DECLARE_TR_FUNCTIONS(PresetWords)
};

constexpr qsizetype longestQuote = 100;

/// The text around "@" may be a password, which is not repeated.
QString quotedWithoutSecret(const QString &text)
{
    return text.contains(u'@') ? PresetWords::tr("a text that contains \u201C@\u201D")
                               : quoted(text, longestQuote);
}

QString featureLabel(Feature feature)
{
    switch (feature) {
    case Feature::Export: return PresetWords::tr("export of tables");
    case Feature::Links: return PresetWords::tr("links that fill in the form");
    case Feature::CopyCommands: return PresetWords::tr("commands to copy");
    case Feature::TokenWithoutKeychain: return PresetWords::tr("tokens outside the keychain");
    case Feature::OwnCaFile: return PresetWords::tr("your own CA files");
    }
    return {};
}

QString describe(const PresetFault &fault, const QString &place)
{
    switch (fault.kind) {
    case PresetFault::Kind::Unreadable:
        return PresetWords::tr("%1 cannot be read.").arg(quotedWithoutSecret(place));
    case PresetFault::Kind::Malformed:
        return PresetWords::tr("Some lines of %1 are not valid.").arg(quotedWithoutSecret(place));
    case PresetFault::Kind::OutsideOfGroup:
        return PresetWords::tr("The key %1 is not in the group [preset].")
            .arg(quotedWithoutSecret(fault.key));
    case PresetFault::Kind::UnknownKey:
        return PresetWords::tr("The key %1 is unknown.").arg(quotedWithoutSecret(fault.key));
    case PresetFault::Kind::NeedsControlPlane:
        return PresetWords::tr("The key %1 requires the key \u201CcontrolPlane\u201D.")
            .arg(quotedWithoutSecret(fault.key));
    case PresetFault::Kind::UnusableValue: break;
    }
    if (fault.key == "controlPlane"_L1)
        return PresetWords::tr("The control plane %1 is not a valid address.")
            .arg(quotedWithoutSecret(fault.value));
    if (fault.key == "hiddenFeatures"_L1)
        return PresetWords::tr("The feature %1 is unknown.").arg(quotedWithoutSecret(fault.value));
    return PresetWords::tr("The key %1 does not support the value %2.")
        .arg(quotedWithoutSecret(fault.key), quotedWithoutSecret(fault.value));
}

ManagedSetting controlPlaneSetting(const Preset &preset)
{
    return {PresetWords::tr("Control plane"),
            {visibleLine(preset.controlPlane->text()),
             preset.isFixed ? PresetWords::tr("No other control plane is allowed.")
                            : PresetWords::tr("Default. Other control planes are allowed.")}};
}

ManagedSetting hiddenSetting(const Preset &preset)
{
    ManagedSetting setting{PresetWords::tr("Turned off"), {}};
    for (const Feature feature : preset.hidden)
        setting.lines.append(featureLabel(feature));
    return setting;
}

} // namespace

QString onlyControlPlane(const Preset &preset)
{
    const auto address = preset.onlyControlPlane();
    return address ? PresetWords::tr("Your administrator allows only the control plane %1.")
                         .arg(quoted(address->displayName()))
                   : QString();
}

QString onlyCaFile(const Preset &preset)
{
    return PresetWords::tr("Your administrator allows only the CA file %1.")
        .arg(quoted(preset.caFile, 200));
}

QString withoutFeature(Feature feature)
{
    return PresetWords::tr("Turned off by your administrator: %1.").arg(featureLabel(feature));
}

QString managedHere()
{
    return PresetWords::tr("Your administrator manages the settings that cannot be changed here.");
}

QList<ManagedSetting> managedSettings(const Preset &preset)
{
    QList<ManagedSetting> settings;
    if (preset.controlPlane) {
        settings.append(controlPlaneSetting(preset));
        if (!preset.name.isEmpty())
            settings.append({PresetWords::tr("Name"), {visibleLine(preset.name)}});
        if (preset.color != ProfileColor::None)
            settings.append({PresetWords::tr("Colour"), {colorLabel(preset.color)}});
        if (preset.isProduction)
            settings.append({PresetWords::tr("Marked as"), {PresetWords::tr("Production")}});
        if (!preset.caFile.isEmpty())
            settings.append({PresetWords::tr("CA file"), {visibleLine(preset.caFile)}});
    }
    if (preset.isActivityOff)
        settings.append(
            {PresetWords::tr("Activity"), {PresetWords::tr("Not recorded on this computer.")}});
    if (!preset.hidden.isEmpty())
        settings.append(hiddenSetting(preset));
    settings.append({PresetWords::tr("Set in"), {visibleLine(preset.place)}});
    return settings;
}

QStringList presetFaults(const Preset &preset)
{
    QStringList sentences;
    for (const PresetFault &fault : preset.faults)
        sentences.append(describe(fault, preset.place));
    return sentences;
}

QString presetFault(const Preset &preset)
{
    QStringList sentences = presetFaults(preset);
    if (sentences.isEmpty())
        return {};
    constexpr qsizetype shown = 3;
    const qsizetype more = sentences.size() - shown;
    if (more > 0) {
        sentences.resize(shown);
        sentences.append(PresetWords::tr("Further problems: %1.").arg(more));
    }
    return PresetWords::tr("Some managed settings were ignored. %1 Contact your administrator.")
        .arg(sentences.join(u' '));
}

} // namespace mcpo
