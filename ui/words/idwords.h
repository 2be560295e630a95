// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace mcpo
{

/// One sentence about an id by which another may be meant than it seems, with what is strange about
/// it made visible; empty for an everyday one. The id itself is sent as it is.
QString idDoubt(const QString &id);
/// The sentences about a server and a subject, one under the other, each with what it is about.
QString idDoubts(const QString &serverId, const QString &subjectId);
/// The same in two words, for lists; of what is shown, the id or the name beside it.
QString idMark(const QString &id, const QString &name);

/// What people know something by, and its id as well where that is not what it seems.
QString labelOf(const QString &name, const QString &id, qsizetype maximumLength);

} // namespace mcpo
