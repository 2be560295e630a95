// SPDX-License-Identifier: Apache-2.0
#include "app/manual/manpage.h"

#include <QHash>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// When the sentences of the pages were last changed in more than a detail. Formatters ask for a
/// date, and that of the build would make every build another one.
constexpr auto textDate = "2026-11-26"_L1;

/// @p text as formatters show it, character for character: they would make hyphens, curly quotes
/// and accents of what is to be typed as it stands, and take a backslash for a command.
QString escaped(const QString &text)
{
    static const QHash<QChar, QString> names{
        {u'\\', u"\\(rs"_s}, {u'-', u"\\-"_s},   {u'\'', u"\\(aq"_s}, {u'"', u"\\(dq"_s},
        {u'`', u"\\(ga"_s},  {u'^', u"\\(ha"_s}, {u'~', u"\\(ti"_s},
    };
    QString result;
    const QList<uint> codePoints = text.toUcs4();
    for (const uint code : codePoints) {
        if (code > u'~')
            result += u"\\[u%1]"_s.arg(QString::number(code, 16).toUpper().rightJustified(4, u'0'));
        else
            result += names.value(QChar(code), QString(QChar(code)));
    }
    return result;
}

/// A page, line by line.
class Page
{
public:
    /// The date stands as it is: with minus signs in it, mandoc would not know it.
    explicit Page(const QString &program)
        : m_text(u".\\\" SPDX-License-Identifier: Apache-2.0\n"
                 ".\\\" Made from the options of the program: change those instead.\n"
                 ".TH \"%1\" 1 %2 \"MCP Override %3\" \"User Commands\"\n"_s.arg(
                     escaped(program.toUpper()), textDate, QStringLiteral(MCPO_VERSION)))
    {
    }

    /// A macro and its arguments, each of which may hold blanks.
    void macro(QLatin1StringView name, const QStringList &arguments = {})
    {
        m_text += u'.' + name;
        for (const QString &argument : arguments)
            m_text += " \""_L1 + escaped(argument) + u'"';
        m_text += u'\n';
    }

    void section(QLatin1StringView title) { macro("SH"_L1, {title}); }

    /// Lines as they are; none of them can be taken for a macro.
    void lines(const QStringList &lines)
    {
        for (const QString &line : lines)
            m_text += (line.startsWith(u'.') ? "\\&"_L1 : ""_L1) + escaped(line) + u'\n';
    }

    /// Each sentence on a line of its own, so that formatters see where it ends.
    void text(const QString &text) { lines(sentences(text)); }

    void paragraphs(const QStringList &texts)
    {
        for (qsizetype i = 0; i < texts.size(); ++i) {
            if (i > 0)
                macro("PP"_L1);
            text(texts.at(i));
        }
    }

    /// Words in bold and what they mean.
    void terms(const QList<TermManual> &terms)
    {
        for (const TermManual &term : terms) {
            macro("TP"_L1);
            macro("B"_L1, {term.term});
            text(term.meaning);
        }
    }

    QByteArray bytes() const { return m_text.toLatin1(); }

private:
    QString m_text;
};

/// Bold names with what they take in italics, as one line: "-h, --help" or "--server ID".
void writeHead(Page &page, const OptionManual &option)
{
    const QString names = option.names.join(", "_L1);
    if (option.valueName.isEmpty())
        page.macro("B"_L1, {names});
    else
        page.macro("BI"_L1, {names + u' ', option.valueName});
}

void writeUsage(Page &page, const QString &start, const QList<OptionManual> &options,
                const QString &arguments)
{
    page.macro("SY"_L1, {start});
    for (const OptionManual &option : options) {
        if (option.isRequired)
            writeHead(page, option);
        else if (option.valueName.isEmpty())
            page.macro("OP"_L1, {option.names.constLast()});
        else
            page.macro("OP"_L1, {option.names.constLast(), option.valueName});
    }
    if (!arguments.isEmpty())
        page.macro("I"_L1, {arguments});
    page.macro("YS"_L1);
}

void writeSynopsis(Page &page, const ProgramManual &program)
{
    page.section("SYNOPSIS"_L1);
    if (!program.commands.isEmpty())
        writeUsage(page, program.name, {}, u"COMMAND [OPTION...]"_s);
    QStringList arguments;
    for (const TermManual &argument : program.arguments)
        arguments.append(argument.term);
    writeUsage(page, program.name, program.withoutCommand, arguments.join(u' '));
}

void writeCommands(Page &page, const ProgramManual &program)
{
    if (program.commands.isEmpty())
        return;
    page.section("COMMANDS"_L1);
    for (const CommandManual &command : program.commands) {
        page.macro("SS"_L1, {command.name});
        writeUsage(page, program.name + u' ' + command.name, command.options, command.argumentName);
        page.text(command.summary + ". "_L1 + command.description);
    }
}

void writeOptions(Page &page, const ProgramManual &program)
{
    page.section("OPTIONS"_L1);
    for (const OptionManual &option : program.options) {
        page.macro("TP"_L1);
        writeHead(page, option);
        QString help = option.help;
        if (!option.choices.isEmpty())
            help += " One of: "_L1 + option.choices.join(", "_L1) + u'.';
        if (option.isRepeatable)
            help += " May be given several times."_L1;
        page.text(help);
    }
    page.terms(program.arguments);
}

void writeCredentialTypes(Page &page, const ProgramManual &program)
{
    if (program.credentialTypes.isEmpty())
        return;
    page.section("CREDENTIAL TYPES"_L1);
    for (const CredentialType &type : program.credentialTypes) {
        page.macro("SS"_L1, {type.name});
        page.text(type.title + u": "_s + type.description);
        for (const FieldDescription &field : type.fields) {
            page.macro("TP"_L1);
            page.macro("B"_L1, {field.name});
            QString kind = field.required ? u"Required"_s : u"Optional"_s;
            if (field.secret)
                kind += ", secret"_L1;
            page.text(kind + ". "_L1 + field.description);
        }
    }
}

void writeExamples(Page &page, const QList<ExampleManual> &examples)
{
    page.section("EXAMPLES"_L1);
    for (const ExampleManual &example : examples) {
        if (&example != &examples.constFirst())
            page.macro("PP"_L1);
        page.text(example.purpose);
        page.macro("PP"_L1);
        page.macro("RS"_L1, {u"4"_s});
        page.macro("EX"_L1);
        page.lines(example.lines.split(u'\n'));
        page.macro("EE"_L1);
        page.macro("RE"_L1);
    }
}

void writeTerms(Page &page, QLatin1StringView title, const QList<TermManual> &terms)
{
    if (terms.isEmpty())
        return;
    page.section(title);
    page.terms(terms);
}

void writeSeeAlso(Page &page, const QStringList &programs)
{
    page.section("SEE ALSO"_L1);
    for (const QString &program : programs) {
        const bool isLast = program == programs.constLast();
        page.macro("BR"_L1, {program, isLast ? u"(1)"_s : u"(1),"_s});
    }
}

} // namespace

QByteArray manPage(const ProgramManual &program)
{
    Page page(program.name);
    page.section("NAME"_L1);
    page.text(program.name + " - "_L1 + program.summary);
    writeSynopsis(page, program);
    page.section("DESCRIPTION"_L1);
    page.paragraphs(program.description);
    writeCommands(page, program);
    writeOptions(page, program);
    writeCredentialTypes(page, program);
    writeTerms(page, "EXIT STATUS"_L1, program.exitCodes);
    writeTerms(page, "ENVIRONMENT"_L1, program.environment);
    writeTerms(page, "FILES"_L1, program.files);
    writeExamples(page, program.examples);
    page.section("SECURITY"_L1);
    page.paragraphs(program.security);
    writeSeeAlso(page, program.seeAlso);
    return page.bytes();
}

} // namespace mcpo
