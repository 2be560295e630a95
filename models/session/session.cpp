// SPDX-License-Identifier: Apache-2.0
#include "models/session/session.h"

namespace mcpo
{

Session::Session(ControlPlanePort &controlPlane, TokenVaultPort &vault, QObject *parent)
    : QObject(parent)
    , m_controlPlane(controlPlane)
    , m_vault(vault)
{
}

QDateTime Session::tokenExpiresAt() const
{
    if (!m_account)
        return {};
    return readTokenClaims(m_account->token).value_or(TokenClaims{}).expiresAt;
}

void Session::setJob(JobPtr job)
{
    const bool wasBusy = isBusy();
    m_job = std::move(job);
    if (wasBusy != isBusy())
        Q_EMIT busyChanged(isBusy());
}

void Session::restore(const RememberedAccount &remembered)
{
    const TokenKey key{remembered.address, remembered.accountId};
    setJob(m_vault.readToken(key, [this, remembered](const VaultAnswer &answer) {
        if (answer.state == VaultState::Done) {
            askCaller({remembered.address, answer.token}, TokenStorage::Keychain, Kept::Already);
            return;
        }
        setJob(nullptr);
        Q_EMIT tokenNotRead(answer);
    }));
}

void Session::signIn(const Account &account, TokenStorage storage)
{
    askCaller(account, storage, Kept::NotYet);
}

void Session::askCaller(const Account &account, TokenStorage storage, Kept kept)
{
    setJob(m_controlPlane.fetchCaller(
        account, [this, account, storage, kept](const Fetched<Caller> &answer) {
            if (const auto *failure = std::get_if<Failure>(&answer)) {
                const Failure copy = *failure;
                setJob(nullptr);
                Q_EMIT signInFailed(copy);
                return;
            }
            const Caller caller = std::get<Caller>(answer);
            if (storage == TokenStorage::Keychain && kept == Kept::NotYet)
                keepToken(account, caller);
            else
                complete(account, caller, storage);
        }));
}

void Session::keepToken(const Account &account, const Caller &caller)
{
    const TokenKey key{account.address, caller.subject.id};
    setJob(m_vault.writeToken(key, account.token, [this, account, caller](VaultAnswer answer) {
        if (answer.state == VaultState::Done) {
            complete(account, caller, TokenStorage::Keychain);
            return;
        }
        setJob(nullptr);
        Q_EMIT tokenNotKept(answer);
    }));
}

void Session::complete(const Account &account, const Caller &caller, TokenStorage storage)
{
    m_account = account;
    m_caller = caller;
    m_storage = storage;
    setJob(nullptr);
    Q_EMIT signedIn();
}

void Session::cancel() { setJob(nullptr); }

void Session::signOut()
{
    if (!m_account)
        return;
    const TokenKey key{m_account->address, m_caller.subject.id};
    const TokenStorage storage = m_storage;
    m_account.reset();
    m_caller = {};
    if (storage == TokenStorage::Keychain) {
        setJob(m_vault.removeToken(key, [this](const VaultAnswer &answer) {
            setJob(nullptr);
            if (answer.state != VaultState::Done)
                Q_EMIT tokenNotRemoved(answer);
        }));
    }
    Q_EMIT signedOut();
}

} // namespace mcpo
