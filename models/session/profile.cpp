// SPDX-License-Identifier: Apache-2.0
#include "models/session/profile.h"

#include <QUuid>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

template<class Predicate>
const Profile *firstThat(const QList<Profile> &profiles, Predicate isMeant)
{
    const auto found = std::find_if(profiles.cbegin(), profiles.cend(), isMeant);
    return found == profiles.cend() ? nullptr : &*found;
}

Profile newProfile(const ControlPlaneAddress &address, const QString &name)
{
    return {QUuid::createUuid().toString(QUuid::WithoutBraces),
            name.left(Profile::longestName),
            ProfileColor::None,
            false,
            address,
            {},
            false};
}

} // namespace

const QList<ProfileColor> &allProfileColors()
{
    using enum ProfileColor;
    static const QList<ProfileColor> colors{None, Red, Orange, Green, Teal, Blue, Purple};
    return colors;
}

QString settingsName(ProfileColor color)
{
    switch (color) {
    case ProfileColor::None: return {};
    case ProfileColor::Red: return u"red"_s;
    case ProfileColor::Orange: return u"orange"_s;
    case ProfileColor::Green: return u"green"_s;
    case ProfileColor::Teal: return u"teal"_s;
    case ProfileColor::Blue: return u"blue"_s;
    case ProfileColor::Purple: return u"purple"_s;
    }
    return {};
}

ProfileColor profileColorNamed(const QString &name)
{
    const QString wanted = name.trimmed().toLower();
    const QList<ProfileColor> &colors = allProfileColors();
    const auto found =
        std::ranges::find(colors, wanted, [](ProfileColor color) { return settingsName(color); });
    return found == colors.end() ? ProfileColor::None : *found;
}

Profile profileOfSignIn(const QList<Profile> &known, const TokenKey &key,
                        const QString &accountName)
{
    if (const Profile *same =
            firstThat(known, [&key](const Profile &one) { return one.tokenKey() == key; }))
        return *same;
    const Profile *free = firstThat(known, [&key](const Profile &one) {
        return one.address == key.address && !one.hasAccount();
    });
    const QString place = key.address.displayName();
    const bool isOnlyOne = std::ranges::find(known, key.address, &Profile::address) == known.end();
    Profile profile = free ? *free
                           : newProfile(key.address, isOnlyOne || accountName.isEmpty()
                                                         ? place
                                                         : place + u" \u00B7 "_s + accountName);
    profile.accountId = key.accountId;
    return profile;
}

} // namespace mcpo
