// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/preset.h"
#include "models/session/session.h"

#include <functional>

namespace mcpo
{

/// The profiles of the person, and which of them is in use: the session and the settings kept in
/// step with each other.
///
/// Until open() everything is held in memory and nothing is read or written: that is how the
/// sandbox runs, which is gone with the program.
class Profiles : public QObject
{
    Q_OBJECT
public:
    explicit Profiles(Session &session, QObject *parent = nullptr);

    /// Asked before the account in use is left, with what follows then: it may ask the person
    /// first, or wait for a change that is under way.
    using LeaveGuard = std::function<void(const std::function<void()> &leave)>;
    void setLeaveGuard(LeaveGuard guard) { m_leaveGuard = std::move(guard); }

    /// Reads the person's profiles, and keeps every change from now on.
    void open(const Preset &preset);
    const Preset &preset() const { return m_preset; }

    /// Those that can be chosen here, by name.
    QList<Profile> list() const;
    /// The one in use, signed in or not. Nothing before the first sign-in, and after its removal.
    std::optional<Profile> current() const;
    /// Where the token of the profile with this id is kept; nothing where it has none.
    std::optional<TokenStorage> tokenOf(const QString &id) const;
    /// What a sign-in proposes: the fixed control plane, else that of the profile in use, else the
    /// one that begin() was given, else the one that the preset proposes.
    std::optional<ControlPlaneAddress> proposedAddress() const;

    /// And the CA file with it, or none. It is the person's: what the preset settles goes before.
    QString proposedCaFile() const;

    /// Reads what the command line has changed. If it has signed out the account in use, the
    /// session ends, too, after a change that is under way.
    void reload();
    /// The profile that acts there, signed in or not: see chooseAccount().
    std::optional<Profile> lastUsedAt(const ControlPlaneAddress &address) const;

    /// Goes on with the last used profile, or with that of @p address, and signs it in where the
    /// keychain holds its token; asks for a sign-in where there is none. Leaves what is in use.
    void begin(const std::optional<ControlPlaneAddress> &address);
    /// Leaves the account in use, whose token stays in the keychain, and goes on with another.
    /// Does nothing when that is signed in already, or cannot be chosen.
    void switchTo(const QString &id);
    /// Changes name, colour, production mark, CA file and address of the profile with this id; the
    /// rest of
    /// @p profile does not count, nor does what the preset settles. Another address is another
    /// control plane: the token of the old one is removed from the keychain, and when the profile
    /// is in use, a sign-in is asked for.
    void edit(const Profile &profile);
    /// Removes the profile and its token.
    void remove(const QString &id);
    /// Removes the token of the profile in use, here and in the keychain; the profile stays.
    void signOut();

Q_SIGNALS:
    /// The list, or which one is in use.
    void changed();
    /// No token is known for what is to be used now: a person has to sign in at proposedAddress().
    void signInWanted();
    /// The settings could not be written, so a change is forgotten when the program ends.
    void notWritten();

private:
    void leaving(const std::function<void()> &leave);
    void beginNow(const std::optional<ControlPlaneAddress> &address);
    void switchNow(const QString &id);
    void editNow(const Profile &changedProfile);
    void removeNow(const QString &id);
    void signOutNow();
    Profile *find(const QString &id);
    void noticeRemovedToken();
    void recordSignIn();
    void tokenWasNotRead(const VaultAnswer &answer);
    void restoreOrAsk(const Profile &profile);
    void dropSignIn(const Profile &profile);
    void keep(const Profile &profile);
    void setCurrent(const QString &id);
    void tellIfNotWritten(bool isWritten);

    Session &m_session;
    LeaveGuard m_leaveGuard;
    Preset m_preset;
    bool m_isOpen = false;
    QList<Profile> m_profiles; ///< the last used one first, as they stand in the settings
    QString m_current;         ///< an id, or empty
    std::optional<ControlPlaneAddress> m_wanted; ///< what begin() was given
};

} // namespace mcpo
