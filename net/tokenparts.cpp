// SPDX-License-Identifier: Apache-2.0
#include "net/tokenparts.h"

#include <QCryptographicHash>
#include <QRegularExpression>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// No token holds a blank, so neither mark begins one.
constexpr auto headMark = "mcp-override-token "_L1;
constexpr auto partMark = "mcp-override-part "_L1;
/// What a head holds besides its piece: at most 90 bytes.
constexpr qsizetype overhead = 100;

QByteArray hashOf(const QByteArray &utf8)
{
    return QCryptographicHash::hash(utf8, QCryptographicHash::Sha256).toHex();
}

bool isToken(const QString &text)
{
    return !text.isEmpty() &&
           std::ranges::all_of(text, [](QChar c) { return c >= u'!' && c <= u'~'; });
}

/// Pieces of at most @p size bytes, none of which ends within a character.
QStringList piecesOf(const QByteArray &utf8, qsizetype size)
{
    QStringList pieces;
    for (qsizetype start = 0; start < utf8.size();) {
        qsizetype end = std::min(start + size, utf8.size());
        while (end < utf8.size() && (static_cast<uchar>(utf8.at(end)) & 0xC0U) == 0x80U)
            --end;
        pieces.append(QString::fromUtf8(utf8.constData() + start, end - start));
        start = end;
    }
    return pieces;
}

} // namespace

std::optional<TokenTexts> splitToken(const QString &token, qsizetype largestEntry, TokenSlot slot)
{
    const QByteArray utf8 = token.toUtf8();
    const bool fits = largestEntry == 0 || utf8.size() <= largestEntry - overhead;
    const QStringList pieces = fits ? QStringList(token) : piecesOf(utf8, largestEntry - overhead);
    if (pieces.size() > mostTokenParts + 1)
        return {};
    TokenTexts texts;
    texts.head = headMark +
                 u"%1 %2 %3 "_s.arg(QLatin1Char(static_cast<char>(slot)))
                     .arg(pieces.size() - 1)
                     .arg(QLatin1StringView(hashOf(utf8))) +
                 pieces.value(0);
    for (const QString &piece : pieces.sliced(1))
        texts.further.append(partMark + piece);
    return texts;
}

std::optional<TokenHead> readHead(const QString &text)
{
    static const QRegularExpression head(u"\\A([ab]) (0|[1-9][0-9]?) ([0-9a-f]{64}) (.*)\\z"_s,
                                         QRegularExpression::DotMatchesEverythingOption);
    if (!text.startsWith(headMark))
        return isToken(text) ? std::optional(TokenHead{TokenSlot::A, 0, {}, text}) : std::nullopt;
    const QRegularExpressionMatch match = head.match(text.sliced(headMark.size()));
    const int furtherParts = match.captured(2).toInt();
    if (!match.hasMatch() || furtherParts > mostTokenParts)
        return {};
    const TokenSlot slot = match.captured(1) == "a"_L1 ? TokenSlot::A : TokenSlot::B;
    return TokenHead{slot, furtherParts, match.captured(3).toLatin1(), match.captured(4)};
}

std::optional<QString> joinToken(const TokenHead &head, const QStringList &further)
{
    QString token = head.piece;
    for (const QString &part : further) {
        if (!part.startsWith(partMark))
            return {};
        token += QStringView(part).sliced(partMark.size());
    }
    const bool isWhole = further.size() == head.furtherParts &&
                         (head.hash.isNull() || hashOf(token.toUtf8()) == head.hash);
    return isWhole ? std::optional(token) : std::nullopt;
}

QString partKey(const QString &tokenKey, TokenSlot slot, int index)
{
    return tokenKey + u" part %1%2"_s.arg(QLatin1Char(static_cast<char>(slot))).arg(index);
}

} // namespace mcpo
