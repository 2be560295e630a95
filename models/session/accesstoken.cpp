// SPDX-License-Identifier: Apache-2.0
#include "models/session/accesstoken.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

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
bool trimEnds(QString &text, Predicate isUnwanted)
{
    const auto first = std::find_if_not(text.cbegin(), text.cend(), isUnwanted);
    const auto last = std::find_if_not(text.crbegin(), text.crend(), isUnwanted).base();
    if (last - first == text.size())
        return false;
    text = first < last ? QString(first, last - first) : QString();
    return true;
}

bool trimBlanks(QString &text)
{
    return trimEnds(text, [](QChar c) { return c.isSpace() && !isLineBreak(c); });
}

bool unquote(QString &text)
{
    constexpr QStringView opening = u"\"'`\u201C\u2018";
    constexpr QStringView closing = u"\"'`\u201D\u2019";
    const qsizetype quote = text.size() < 2 ? -1 : opening.indexOf(text.front());
    if (quote < 0 || text.back() != closing.at(quote))
        return false;
    text = text.sliced(1, text.size() - 2);
    return true;
}

/// Takes off `Authorization:` and `Bearer`, the words that stand before a token in a header.
bool stripHeaderWords(QString &text)
{
    static const QRegularExpression words(u"^(authorization:\\s*)?(bearer\\s+)?"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    const qsizetype length = words.match(text).capturedLength();
    text = text.sliced(length);
    return length > 0;
}

/// Joins a token that a terminal or an e-mail has wrapped; blanks next to a break go with it.
/// Breaks at the ends go first, on their own, so that "Bearer" in the first line is still seen as
/// a word.
bool joinLines(QString &text)
{
    if (trimEnds(text, isLineBreak))
        return true;
    static const QRegularExpression wrap(u"[ \\t]*[\\n\\r\\x{2028}\\x{2029}]+[ \\t]*"_s);
    const qsizetype before = text.size();
    text.remove(wrap);
    return text.size() != before;
}

struct Step {
    TokenCleanup cleanup;
    bool (*apply)(QString &);
};
constexpr std::array steps{
    Step{TokenCleanup::InvisibleCharacters, removeInvisible},
    Step{TokenCleanup::Blanks, trimBlanks},
    Step{TokenCleanup::Quotes, unquote},
    Step{TokenCleanup::BearerPrefix, stripHeaderWords},
    Step{TokenCleanup::LineBreaks, joinLines},
};

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
    CleanToken clean{pasted, {}, TokenProblem::None};
    // One wrapping may hide another, as in "Bearer 'abc'\n", so this goes on until nothing changes.
    // Every change shortens the text, so it ends.
    for (bool changed = true; changed;) {
        changed = false;
        for (const Step &step : steps) {
            if (!step.apply(clean.token))
                continue;
            changed = true;
            if (!clean.cleanups.contains(step.cleanup))
                clean.cleanups.append(step.cleanup);
        }
    }
    clean.problem = problemOf(clean.token);
    return clean;
}

std::optional<TokenClaims> readTokenClaims(const QString &token)
{
    const QStringList parts = token.split(u'.');
    if (parts.size() != 3)
        return {};
    const auto decoded = QByteArray::fromBase64Encoding(
        parts.at(1).toLatin1(),
        QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    const QJsonDocument document = QJsonDocument::fromJson(*decoded);
    if (!decoded || !document.isObject())
        return {};

    const QJsonObject object = document.object();
    TokenClaims claims;
    claims.subjectId = object.value("sub"_L1).toString();
    const QString type =
        object.value("subjectType"_L1).toString(object.value("userType"_L1).toString());
    claims.subjectType = subjectTypeFromServer(type);
    claims.displayName = object.value("email"_L1).toString(object.value("username"_L1).toString());
    claims.tenantName = object.value("tenantName"_L1).toString();
    const double expiry = object.value("exp"_L1).toDouble();
    if (expiry > 0 && expiry <= lastSecondOfYear9999)
        claims.expiresAt = QDateTime::fromSecsSinceEpoch(static_cast<qint64>(expiry), Qt::UTC);
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
