// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace mcpo
{

/// The lines of a file; none where it cannot be read.
QList<QByteArray> linesOf(const QString &path);

/// The ids of the processes that were started by any thread of @p process and still run.
QByteArrayList childrenOf(qint64 process);

} // namespace mcpo
