// SPDX-License-Identifier: Apache-2.0
#include "app/cli/maskedrequest.h"

#include "ui/words/plaintext.h"

#include <QJsonDocument>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// Says nothing about the secret, not even how long it is.
constexpr QStringView mask = u"\u2022\u2022\u2022";

} // namespace

MaskedRequest maskedRequest(const ControlPlaneAddress &address, const OverrideForm &form)
{
    OverrideDraft draft = form.draft();
    for (const FieldDescription &field : form.credentialType().fields) {
        QString &text = draft.credentials[draft.credentialType][field.name];
        if (field.secret && !text.isEmpty())
            text = mask.toString();
    }
    // Control-plane API, section 1.
    const QByteArray path = "/api/svc/v1/mcp/" + encodedPathSegment(draft.serverId) + "/auth";
    return {QString::fromLatin1(address.endpoint(path).toEncoded()),
            requestBody(draft, form.credentialType())};
}

Facts factsOf(const MaskedRequest &request)
{
    return {{"method"_L1, u"PUT"_s}, {"url"_L1, request.url}, {"body"_L1, request.body}};
}

QString textOf(const MaskedRequest &request)
{
    const QByteArray body = QJsonDocument(request.body).toJson(QJsonDocument::Indented).trimmed();
    return "PUT "_L1 + request.url + "\n\n"_L1 + visibleText(QString::fromUtf8(body));
}

} // namespace mcpo
