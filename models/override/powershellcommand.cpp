// SPDX-License-Identifier: Apache-2.0
#include "models/override/commandtexts.h"
#include "models/override/shellquoting.h"

#include <QStringList>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// In a block, so that all of it is read before a prompt takes the next line of a paste, and
/// nothing stays behind in the session. Before 7.1 Read-Host has no -MaskInput, which stops it.
QStringList beginning()
{
    return {u"& {"_s, u"$ErrorActionPreference = 'Stop'"_s,
            u"$token = Read-Host -Prompt 'access token' -MaskInput"_s,
            u"$token = $token.Trim() -replace '^Bearer\\s+', ''"_s,
            u"if (!$token) { throw 'That was empty. Nothing was sent.' }"_s};
}

QString read(const FieldDescription &field, const QString &variable)
{
    return "$"_L1 + variable + " = Read-Host -Prompt "_L1 + powerShellQuoted(field.name) +
           (field.secret ? " -MaskInput"_L1 : ""_L1);
}

QString refuseEmpty(const QString &variable)
{
    return "if (!$"_L1 + variable + ") { throw 'That was empty. Nothing was sent.' }"_L1;
}

QString addTo(const QString &table, const QString &name, const QString &value)
{
    return table + u'[' + powerShellQuoted(name) + "] = "_L1 + value;
}

QStringList addSubject(const Subject &subject)
{
    return {addTo(u"$body"_s, u"subjectId"_s, powerShellQuoted(subject.id)),
            addTo(u"$body"_s, u"subjectType"_s, powerShellQuoted(subject.type))};
}

/// As bytes, because what a text becomes depends on the version.
QStringList call(const QString &method, const CommandTarget &target)
{
    return {
        u"$json = ConvertTo-Json -InputObject $body -Depth 5 -Compress"_s,
        u"Invoke-RestMethod -Method %1 -MaximumRedirection 0 -TimeoutSec 30 `"_s.arg(method),
        u"    -ContentType 'application/json' -Body ([Text.Encoding]::UTF8.GetBytes($json)) `"_s,
        u"    -Headers @{ Authorization = \"Bearer $token\" } `"_s,
        "    -Uri "_L1 + powerShellQuoted(commandUrl(target)),
        u"}\n"_s};
}

} // namespace

QString powerShellSet(const CommandTarget &target, const CredentialType &type)
{
    QStringList lines = beginning();
    QStringList members;
    for (qsizetype i = 0; i < type.fields.size(); ++i) {
        const FieldDescription &field = type.fields.at(i);
        const QString variable = commandVariable(i);
        const QString member = addTo(u"$override"_s, field.name, u'$' + variable);
        lines.append(read(field, variable));
        if (field.required)
            lines.append(refuseEmpty(variable));
        members.append(field.required ? member
                                      : "if ($"_L1 + variable + ") { "_L1 + member + " }"_L1);
    }
    lines += QStringList{u"$override = [ordered]@{}"_s,
                         addTo(u"$override"_s, u"type"_s, powerShellQuoted(type.name))} +
             members + QStringList{u"$body = [ordered]@{}"_s} + addSubject(target.subject) +
             QStringList{addTo(u"$body"_s, u"authOverride"_s, u"$override"_s)} +
             call(u"Put"_s, target);
    return lines.join(u'\n');
}

QString powerShellRemove(const CommandTarget &target)
{
    const QStringList lines =
        beginning() +
        // The other source, "oauth", would revoke the subject's consent.
        QStringList{u"$body = [ordered]@{}"_s,
                    addTo(u"$body"_s, u"authSource"_s, u"'auth-override'"_s)} +
        addSubject(target.subject) + call(u"Delete"_s, target);
    return lines.join(u'\n');
}

} // namespace mcpo
