// SPDX-License-Identifier: Apache-2.0
#include "app/completions/programsyntax.h"

#include "app/gui/guioptions.h"
#include "app/sandbox/sandboxarguments.h"

#include <QCommandLineOption>
#include <QMap>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

OptionSyntax optionSyntax(const QCommandLineOption &option)
{
    OptionSyntax syntax;
    const QStringList names = option.names();
    for (const QString &name : names)
        syntax.names.append((name.size() == 1 ? "-"_L1 : "--"_L1) + name);
    syntax.valueName = option.valueName();
    syntax.help = option.description();
    syntax.end = valueEndOf(syntax.valueName);
    return syntax;
}

QList<OptionSyntax> optionSyntaxes(const QList<QCommandLineOption> &options)
{
    QList<OptionSyntax> result;
    for (const QCommandLineOption &option : options)
        result.append(optionSyntax(option));
    return result;
}

} // namespace

ValueEnd valueEndOf(const QString &valueName)
{
    static const QMap<QString, ValueEnd> ends{
        {QString(), ValueEnd::Nothing},  {u"FIELD"_s, ValueEnd::Nothing},
        {u"FILE"_s, ValueEnd::File},     {u"PATH"_s, ValueEnd::File},
        {u"NAME"_s, ValueEnd::Variable}, {u"VALUE"_s, ValueEnd::Text},
        {u"PROFILE"_s, ValueEnd::Text},  {u"ID"_s, ValueEnd::Text},
        {u"URL"_s, ValueEnd::Text},      {u"T"_s, ValueEnd::Text},
        {u"TYPE"_s, ValueEnd::Text},     {u"N"_s, ValueEnd::Text},
        {u"MS"_s, ValueEnd::Text},       {u"STATUS"_s, ValueEnd::Text},
    };
    const auto found = ends.constFind(valueName.section(u'=', -1));
    if (found == ends.cend())
        qFatal("app/completions does not know what a shell can offer for %s",
               qUtf8Printable(valueName));
    return *found;
}

ProgramSyntax guiSyntax()
{
    const QList<OptionSyntax> options = optionSyntaxes(guiCommandLineOptions());
    return {u"mcp-override"_s, options, options};
}

ProgramSyntax sandboxSyntax()
{
    const QList<OptionSyntax> options = optionSyntaxes(sandboxCommandLineOptions());
    return {u"mcp-override-sandbox"_s, options, options};
}

} // namespace mcpo
