// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/facts.h"
#include "models/override/overridedraft.h"
#include "models/session/controlplaneaddress.h"

#include <QJsonObject>

namespace mcpo
{

/// A request to look at: as it would be sent, with a mask of one length in place of each secret.
struct MaskedRequest {
    QString method;
    QString url;
    QJsonObject body;
};

MaskedRequest maskedRequest(const ControlPlaneAddress &address, OverrideDraft draft,
                            const CredentialType &type);
MaskedRequest removalRequest(const ControlPlaneAddress &address, const QString &serverId,
                             const Subject &subject);

Facts factsOf(const MaskedRequest &request);
/// For people: the request line and the body, with invisible characters made visible.
QString textOf(const MaskedRequest &request);

} // namespace mcpo
