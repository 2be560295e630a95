// SPDX-License-Identifier: Apache-2.0
#include "app/cli/maskedrequest.h"

#include "models/override/serverid.h"
#include "ui/words/plaintext.h"

#include <QJsonDocument>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// Says nothing about the secret, not even how long it is.
constexpr QStringView mask = u"\u2022\u2022\u2022";

/// Control-plane API, section 1.
QString urlOf(const ControlPlaneAddress &address, const QString &serverId)
{
    const QByteArray path = "/api/svc/v1/mcp/" + encodedPathSegment(serverId) + "/auth";
    return QString::fromLatin1(address.endpoint(path).toEncoded());
}

} // namespace

MaskedRequest maskedRequest(const ControlPlaneAddress &address, OverrideDraft draft,
                            const CredentialType &type)
{
    for (const FieldDescription &field : type.fields) {
        QString &text = draft.credentials[type.name][field.name];
        if (field.secret && !text.isEmpty())
            text = mask.toString();
    }
    return {u"PUT"_s, urlOf(address, draft.serverId), requestBody(draft, type)};
}

MaskedRequest removalRequest(const ControlPlaneAddress &address, const QString &serverId,
                             const Subject &subject)
{
    return {u"DELETE"_s, urlOf(address, serverId), removalBody(subject)};
}

Facts factsOf(const MaskedRequest &request)
{
    return {{"method"_L1, request.method}, {"url"_L1, request.url}, {"body"_L1, request.body}};
}

QString textOf(const MaskedRequest &request)
{
    const QByteArray body = QJsonDocument(request.body).toJson(QJsonDocument::Indented).trimmed();
    return request.method + u' ' + request.url + "\n\n"_L1 + visibleText(QString::fromUtf8(body));
}

} // namespace mcpo
