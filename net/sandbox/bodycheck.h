// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/schema/schema.h"
#include "net/sandbox/sandboxexchange.h"

#include <QStringList>

#include <variant>

namespace mcpo
{

/// The JSON object in a request's body, or a 400.
std::variant<QJsonObject, SandboxReply> readObject(const QByteArray &body);

/// One sentence per broken rule, naming the field: "authOverride.clientId must be a string".
QStringList describeViolations(const QList<Violation> &violations);

/// What is wrong with the subjectId and subjectType of a body or query.
QStringList checkSubject(const QJsonObject &fields);

/// What is wrong with the body of the call that removes an override.
QStringList checkRemoval(const QJsonObject &body);

} // namespace mcpo
