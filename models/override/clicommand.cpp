// SPDX-License-Identifier: Apache-2.0
#include "models/override/commandtexts.h"
#include "models/override/shellquoting.h"

#include <QStringList>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// With "=", so that an id may begin with a dash.
QString option(QLatin1StringView name, const QString &value)
{
    return "--"_L1 + name + u'=' + bashQuoted(value);
}

/// How the fields get to the command line: what to ask before, the environment, the options.
struct Fields {
    QStringList variables;
    QStringList reads;
    QStringList environment;
    QStringList options;
};

Fields fieldsOf(const CredentialType &type)
{
    Fields fields;
    bool isStdinTaken = false;
    for (qsizetype i = 0; i < type.fields.size(); ++i) {
        const FieldDescription &field = type.fields.at(i);
        const QString variable = commandVariable(i);
        // It asks by itself, without showing what is typed.
        if (field.secret && field.required && !isStdinTaken) {
            fields.options.append(option("stdin"_L1, field.name));
            isStdinTaken = true;
            continue;
        }
        fields.variables.append(variable);
        fields.reads.append(bashRead(field.name, variable, field.secret));
        if (field.secret)
            fields.environment.append(variable + "=\"$"_L1 + variable + u'"');
        const QString given = field.secret ? "--env "_L1 + bashQuoted(field.name + u'=' + variable)
                                           : "--field "_L1 + bashQuoted(field.name + u'=') +
                                                 "\"$"_L1 + variable + u'"';
        fields.options.append(field.required ? given : "${"_L1 + variable + ":+"_L1 + given + u'}');
    }
    return fields;
}

QStringList wordsOf(const QString &command, const CommandTarget &target)
{
    return {u"mcp-override-cli"_s,
            command,
            option("control-plane"_L1, target.controlPlane.text()),
            option("server"_L1, target.serverId),
            option("subject"_L1, target.subject.id),
            option("subject-type"_L1, target.subject.type)};
}

} // namespace

QString cliRemove(const CommandTarget &target)
{
    return wordsOf(u"remove"_s, target).join(u' ') + u'\n';
}

QString cliSet(const CommandTarget &target, const CredentialType &type)
{
    const Fields fields = fieldsOf(type);
    const QStringList words = fields.environment + wordsOf(u"set"_s, target) +
                              QStringList(option("type"_L1, type.name)) + fields.options;
    QString call = words.join(u' ') + u'\n';
    if (fields.reads.isEmpty())
        return call;
    // In parentheses, so that a prompt does not take the next line of a paste.
    return u"(\nset +ax\nunset -v "_s + fields.variables.join(u' ') + u'\n' +
           fields.reads.join(u'\n') + u'\n' + call + u")\n"_s;
}

} // namespace mcpo
