// SPDX-License-Identifier: Apache-2.0
#include "models/override/safecommand.h"

#include "models/override/commandtexts.h"
#include "models/override/serverid.h"

namespace mcpo
{

namespace
{

bool isSendable(const CommandTarget &target)
{
    const QString &subject = target.subject.id;
    return checkServerId(target.serverId) == ServerIdProblem::None && !subject.isEmpty() &&
           subject.isValidUtf16() && !subject.contains(QChar(0));
}

} // namespace

QString commandUrl(const CommandTarget &target)
{
    const QByteArray path = "/api/svc/v1/mcp/" + encodedPathSegment(target.serverId) + "/auth";
    return QString::fromLatin1(target.controlPlane.endpoint(path).toEncoded());
}

QString commandVariable(qsizetype index)
{
    return QStringLiteral("field") + QString::number(index + 1);
}

std::optional<QString> setCommand(CommandKind kind, const CommandTarget &target,
                                  const CredentialType &type)
{
    if (!isSendable(target))
        return {};
    switch (kind) {
    case CommandKind::Curl: return curlSet(target, type);
    case CommandKind::PowerShell: return powerShellSet(target, type);
    case CommandKind::Cli: return cliSet(target, type);
    }
    return {};
}

std::optional<QString> removeCommand(CommandKind kind, const CommandTarget &target)
{
    if (!isSendable(target))
        return {};
    switch (kind) {
    case CommandKind::Curl: return curlRemove(target);
    case CommandKind::PowerShell: return powerShellRemove(target);
    case CommandKind::Cli: return cliRemove(target);
    }
    return {};
}

} // namespace mcpo
