// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/serverauth.h"

#include <QString>

#include <optional>

namespace mcpo
{

/// The header that the gateway will send to the server, made so that it can be looked at: of the
/// secret at most the last four characters are in it.
struct AsSent {
    enum class Doubt {
        None,
        SchemeTwice, ///< "Bearer Bearer …": the template has the word, and the value too
        NoScheme,    ///< an Authorization without a word such as "Bearer" before the value
        StrayBraces, ///< the value holds "{{" or "}}", which a template has and a value has not
    };

    QString headerName; ///< the server's words
    QString value;  ///< e.g. "Bearer ••••3f2a"; the server's words around a masked value
    QString spoken; ///< the same without any character of the secret
    Doubt doubt = Doubt::None;
    QString scheme;                ///< SchemeTwice: the word, as it was typed
    std::optional<QString> mended; ///< SchemeTwice: the value without that word
};

/// Pure. Nothing where the header is not known or @p value is empty. Takes time in proportion to
/// the length of @p value.
///
/// The last four characters are told only where the secret has at least 16, and words such as
/// "Bearer" before it stay readable (control-plane API, section 2).
std::optional<AsSent> asSent(const ServerAuth &auth, const QString &value);

} // namespace mcpo
