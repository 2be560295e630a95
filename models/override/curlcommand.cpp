// SPDX-License-Identifier: Apache-2.0
#include "models/override/commandtexts.h"
#include "models/override/shellquoting.h"

#include <QStringList>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// In parentheses, so that all of it is read before a prompt takes the next line of a paste, and
/// nothing stays behind in the shell. A variable of the same name may be exported, hence "unset".
QStringList beginning(const QStringList &variables)
{
    return {u"("_s,
            u"[ -n \"${BASH_VERSION-}\" ] || { echo 'This needs bash.' >&2; exit 1; }"_s,
            u"refuse() { echo \"$1 Nothing was sent.\" >&2; exit 1; }"_s,
            u"set +ax"_s,
            "unset -v value body "_L1 + variables.join(u' '),
            bashRead(u"access token"_s, u"token"_s, true),
            u"token=${token#Bearer }"_s,
            u"token=${token//[[:space:]]/}"_s};
}

/// Which variables must hold something. What was read hidden may hold a Backspace.
QStringList checks(const QStringList &required, const QStringList &others)
{
    const auto loop = [](const QStringList &names, const QString &more) {
        QStringList values;
        for (const QString &name : names)
            values.append("\"$"_L1 + name + u'"');
        return QStringList{
            u"for value in %1; do"_s.arg(values.join(u' ')), u"    case $value in"_s,
            more + u"        (*[$'\\b\\x7f']*) refuse 'Backspace does not work here.' ;;"_s,
            u"    esac"_s, u"done"_s};
    };
    QStringList lines = loop(required, u"        ('') refuse 'That was empty.' ;;\n"_s);
    if (!others.isEmpty())
        lines += loop(others, {});
    return lines;
}

QString makeBody(const Subject &subject)
{
    return u"body=$(jq -n --arg subjectId %1 --arg subjectType %2 \\"_s.arg(
        bashQuoted(subject.id), bashQuoted(subject.type));
}

/// The end, which sends the body. printf is a part of the shell and no program, so its arguments
/// are seen by nobody.
QStringList call(const QString &method, const CommandTarget &target)
{
    const QString protocol = u'=' + target.controlPlane.text().section(u':', 0, 0);
    return {
        u"printf %s \"$body\" |"_s,
        u"    curl --disable --globoff --silent --show-error --fail-with-body --max-time 30 \\"_s,
        u"        --proto %1 --request %2 --header 'Content-Type: application/json' \\"_s.arg(
            bashQuoted(protocol), method),
        u"        --header @<(printf 'Authorization: Bearer %s\\n' \"$token\") \\"_s,
        u"        --data-binary @- --write-out '\\nHTTP status %{http_code}\\n' \\"_s,
        "        --url "_L1 + bashQuoted(commandUrl(target)),
        u")\n"_s};
}

/// A string in a program of jq.
QString jqQuoted(const QString &name)
{
    QString text = name;
    return u'"' + text.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1) + u'"';
}

/// What jq makes the credential of: `{"type": $type, "headerValue": $field1}`.
QString credential(const CredentialType &type)
{
    QString required = u"{\"type\": $type"_s;
    QString optional;
    for (qsizetype i = 0; i < type.fields.size(); ++i) {
        const QString value = u'$' + commandVariable(i);
        const QString member = jqQuoted(type.fields.at(i).name) + ": "_L1 + value;
        if (type.fields.at(i).required)
            required += ", "_L1 + member;
        else
            optional += " + (if "_L1 + value + " == \"\" then {} else {"_L1 + member + "} end)"_L1;
    }
    return required + u'}' + optional;
}

} // namespace

QString bashRead(const QString &prompt, const QString &variable, bool isSecret)
{
    // A terminal cuts lines after 4 095 bytes without a word, unless they are read character by
    // character, which a number of them ("-n") makes bash do.
    const QString words = bashQuoted(prompt + ": "_L1);
    return isSecret ? "IFS= read -rs -n 1000000 -p "_L1 + words + u' ' + variable + "; echo >&2"_L1
                    : "IFS= read -r -p "_L1 + words + u' ' + variable;
}

QString curlSet(const CommandTarget &target, const CredentialType &type)
{
    QStringList required{u"token"_s};
    QStringList optional;
    QStringList reads;
    QStringList files;
    for (qsizetype i = 0; i < type.fields.size(); ++i) {
        const FieldDescription &field = type.fields.at(i);
        const QString variable = commandVariable(i);
        (field.required ? required : optional).append(variable);
        reads.append(bashRead(field.name, variable, field.secret));
        files.append("    --rawfile "_L1 + variable + " <(printf %s \"$"_L1 + variable +
                     "\") \\"_L1);
    }
    const QString program =
        "{$subjectId, $subjectType, authOverride: ("_L1 + credential(type) + ")}"_L1;
    const QStringList lines = beginning(required + optional) + reads + checks(required, optional) +
                              QStringList{makeBody(target.subject),
                                          "    --arg type "_L1 + bashQuoted(type.name) + " \\"_L1} +
                              files +
                              QStringList{"    "_L1 + bashQuoted(program) + ") || exit"_L1} +
                              call(u"PUT"_s, target);
    return lines.join(u'\n');
}

QString curlRemove(const CommandTarget &target)
{
    const QStringList token{u"token"_s};
    // The other source, "oauth", would revoke the subject's consent.
    const QStringList body{
        makeBody(target.subject),
        u"    '{authSource: \"auth-override\", $subjectId, $subjectType}') || exit"_s};
    return (beginning(token) + checks(token, {}) + body + call(u"DELETE"_s, target)).join(u'\n');
}

} // namespace mcpo
