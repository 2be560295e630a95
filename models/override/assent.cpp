// SPDX-License-Identifier: Apache-2.0
#include "models/override/assent.h"

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

/// Constant, but for the end of a secret that is long enough to spare it.
QString masked(QStringView secret)
{
    constexpr qsizetype longEnough = 16;
    constexpr qsizetype shown = 4;
    if (secret.isEmpty())
        return {};
    QStringView end = secret.size() >= longEnough ? secret.last(shown) : QStringView();
    if (!end.isEmpty() && end.front().isLowSurrogate())
        end = end.sliced(1); // half of a character
    return QString(4, QChar(0x2022)) + end.toString();
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

void findDoubt(AsSent &sent, const Frame &frame, const Parts &parts, const QString &value)
{
    const bool hasWordBefore = !frame.before.trimmed().isEmpty();
    const qsizetype allowed = hasWordBefore ? 0 : 1;
    if (value.contains("{{"_L1) || value.contains("}}"_L1)) {
        sent.doubt = AsSent::Doubt::StrayBraces;
    } else if (parts.schemes.size() > allowed) {
        sent.doubt = AsSent::Doubt::SchemeTwice;
        sent.scheme = parts.schemes.constFirst();
        sent.mended = hasWordBefore ? parts.secret.toString()
                                    : parts.schemes.constLast() + u' ' + parts.secret.toString();
    } else if (isAuthorization(sent.headerName) && !hasWordBefore && !holdsBlank(value.trimmed()) &&
               !mayBecomeScheme(value)) {
        // A word that nobody here knows is a scheme as well: only none at all is told.
        sent.doubt = AsSent::Doubt::NoScheme;
    }
}

} // namespace

std::optional<AsSent> asSent(const ServerAuth &auth, const QString &value)
{
    if (auth.kind != ServerAuth::Kind::Header || auth.headerName.isEmpty() || value.isEmpty())
        return {};
    const Frame frame = frameOf(auth.headerTemplate);
    const Parts parts = partsOf(value);
    QString words = frame.before;
    for (const QString &scheme : parts.schemes)
        words += scheme + u' ';
    AsSent sent;
    sent.headerName = auth.headerName;
    sent.value = words + masked(parts.secret) + frame.after;
    sent.spoken = words.trimmed();
    findDoubt(sent, frame, parts, value);
    return sent;
}

} // namespace mcpo
