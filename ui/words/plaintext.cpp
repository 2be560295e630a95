// SPDX-License-Identifier: Apache-2.0
#include "ui/words/plaintext.h"

#include "models/text/strangecharacters.h"

#include <algorithm>

namespace mcpo
{

namespace
{

QString named(char32_t c)
{
    return QStringLiteral("\u2039U+%1\u203A")
        .arg(QString::number(c, 16).toUpper().rightJustified(4, QLatin1Char('0')));
}

/// Most texts are harmless, and tables show thousands of them.
bool isPlainAscii(const QString &text)
{
    return std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

QString madeVisible(const QString &foreign, qsizetype maximumLength, bool keepsLineBreaks)
{
    if (foreign.size() <= maximumLength && isPlainAscii(foreign))
        return foreign;
    QString visible;
    const QString text = QString(foreign).replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    QList<StrangeCharacter> strange = strangeCharacters(text);
    if (keepsLineBreaks)
        strange.removeIf([](const StrangeCharacter &one) { return one.codePoint == U'\n'; });
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
