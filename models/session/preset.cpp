// SPDX-License-Identifier: Apache-2.0
#include "models/session/preset.h"

#include <QSettings>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// A comma makes a list of what was written by hand without quotes.
QString textOf(const QSettings &settings, QLatin1StringView key)
{
    return settings.value(key).toStringList().join(", "_L1).trimmed();
}

bool isYes(const QString &text)
{
    const QStringList words{u"true"_s, u"1"_s, u"yes"_s, u"on"_s};
    return words.contains(text.toLower());
}

} // namespace

Profile Preset::applied(Profile profile) const
{
    if (!controlPlane || *controlPlane != profile.address)
        return profile;
    if (!name.isEmpty())
        profile.name = name;
    if (color != ProfileColor::None)
        profile.color = color;
    profile.isProduction = profile.isProduction || isProduction;
    if (!caFile.isEmpty())
        profile.caFile = caFile;
    return profile;
}

Preset loadPreset()
{
    QSettings settings(QSettings::SystemScope, u"mcp-override"_s, u"mcp-override"_s);
    settings.beginGroup("preset"_L1);
    Preset preset;
    preset.name = textOf(settings, "name"_L1).left(Profile::longestName);
    preset.color = profileColorNamed(textOf(settings, "colour"_L1));
    preset.isProduction = isYes(textOf(settings, "production"_L1));
    preset.caFile = textOf(settings, "caFile"_L1);
    // Whatever is not a clear yes keeps silent: a slip of the pen must not write things down.
    const QString activity = textOf(settings, "activity"_L1);
    preset.isActivityOff = !activity.isEmpty() && !isYes(activity);

    const QString address = textOf(settings, "controlPlane"_L1);
    if (address.isEmpty())
        return preset;
    const auto parsed = ControlPlaneAddress::parse(address);
    if (const auto *usable = std::get_if<ControlPlaneAddress>(&parsed))
        preset.controlPlane = *usable;
    else
        preset.unusableAddress = address;
    return preset;
}

} // namespace mcpo
