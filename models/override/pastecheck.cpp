// SPDX-License-Identifier: Apache-2.0
#include "models/override/pastecheck.h"

#include "models/session/accesstoken.h"

#include <QStringView>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Finding = std::optional<PasteFinding>;

bool isLineBreak(QChar c)
{
    return c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
}

bool isInvisible(QChar c) { return c.category() == QChar::Other_Format; }

bool isBullet(QChar c) { return c == u'\u2022' || c == u'\u25CF' || c == u'\u2219'; }

template<class Predicate>
bool holds(QStringView text, Predicate predicate)
{
    return std::any_of(text.begin(), text.end(), predicate);
}

template<class Predicate>
QStringView withoutEnds(QStringView text, Predicate isUnwanted)
{
    const auto first = std::find_if_not(text.begin(), text.end(), isUnwanted);
    if (first == text.end())
        return {};
    const auto last = std::find_if_not(text.rbegin(), text.rend(), isUnwanted).base();
    return text.sliced(first - text.begin(), last - first);
}

/// "***", also after a word such as "Bearer".
bool endsInAsterisksAlone(QStringView value)
{
    const QStringView word = value.trimmed();
    const auto isBlank = [](QChar c) { return c.isSpace(); };
    const auto *start = std::find_if(word.rbegin(), word.rend(), isBlank).base();
    return start != word.end() && std::all_of(start, word.end(), [](QChar c) { return c == u'*'; });
}

Finding findMasked(const QString &value)
{
    return looksMasked(value) ? Finding({PasteDoubt::Masked, {}, {}}) : Finding();
}

Finding findPlaceholder(const QString &value, const QString &placeholder)
{
    const QStringView word = QStringView(value).trimmed();
    // Also with the words of the template around it: "Bearer {{API_KEY}}".
    const bool isTemplate = word.endsWith("}}"_L1) && word.count(u"{{"_s) == 1;
    const bool isName = !placeholder.isEmpty() && word == placeholder;
    return isTemplate || isName ? Finding({PasteDoubt::Placeholder, {}, {}}) : Finding();
}

/// A value that is only the mark must not be mended to nothing.
Finding mendedTo(QStringView rest, const QString &value, PasteDoubt doubt)
{
    if (rest.size() == value.size())
        return {};
    if (rest.isEmpty())
        return PasteFinding{doubt, {}, {}};
    return PasteFinding{doubt, rest.toString(), {}};
}

Finding findInvisible(const QString &value)
{
    QString rest = value;
    rest.removeIf(isInvisible);
    return mendedTo(rest, value, PasteDoubt::Invisible);
}

Finding findLineBreaks(const QString &value)
{
    if (Finding atEnd =
            mendedTo(withoutEnds(value, isLineBreak), value, PasteDoubt::LineBreakAtEnd))
        return atEnd;
    if (!holds(value, isLineBreak) || value.contains("-----BEGIN "_L1))
        return {};
    QString joined = value;
    joined.removeIf(isLineBreak);
    return mendedTo(joined, value, PasteDoubt::LineBreaks);
}

Finding findBlanks(const QString &value)
{
    return mendedTo(withoutEnds(value, [](QChar c) { return c.isSpace(); }), value,
                    PasteDoubt::Blanks);
}

Finding findQuotes(const QString &value)
{
    constexpr QStringView opening = u"\"'`\u201C\u2018";
    constexpr QStringView closing = u"\"'`\u201D\u2019";
    const qsizetype quote = value.size() < 2 ? -1 : opening.indexOf(value.front());
    if (quote < 0 || value.back() != closing.at(quote))
        return {};
    return mendedTo(QStringView(value).sliced(1, value.size() - 2), value, PasteDoubt::Quotes);
}

Finding findHeaderName(const QString &value, const QString &headerName)
{
    for (const QString &name : {headerName, u"Authorization"_s}) {
        if (name.isEmpty() || !value.startsWith(name + u':', Qt::CaseInsensitive))
            continue;
        const QStringView rest = QStringView(value).sliced(name.size() + 1).trimmed();
        return mendedTo(rest, value, PasteDoubt::HeaderName);
    }
    return {};
}

Finding findToken(const QString &value, const PasteContext &context)
{
    const QString token = cleanPastedToken(value).token;
    if (!context.ownToken.isEmpty() && token == context.ownToken)
        return PasteFinding{PasteDoubt::OwnToken, {}, {}};
    return {};
}

Finding findExpired(const QString &value, const PasteContext &context)
{
    const std::optional<TokenClaims> claims = readTokenClaims(cleanPastedToken(value).token);
    if (claims && claims->expiresAt.isValid() && claims->expiresAt < context.now)
        return PasteFinding{PasteDoubt::ExpiredToken, {}, claims->expiresAt};
    return {};
}

} // namespace

bool looksMasked(const QString &value)
{
    return holds(value, isBullet) || value.contains("****"_L1) || endsInAsterisksAlone(value) ||
           value.contains("[redacted]"_L1, Qt::CaseInsensitive) ||
           value.contains("<redacted>"_L1, Qt::CaseInsensitive) ||
           value.trimmed().compare("redacted"_L1, Qt::CaseInsensitive) == 0;
}

std::optional<PasteFinding> checkPaste(const QString &value, const PasteContext &context)
{
    if (value.isEmpty())
        return {};
    // What is the wrong value altogether comes first: mending that would help nobody.
    if (Finding found = findMasked(value))
        return found;
    if (Finding found = findPlaceholder(value, context.placeholder))
        return found;
    if (Finding found = findToken(value, context))
        return found;
    if (Finding found = findInvisible(value))
        return found;
    if (Finding found = findLineBreaks(value))
        return found;
    if (Finding found = findBlanks(value))
        return found;
    if (Finding found = findQuotes(value))
        return found;
    if (context.isHeaderValue) {
        if (Finding found = findHeaderName(value, context.headerName))
            return found;
    }
    return findExpired(value, context);
}

} // namespace mcpo
