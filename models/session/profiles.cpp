// SPDX-License-Identifier: Apache-2.0
#include "models/session/profiles.h"

#include "models/session/accountchoice.h"
#include "models/session/profilestore.h"

#include <QPointer>

#include <algorithm>

namespace mcpo
{

Profiles::Profiles(Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(&m_session, &Session::signedIn, this, &Profiles::recordSignIn);
    connect(&m_session, &Session::tokenNotRead, this, &Profiles::tokenWasNotRead);
}

void Profiles::open(const Preset &preset)
{
    m_preset = preset;
    m_isOpen = true;
    m_profiles = loadProfiles();
    Q_EMIT changed(); // without profiles, managed settings are shown
}

QList<Profile> Profiles::list() const
{
    QList<Profile> offered;
    for (const Profile &profile : m_profiles) {
        if (m_preset.allows(profile.address))
            offered.append(m_preset.applied(profile));
    }
    std::ranges::stable_sort(offered, [](const Profile &one, const Profile &other) {
        return one.name.localeAwareCompare(other.name) < 0;
    });
    return offered;
}

std::optional<Profile> Profiles::current() const
{
    const auto found = std::ranges::find(m_profiles, m_current, &Profile::id);
    return found == m_profiles.end() ? std::nullopt : std::optional(m_preset.applied(*found));
}

std::optional<TokenStorage> Profiles::tokenOf(const QString &id) const
{
    const auto found = std::ranges::find(m_profiles, id, &Profile::id);
    if (found != m_profiles.end() && found->isSignedIn)
        return TokenStorage::Keychain;
    if (id == m_current && m_session.isSignedIn())
        return m_session.storage();
    return {};
}

std::optional<ControlPlaneAddress> Profiles::proposedAddress() const
{
    if (std::optional<ControlPlaneAddress> only = m_preset.onlyControlPlane())
        return only;
    if (const std::optional<Profile> profile = current())
        return profile->address;
    return m_wanted ? m_wanted : m_preset.controlPlane;
}

QString Profiles::proposedCaFile() const
{
    const std::optional<Profile> profile = current();
    // A managed CA file belongs to that control plane.
    if (!profile || !m_preset.caFileAt(profile->address, {}).isEmpty())
        return {};
    return profile->caFile;
}

void Profiles::reload()
{
    if (!m_isOpen)
        return;
    QList<Profile> stored = loadProfiles();
    if (stored == m_profiles)
        return;
    m_profiles = std::move(stored);
    const QPointer<Profiles> self(this);
    noticeRemovedToken();
    if (self)
        Q_EMIT changed();
}

void Profiles::leaving(const std::function<void()> &leave)
{
    if (m_leaveGuard)
        m_leaveGuard(leave);
    else
        leave();
}

/// Another program may have signed out the account that is in use here.
void Profiles::noticeRemovedToken()
{
    const std::optional<TokenKey> &key = m_session.storedAs();
    const auto isStored = [&key](const Profile &one) {
        return one.isSignedIn && one.tokenKey() == *key;
    };
    if (!m_session.isSignedIn() || !key || std::ranges::any_of(m_profiles, isStored))
        return;
    m_session.tokenWasRemoved();
    leaving([this] {
        if (m_session.isSignedIn() && !m_session.storedAs())
            m_session.leave(SignOutOrigin::AnotherProgram);
    });
}

std::optional<Profile> Profiles::lastUsedAt(const ControlPlaneAddress &address) const
{
    return chooseAccount(m_profiles, {address}).profile;
}

void Profiles::begin(const std::optional<ControlPlaneAddress> &address)
{
    leaving([this, address] { beginNow(address); });
}

void Profiles::switchTo(const QString &id)
{
    if (id != m_current || !m_session.isSignedIn())
        leaving([this, id] { switchNow(id); });
}

void Profiles::edit(const Profile &profile)
{
    const Profile *found = find(profile.id);
    if (found && profile.id == m_current && found->address != profile.address)
        leaving([this, profile] { editNow(profile); });
    else
        editNow(profile);
}

void Profiles::remove(const QString &id)
{
    if (id == m_current)
        leaving([this, id] { removeNow(id); });
    else
        removeNow(id);
}

void Profiles::signOut()
{
    leaving([this] { signOutNow(); });
}

void Profiles::beginNow(const std::optional<ControlPlaneAddress> &address)
{
    m_wanted = address;
    const std::optional<ControlPlaneAddress> wanted =
        m_preset.onlyControlPlane() ? m_preset.onlyControlPlane() : address;
    if (const std::optional<Profile> profile = chooseAccount(m_profiles, {wanted}).profile)
        return switchNow(profile->id);
    const QPointer<Profiles> self(this);
    m_session.leave();
    if (!self)
        return;
    m_current.clear();
    Q_EMIT changed();
    Q_EMIT signInWanted();
}

void Profiles::switchNow(const QString &id)
{
    const Profile *found = find(id);
    if (!found || !m_preset.allows(found->address) || (id == m_current && m_session.isSignedIn()))
        return;
    const Profile profile = *found;
    const QPointer<Profiles> self(this);
    m_session.leave();
    if (!self)
        return;
    setCurrent(id);
    restoreOrAsk(profile);
}

void Profiles::restoreOrAsk(const Profile &profile)
{
    if (profile.isSignedIn)
        m_session.restore(profile.tokenKey(), m_preset.applied(profile).caFile);
    else
        Q_EMIT signInWanted();
}

void Profiles::editNow(const Profile &changedProfile)
{
    const Profile *found = find(changedProfile.id);
    if (!found)
        return;
    Profile profile = *found;
    if (m_preset.applied(profile).name != changedProfile.name)
        profile.name = changedProfile.name.trimmed().left(Profile::longestName);
    if (m_preset.applied(profile).color != changedProfile.color)
        profile.color = changedProfile.color;
    if (m_preset.applied(profile).isProduction != changedProfile.isProduction)
        profile.isProduction = changedProfile.isProduction;
    if (m_preset.applied(profile).caFile != changedProfile.caFile)
        profile.caFile = changedProfile.caFile;
    if (profile.id == m_current)
        m_session.setCaFile(m_preset.applied(profile).caFile);
    const bool isMoved =
        profile.address != changedProfile.address && m_preset.allows(changedProfile.address);
    if (isMoved) {
        const QPointer<Profiles> self(this);
        dropSignIn(profile);
        if (!self)
            return;
        profile.address = changedProfile.address;
        profile.accountId.clear();
        profile.isSignedIn = false;
    }
    if (profile.name.isEmpty())
        profile.name = profile.address.displayName();
    keep(profile);
    Q_EMIT changed();
    if (isMoved && profile.id == m_current)
        Q_EMIT signInWanted();
}

void Profiles::removeNow(const QString &id)
{
    const Profile *found = find(id);
    if (!found)
        return;
    const QPointer<Profiles> self(this);
    dropSignIn(Profile(*found));
    if (!self)
        return;
    m_profiles.removeIf([&id](const Profile &one) { return one.id == id; });
    if (m_current == id)
        m_current.clear();
    tellIfNotWritten(!m_isOpen || removeProfile(id));
    Q_EMIT changed();
}

void Profiles::signOutNow()
{
    const Profile *found = find(m_current);
    if (!found)
        return m_session.signOut();
    Profile profile = *found;
    const QPointer<Profiles> self(this);
    dropSignIn(profile);
    if (!self)
        return;
    profile.isSignedIn = false;
    keep(profile);
    Q_EMIT changed();
}

/// Removes the token of a profile from wherever it is.
void Profiles::dropSignIn(const Profile &profile)
{
    std::optional<TokenKey> removed;
    if (profile.id == m_current) {
        removed = m_session.storedAs();
        const QPointer<Profiles> self(this);
        if (m_session.isSignedIn())
            m_session.signOut();
        else
            m_session.cancel();
        if (!self)
            return;
    }
    // A token that is used for this session only may stand beside an older one in the keychain.
    if (profile.hasAccount() && removed != profile.tokenKey())
        m_session.forgetToken(profile.tokenKey());
}

void Profiles::recordSignIn()
{
    const Caller &caller = m_session.caller();
    const std::optional<TokenKey> &storedAs = m_session.storedAs();
    const TokenKey key =
        storedAs ? *storedAs : TokenKey{m_session.account().address, caller.subject.id};
    Profile profile = profileOfSignIn(m_profiles, key, caller.name());
    profile.isSignedIn = profile.isSignedIn || storedAs.has_value();
    if (m_preset.applied(profile).caFile != m_session.account().caFile)
        profile.caFile = m_session.account().caFile;
    keep(profile);
    setCurrent(profile.id);
}

void Profiles::tokenWasNotRead(const VaultAnswer &answer)
{
    if (answer.state != VaultState::NotFound)
        return; // the token may still be there
    if (const Profile *found = find(m_current); found && found->isSignedIn) {
        Profile profile = *found;
        profile.isSignedIn = false;
        keep(profile);
        Q_EMIT changed();
    }
    Q_EMIT signInWanted();
}

Profile *Profiles::find(const QString &id)
{
    const auto found = std::ranges::find(m_profiles, id, &Profile::id);
    return found == m_profiles.end() ? nullptr : &*found;
}

void Profiles::keep(const Profile &profile)
{
    if (Profile *found = find(profile.id)) {
        if (*found == profile)
            return;
        *found = profile;
    } else {
        m_profiles.append(profile);
    }
    tellIfNotWritten(!m_isOpen || saveProfile(profile));
}

void Profiles::setCurrent(const QString &id)
{
    const auto found = std::ranges::find(m_profiles, id, &Profile::id);
    if (found == m_profiles.end())
        return; // somebody who was told of the change has removed it
    std::rotate(m_profiles.begin(), found, found + 1);
    m_current = id;
    tellIfNotWritten(!m_isOpen || setLastUsedProfile(id));
    Q_EMIT changed();
}

void Profiles::tellIfNotWritten(bool isWritten)
{
    if (!isWritten)
        Q_EMIT notWritten();
}

} // namespace mcpo
