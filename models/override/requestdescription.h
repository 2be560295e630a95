// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/schema.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <variant>

namespace mcpo
{

/// One field of a credential type: a row of the form, an argument of the command line.
struct FieldDescription {
    QString name;        ///< property name in the request body, e.g. "clientId"
    QString title;       ///< from the schema, e.g. "Client ID"
    QString description; ///< from the schema, one sentence
    bool secret = false; ///< writeOnly in the schema
    bool required = false;
    QStringList choices; ///< the values of an enum; empty means free text

    /// Where the field stands in the request body, e.g. "/authOverride/clientId".
    QString pointer() const;
};

/// One way to authenticate: a branch of the schema's oneOf.
struct CredentialType {
    QString name;  ///< the value of "type", e.g. "oauth2_client_credentials"
    QString title; ///< e.g. "OAuth2 client credentials"
    QString description;
    QList<FieldDescription> fields; ///< required ones first, in the order the schema requires them
};

/// The request body as a form sees it, read from the schema: nothing about a credential type is
/// written anywhere else.
class RequestDescription
{
public:
    /// Refuses a schema whose body could not be filled in by a form (fields must be strings).
    static std::variant<RequestDescription, SchemaError> fromSchema(const Schema &schema);
    /// The description that ships with the program. Aborts if that resource is broken, which a
    /// test rules out.
    static RequestDescription builtIn();

    const Schema &schema() const { return m_schema; }
    const QStringList &subjectTypes() const { return m_subjectTypes; }
    const QList<CredentialType> &credentialTypes() const { return m_credentialTypes; }
    /// Null when there is no such type.
    const CredentialType *credentialType(const QString &name) const;

private:
    explicit RequestDescription(Schema schema);
    Schema m_schema;
    QStringList m_subjectTypes;
    QList<CredentialType> m_credentialTypes;
};

} // namespace mcpo
