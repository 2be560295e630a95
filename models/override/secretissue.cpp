// SPDX-License-Identifier: Apache-2.0
#include "models/override/secretissue.h"

#include "models/override/headerpreview.h"
#include "models/session/accesstoken.h"

#include <QStringView>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Finding = std::optional<SecretIssue>;
using IssueKind = SecretIssue::Kind;

bool isLineBreak(QChar c)
{
    return c == u'\n' || c == u'\r' || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
}

bool isInvisible(QChar c)
{
    const bool isControl = c.category() == QChar::Other_Control && !c.isSpace();
    return c.category() == QChar::Other_Format || isControl;
}

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
    return looksMasked(value) ? Finding({IssueKind::Masked, {}, {}, {}}) : Finding();
}

Finding findPlaceholder(const QString &value, const QString &placeholder)
{
    const QStringView word = QStringView(value).trimmed();
    // Also with the words of the template around it: "Bearer {{API_KEY}}".
    const bool isTemplate = word.endsWith("}}"_L1) && word.count(u"{{"_s) == 1;
    const bool isName = !placeholder.isEmpty() && word == placeholder;
    return isTemplate || isName ? Finding({IssueKind::Placeholder, {}, {}, {}}) : Finding();
}

/// A value that is nothing else is not fixed: it would become empty.
Finding fixedTo(QStringView rest, const QString &value, IssueKind kind)
{
    if (rest.size() == value.size())
        return {};
    if (rest.isEmpty())
        return SecretIssue{kind, {}, {}, {}};
    return SecretIssue{kind, rest.toString(), {}, {}};
}

Finding findInvisible(const QString &value)
{
    QString rest = value;
    rest.removeIf(isInvisible);
    return fixedTo(rest, value, IssueKind::Invisible);
}

Finding findLineBreaks(const QString &value)
{
    if (Finding atEnd = fixedTo(withoutEnds(value, isLineBreak), value, IssueKind::LineBreakAtEnd))
        return atEnd;
    if (!holds(value, isLineBreak) || value.contains("-----BEGIN "_L1))
        return {};
    QString joined = value;
    joined.removeIf(isLineBreak);
    return fixedTo(joined, value, IssueKind::LineBreaks);
}

Finding findBlanks(const QString &value)
{
    return fixedTo(withoutEnds(value, [](QChar c) { return c.isSpace(); }), value,
                   IssueKind::Spaces);
}

Finding findQuotes(const QString &value)
{
    constexpr QStringView opening = u"\"'`\u201C\u2018";
    constexpr QStringView closing = u"\"'`\u201D\u2019";
    const qsizetype quote = value.size() < 2 ? -1 : opening.indexOf(value.front());
    if (quote < 0 || value.back() != closing.at(quote))
        return {};
    return fixedTo(QStringView(value).sliced(1, value.size() - 2), value, IssueKind::Quotes);
}

Finding findHeaderName(const QString &value, const QString &headerName)
{
    for (const QString &name : {headerName, u"Authorization"_s}) {
        if (name.isEmpty() || !value.startsWith(name + u':', Qt::CaseInsensitive))
            continue;
        const QStringView rest = QStringView(value).sliced(name.size() + 1).trimmed();
        return fixedTo(rest, value, IssueKind::HeaderName);
    }
    return {};
}

Finding findScheme(const QString &value, const ServerAuth &auth)
{
    const std::optional<SchemeIssue> issue = findSchemeIssue(auth, value);
    if (!issue)
        return {};
    switch (issue->kind) {
    case SchemeIssue::Kind::Repeated:
        return SecretIssue{IssueKind::RepeatedScheme, issue->suggestedFix, {}, issue->scheme};
    case SchemeIssue::Kind::Missing: return SecretIssue{IssueKind::MissingScheme, {}, {}, {}};
    case SchemeIssue::Kind::StrayBraces: return SecretIssue{IssueKind::StrayBraces, {}, {}, {}};
    }
    return {};
}

Finding findToken(const QString &value, const SecretContext &context)
{
    const QString token = cleanPastedToken(value).token;
    if (!context.ownToken.isEmpty() && token == context.ownToken)
        return SecretIssue{IssueKind::OwnToken, {}, {}, {}};
    return {};
}

Finding findExpired(const QString &value, const SecretContext &context)
{
    const std::optional<TokenClaims> claims = readTokenClaims(cleanPastedToken(value).token);
    if (claims && claims->expiresAt.isValid() && claims->expiresAt < context.now)
        return SecretIssue{IssueKind::ExpiredToken, {}, claims->expiresAt, {}};
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

std::optional<SecretIssue> findSecretIssue(const QString &value, const SecretContext &context)
{
    if (value.isEmpty())
        return {};
    // A value that is wrong altogether comes first: cleaning it up would not help.
    if (Finding found = findMasked(value))
        return found;
    if (Finding found = findPlaceholder(value, context.auth.placeholder))
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
        if (Finding found = findHeaderName(value, context.auth.headerName))
            return found;
        if (Finding found = findScheme(value, context.auth))
            return found;
    }
    return findExpired(value, context);
}

bool FieldIssues::isOwnToken() const
{
    return std::any_of(issues.cbegin(), issues.cend(),
                       [](const SecretIssue &one) { return one.kind == IssueKind::OwnToken; });
}

QList<FieldIssues> findIssues(const OverrideDraft &draft, const CredentialType &type,
                              const SecretContext &context)
{
    QList<FieldIssues> found;
    for (const FieldDescription &field : type.fields) {
        FieldIssues one{field.pointer(), draft.credential(field.name), {}, {}};
        QString value = one.value;
        std::optional<SecretIssue> issue = findSecretIssue(value, context);
        while (issue) {
            one.issues.append(*issue);
            if (!issue->suggestedFix)
                break;
            value = *issue->suggestedFix;
            issue = findSecretIssue(value, context);
        }
        if (!one.issues.isEmpty() && !issue)
            one.cleaned = value;
        if (!one.issues.isEmpty())
            found.append(one);
    }
    return found;
}

} // namespace mcpo
