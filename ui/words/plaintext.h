// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

/// External text made safe to look at: what cannot be seen or passes for something else (see
/// suspiciousCharacters()) is written as ‹U+202E›, line breaks stay, and what is longer than
/// @p maximumLength is cut with "…".
QString visibleText(const QString &external, qsizetype maximumLength = 4000);

/// The same for one line: line breaks are made visible as well.
QString visibleLine(const QString &external, qsizetype maximumLength = 200);

/// The same in “double quotation marks”, which every name and value in a message has.
QString quoted(const QString &external, qsizetype maximumLength = 80);
/// The same for a host, an address or a path, whose end matters most: not cut in practice.
QString quotedWhole(const QString &external);

} // namespace mcpo
