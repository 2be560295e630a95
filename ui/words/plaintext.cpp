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

QString madeVisible(const QString &foreign, qsizetype maximumLength, bool keepsLineBreaks)
{
    QString visible;
    QString text = QString(foreign).replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
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
QString beginning(const QString &foreign, qsizetype maximumLength)
{
    return foreign.left(2 * maximumLength + 1);
}

} // namespace

QString visibleText(const QString &foreign, qsizetype maximumLength)
{
    return madeVisible(beginning(foreign, maximumLength), maximumLength, true);
}

QString visibleLine(const QString &foreign, qsizetype maximumLength)
{
    return madeVisible(beginning(foreign, maximumLength), maximumLength, false);
}

} // namespace mcpo
