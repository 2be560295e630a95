// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace mcpo
{

/// What --version prints: "PROGRAM X.Y.Z" alone in the first line, which scripts read, then what
/// the report of a fault has to name, @p libraries beside Qt. There is no line break at the end.
///
/// Two builds of the same source by the same tools say the same: no time, no path and no host's
/// name. Needs neither an application object nor a display.
QString versionText(const QString &program, const QStringList &libraries = {});

} // namespace mcpo
