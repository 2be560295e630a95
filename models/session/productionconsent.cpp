// SPDX-License-Identifier: Apache-2.0
#include "models/session/productionconsent.h"

#include "models/session/profiles.h"
#include "models/session/session.h"

namespace mcpo
{

ProductionConsent::ProductionConsent(const Session &session, const Profiles &profiles,
                                     QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_profiles(profiles)
{
    connect(&profiles, &Profiles::changed, this, &ProductionConsent::placeChanged);
    const auto forget = [this] {
        m_given.clear();
        Q_EMIT placeChanged();
    };
    connect(&session, &Session::signedIn, this, forget);
    connect(&session, &Session::signedOut, this, forget);
}

QString ProductionConsent::placeName() const
{
    if (!m_session.isSignedIn())
        return {};
    const std::optional<Profile> profile = m_profiles.current();
    return profile ? profile->name : m_session.account().address.displayName();
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
