// SPDX-License-Identifier: Apache-2.0
#include "net/keychainscripts.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

ReadingAction::ReadingAction(const QString &key, const KeychainTimes &times, VaultWaiting onWaiting,
                             Answer<VaultAnswer> answer)
    : ReadingAction(times, std::move(onWaiting), std::move(answer))
{
    readToken(key, [this](const VaultAnswer &found) { finishWith(found); });
}

ReadingAction::ReadingAction(const KeychainTimes &times, VaultWaiting onWaiting,
                             Answer<VaultAnswer> answer)
    : KeychainAction(times, std::move(onWaiting), std::move(answer))
{
}

void ReadingAction::readToken(const QString &key, const Then &then)
{
    m_further.clear();
    read(key, [this, key, then](const VaultAnswer &found) {
        if (found.state == VaultState::NotFound)
            return then(found);
        m_head = readHead(found.token);
        if (m_head)
            readPart(key, then);
        else
            then({VaultState::Damaged, {}, {}});
    });
}

void ReadingAction::readPart(const QString &key, const Then &then)
{
    const auto index = static_cast<int>(m_further.size()) + 1;
    if (index > m_head->furtherParts) {
        const std::optional<QString> token = joinToken(*m_head, m_further);
        return then(
            {token ? VaultState::Done : VaultState::Damaged, token.value_or(QString()), {}});
    }
    read(partKey(key, m_head->slot, index), [this, key, then](const VaultAnswer &found) {
        if (found.state == VaultState::NotFound)
            return then({VaultState::Damaged, {}, {}});
        m_further.append(found.token);
        readPart(key, then);
    });
}

WritingAction::WritingAction(QString key, QString token, qsizetype largestEntry,
                             const KeychainTimes &times, VaultWaiting onWaiting,
                             Answer<VaultAnswer> answer)
    : ReadingAction(times, std::move(onWaiting), std::move(answer))
    , m_key(std::move(key))
    , m_token(std::move(token))
    , m_largestEntry(largestEntry)
{
    if (largestEntry == 0)
        choose({});
    else
        read(m_key, [this](const VaultAnswer &head) { choose(head); });
}

/// Takes the slot that is not in use.
void WritingAction::choose(const VaultAnswer &head)
{
    const std::optional<TokenHead> old = readHead(head.token);
    if (old && old->furtherParts > 0 && old->slot == TokenSlot::A)
        m_slot = TokenSlot::B;
    const std::optional<TokenTexts> texts = splitToken(m_token, m_largestEntry, m_slot);
    if (!texts)
        return finishWith({VaultState::Failed, {}, u"The token is too long."_s});
    m_texts = *texts;
    writePart(1);
}

void WritingAction::writePart(int index)
{
    if (index <= m_texts.further.size())
        return write(partKey(m_key, m_slot, index), m_texts.further.at(index - 1),
                     [this, index](const VaultAnswer &) { writePart(index + 1); });
    write(m_key, m_texts.head, [this](const VaultAnswer &) {
        readToken(m_key, [this](const VaultAnswer &found) { check(found); });
    });
}

void WritingAction::check(const VaultAnswer &found)
{
    if (found.state != VaultState::Done || found.token != m_token)
        return finishWith({VaultState::NotKept, {}, {}});
    settle({VaultState::Done, {}, {}});
    if (m_largestEntry == 0)
        return finishWith({VaultState::Done, {}, {}});
    const bool isA = m_slot == TokenSlot::A;
    tidyUp(isA ? TokenSlot::B : TokenSlot::A, 1);
}

/// What an older token has left behind, or one whose writing was interrupted.
void WritingAction::tidyUp(TokenSlot slot, int index)
{
    if (index <= mostTokenParts)
        return remove(partKey(m_key, slot, index),
                      [this, slot, index](const VaultAnswer &) { tidyUp(slot, index + 1); });
    const auto written = static_cast<int>(m_texts.further.size());
    if (slot != m_slot)
        tidyUp(m_slot, written + 1);
    else
        finishWith({VaultState::Done, {}, {}});
}

RemovingAction::RemovingAction(const QString &key, qsizetype largestEntry,
                               const KeychainTimes &times, VaultWaiting onWaiting,
                               Answer<VaultAnswer> answer)
    : KeychainAction(times, std::move(onWaiting), std::move(answer))
    , m_key(key)
{
    // Reading unlocks the keyring. Removing from a locked one does that, too, and removes nothing.
    read(key, [this, largestEntry](const VaultAnswer &found) {
        if (largestEntry > 0)
            removePart(TokenSlot::A, 1);
        else if (found.state == VaultState::NotFound)
            finishWith({VaultState::Done, {}, {}});
        else
            removeHead();
    });
}

void RemovingAction::removePart(TokenSlot slot, int index)
{
    if (index <= mostTokenParts)
        remove(partKey(m_key, slot, index),
               [this, slot, index](const VaultAnswer &) { removePart(slot, index + 1); });
    else if (slot == TokenSlot::A)
        removePart(TokenSlot::B, 1);
    else
        removeHead();
}

void RemovingAction::removeHead()
{
    remove(m_key, [this](const VaultAnswer &) {
        read(m_key, [this](const VaultAnswer &found) {
            const bool isGone = found.state == VaultState::NotFound;
            finishWith({isGone ? VaultState::Done : VaultState::Failed, {}, {}});
        });
    });
}

} // namespace mcpo
