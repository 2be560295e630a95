// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace mcpo
{

/// Shows the prompt on standard error and reads one line from the terminal without showing it.
/// Waits for as long as it takes. Nothing when the person pressed Ctrl+C.
std::optional<QByteArray> askHidden(const QString &prompt);

} // namespace mcpo
