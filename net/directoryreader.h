// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/overriderow.h"
#include "models/directory/serverentry.h"
#include "models/directory/subjectentry.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <optional>

namespace mcpo
{

/// From the control plane's JSON to values (control-plane API, section 2). Whatever is missing or
/// has another type than documented becomes an empty or unknown value, never an error. So does an
/// id that could not be sent back: see checkServerId() and isSendableId().

/// The entries of one page: `{data: […]}`, or a bare array on some deployments. Nothing for
/// anything else.
std::optional<QJsonArray> readPage(const QJsonValue &json);
/// `pagination.total`, where given and credible.
std::optional<qint64> readTotal(const QJsonValue &json);

ServerEntry readServer(const QJsonObject &answer);
OverrideRow readOverride(const QJsonObject &json);
SubjectEntry readUser(const QJsonObject &json);
SubjectEntry readVirtualAccount(const QJsonObject &json);
EffectiveAuth readEffectiveAuth(const QJsonObject &json);

} // namespace mcpo
