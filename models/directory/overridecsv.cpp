// SPDX-License-Identifier: Apache-2.0
#include "models/directory/overridecsv.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

bool isLineBreak(QChar c) { return c == u'\n' || c == u'\r'; }

/// Whether a spreadsheet may compute what begins at @p at, blanks not counted.
bool beginsFormula(const QString &text, qsizetype at)
{
    for (; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (c == u'\t' || isLineBreak(c) || u"=+-@\uFF1D\uFF0B\uFF0D\uFF20"_s.contains(c))
            return true;
        if (!c.isSpace())
            return false;
    }
    return false;
}

} // namespace

QByteArray csvCell(const QString &text)
{
    QString cell;
    cell.reserve(text.size() + 2);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isLineStart = i == 0 || isLineBreak(text.at(i - 1));
        if (isLineStart && beginsFormula(text, i))
            cell.append(u'\'');
        if (text.at(i) == u'"')
            cell.append(u'"');
        cell.append(text.at(i));
    }
    return '"' + cell.toUtf8() + '"';
}

QByteArray overridesAsCsv(const QList<ListedOverride> &rows, const Directory &directory)
{
    QByteArray csv = "\xEF\xBB\xBF"
                     "server_id,server_name,subject_id,subject_type,subject_name,credential_type,"
                     "updated_at,updated_by_id,updated_by_type,updated_by_name\r\n";
    for (const auto &[serverId, row] : rows) {
        const ServerEntry *server = directory.server(serverId);
        const SubjectEntry *subject = directory.subject(row.subject);
        const QStringList texts{serverId,
                                server ? server->name : QString(),
                                row.subject.id,
                                row.subject.type,
                                subject ? subject->label() : QString(),
                                row.credentialType,
                                row.updatedAt.toUTC().toString(Qt::ISODate),
                                row.updatedBy.id,
                                row.updatedBy.type,
                                row.updatedByName};
        QByteArrayList cells;
        for (const QString &text : texts)
            cells.append(csvCell(text));
        csv += cells.join(',') + "\r\n";
    }
    return csv;
}

} // namespace mcpo
