// SPDX-License-Identifier: Apache-2.0
#include "models/session/productionconsent.h"

#include "models/session/profiles.h"
#include "models/session/session.h"

namespace mcpo
{

ProductionConsent::ProductionConsent(const Session &session, const Profiles &profiles,
                                     QObject *parent)
    : QObject(parent)
    , m_profiles(profiles)
{
    connect(&profiles, &Profiles::changed, this, &ProductionConsent::placeChanged);
    connect(&session, &Session::signedIn, this, [this] { m_given.clear(); });
    connect(&session, &Session::signedOut, this, [this] { m_given.clear(); });
}

std::optional<Profile> ProductionConsent::place() const
{
    std::optional<Profile> profile = m_profiles.current();
    if (profile && !profile->isProduction)
        profile.reset();
    return profile;
}

bool ProductionConsent::isGiven(const QString &serverId, const Subject &subject) const
{
    return m_given.contains({serverId, subject});
}

void ProductionConsent::give(const QString &serverId, const Subject &subject)
{
    m_given.insert({serverId, subject});
}

} // namespace mcpo
