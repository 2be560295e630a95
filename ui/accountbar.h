// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/profile.h"

#include <QWidget>

class QActionGroup;
class QMenu;
class QPushButton;
class QToolButton;

namespace mcpo
{

class FactLabel;
class PlainLabel;
class Profiles;
class Session;

/// Always says which profile, control plane and account are in use, and where the token is kept.
/// Its menu switches, edits and leaves profiles by itself; only a sign-in is the window's to open.
class AccountBar : public QWidget
{
    Q_OBJECT
public:
    AccountBar(Session &session, Profiles &profiles, QWidget *parent = nullptr);

    /// A user without the general role can be a manager of some servers.
    void setManagesSomething(bool managesSomething);
    /// Opens the profile in use, to change its address or its CA file.
    void editCurrent();

Q_SIGNALS:
    /// The person wants to sign in to what is in use.
    void signInWanted();
    /// The user wants to sign in to another control plane or as another account.
    void otherSignInWanted();
    void activityWanted();

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void showAll();
    void showPlace();
    void showAccount();
    void showSignedOut();
    bool canTryAgain() const;
    void enter();
    void fillMenu();
    void addProfiles();
    void openManagedSettings();

    Session &m_session;
    Profiles &m_profiles;
    FactLabel *m_name;
    QWidget *m_production;
    FactLabel *m_place;
    FactLabel *m_token;
    PlainLabel *m_fault;
    QToolButton *m_managedSettings; ///< lists the settings managed by the administrator
    QPushButton *m_stop;            ///< while the keyring waits for a person
    QPushButton *m_account;
    QPushButton *m_others; ///< the menu while no account is signed in
    QMenu *m_menu;
    bool m_managesSomething = false;
    QActionGroup *m_listed; ///< the profiles in the menu, of which one is checked
    ProfileColor m_color = ProfileColor::None;
};

} // namespace mcpo
