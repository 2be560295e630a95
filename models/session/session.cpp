// SPDX-License-Identifier: Apache-2.0
#include "models/session/session.h"

#include <QPointer>

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

/// Ends the job and tells that; false if a slot destroyed the session.
bool Session::endJob()
{
    const QPointer<Session> self(this);
    setJob(nullptr);
    return !self.isNull();
}

void Session::restore(const TokenKey &key)
{
    setJob(m_vault.readToken(key, [this, key](const VaultAnswer &answer) {
        if (answer.state == VaultState::Done)
            askCaller({key.address, answer.token}, TokenStorage::Keychain, key);
        else if (endJob())
            Q_EMIT tokenNotRead(answer);
    }));
}

void Session::signIn(const Account &account, TokenStorage storage)
{
    askCaller(account, storage, {});
}

void Session::askCaller(const Account &account, TokenStorage storage,
                        const std::optional<TokenKey> &storedAs)
{
    setJob(m_controlPlane.fetchCaller(
        account, [this, account, storage, storedAs](const Fetched<Caller> &answer) {
            if (const auto *failure = std::get_if<Failure>(&answer)) {
                if (endJob())
                    Q_EMIT signInFailed(*failure);
                return;
            }
            const Caller caller = std::get<Caller>(answer);
            if (storage == TokenStorage::Keychain && !storedAs)
                keepToken(account, caller);
            else
                complete(account, caller, storedAs);
        }));
}

void Session::keepToken(const Account &account, const Caller &caller)
{
    const TokenKey key{account.address, caller.subject.id};
    auto written = [this, account, caller, key](const VaultAnswer &answer) {
        if (answer.state == VaultState::Done)
            complete(account, caller, key);
        else if (endJob())
            Q_EMIT tokenNotKept(answer);
    };
    setJob(m_vault.writeToken(key, account.token, std::move(written)));
}

void Session::complete(const Account &account, const Caller &caller,
                       const std::optional<TokenKey> &storedAs)
{
    m_account = account;
    m_caller = caller;
    m_storedAs = storedAs;
    if (endJob())
        Q_EMIT signedIn();
}

void Session::cancel() { setJob(nullptr); }

void Session::signOut()
{
    if (!m_account)
        return;
    if (m_storedAs)
        forgetToken(*m_storedAs);
    leave();
}

void Session::leave()
{
    const bool wasSignedIn = isSignedIn();
    m_account.reset();
    m_caller = {};
    m_storedAs.reset();
    if (endJob() && wasSignedIn)
        Q_EMIT signedOut();
}

void Session::forgetToken(const TokenKey &key)
{
    const auto place = m_removals.emplace(m_removals.end());
    *place = m_vault.removeToken(key, [this, place](const VaultAnswer &answer) {
        m_removals.erase(place);
        if (answer.state != VaultState::Done)
            Q_EMIT tokenNotRemoved(answer);
    });
}

} // namespace mcpo
