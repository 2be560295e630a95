// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

/// Foreign text made safe to look at: what cannot be seen or passes for something else (see
/// suspiciousCharacters()) is written as ‹U+202E›, line breaks stay, and what is longer than
/// @p maximumLength is cut with "…".
QString visibleText(const QString &foreign, qsizetype maximumLength = 4000);

/// The same for one line: line breaks are made visible as well.
QString visibleLine(const QString &foreign, qsizetype maximumLength = 200);

} // namespace mcpo
