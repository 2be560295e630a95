// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/session.h"
#include "ui/signindialog.h"

#include <QMainWindow>

#include <QPointer>

#include <optional>

namespace mcpo
{

class AccountBar;
class OverrideForm;
class OverridePanel;
class PlainLabel;
class Submission;
class TargetFacts;

/// The window: who you are and where on top, the form below.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(Session &session, OverrideForm &form, Submission &submission, TargetFacts &facts);

    /// Signs in to @p address: silently where the keychain holds the token of @p accountId, else
    /// by the dialog.
    void begin(const std::optional<ControlPlaneAddress> &address,
               const std::optional<QString> &accountId);
    /// For the sandbox: what the sign-in dialog offers, and a line that says what there is to try.
    void setDemo(const QList<DemoToken> &tokens, const QString &note);

private:
    void openSignIn(const QString &message = {});
    void signInFailed(const Failure &failure);

    Session &m_session;
    Submission &m_submission;
    OverrideForm &m_form;
    AccountBar *m_accountBar;
    OverridePanel *m_panel;
    QPointer<SignInDialog> m_signIn;
    QString m_address; ///< of the last sign-in, to be offered again
    QList<DemoToken> m_demoTokens;
    PlainLabel *m_note;
};

} // namespace mcpo
