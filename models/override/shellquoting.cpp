// SPDX-License-Identifier: Apache-2.0
#include "models/override/shellquoting.h"

#include "models/text/suspiciouscharacters.h"

#include <QStringList>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// Single quotes to everybody: U+2018 to U+201B.
bool isQuoteInPowerShell(char32_t c) { return c >= U'\u2018' && c <= U'\u201b'; }

QString bytesOf(char32_t c)
{
    QString text;
    const QByteArray bytes = QString::fromUcs4(&c, 1).toUtf8();
    for (const char byte : bytes)
        text += "\\x"_L1 + QString::number(static_cast<uchar>(byte), 16).rightJustified(2, u'0');
    return text;
}

QString unitsOf(char32_t c)
{
    QStringList units;
    const QString text = QString::fromUcs4(&c, 1);
    for (const QChar unit : text)
        units.append("[char]0x"_L1 + QString::number(unit.unicode(), 16).toUpper());
    return units.join(" + "_L1);
}

} // namespace

QString bashQuoted(const QString &text)
{
    QString word;
    enum class Quotes { None, Plain, Escaped };
    Quotes open = Quotes::None;
    const auto change = [&](Quotes wanted) {
        if (open == wanted)
            return;
        if (open != Quotes::None)
            word += u'\'';
        if (wanted != Quotes::None)
            word += wanted == Quotes::Plain ? "'"_L1 : "$'"_L1;
        open = wanted;
    };
    const QList<uint> characters = text.toUcs4();
    for (const char32_t c : characters) {
        if (c == U'\'') {
            change(Quotes::None);
            word += "\\'"_L1;
        } else if (!isInvisible(c)) {
            change(Quotes::Plain);
            word += QString::fromUcs4(&c, 1);
        } else {
            change(Quotes::Escaped);
            word += bytesOf(c);
        }
    }
    change(Quotes::None);
    return word.isEmpty() ? u"''"_s : word;
}

QString powerShellQuoted(const QString &text)
{
    QStringList pieces;
    QString piece;
    const QList<uint> characters = text.toUcs4();
    for (const char32_t c : characters) {
        if (!isInvisible(c) && !isQuoteInPowerShell(c)) {
            piece += c == U'\'' ? u"''"_s : QString::fromUcs4(&c, 1);
            continue;
        }
        // It begins with a text, because a [char] plus a [char] is a number.
        if (!piece.isEmpty() || pieces.isEmpty())
            pieces.append(u'\'' + piece + u'\'');
        piece.clear();
        pieces.append(unitsOf(c));
    }
    if (!piece.isEmpty() || pieces.isEmpty())
        pieces.append(u'\'' + piece + u'\'');
    return pieces.size() == 1 ? pieces.constFirst() : u'(' + pieces.join(" + "_L1) + u')';
}

} // namespace mcpo
