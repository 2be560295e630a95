// SPDX-License-Identifier: Apache-2.0
#include "app/cli/secretshape.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

bool isAsciiLetterOrDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

/// How a run of letters and digits is composed.
struct Composition {
    bool hasDigit = false;
    bool hasUpper = false;
    bool hasLower = false;
    qsizetype changes = 0; ///< between letters and digits, and from lower to upper case
};

Composition compositionOf(QStringView run)
{
    Composition found;
    QChar before;
    for (const QChar c : run) {
        found.hasDigit |= c.isDigit();
        found.hasUpper |= c.isUpper();
        found.hasLower |= c.isLower();
        const bool isChange = c.isDigit() != before.isDigit() || (before.isLower() && c.isUpper());
        found.changes += !before.isNull() && isChange ? 1 : 0;
        before = c;
    }
    return found;
}

/// Words, even in camel case and with a year, change less often than random text.
bool isRandom(QStringView run)
{
    const Composition found = compositionOf(run);
    return found.hasDigit && (found.hasUpper || found.hasLower) && found.changes * 4 >= run.size();
}

template<class Predicate>
bool anyRun(QStringView text, Predicate isWanted)
{
    const auto *at = text.begin();
    while (at != text.end()) {
        at = std::find_if(at, text.end(), isAsciiLetterOrDigit);
        const auto *const end = std::find_if_not(at, text.end(), isAsciiLetterOrDigit);
        if (isWanted(QStringView(at, end)))
            return true;
        at = end;
    }
    return false;
}

/// Longer than the random part of an ID: a UUID has runs of at most 12 characters. IDs of 24 or 25
/// characters are in lower case, keys in both cases or longer.
bool hasRandomPart(QStringView text)
{
    constexpr qsizetype shortest = 16;
    constexpr qsizetype shortestInOneCase = 32;
    return anyRun(text, [](QStringView run) {
        const Composition found = compositionOf(run);
        const bool isMixed = found.hasUpper && found.hasLower;
        return run.size() >= (isMixed ? shortest : shortestInOneCase) && isRandom(run);
    });
}

bool hasJwt(const QString &value)
{
    static const QRegularExpression shape(u"\\b(eyJ[\\w-]{6,})\\.[\\w-]+\\."_s);
    const QByteArray header = shape.match(value).captured(1).toLatin1();
    return QJsonDocument::fromJson(QByteArray::fromBase64(header, QByteArray::Base64UrlEncoding))
        .isObject();
}

bool hasBearer(const QString &value)
{
    static const QRegularExpression shape(u"^(authorization:\\s*)?bearer\\s+(?=\\S*\\d)\\S{12,}$"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    return shape.match(value).hasMatch();
}

bool isOfKnownIssuer(const QString &value)
{
    static const QRegularExpression exact(
        u"^(AKIA(?=[A-Z]*[0-9])[0-9A-Z]{16}|AIza[\\w-]{35})$"_s //
        u"|^(gh[opsru]_|github_pat_|glpat-|xox[abeprs]-)"_s     //
        u"(?=[\\w-]*[a-z])(?=[\\w-]*[A-Z])(?=[\\w-]*\\d)[\\w-]{16,}$"_s);
    static const QRegularExpression prefix(u"^(sk|pk|rk|pat)[-_]"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    return exact.match(value).hasMatch() ||
           (prefix.match(value).hasMatch() && hasRandomPart(value));
}

/// Also without a mark of its issuer.
bool isLongAndRandom(const QString &value)
{
    constexpr qsizetype shortest = 20;
    return anyRun(value, [](QStringView run) { return run.size() >= shortest && isRandom(run); });
}

} // namespace

bool looksLikeSecret(const QString &value, ArgumentRole role)
{
    if (role == ArgumentRole::FilePath && (value.contains(u'/') || value.contains(u'\\')))
        return false;
    if (hasJwt(value) || hasBearer(value) || isOfKnownIssuer(value))
        return true;
    return role == ArgumentRole::Variable && isLongAndRandom(value);
}

bool isNameOfSecret(const QString &option)
{
    static const QRegularExpression shape(
        u"token|secret|passw|bearer|credential|header-?value|api-?key|^key$|jwt"_s,
        QRegularExpression::CaseInsensitiveOption);
    return shape.match(option).hasMatch();
}

} // namespace mcpo
