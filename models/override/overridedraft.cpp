// SPDX-License-Identifier: Apache-2.0
#include "models/override/overridedraft.h"

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

QString OverrideDraft::text(const QString &field, const CredentialType &type) const
{
    if (field == fields::server)
        return serverId;
    if (field == fields::subjectType)
        return subject.type;
    if (field == fields::subject)
        return subject.id;
    if (field == fields::credentialType)
        return credentialType;
    const FieldDescription *one = credentialField(type, field);
    return one ? credential(one->name) : QString();
}

OverrideDraft emptyDraft(const RequestDescription &description)
{
    OverrideDraft draft;
    draft.subject.type = description.subjectTypes().constFirst();
    draft.credentialType = description.credentialTypes().constFirst().name;
    return draft;
}

QStringList fieldNames(const CredentialType &type)
{
    QStringList names{fields::server, fields::subjectType, fields::subject, fields::credentialType};
    for (const FieldDescription &field : type.fields)
        names.append(field.pointer());
    return names;
}

const FieldDescription *credentialField(const CredentialType &type, const QString &pointer)
{
    const auto found = std::find_if(
        type.fields.cbegin(), type.fields.cend(),
        [&pointer](const FieldDescription &field) { return field.pointer() == pointer; });
    return found == type.fields.cend() ? nullptr : &*found;
}

bool setText(OverrideDraft &draft, const RequestDescription &description, const QString &field,
             const QString &text)
{
    const CredentialType &type = *description.credentialType(draft.credentialType);
    if (field == fields::server)
        draft.serverId = text;
    else if (field == fields::subjectType)
        draft.subject.type = text;
    else if (field == fields::subject)
        draft.subject.id = text;
    else if (field == fields::credentialType && description.credentialType(text))
        draft.credentialType = text;
    else if (const FieldDescription *credential = credentialField(type, field))
        draft.credentials[draft.credentialType][credential->name] = text;
    else
        return false;
    return true;
}

QJsonObject requestBody(const OverrideDraft &draft, const CredentialType &type)
{
    QJsonObject authOverride{{u"type"_s, type.name}};
    const QMap<QString, QString> texts = draft.credentials.value(type.name);
    for (const FieldDescription &field : type.fields) {
        const QString text = texts.value(field.name);
        if (field.required || !text.isEmpty())
            authOverride.insert(field.name, text);
    }
    return {{u"subjectId"_s, draft.subject.id},
            {u"subjectType"_s, draft.subject.type},
            {u"authOverride"_s, authOverride}};
}

QJsonObject removalBody(const Subject &subject)
{
    // The other source, "oauth", would revoke the subject's consent.
    return {{u"authSource"_s, u"auth-override"_s},
            {u"subjectId"_s, subject.id},
            {u"subjectType"_s, subject.type}};
}

} // namespace mcpo
