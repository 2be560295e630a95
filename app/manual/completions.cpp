// SPDX-License-Identifier: Apache-2.0
#include "app/manual/completions.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

QString shortHelp(const QString &help)
{
    const QString first = sentences(help).constFirst();
    return first.endsWith(u'.') ? first.chopped(1) : first;
}

QString quoted(QString text, const QString &quote)
{
    return u'\'' + text.replace(u'\'', quote) + u'\'';
}

QString functionName(const ProgramManual &program)
{
    return QString(program.name).replace(u'-', u'_');
}

QList<FieldNames> fieldCases(const OptionManual &option)
{
    QList<FieldNames> cases = option.fields;
    QStringList all;
    for (const FieldNames &fields : option.fields)
        all += fields.names;
    all.removeDuplicates();
    cases.append({u"*"_s, all});
    return cases;
}

} // namespace mcpo
