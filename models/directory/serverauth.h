// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

/// How an MCP server wants to be authenticated to, as far as its manifest tells (control-plane API,
/// section 2). Inferred from vendor clients: a help to choose by, never a reason not to ask.
struct ServerAuth {
    enum class Kind {
        None,        ///< its manifest names no auth
        Passthrough, ///< the caller's own token is passed on
        Header,
        Env, ///< environment variables of a stdio server
        OAuth2,
        Unknown, ///< not told, or in a way that this program does not know
    };

    Kind kind = Kind::Unknown;
    QString headerName;     ///< Header: e.g. "Authorization"; empty where not told
    QString headerTemplate; ///< Header: e.g. "Bearer {{API_KEY}}"; empty without a placeholder
    QString placeholder;    ///< Header and Env: e.g. "API_KEY"; empty where there is none
    /// Everybody needs credentials of their own: without an override there is nothing to fall back
    /// to.
    bool isIndividual = false;

    bool operator==(const ServerAuth &) const = default;
};

/// Why a credential type cannot work.
enum class Unsuited {
    No,                 ///< it can, or nobody knows
    ServerTakesNone,    ///< the server takes no override at all
    ServerTakesHeader,  ///< and no other type
    ServerTakesEnv,     ///< and no other type
    ServerTakesOAuth2,  ///< and no other type
    ForVirtualAccounts, ///< users give consent in the browser instead
};

/// Whether a credential type, by the name it has in the schema, can work on such a server for such
/// a subject. A type that the control-plane API does not describe always can.
Unsuited unsuited(const ServerAuth &auth, const QString &credentialType,
                  const QString &subjectType);

/// Whether what is secret in a credential of this type becomes the value of a header, or a part of
/// it (control-plane API, section 1).
bool isSentInHeader(const QString &credentialType);

/// The name in the first "{{…}}" of @p text, or nothing.
QString placeholderIn(const QString &text);

} // namespace mcpo
