// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/outcome.h"
#include "models/session/preset.h"
#include "models/session/session.h"

#include <QDialog>
#include <QList>

class QCheckBox;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace mcpo
{

class CaFileBox;
class FieldRow;
class PlainLabel;
class Retries;
class SecretEdit;
class ValueEdit;

/// A token that anybody may know: the sandbox's.
struct DemoToken {
    QString label;
    QString token;
};

/// Asks for the control plane's address and an access token, and signs the session in. Stays open
/// until that worked or the person gives up; says in place what went wrong. Window-modal: open()
/// it; it deletes itself when closed.
class SignInDialog : public QDialog
{
    Q_OBJECT
public:
    SignInDialog(Session &session, const QString &address, QWidget *parent);

    /// Offers tokens at the press of a button. They are not worth a place in the keychain.
    void offerDemoTokens(const QList<DemoToken> &tokens);
    /// Says why the dialog was opened, e.g. that a sign-in has expired.
    void say(const QString &message);
    /// Says something that is not a problem.
    void inform(const QString &message);
    /// Begins at the address, which is to be replaced.
    void beginAtAddress();
    /// Proposes an address from a link, and says so until it is edited.
    void proposeFromLink(const ControlPlaneAddress &address);
    /// The address as it is typed, if it is one.
    std::optional<ControlPlaneAddress> address() const;
    /// Whether nothing is lost if the dialog closes: nothing was typed and nothing is in progress.
    bool isUntouched() const;
    /// Managed settings are read-only, and hidden features are not shown.
    void setPreset(const Preset &preset);
    /// The proposed CA file if none is managed; empty for none.
    void proposeCaFile(const QString &file);
    /// Says so while a call waits before it is sent once more; @p retries outlives the dialog.
    void showRetries(const Retries &retries);

    void reject() override;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void checkAddress();
    void showManaged();
    void checkToken();
    void signIn(TokenStorage storage);
    void setBusy(bool busy);
    void showFailure(const Failure &failure);
    void showWaiting();
    void showNotKept(const VaultAnswer &answer);
    QWidget *makeButtons();

    Session &m_session;
    Preset m_preset;
    QString m_proposed; ///< the address that was not typed
    ValueEdit *m_address;
    SecretEdit *m_token;
    FieldRow *m_addressRow;
    FieldRow *m_tokenRow;
    QCheckBox *m_keep;
    CaFileBox *m_caFile;
    PlainLabel *m_managed; ///< why something is read-only
    QVBoxLayout *m_demo;
    PlainLabel *m_message;
    PlainLabel *m_keyring; ///< says that it waits for a person
    QProgressBar *m_progress;
    QVBoxLayout *m_waiting; ///< what goes on behind it
    QPushButton *m_signIn = nullptr;
    QPushButton *m_thisSessionOnly = nullptr;
};

} // namespace mcpo
