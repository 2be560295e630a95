// SPDX-License-Identifier: Apache-2.0
#include "models/session/session.h"

#include <QPointer>

#include <algorithm>

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
    m_isJobWaiting = false;
    const QPointer<Session> self(this);
    if (wasBusy != isBusy())
        Q_EMIT busyChanged(isBusy());
    if (self)
        tellWaiting();
}

/// Ends the job and tells that; false if a slot destroyed the session.
bool Session::endJob()
{
    const QPointer<Session> self(this);
    setJob(nullptr);
    return !self.isNull();
}

bool Session::isWaitingForKeychain() const
{
    return m_isJobWaiting || std::ranges::any_of(m_removals, &Removal::isWaiting);
}

void Session::tellWaiting()
{
    if (m_wasWaiting == isWaitingForKeychain())
        return;
    m_wasWaiting = isWaitingForKeychain();
    Q_EMIT waitingForKeychainChanged(m_wasWaiting);
}

void Session::jobWaits()
{
    m_isJobWaiting = true;
    tellWaiting();
}

void Session::restore(const TokenKey &key, const QString &caFile)
{
    auto waits = [this] {
        m_keychainFault = {VaultState::Locked, {}, {}};
        jobWaits();
    };
    auto wasRead = [this, key, caFile](const VaultAnswer &answer) {
        m_keychainFault.reset();
        if (answer.state == VaultState::Done)
            return askCaller({key.address, answer.token, caFile}, TokenStorage::Keychain, key);
        if (answer.state != VaultState::NotFound)
            m_keychainFault = answer;
        if (endJob())
            Q_EMIT tokenNotRead(answer);
    };
    m_keychainFault.reset();
    setJob(m_vault.readToken(key, std::move(waits), std::move(wasRead)));
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
                m_controlPlane.closeConnections();
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
            return complete(account, caller, key);
        m_controlPlane.closeConnections();
        if (endJob())
            Q_EMIT tokenNotKept(answer);
    };
    setJob(m_vault.writeToken(
        key, account.token, [this] { jobWaits(); }, std::move(written)));
}

void Session::complete(const Account &account, const Caller &caller,
                       const std::optional<TokenKey> &storedAs)
{
    if (m_account)
        m_controlPlane.closeConnections();
    m_account = account;
    m_caller = caller;
    m_storedAs = storedAs;
    m_keychainFault.reset();
    if (endJob())
        Q_EMIT signedIn();
}

void Session::setCaFile(const QString &caFile)
{
    if (m_account)
        m_account->caFile = caFile;
}

void Session::cancel()
{
    m_controlPlane.closeConnections();
    setJob(nullptr);
}

void Session::stopWaiting()
{
    const QPointer<Session> self(this);
    if (m_isJobWaiting)
        cancel();
    while (self) {
        const auto place = std::ranges::find_if(m_removals, &Removal::isWaiting);
        if (place == m_removals.end())
            return;
        endRemoval(place, {VaultState::Locked, {}, {}});
    }
}

void Session::signOut()
{
    if (!m_account)
        return;
    if (m_storedAs)
        forgetToken(*m_storedAs);
    leave();
}

void Session::leave(SignOutOrigin origin)
{
    const bool wasSignedIn = isSignedIn();
    m_account.reset();
    m_caller = {};
    m_storedAs.reset();
    m_keychainFault.reset();
    m_controlPlane.closeConnections();
    if (endJob() && wasSignedIn)
        Q_EMIT signedOut(origin);
}

void Session::forgetToken(const TokenKey &key)
{
    const auto place = m_removals.emplace(m_removals.end());
    auto waits = [this, place] {
        place->isWaiting = true;
        tellWaiting();
    };
    place->job =
        m_vault.removeToken(key, std::move(waits), [this, place](const VaultAnswer &answer) {
            endRemoval(place, answer);
        });
}

void Session::endRemoval(std::list<Removal>::iterator place, const VaultAnswer &answer)
{
    // What called this is part of the job: the answer goes with it.
    const VaultAnswer result = answer; // NOLINT(performance-unnecessary-copy-initialization)
    m_removals.erase(place);
    const QPointer<Session> self(this);
    tellWaiting();
    if (self && result.state != VaultState::Done)
        Q_EMIT tokenNotRemoved(result);
}

} // namespace mcpo
