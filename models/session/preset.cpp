// SPDX-License-Identifier: Apache-2.0
#include "models/session/preset.h"
#include "models/session/profilekeys.h"

#include <QDir>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto fixedKey = "fixed"_L1;
constexpr auto activityKey = "activity"_L1;
constexpr auto hiddenKey = "hiddenFeatures"_L1;

/// What macOS writes beside the settings of a configuration profile.
constexpr auto payloadPrefix = "Payload"_L1;

/// A comma makes a list of what was written by hand without quotes; property lists and the registry
/// have lists, numbers and booleans of their own.
QString textOf(const QVariant &value)
{
    const QString text =
        value.canConvert<QStringList>() ? value.toStringList().join(", "_L1) : value.toString();
    return text.trimmed();
}

/// The values by their keys, and what is wrong with them.
class PolicyReader
{
public:
    explicit PolicyReader(const PresetSource &source)
    {
        using Kind = PresetFault::Kind;
        if (source.state == PresetSource::State::Unreadable)
            tell({Kind::Unreadable});
        if (source.state == PresetSource::State::Malformed)
            tell({Kind::Malformed});
        for (const QString &key : source.outside)
            tell({Kind::OutsideOfGroup, key});
        for (auto one = source.values.cbegin(); one != source.values.cend(); ++one) {
            const QString key = one.key().toLower();
            if (presetKeys().contains(key, Qt::CaseInsensitive))
                m_texts.insert(key, textOf(*one));
            else if (!one.key().startsWith(payloadPrefix))
                tell({Kind::UnknownKey, one.key()});
        }
    }

    QString text(QLatin1StringView key) const { return m_texts.value(QString(key).toLower()); }

    /// @p doubtful is what counts where it is neither.
    bool isYes(QLatin1StringView key, bool absent, bool doubtful)
    {
        const QStringList yes{u"true"_s, u"1"_s, u"yes"_s, u"on"_s};
        const QStringList no{u"false"_s, u"0"_s, u"no"_s, u"off"_s};
        const QString word = text(key).toLower();
        if (word.isEmpty())
            return absent;
        if (yes.contains(word) || no.contains(word))
            return yes.contains(word);
        unusable(key, text(key));
        return doubtful;
    }

    void unusable(QLatin1StringView key, const QString &value)
    {
        tell({PresetFault::Kind::UnusableValue, key, value});
    }
    void tell(const PresetFault &fault) { m_faults.append(fault); }
    const QList<PresetFault> &faults() const { return m_faults; }

private:
    QList<PresetFault> m_faults;
    QMap<QString, QString> m_texts;
};

std::optional<ControlPlaneAddress> readControlPlane(PolicyReader &reader)
{
    const QString text = reader.text(profilekeys::address);
    if (text.isEmpty()) {
        for (const auto key : {fixedKey, profilekeys::name, profilekeys::color,
                               profilekeys::production, profilekeys::caFile}) {
            if (!reader.text(key).isEmpty())
                reader.tell({PresetFault::Kind::NeedsControlPlane, key});
        }
        return {};
    }
    const auto parsed = ControlPlaneAddress::parse(text);
    if (const auto *usable = std::get_if<ControlPlaneAddress>(&parsed))
        return *usable;
    reader.unusable(profilekeys::address, text);
    return {};
}

ProfileColor readColor(PolicyReader &reader)
{
    const QString text = reader.text(profilekeys::color);
    const ProfileColor color = profileColorNamed(text);
    if (color == ProfileColor::None && !text.isEmpty())
        reader.unusable(profilekeys::color, text);
    return color;
}

/// A relative one is somewhere else in each directory. It stays in force, so that nothing is sent
/// with less than was meant.
QString readCaFile(PolicyReader &reader)
{
    QString file = reader.text(profilekeys::caFile);
    if (!file.isEmpty() && QDir::isRelativePath(file))
        reader.unusable(profilekeys::caFile, file);
    return file;
}

QList<Feature> readHidden(PolicyReader &reader)
{
    const QStringList names = reader.text(hiddenKey).split(u',');
    QStringList unknown;
    for (const QString &name : names) {
        if (const QString trimmed = name.trimmed(); !trimmed.isEmpty())
            unknown.append(trimmed);
    }
    QList<Feature> hidden;
    for (const Feature feature : allFeatures()) {
        const auto isMeant = [name = settingsName(feature)](const QString &one) {
            return one.compare(name, Qt::CaseInsensitive) == 0;
        };
        if (unknown.removeIf(isMeant) > 0)
            hidden.append(feature);
    }
    for (const QString &name : std::as_const(unknown))
        reader.unusable(hiddenKey, name);
    return hidden;
}

} // namespace

const QList<Feature> &allFeatures()
{
    using enum Feature;
    static const QList<Feature> features{Export, Links, CopyCommands, TokenWithoutKeychain,
                                         OwnCaFile};
    return features;
}

QString settingsName(Feature feature)
{
    switch (feature) {
    case Feature::Export: return u"export"_s;
    case Feature::Links: return u"links"_s;
    case Feature::CopyCommands: return u"copy-commands"_s;
    case Feature::TokenWithoutKeychain: return u"token-without-keychain"_s;
    case Feature::OwnCaFile: return u"own-ca-file"_s;
    }
    return {};
}

const QStringList &presetKeys()
{
    static const QStringList keys{profilekeys::address,
                                  fixedKey,
                                  profilekeys::name,
                                  profilekeys::color,
                                  profilekeys::production,
                                  profilekeys::caFile,
                                  activityKey,
                                  hiddenKey};
    return keys;
}

QString Preset::caFileAt(const ControlPlaneAddress &address, const QString &own) const
{
    if (describes(address) && !caFile.isEmpty())
        return caFile;
    return offers(Feature::OwnCaFile) ? own : QString();
}

Profile Preset::applied(Profile profile) const
{
    profile.caFile = caFileAt(profile.address, profile.caFile);
    if (!describes(profile.address))
        return profile;
    if (!name.isEmpty())
        profile.name = name;
    if (color != ProfileColor::None)
        profile.color = color;
    profile.isProduction = profile.isProduction || isProduction;
    return profile;
}

Preset presetOf(const PresetSource &source)
{
    PolicyReader reader(source);
    Preset preset;
    preset.place = source.place;
    preset.controlPlane = readControlPlane(reader);
    preset.isFixed = reader.isYes(fixedKey, true, true);
    preset.name = reader.text(profilekeys::name).left(Profile::longestName);
    preset.color = readColor(reader);
    preset.isProduction = reader.isYes(profilekeys::production, false, false);
    preset.caFile = readCaFile(reader);
    // Whatever is not a clear yes keeps silent: a slip of the pen must not write things down.
    preset.isActivityOff = !reader.isYes(activityKey, true, false);
    preset.hidden = readHidden(reader);
    preset.faults = reader.faults();
    return preset;
}

Preset loadPreset() { return presetOf(readPresetSource(presetPlaces(thisPlatform()))); }

} // namespace mcpo
