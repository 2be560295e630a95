// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/signindialog.h"

#include <QMainWindow>

#include <QPointer>

#include <functional>
#include <optional>

namespace mcpo
{

class AccountBar;
class ActivityDialog;
class LinkHandler;
class OverridePanel;
class PlainLabel;
class Workspace;
struct WindowModels;

/// The window: who you are and where on top, the form below.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(WindowModels &models);

    /// Starts with the last used profile, or with that of @p address: silently if the keychain
    /// contains its token, otherwise with the dialog.
    void begin(const std::optional<ControlPlaneAddress> &address);
    /// Fills in the form from a link, after a look at it; see LinkHandler.
    void openLink(const QString &link);
    /// For the sandbox: what the sign-in dialog offers, and a line that says what there is to try.
    void setDemo(const QList<DemoToken> &tokens, const QString &note);

protected:
    void closeEvent(QCloseEvent *event) override;

Q_SIGNALS:
    /// Long work ended while the window was in the background; see BackgroundTaskNotifier.
    void endedUnwatched(const QString &notice);

private:
    void followBackgroundTasks();
    void leaveWhenDone(const std::function<void()> &leave);
    void begunSession();
    void endedSession(SignOutOrigin origin);
    void makeRoom(const QSize &wanted);
    void openActivity();
    void openSignIn(const QString &message = {});
    void explainKeychain(const VaultAnswer &answer);
    void askForSignIn();
    void makeWayForLink(const std::optional<ControlPlaneAddress> &controlPlane);
    void signInFailed(const Failure &failure);

    WindowModels &m_models;
    OverridePanel *m_panel; ///< before the others: Tab ends there
    AccountBar *m_accountBar;
    Workspace *m_workspace;
    LinkHandler *m_links;
    QPointer<ActivityDialog> m_activity;
    std::optional<ControlPlaneAddress> m_lastAddress; ///< that was signed in to
    QPointer<SignInDialog> m_signIn;
    bool m_hasMadeWay = false; ///< the sign-in, for the question of a link
    QPointer<QDialog> m_leaveQuestion;
    QList<DemoToken> m_demoTokens;
    PlainLabel *m_note;
};

} // namespace mcpo
