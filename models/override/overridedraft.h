// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/caller.h"

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace mcpo
{

struct CredentialType;

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
};

/// The request body of @p draft. An optional field that is empty is left out; everything else is
/// sent exactly as typed.
QJsonObject requestBody(const OverrideDraft &draft, const CredentialType &type);
/// The body of the request that removes the override of @p subject, and nothing else of theirs: see
/// control-plane API, section 2.
QJsonObject removalBody(const Subject &subject);

} // namespace mcpo
