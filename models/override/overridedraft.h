// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/requestdescription.h"
#include "models/session/caller.h"

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace mcpo
{

/// The names of the fields that every override has. Fields of a credential are named by
/// FieldDescription::pointer(); all but the server's are JSON pointers into the request body.
namespace fields
{
inline constexpr auto server = QLatin1StringView("mcpServerId");
inline constexpr auto subjectType = QLatin1StringView("/subjectType");
inline constexpr auto subject = QLatin1StringView("/subjectId");
inline constexpr auto credentialType = QLatin1StringView("/authOverride/type");
} // namespace fields

/// What was typed so far, for every credential type, so that switching loses nothing.
struct OverrideDraft {
    QString serverId;
    Subject subject;
    QString credentialType; ///< name of a CredentialType
    /// credential type → field name → text
    QMap<QString, QMap<QString, QString>> credentials;

    QString credential(const QString &field) const
    {
        return credentials.value(credentialType).value(field);
    }
    /// @p type is that of credentialType; empty where there is no such field.
    QString text(const QString &field, const CredentialType &type) const;
};

/// Nothing typed; the first of the subject types and credential types.
OverrideDraft emptyDraft(const RequestDescription &description);
/// In the order in which a person fills them in.
QStringList fieldNames(const CredentialType &type);
/// Null where @p type has no field of that pointer.
const FieldDescription *credentialField(const CredentialType &type, const QString &pointer);
/// Types are set like texts. Text is kept exactly as given. False, with nothing changed, where
/// there is no such field or credential type.
bool setText(OverrideDraft &draft, const RequestDescription &description, const QString &field,
             const QString &text);

/// The request body of @p draft. An optional field that is empty is left out; everything else is
/// sent exactly as typed.
QJsonObject requestBody(const OverrideDraft &draft, const CredentialType &type);
/// The body of the request that removes the override of @p subject, and nothing else of theirs: see
/// control-plane API, section 2.
QJsonObject removalBody(const Subject &subject);

} // namespace mcpo
