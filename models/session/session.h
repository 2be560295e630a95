// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/controlplaneport.h"
#include "models/session/accesstoken.h"
#include "models/tokenvaultport.h"

#include <QObject>

#include <list>
#include <optional>

namespace mcpo
{

/// Where the token in use is kept.
enum class TokenStorage { Keychain, ThisSessionOnly };

/// What ended a sign-in: this program, or another one that signed out the same account.
enum class SignOutOrigin { Here, AnotherProgram };

/// Who is signed in, and where: the one owner of the token.
class Session : public QObject
{
    Q_OBJECT
public:
    Session(ControlPlanePort &controlPlane, TokenVaultPort &vault, QObject *parent = nullptr);

    /// While a restore() or signIn() is under way.
    bool isBusy() const { return m_job != nullptr; }
    bool isSignedIn() const { return m_account.has_value(); }
    /// While a person has to unlock the keychain before a restore(), signIn() or removal goes on.
    bool isWaitingForKeychain() const;
    /// Why restore() cannot have the token that is in the keychain, and therefore nobody is signed
    /// in: to be told from having none. Locked also while that waits, and once that was stopped.
    const std::optional<VaultAnswer> &keychainFault() const { return m_keychainFault; }
    /// Only while signed in.
    const Account &account() const { return *m_account; }
    const Caller &caller() const { return m_caller; }
    TokenStorage storage() const
    {
        return m_storedAs ? TokenStorage::Keychain : TokenStorage::ThisSessionOnly;
    }
    /// Where the keychain holds the token in use, if it does: what is to be remembered. It may be
    /// another entry than the caller's id says, where the control plane tells that id only lately.
    const std::optional<TokenKey> &storedAs() const { return m_storedAs; }
    /// See ControlPlanePort; only while signed in.
    QString proxy() const { return m_controlPlane.proxyTo(m_account->address); }
    /// Invalid where the token names none.
    QDateTime tokenExpiresAt() const;

    /// Takes the token from the keychain and asks whom it belongs to.
    void restore(const TokenKey &key, const QString &caFile = {});
    /// Asks whom the token belongs to, then keeps it as @p storage says.
    void signIn(const Account &account, TokenStorage storage);
    /// Trusts another CA file from now on, see Account::caFile; nobody has to sign in again.
    void setCaFile(const QString &caFile);
    /// Another program has removed the token in use from the keychain: this session alone has it.
    void tokenWasRemoved() { m_storedAs.reset(); }
    /// Stops a restore() or signIn() under way.
    void cancel();
    /// Stops whatever waits for the keychain. A removal then ends by tokenNotRemoved().
    void stopWaiting();
    /// Forgets the token, here and in the keychain, and stops what cancel() stops. The keychain is
    /// done with it some time later, whatever is called meanwhile.
    void signOut();
    /// Forgets the token here but not in the keychain, from where restore() brings it back, and
    /// stops what cancel() stops. What was for this session only is gone.
    void leave(SignOutOrigin origin = SignOutOrigin::Here);
    /// Removes the token of an account that is not in use from the keychain; tokenNotRemoved()
    /// tells if that fails. Like the removal of signOut(), only stopWaiting() stops it.
    void forgetToken(const TokenKey &key);

Q_SIGNALS:
    void busyChanged(bool busy);
    void waitingForKeychainChanged(bool isWaiting);
    void signedIn();
    /// Somebody was signed in and nobody is now, by signOut() or leave().
    void signedOut(mcpo::SignOutOrigin origin);
    /// The control plane refused the token, or could not be asked.
    void signInFailed(const mcpo::Failure &failure);
    /// The token is good but the keychain did not take it. Nothing is signed in yet: signIn() with
    /// ThisSessionOnly goes on without the keychain.
    void tokenNotKept(const mcpo::VaultAnswer &answer);
    /// restore() got no token. NotFound means that a person has to sign in first.
    void tokenNotRead(const mcpo::VaultAnswer &answer);
    /// An account was signed out here, but its token could not be removed from the keychain.
    void tokenNotRemoved(const mcpo::VaultAnswer &answer);

private:
    struct Removal {
        JobPtr job;
        bool isWaiting = false;
    };

    void setJob(JobPtr job);
    bool endJob();
    void jobWaits();
    void endRemoval(std::list<Removal>::iterator place, const VaultAnswer &answer);
    void tellWaiting();
    void askCaller(const Account &account, TokenStorage storage,
                   const std::optional<TokenKey> &storedAs);
    void keepToken(const Account &account, const Caller &caller);
    void complete(const Account &account, const Caller &caller,
                  const std::optional<TokenKey> &storedAs);

    ControlPlanePort &m_controlPlane;
    TokenVaultPort &m_vault;
    JobPtr m_job;
    bool m_isJobWaiting = false; ///< for a person to unlock the keychain
    bool m_wasWaiting = false;   ///< as last told
    /// Apart from the other jobs, so that cancel() does not stop them: a token that was to be
    /// forgotten would stay in the keychain, and nobody would know.
    std::list<Removal> m_removals;
    std::optional<VaultAnswer> m_keychainFault;
    std::optional<Account> m_account;
    Caller m_caller;
    std::optional<TokenKey> m_storedAs;
};

} // namespace mcpo
