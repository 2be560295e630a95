// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

/// A warning about an ID that may not be the one it looks like, with the suspicious characters made
/// visible; empty for a usual ID. The ID itself is sent unchanged.
QString idDoubt(const QString &id);
/// The warnings about a server and a subject, one on each line, each with a label.
QString idDoubts(const QString &serverId, const QString &subjectId);
/// A short form for lists; about the ID or the name that is shown.
QString idMark(const QString &id, const QString &name);

/// The name, followed by the ID if the ID contains suspicious characters.
QString labelOf(const QString &name, const QString &id, qsizetype maximumLength);

} // namespace mcpo
