// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"
#include "models/session/accesstoken.h"
#include "models/session/rememberedaccount.h"
#include "models/tokenvaultport.h"

#include <QObject>

#include <optional>

namespace mcpo
{

/// Where the token in use is kept.
enum class TokenStorage { Keychain, ThisSessionOnly };

/// Who is signed in, and where: the one owner of the token.
class Session : public QObject
{
    Q_OBJECT
public:
    Session(ControlPlanePort &controlPlane, TokenVaultPort &vault, QObject *parent = nullptr);

    bool isBusy() const { return m_job != nullptr; }
    bool isSignedIn() const { return m_account.has_value(); }
    /// Only while signed in.
    const Account &account() const { return *m_account; }
    const Caller &caller() const { return m_caller; }
    TokenStorage storage() const { return m_storage; }
    /// Invalid where the token names none.
    QDateTime tokenExpiresAt() const;

    /// Takes the token from the keychain and asks whom it belongs to.
    void restore(const RememberedAccount &remembered);
    /// Asks whom the token belongs to, then keeps it as @p storage says.
    void signIn(const Account &account, TokenStorage storage);
    /// Stops a restore() or signIn() under way.
    void cancel();
    /// Forgets the token, here and in the keychain.
    void signOut();

Q_SIGNALS:
    void busyChanged(bool busy);
    void signedIn();
    void signedOut();
    /// The control plane refused the token, or could not be asked.
    void signInFailed(const mcpo::Failure &failure);
    /// The token is good but the keychain did not take it. Nothing is signed in yet: signIn() with
    /// ThisSessionOnly goes on without the keychain.
    void tokenNotKept(const mcpo::VaultAnswer &answer);
    /// restore() got no token. NotFound means that a person has to sign in first.
    void tokenNotRead(const mcpo::VaultAnswer &answer);
    /// The account was signed out here, but its token could not be removed from the keychain.
    void tokenNotRemoved(const mcpo::VaultAnswer &answer);

private:
    enum class Kept { Already, NotYet };

    void setJob(JobPtr job);
    void askCaller(const Account &account, TokenStorage storage, Kept kept);
    void keepToken(const Account &account, const Caller &caller);
    void complete(const Account &account, const Caller &caller, TokenStorage storage);

    ControlPlanePort &m_controlPlane;
    TokenVaultPort &m_vault;
    JobPtr m_job;
    std::optional<Account> m_account;
    Caller m_caller;
    TokenStorage m_storage = TokenStorage::ThisSessionOnly;
};

} // namespace mcpo
