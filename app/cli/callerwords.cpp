// SPDX-License-Identifier: Apache-2.0
#include "app/cli/callerwords.h"

#include "ui/words/plaintext.h"

#include <QCoreApplication>

namespace mcpo
{

QString describe(const Caller &caller)
{
    const QString id = visibleLine(caller.subject.id);
    const QString name = visibleLine(caller.displayName);
    if (id.isEmpty() && name.isEmpty())
        return QCoreApplication::translate("Cli", "an unknown account");
    if (id.isEmpty() || name.isEmpty() || id == name)
        return id.isEmpty() ? name : id;
    return QCoreApplication::translate("Cli", "%1 (%2)").arg(name, id);
}

} // namespace mcpo
