// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonValue>
#include <QString>

#include <optional>

namespace mcpo
{

/// One token of a JSON pointer (RFC 6901), escaped, with the slash before it.
QString pointerStep(const QString &token);
QString pointerStep(qsizetype index);

/// What a JSON pointer points at; nothing where there is no such place or it is not a pointer.
std::optional<QJsonValue> valueAt(const QJsonValue &document, const QString &pointer);

} // namespace mcpo
