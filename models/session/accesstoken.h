// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace mcpo
{

/// What a token says of itself, for display only: nothing here was verified, and no permission
/// may be derived from it (control-plane API, section 4).
struct TokenClaims {
    QString subjectId;   ///< "sub", unless no request could name it
    QString subjectType; ///< "user" or "virtualaccount"; absent in the token means user
    QString displayName; ///< "email", else "username", else empty
    QString tenantName;
    QDateTime expiresAt; ///< UTC; invalid when the token names none
};

/// The claims of a JWT; nothing for an opaque token, which is as good a token as a JWT.
std::optional<TokenClaims> readTokenClaims(const QString &token);

/// The control plane's spelling of a subject type as this API writes it: nothing means "user", and
/// "serviceaccount" is an older word for "virtualaccount" (control-plane API, section 2).
QString subjectTypeFromServer(const QString &type);

/// What was taken away from a pasted token so that it can be used.
enum class TokenCleanup { LineBreaks, Blanks, Quotes, BearerPrefix, InvisibleCharacters };

enum class TokenProblem {
    None,
    Empty,
    BlankInside,  ///< two words: probably not a token
    NotPrintable, ///< control or non-ASCII characters, which no HTTP header can carry
};

struct CleanToken {
    QString token;
    QList<TokenCleanup> cleanups; ///< in the order they were done, each at most once
    TokenProblem problem = TokenProblem::None;
};

/// Makes a pasted token usable, and tells what it did so that the person can be told.
CleanToken cleanPastedToken(const QString &pasted);

} // namespace mcpo
