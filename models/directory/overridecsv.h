// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/directory.h"
#include "models/directory/overridelisting.h"

#include <QByteArray>

namespace mcpo
{

/// The overrides as a table for a spreadsheet: UTF-8 with a byte order mark, which Excel needs to
/// see that, CRLF, every cell quoted, times in UTC. A cell that a spreadsheet would take for a
/// formula begins with an apostrophe, on each of its lines. Holds no secret, since there is none in
/// a listing.
QByteArray overridesAsCsv(const QList<ListedOverride> &rows, const Directory &directory);

/// @p text as one cell.
QByteArray csvCell(const QString &text);

} // namespace mcpo
