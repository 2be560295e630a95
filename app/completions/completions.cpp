// SPDX-License-Identifier: Apache-2.0
#include "app/completions/completions.h"

#include <QRegularExpression>

namespace mcpo
{

using namespace Qt::StringLiterals;

QString shortHelp(const QString &help)
{
    static const QRegularExpression end(u"\\.( (?=[A-Z\"])|$)"_s);
    return help.section(end, 0, 0);
}

QString quoted(QString text, const QString &quote)
{
    return u'\'' + text.replace(u'\'', quote) + u'\'';
}

QString functionName(const ProgramSyntax &program)
{
    return QString(program.name).replace(u'-', u'_');
}

QList<FieldNames> fieldCases(const OptionSyntax &option)
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
