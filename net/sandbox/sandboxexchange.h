// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QUrlQuery>

#include <utility>

namespace mcpo
{

/// One HTTP request, as far as the contract looks at it.
struct SandboxRequest {
    QByteArray method; ///< "GET", "PUT", "DELETE"; anything else is answered with 405
    /// Of the path, still percent-encoded, so that "a%2Fb" is one segment.
    QList<QByteArray> segments;
    QUrlQuery query;
    QByteArray bearerToken; ///< empty where there is none
    QByteArray body;
};

/// One answer; the HTTP side adds the request id and the lengths.
struct SandboxReply {
    int status = 200;
    QJsonObject json = {};
    QByteArray html = {}; ///< sent instead of the JSON: how a proxy in front of the server answers
    QList<std::pair<QByteArray, QByteArray>> headers = {};
};

/// An error as the control plane words it (control-plane API, section 3). @p message is a string,
/// or a list of strings for a body that breaks several rules.
SandboxReply refusal(int status, const QJsonValue &message, const QString &code = {});

} // namespace mcpo
