// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QMenu;
class QToolButton;

namespace mcpo
{

class PlainLabel;
class Session;

/// Always says which control plane and which account are in use, and where the token is kept.
class AccountBar : public QWidget
{
    Q_OBJECT
public:
    explicit AccountBar(const Session &session, QWidget *parent = nullptr);

    /// Shown while nobody is signed in.
    void setAddress(const QString &displayName);

Q_SIGNALS:
    void signInWanted();
    void signOutWanted();

private:
    void showSession();

    const Session &m_session;
    PlainLabel *m_address;
    PlainLabel *m_token;
    QToolButton *m_account;
    QMenu *m_menu;
    QString m_lastAddress;
};

} // namespace mcpo
