// SPDX-License-Identifier: Apache-2.0
#include "tests/support/faketokenvault.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QString nameOf(const TokenKey &key) { return key.address.text() + u' ' + key.accountId; }

} // namespace

FakeTokenVault::FakeTokenVault(Mode mode)
    : m_mode(mode)
{
}

QString FakeTokenVault::stored(const TokenKey &key) const { return m_tokens.value(nameOf(key)); }

void FakeTokenVault::store(const TokenKey &key, const QString &token)
{
    m_tokens.insert(nameOf(key), token);
}

JobPtr FakeTokenVault::start(AnswerQueue<VaultAnswer> &queue, const QString &call,
                             VaultWaiting onWaiting, const std::function<VaultAnswer()> &inMemory,
                             Answer<VaultAnswer> answer)
{
    m_calls.append(call);
    m_onWaiting = std::move(onWaiting);
    if (queue.isEmpty() && m_mode == Mode::InMemory) {
        auto job = std::make_unique<FakeJob>(m_live);
        job->deliver(inMemory, std::move(answer));
        return job;
    }
    return queue.start(u"keychain, "_s + call, m_live, std::move(answer));
}

JobPtr FakeTokenVault::readToken(const TokenKey &key, VaultWaiting onWaiting,
                                 Answer<VaultAnswer> answer)
{
    const QString name = nameOf(key);
    const auto find = [this, name] {
        return m_tokens.contains(name) ? VaultAnswer{VaultState::Done, m_tokens.value(name), {}}
                                       : VaultAnswer{VaultState::NotFound, {}, {}};
    };
    return start(read, u"readToken "_s + name, std::move(onWaiting), find, std::move(answer));
}

JobPtr FakeTokenVault::writeToken(const TokenKey &key, const QString &token, VaultWaiting onWaiting,
                                  Answer<VaultAnswer> answer)
{
    const QString name = nameOf(key);
    const auto keep = [this, name, token] {
        m_tokens.insert(name, token);
        return VaultAnswer{VaultState::Done, {}, {}};
    };
    return start(write, u"writeToken "_s + name, std::move(onWaiting), keep, std::move(answer));
}

JobPtr FakeTokenVault::removeToken(const TokenKey &key, VaultWaiting onWaiting,
                                   Answer<VaultAnswer> answer)
{
    const QString name = nameOf(key);
    const auto forget = [this, name] {
        m_tokens.remove(name);
        return VaultAnswer{VaultState::Done, {}, {}};
    };
    return start(remove, u"removeToken "_s + name, std::move(onWaiting), forget, std::move(answer));
}

} // namespace mcpo
