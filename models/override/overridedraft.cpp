// SPDX-License-Identifier: Apache-2.0
#include "models/override/overridedraft.h"

#include "models/override/requestdescription.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

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
