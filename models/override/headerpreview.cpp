// SPDX-License-Identifier: Apache-2.0
#include "models/override/headerpreview.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto schemes = std::to_array<QLatin1StringView>(
    {"Bearer"_L1, "Basic"_L1, "Token"_L1, "Digest"_L1, "ApiKey"_L1, "Api-Key"_L1, "Negotiate"_L1});

bool isScheme(QStringView word)
{
    return std::any_of(schemes.begin(), schemes.end(), [word](QLatin1StringView scheme) {
        return word.compare(scheme, Qt::CaseInsensitive) == 0;
    });
}

QStringView withoutLeadingBlanks(QStringView text)
{
    const auto *const first =
        std::find_if_not(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
    return text.sliced(first - text.begin());
}

/// The words in front of a secret, and the secret.
struct Parts {
    QStringList schemes; ///< as they were typed
    QStringView secret;
};

Parts partsOf(QStringView value)
{
    Parts parts;
    QStringView rest = withoutLeadingBlanks(value);
    // No scheme is longer, so that a value of a megabyte is not searched for a blank.
    constexpr qsizetype longest = 12;
    for (;;) {
        const QStringView start = rest.first(std::min(rest.size(), longest));
        const auto *const blank =
            std::find_if(start.begin(), start.end(), [](QChar c) { return c.isSpace(); });
        const QStringView word = start.first(blank - start.begin());
        if (blank == start.end() || !isScheme(word))
            break;
        parts.schemes.append(word.toString());
        rest = withoutLeadingBlanks(rest.sliced(word.size()));
    }
    parts.secret = rest;
    return parts;
}

bool isAtEdge(QChar c)
{
    constexpr QStringView quotes = u"\"'`\u201C\u201D\u2018\u2019";
    return c.isSpace() || quotes.contains(c);
}

bool isOdd(QChar c)
{
    return c.category() == QChar::Other_Format || c.category() == QChar::Other_Control ||
           c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
}

/// Four bullets for any length, but for the end of a secret that is long enough to spare it.
QString bullets(QStringView secret, bool mayShowEnd)
{
    constexpr qsizetype shown = 4;
    QStringView end = mayShowEnd && secret.size() > shown ? secret.last(shown) : QStringView();
    if (!end.isEmpty() && end.front().isLowSurrogate())
        end = end.sliced(1); // half of a character
    return QString(4, QChar(0x2022)) + end.toString();
}

/// Spaces and quotation marks around it stay, and so does what is invisible: it is no part of a
/// secret, and a person has to see what a clean-up removes.
QString masked(QStringView secret)
{
    constexpr qsizetype longEnough = 16;
    const auto *const first = std::find_if_not(secret.begin(), secret.end(), isAtEdge);
    const auto *const last = std::find_if_not(secret.rbegin(), secret.rend(), isAtEdge).base();
    if (first == secret.end())
        return secret.toString();
    QString text = QStringView(secret.begin(), first).toString();
    for (const auto *at = first; at != last;) {
        const auto *const odd = std::find_if(at, last, isOdd);
        if (odd != at)
            text += bullets(QStringView(at, odd), odd == last && secret.size() >= longEnough);
        at = std::find_if_not(odd, last, isOdd);
        text += QStringView(odd, at).toString();
    }
    return text + QStringView(last, secret.end()).toString();
}

/// A template, cut at its placeholder.
struct Frame {
    QString before;
    QString after;
};

Frame frameOf(const QString &headerTemplate)
{
    const qsizetype open = headerTemplate.indexOf("{{"_L1);
    const qsizetype close = open < 0 ? -1 : headerTemplate.indexOf("}}"_L1, open + 2);
    if (close < 0)
        return {};
    return {headerTemplate.first(open), headerTemplate.sliced(close + 2)};
}

bool isAuthorization(const QString &headerName)
{
    return headerName.compare("Authorization"_L1, Qt::CaseInsensitive) == 0;
}

/// Somebody may be typing "Bearer" right now, which is no reason to warn.
bool mayBecomeScheme(QStringView value)
{
    return std::any_of(schemes.begin(), schemes.end(), [value](QLatin1StringView scheme) {
        return value.size() <= scheme.size() &&
               scheme.first(value.size()).compare(value, Qt::CaseInsensitive) == 0;
    });
}

bool holdsBlank(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
}

} // namespace

std::optional<SchemeIssue> findSchemeIssue(const ServerAuth &auth, const QString &value)
{
    using Kind = SchemeIssue::Kind;
    const Parts parts = partsOf(value);
    const bool hasSchemeBefore = !frameOf(auth.headerTemplate).before.trimmed().isEmpty();
    const qsizetype allowed = hasSchemeBefore ? 0 : 1;
    if (auth.kind == ServerAuth::Kind::Header &&
        (value.contains("{{"_L1) || value.contains("}}"_L1)))
        return SchemeIssue{Kind::StrayBraces, {}, {}};
    if (parts.schemes.size() > allowed) {
        const QString secret = parts.secret.toString();
        return SchemeIssue{Kind::Repeated, parts.schemes.constFirst(),
                           hasSchemeBefore ? secret : parts.schemes.constLast() + u' ' + secret};
    }
    // A word that is not in the list may be a scheme as well: only its absence is reported.
    if (isAuthorization(auth.headerName) && !hasSchemeBefore && !holdsBlank(value.trimmed()) &&
        !mayBecomeScheme(value))
        return SchemeIssue{Kind::Missing, {}, {}};
    return {};
}

QString maskedSecret(const QString &value) { return masked(value); }

std::optional<HeaderPreview> previewHeader(const ServerAuth &auth, const QString &value)
{
    if (auth.kind != ServerAuth::Kind::Header || auth.headerName.isEmpty() || value.isEmpty())
        return {};
    const Frame frame = frameOf(auth.headerTemplate);
    const Parts parts = partsOf(value);
    QString words = frame.before;
    for (const QString &scheme : parts.schemes)
        words += scheme + u' ';
    return HeaderPreview{auth.headerName, words + masked(parts.secret) + frame.after,
                         words.trimmed()};
}

} // namespace mcpo
