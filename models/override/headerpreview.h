// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/serverauth.h"

#include <QString>

#include <optional>

namespace mcpo
{

/// The header that the gateway will send to the server, to be looked at: of the secret it contains
/// at most the last four characters.
struct HeaderPreview {
    QString headerName; ///< the server's
    QString value;      ///< e.g. "Bearer ••••3f2a"; the template around a masked value
    QString spoken;     ///< the same without any character of the secret
};

/// Pure. Nothing where the header is not known or @p value is empty. Takes time in proportion to
/// the length of @p value.
///
/// The last four characters are shown only where the secret has at least 16, and words such as
/// "Bearer" before it stay readable (control-plane API, section 2).
std::optional<HeaderPreview> previewHeader(const ServerAuth &auth, const QString &value);

/// What to show of a secret where its context is not known: "••••3f2a".
QString maskedSecret(const QString &value);

/// What is wrong with the scheme of a header.
struct SchemeIssue {
    enum class Kind {
        Repeated,    ///< "Bearer Bearer …": the template has the scheme, and the value too
        Missing,     ///< an Authorization without a scheme such as "Bearer" before the value
        StrayBraces, ///< "{{" or "}}", which a template contains and a value does not
    };
    Kind kind = Kind::Repeated;
    QString scheme;                      ///< Repeated: as it was typed
    std::optional<QString> suggestedFix; ///< Repeated: the value without it
};

/// Pure. A repeated scheme is found without knowing the server, too.
std::optional<SchemeIssue> findSchemeIssue(const ServerAuth &auth, const QString &value);

} // namespace mcpo
