// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace mcpo
{

/// A token as texts for a keychain whose entries hold only so much: a head that stands under the
/// token's own key, and further parts. The head tells how many parts there are, in which of two
/// slots, and the SHA-256 of the whole token. So a part that is missing, from another token or in
/// another's place is noticed.
///
/// A new token goes into the slot that is not in use: its parts, then its head, which makes it the
/// valid one, then the old parts are removed. Whenever that is interrupted, one token is whole.
///
/// A text without the mark of a head is a token by itself: what earlier versions stored, and what
/// somebody puts there by other programs.

enum class TokenSlot : char { A = 'a', B = 'b' };

struct TokenHead {
    TokenSlot slot = TokenSlot::A;
    int furtherParts = 0;
    QByteArray hash; ///< SHA-256 of the token's UTF-8 in hexadecimal; null for a bare token
    QString piece;   ///< what the token begins with
};

/// So many parts besides the head at most, in each slot.
constexpr int mostTokenParts = 64;

struct TokenTexts {
    QString head;
    QStringList further;
};

/// @p largestEntry: bytes of UTF-8 that one entry may hold, at least 200; 0: any number. Nothing if
/// the token is too long for that many parts: more than 115 kB for entries of 2000 bytes.
std::optional<TokenTexts> splitToken(const QString &token, qsizetype largestEntry, TokenSlot slot);

/// Nothing if @p text is neither a head nor a possible token.
std::optional<TokenHead> readHead(const QString &text);

/// The token, if @p further are its parts in their order; else nothing.
std::optional<QString> joinToken(const TokenHead &head, const QStringList &further);

/// The key of a further part; @p index counts from 1.
QString partKey(const QString &tokenKey, TokenSlot slot, int index);

} // namespace mcpo
