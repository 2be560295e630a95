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

/// What stands around "@" may be a password, which is not repeated.
QString quoted(const QString &text)
{
    return text.contains(u'@') ? PresetWords::tr("a text that holds \"@\"")
                               : PresetWords::tr("\"%1\"").arg(visibleLine(text, longestQuote));
}

QString featureLabel(Feature feature)
{
    switch (feature) {
    case Feature::Export: return PresetWords::tr("the export of tables");
    case Feature::Links: return PresetWords::tr("links that fill in the form");
    case Feature::CopyCommands: return PresetWords::tr("commands to copy");
    case Feature::TokenWithoutKeychain: return PresetWords::tr("tokens outside of the keychain");
    case Feature::OwnCaFile: return PresetWords::tr("CA files of one's own");
    }
    return {};
}

QString describe(const PresetFault &fault, const QString &place)
{
    switch (fault.kind) {
    case PresetFault::Kind::Unreadable:
        return PresetWords::tr("%1 cannot be read.").arg(quoted(place));
    case PresetFault::Kind::Malformed:
        return PresetWords::tr("Some lines of %1 are not understood.").arg(quoted(place));
    case PresetFault::Kind::OutsideOfGroup:
        return PresetWords::tr("The key %1 does not stand under [preset].").arg(quoted(fault.key));
    case PresetFault::Kind::UnknownKey:
        return PresetWords::tr("There is no key %1.").arg(quoted(fault.key));
    case PresetFault::Kind::NeedsControlPlane:
        return PresetWords::tr("The key %1 needs the key \"controlPlane\".").arg(quoted(fault.key));
    case PresetFault::Kind::UnusableValue: break;
    }
    if (fault.key == "controlPlane"_L1)
        return PresetWords::tr("The control plane %1 is no usable address.")
            .arg(quoted(fault.value));
    if (fault.key == "hiddenFeatures"_L1)
        return PresetWords::tr("There is no feature %1 to hide.").arg(quoted(fault.value));
    return PresetWords::tr("The key %1 cannot have the value %2.")
        .arg(quoted(fault.key), quoted(fault.value));
}

PresetFact controlPlaneFact(const Preset &preset)
{
    return {PresetWords::tr("Control plane"),
            {visibleLine(preset.controlPlane->text()),
             preset.isFixed ? PresetWords::tr("No other one can be used.")
                            : PresetWords::tr("It is proposed; others can be used, too.")}};
}

PresetFact hiddenFact(const Preset &preset)
{
    PresetFact fact{PresetWords::tr("Not offered"), {}};
    for (const Feature feature : preset.hidden)
        fact.lines.append(featureLabel(feature));
    return fact;
}

} // namespace

QString onlyControlPlane(const Preset &preset)
{
    const auto address = preset.onlyControlPlane();
    return address
               ? PresetWords::tr("This computer is set up for %1 only.").arg(address->displayName())
               : QString();
}

QString onlyCaFile(const Preset &preset)
{
    return PresetWords::tr("This computer is set up for the CA file \"%1\" only.")
        .arg(visibleLine(preset.caFile));
}

QString withoutFeature(Feature feature)
{
    return PresetWords::tr("This computer is set up without %1.").arg(featureLabel(feature));
}

QString settledHere()
{
    return PresetWords::tr("What cannot be changed here is settled for this computer.");
}

QList<PresetFact> presetFacts(const Preset &preset)
{
    QList<PresetFact> facts;
    if (preset.controlPlane) {
        facts.append(controlPlaneFact(preset));
        if (!preset.name.isEmpty())
            facts.append({PresetWords::tr("Its name"), {visibleLine(preset.name)}});
        if (preset.color != ProfileColor::None)
            facts.append({PresetWords::tr("Its colour"), {colorLabel(preset.color)}});
        if (preset.isProduction)
            facts.append({PresetWords::tr("Its mark"), {PresetWords::tr("Production")}});
        if (!preset.caFile.isEmpty())
            facts.append({PresetWords::tr("Its CA file"), {visibleLine(preset.caFile)}});
    }
    if (preset.isActivityOff)
        facts.append({PresetWords::tr("Activity"),
                      {PresetWords::tr("What is done here is not written down.")}});
    if (!preset.hidden.isEmpty())
        facts.append(hiddenFact(preset));
    facts.append({PresetWords::tr("Settled in"), {visibleLine(preset.place)}});
    return facts;
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
        sentences.append(PresetWords::tr("There are more faults: %1.").arg(more));
    }
    return PresetWords::tr("Not all that was set up for this computer is in force. %1 Tell whoever "
                           "looks after this computer.")
        .arg(sentences.join(u' '));
}

} // namespace mcpo
