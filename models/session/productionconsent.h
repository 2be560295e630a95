// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/caller.h"
#include "models/session/profile.h"

#include <QObject>
#include <QSet>

#include <optional>
#include <utility>

namespace mcpo
{

class Profiles;
class Session;

/// Who works on a profile that is marked as production has to agree once to each target, until
/// the session ends.
class ProductionConsent : public QObject
{
    Q_OBJECT
public:
    ProductionConsent(const Session &session, const Profiles &profiles, QObject *parent = nullptr);

    /// What the person knows the control plane in use by: the profile's name; empty while signed
    /// out.
    QString placeName() const;
    /// The profile in use, where it is production.
    std::optional<Profile> place() const;
    bool isGiven(const QString &serverId, const Subject &subject) const;
    void give(const QString &serverId, const Subject &subject);

Q_SIGNALS:
    void placeChanged();

private:
    const Session &m_session;
    const Profiles &m_profiles;
    QSet<std::pair<QString, Subject>> m_given;
};

} // namespace mcpo
