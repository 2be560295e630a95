// SPDX-License-Identifier: Apache-2.0
#include "app/versiontext.h"

#include <QSysInfo>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QString qtText()
{
    const QString running = QString::fromLatin1(qVersion());
    const QString built = QStringLiteral(QT_VERSION_STR);
    return running == built ? "Qt "_L1 + running : u"Qt %1, built with Qt %2"_s.arg(running, built);
}

} // namespace

QString versionText(const QString &program, const QStringList &libraries)
{
    QStringList lines{program + QStringLiteral(" " MCPO_VERSION), qtText()};
    lines += libraries;
    lines += QStringLiteral("Compiler: " MCPO_COMPILER);
    lines +=
        u"System: %1, %2"_s.arg(QSysInfo::prettyProductName(), QSysInfo::buildCpuArchitecture());
    return lines.join(u'\n');
}

} // namespace mcpo
