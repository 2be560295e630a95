// SPDX-License-Identifier: Apache-2.0
#include "models/session/profilestore.h"
#include "models/session/profilekeys.h"

#include <QRegularExpression>
#include <QSettings>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto profilesGroup = "profiles"_L1;
constexpr auto recentKey = "recentProfiles"_L1;
constexpr auto accountKey = "account"_L1;
constexpr auto signedInKey = "signedIn"_L1;

/// Named here and not by the application, so that every program finds the same settings.
class Settings : public QSettings
{
public:
    Settings()
        : QSettings(u"mcp-override"_s, u"mcp-override"_s)
    {
        // Otherwise the system's settings would fill in what is missing in the person's.
        setFallbacksEnabled(false);
    }

    bool isWritten()
    {
        sync();
        return status() == NoError;
    }

    /// A comma makes a list of what was written by hand without quotes.
    QString text(QAnyStringView key) const { return value(key).toStringList().join(", "_L1); }
};

bool isId(const QString &id)
{
    static const QRegularExpression allowed(u"\\A[A-Za-z0-9-]{1,64}\\z"_s);
    return allowed.match(id).hasMatch();
}

std::optional<Profile> read(const Settings &settings, const QString &id)
{
    const auto parsed = ControlPlaneAddress::parse(settings.text(profilekeys::address));
    const auto *address = std::get_if<ControlPlaneAddress>(&parsed);
    if (!address || !isId(id))
        return {};
    const QString name = settings.text(profilekeys::name).trimmed().left(Profile::longestName);
    return Profile{id,
                   name.isEmpty() ? address->displayName() : name,
                   profileColorNamed(settings.text(profilekeys::color)),
                   settings.value(profilekeys::production).toBool(),
                   *address,
                   settings.value(accountKey).toString(),
                   settings.value(signedInKey).toBool(),
                   settings.text(profilekeys::caFile)};
}

} // namespace

QList<Profile> loadProfiles()
{
    Settings settings;
    const QStringList recent = settings.value(recentKey).toStringList();
    QList<Profile> profiles;
    settings.beginGroup(profilesGroup);
    const QStringList ids = settings.childGroups();
    for (const QString &id : ids) {
        settings.beginGroup(id);
        if (std::optional<Profile> profile = read(settings, id))
            profiles.append(*std::move(profile));
        settings.endGroup();
    }
    const auto rank = [&recent](const Profile &profile) {
        const qsizetype place = recent.indexOf(profile.id);
        return place < 0 ? recent.size() : place;
    };
    std::ranges::stable_sort(profiles, {}, rank);
    return profiles;
}

bool saveProfile(const Profile &profile)
{
    Settings settings;
    settings.beginGroup(profilesGroup);
    settings.beginGroup(profile.id);
    settings.setValue(profilekeys::name, profile.name);
    settings.setValue(profilekeys::color, settingsName(profile.color));
    settings.setValue(profilekeys::production, profile.isProduction);
    settings.setValue(profilekeys::address, profile.address.text());
    settings.setValue(accountKey, profile.accountId);
    settings.setValue(signedInKey, profile.isSignedIn);
    if (profile.caFile.isEmpty())
        settings.remove(profilekeys::caFile);
    else
        settings.setValue(profilekeys::caFile, profile.caFile);
    return settings.isWritten();
}

bool setLastUsedProfile(const QString &id)
{
    Settings settings;
    QStringList recent = settings.value(recentKey).toStringList();
    recent.removeAll(id);
    recent.prepend(id);
    settings.setValue(recentKey, recent);
    return settings.isWritten();
}

bool removeProfile(const QString &id)
{
    Settings settings;
    QStringList recent = settings.value(recentKey).toStringList();
    recent.removeAll(id);
    settings.setValue(recentKey, recent);
    settings.beginGroup(profilesGroup);
    settings.remove(id);
    return settings.isWritten();
}

} // namespace mcpo
