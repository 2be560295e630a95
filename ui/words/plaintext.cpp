// SPDX-License-Identifier: Apache-2.0
#include "ui/words/plaintext.h"

#include "models/text/suspiciouscharacters.h"

namespace mcpo
{

namespace
{

QString named(char32_t c)
{
    return QStringLiteral("\u2039U+%1\u203A")
        .arg(QString::number(c, 16).toUpper().rightJustified(4, QLatin1Char('0')));
}

QString madeVisible(const QString &external, qsizetype maximumLength, bool keepsLineBreaks)
{
    QString visible;
    QString text = QString(external).replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    QList<SuspiciousCharacter> strange = suspiciousCharacters(text);
    if (keepsLineBreaks)
        strange.removeIf([](const SuspiciousCharacter &one) { return one.codePoint == U'\n'; });
    if (strange.isEmpty() && text.size() <= maximumLength)
        return text;
    auto next = strange.cbegin();
    for (qsizetype i = 0; i < text.size();) {
        const bool isPair =
            text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const bool isNamed = next != strange.cend() && next->offset == i;
        const QString piece = isNamed ? named(next++->codePoint) : text.sliced(i, isPair ? 2 : 1);
        if (visible.size() + piece.size() > maximumLength)
            return visible + QChar(0x2026);
        visible += piece;
        i += isPair ? 2 : 1;
    }
    return visible;
}

/// As much as can matter: only "\r\n" becomes shorter, and one unit more shows that there is more.
QString beginning(const QString &external, qsizetype maximumLength)
{
    return external.left(2 * maximumLength + 1);
}

} // namespace

QString visibleText(const QString &external, qsizetype maximumLength)
{
    return madeVisible(beginning(external, maximumLength), maximumLength, true);
}

QString visibleLine(const QString &external, qsizetype maximumLength)
{
    return madeVisible(beginning(external, maximumLength), maximumLength, false);
}

QString quoted(const QString &external, qsizetype maximumLength)
{
    return u'\u201C' + visibleLine(external, maximumLength) + u'\u201D';
}

QString quotedWhole(const QString &external)
{
    constexpr qsizetype longestHost = 300;
    return quoted(external, longestHost);
}

} // namespace mcpo
