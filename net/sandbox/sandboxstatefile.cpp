// SPDX-License-Identifier: Apache-2.0
#include "net/sandbox/sandboxstatefile.h"

#include "models/text/utctime.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto formatName = "mcp-override-sandbox"_L1;
constexpr int formatVersion = 1;

QJsonObject toJson(const QString &serverId, const SandboxOverride &override)
{
    return {{u"serverId"_s, serverId},
            {u"subjectId"_s, override.subject.id},
            {u"subjectType"_s, override.subject.type},
            {u"credentialType"_s, override.credentialType},
            {u"updatedAt"_s, override.updatedAt.toString(Qt::ISODateWithMs)},
            {u"updatedById"_s, override.updatedBy.id},
            {u"updatedByType"_s, override.updatedBy.type},
            {u"updatedByName"_s, override.updatedByName}};
}

/// Reads one row; an empty reason means that it is good.
QString addRow(const QJsonObject &row, SandboxOverrideMap &overrides)
{
    for (const auto name : {"serverId"_L1, "subjectId"_L1, "subjectType"_L1, "credentialType"_L1,
                            "updatedAt"_L1, "updatedById"_L1, "updatedByType"_L1}) {
        if (row.value(name).toString().isEmpty())
            return u"\"%1\" is missing"_s.arg(name);
    }
    SandboxOverride override;
    override.subject = {row.value("subjectId"_L1).toString(),
                        row.value("subjectType"_L1).toString()};
    override.credentialType = row.value("credentialType"_L1).toString();
    override.updatedAt = utcFromIso(row.value("updatedAt"_L1).toString());
    if (!override.updatedAt.isValid())
        return u"\"updatedAt\" is no ISO 8601 time"_s;
    override.updatedBy = {row.value("updatedById"_L1).toString(),
                          row.value("updatedByType"_L1).toString()};
    override.updatedByName = row.value("updatedByName"_L1).toString();
    overrides[row.value("serverId"_L1).toString()].insert(
        {override.subject.type, override.subject.id}, override);
    return {};
}

std::variant<SandboxOverrideMap, QString> parse(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(text, &error).object();
    if (error.error != QJsonParseError::NoError)
        return u"not valid JSON (%1, at byte %2)"_s.arg(error.errorString()).arg(error.offset);
    if (root.value("format"_L1).toString() != formatName)
        return u"not a state file of the sandbox"_s;
    if (root.value("version"_L1).toInt() != formatVersion)
        return u"written by another version of the sandbox"_s;
    if (!root.value("overrides"_L1).isArray())
        return u"\"overrides\" is missing"_s;

    SandboxOverrideMap overrides;
    const QJsonArray rows = root.value("overrides"_L1).toArray();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QString reason = addRow(rows.at(i).toObject(), overrides);
        if (!reason.isEmpty())
            return u"override %1: %2"_s.arg(i + 1).arg(reason);
    }
    return overrides;
}

} // namespace

std::variant<SandboxOverrideMap, QString> readStateFile(const QString &fileName)
{
    const QString complaint = u"The state file \"%1\" cannot be used: %2."_s;
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return complaint.arg(fileName, file.errorString());
    auto content = parse(file.readAll());
    if (auto *reason = std::get_if<QString>(&content))
        *reason = complaint.arg(fileName, *reason);
    return content;
}

std::optional<QString> writeStateFile(const QString &fileName, const SandboxOverrideMap &overrides)
{
    QJsonArray rows;
    for (auto server = overrides.cbegin(); server != overrides.cend(); ++server) {
        for (const SandboxOverride &override : server.value())
            rows.append(toJson(server.key(), override));
    }
    const QJsonObject root{
        {u"format"_s, QString(formatName)}, {u"version"_s, formatVersion}, {u"overrides"_s, rows}};

    QSaveFile file(fileName);
    if (file.open(QIODevice::WriteOnly)) {
        // Before the first byte: a file that exists may have been open to others.
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.write(QJsonDocument(root).toJson());
        if (file.commit())
            return std::nullopt;
    }
    return u"The state file \"%1\" cannot be written: %2."_s.arg(fileName, file.errorString());
}

} // namespace mcpo
