// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/serverauth.h"
#include "models/override/overridedraft.h"
#include "models/override/requestdescription.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace mcpo
{

/// What is probably wrong with a value, so that a person or a script has to insist before it is
/// sent. The one list for the window and the command line.
struct SecretIssue {
    enum class Kind {
        Masked,         ///< bullets or asterisks: what a table shows instead of the value
        Placeholder,    ///< the name of the server's placeholder, or a template
        OwnToken,       ///< the caller's own access token, with all of the caller's rights
        Invisible,      ///< a byte order mark, zero-width or control characters
        LineBreakAtEnd, ///< or at the start
        LineBreaks,     ///< inside
        Spaces,         ///< around it
        Quotes,         ///< around it
        HeaderName,     ///< "Authorization:" before the value
        RepeatedScheme, ///< "Bearer Bearer …", with the server's template
        MissingScheme,  ///< an Authorization header without "Bearer" or another scheme
        StrayBraces,    ///< "{{" or "}}"
        ExpiredToken,   ///< a JWT that names a time in the past
    };
    Kind kind = Kind::Masked;
    std::optional<QString> suggestedFix = {}; ///< the value without it, where that helps
    QDateTime expiredAt = {};                 ///< ExpiredToken: UTC
    QString scheme = {};                      ///< RepeatedScheme: as it was typed
};

/// What a secret is compared with.
struct SecretContext {
    bool isHeaderValue = false;
    ServerAuth auth;  ///< of the server, where known
    QString ownToken; ///< of the account that sends; empty while nobody is signed in
    QDateTime now;
};

/// Whether this is what is shown instead of a secret: SecretIssue::Kind::Masked.
bool looksMasked(const QString &value);

/// The first issue, or nothing: what is fixed first may hide the next. Pure; nothing is ever
/// changed without being asked for. Takes time in proportion to the length of @p value. Line breaks
/// inside a PEM block belong there.
std::optional<SecretIssue> findSecretIssue(const QString &value, const SecretContext &context);

/// All issues of one field of a credential.
struct FieldIssues {
    QString field;                  ///< FieldDescription::pointer()
    QString value;                  ///< as it is
    QList<SecretIssue> issues;      ///< in the order in which they would be fixed
    std::optional<QString> cleaned; ///< with every fix; nothing where that leaves an issue

    bool isOwnToken() const;
};

/// Of the fields that have any, secret or not: a client ID may be wrapped or masked as well.
QList<FieldIssues> findIssues(const OverrideDraft &draft, const CredentialType &type,
                              const SecretContext &context);

} // namespace mcpo
