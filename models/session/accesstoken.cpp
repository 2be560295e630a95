// SPDX-License-Identifier: Apache-2.0
#include "models/session/accesstoken.h"

#include "models/text/controlcharacters.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStringView>

#include <algorithm>
#include <array>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr double lastSecondOfYear9999 = 253402300799.0;

bool isInvisible(QChar c)
{
    // Format characters: zero-width blanks, byte order marks, soft hyphens, bidi controls.
    return c.category() == QChar::Other_Format;
}

bool isLineBreak(QChar c)
{
    return c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
}

bool removeInvisible(QString &text)
{
    const qsizetype before = text.size();
    text.removeIf(isInvisible);
    return text.size() != before;
}

/// Takes off the characters at both ends that @p isUnwanted names.
template<class Predicate>
bool trimEnds(QStringView &text, Predicate isUnwanted)
{
    const auto first = std::find_if_not(text.cbegin(), text.cend(), isUnwanted);
    const auto last = std::find_if_not(text.crbegin(), text.crend(), isUnwanted).base();
    if (last - first == text.size())
        return false;
    text = first < last ? QStringView(first, last) : QStringView();
    return true;
}

bool trimBlanks(QStringView &text)
{
    return trimEnds(text, [](QChar c) { return c.isSpace() && !isLineBreak(c); });
}

bool trimLineBreaks(QStringView &text) { return trimEnds(text, isLineBreak); }

bool unquote(QStringView &text)
{
    constexpr QStringView opening = u"\"'`\u201C\u2018";
    constexpr QStringView closing = u"\"'`\u201D\u2019";
    const qsizetype quote = text.size() < 2 ? -1 : opening.indexOf(text.front());
    if (quote < 0 || text.back() != closing.at(quote))
        return false;
    text = text.sliced(1, text.size() - 2);
    return true;
}

void skipSpace(QStringView &text)
{
    while (!text.isEmpty() && text.front().isSpace())
        text = text.sliced(1);
}

/// Takes off `Authorization:` and `Bearer`, the words that stand before a token in a header.
bool stripHeaderWords(QStringView &text)
{
    constexpr QStringView name = u"authorization:";
    constexpr QStringView scheme = u"bearer";
    const qsizetype before = text.size();
    if (text.startsWith(name, Qt::CaseInsensitive)) {
        text = text.sliced(name.size());
        skipSpace(text);
    }
    const bool isScheme = text.startsWith(scheme, Qt::CaseInsensitive) &&
                          (text.size() == scheme.size() || text.at(scheme.size()).isSpace());
    if (isScheme) {
        text = text.sliced(scheme.size());
        skipSpace(text);
    }
    return text.size() != before;
}

/// Joins a token that a terminal or an e-mail has wrapped; blanks next to a break go with it.
QString joinLines(QStringView text)
{
    QString joined;
    joined.reserve(text.size());
    for (bool isAfterBreak = false; const QChar c : text) {
        if (isLineBreak(c)) {
            while (!joined.isEmpty() && joined.back().isSpace())
                joined.chop(1);
            isAfterBreak = true;
        } else if (!isAfterBreak || !c.isSpace()) {
            joined.append(c);
            isAfterBreak = false;
        }
    }
    return joined;
}

struct Step {
    TokenCleanup cleanup;
    bool (*apply)(QStringView &);
};
constexpr std::array steps{
    Step{TokenCleanup::Blanks, trimBlanks},
    Step{TokenCleanup::Quotes, unquote},
    Step{TokenCleanup::BearerPrefix, stripHeaderWords},
    Step{TokenCleanup::LineBreaks, trimLineBreaks},
};

void note(QList<TokenCleanup> &cleanups, TokenCleanup cleanup)
{
    if (!cleanups.contains(cleanup))
        cleanups.append(cleanup);
}

/// Takes wrappings off both ends. One may hide another, as in "Bearer 'abc'\n", so this goes on
/// until nothing changes. A step takes time in proportion to what it takes off, and a megabyte of
/// quotes is peeled in as many steps: nothing here may look at the whole text.
QStringView peel(QStringView text, QList<TokenCleanup> &cleanups)
{
    for (bool isChanged = true; isChanged;) {
        isChanged = false;
        for (const Step &step : steps) {
            if (!step.apply(text))
                continue;
            isChanged = true;
            note(cleanups, step.cleanup);
        }
    }
    return text;
}

TokenProblem problemOf(const QString &token)
{
    if (token.isEmpty())
        return TokenProblem::Empty;
    if (std::any_of(token.cbegin(), token.cend(), [](QChar c) { return c.isSpace(); }))
        return TokenProblem::BlankInside;
    if (std::any_of(token.cbegin(), token.cend(), [](QChar c) { return c < u'!' || c > u'~'; }))
        return TokenProblem::NotPrintable;
    return TokenProblem::None;
}

} // namespace

CleanToken cleanPastedToken(const QString &pasted)
{
    CleanToken clean;
    QString text = pasted;
    if (removeInvisible(text))
        note(clean.cleanups, TokenCleanup::InvisibleCharacters);
    // Line breaks at the ends go before the lines are joined, so that "Bearer" in the first line is
    // still seen as a word.
    const QStringView rest = peel(text, clean.cleanups);
    clean.token = rest.toString();
    if (std::any_of(rest.cbegin(), rest.cend(), isLineBreak)) {
        note(clean.cleanups, TokenCleanup::LineBreaks);
        const QString joined = joinLines(rest);
        clean.token = peel(joined, clean.cleanups).toString();
    }
    clean.problem = problemOf(clean.token);
    return clean;
}

std::optional<TokenClaims> readTokenClaims(const QString &token)
{
    if (token.count(u'.') != 2)
        return {};
    const QStringList parts = token.split(u'.');
    const auto decoded = QByteArray::fromBase64Encoding(
        parts.at(1).toLatin1(),
        QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    const QJsonDocument document = QJsonDocument::fromJson(*decoded);
    if (!decoded || !document.isObject())
        return {};

    const QJsonObject object = document.object();
    TokenClaims claims;
    claims.subjectId = object.value("sub"_L1).toString();
    if (!isSendableId(claims.subjectId))
        claims.subjectId.clear();
    const QString type =
        object.value("subjectType"_L1).toString(object.value("userType"_L1).toString());
    claims.subjectType = subjectTypeFromServer(type);
    claims.displayName = object.value("email"_L1).toString(object.value("username"_L1).toString());
    claims.tenantName = object.value("tenantName"_L1).toString();
    const double expiry = object.value("exp"_L1).toDouble();
    if (expiry > 0 && expiry <= lastSecondOfYear9999)
        claims.expiresAt = QDateTime::fromSecsSinceEpoch(static_cast<qint64>(expiry)).toUTC();
    return claims;
}

QString subjectTypeFromServer(const QString &type)
{
    if (type.isEmpty())
        return u"user"_s;
    if (type == "serviceaccount"_L1)
        return u"virtualaccount"_s;
    return type;
}

} // namespace mcpo
