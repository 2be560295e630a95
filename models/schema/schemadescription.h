// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QJsonValue>

#include <optional>

namespace mcpo
{

/// The JSON pointer that a `$ref` within its own schema stands for; nothing for any other.
std::optional<QString> refTarget(const QJsonValue &ref);

/// @p schema, a part of @p document, with every `$ref` replaced by what it points to and without
/// `$defs`. The schema was compiled before, so that no `$ref` leads nowhere or back to itself.
QJsonValue describedSchema(const QJsonValue &schema, const QJsonValue &document);

} // namespace mcpo
