// SPDX-License-Identifier: Apache-2.0
#include "app/cli/validatecommand.h"

#include "models/schema/jsonreader.h"

#include <QFileDevice>
#include <QIODevice>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <variant>

namespace mcpo
{

namespace
{

using namespace Qt::StringLiterals;

constexpr qsizetype chunkSize = 65'536;

/// Qt writes whole documents only, which takes its time. It escapes half a surrogate pair, which
/// UTF-8 cannot express.
QByteArray jsonString(const QString &text)
{
    const auto isPlain = [](QChar c) { return c >= u' ' && c <= u'~' && c != u'"' && c != u'\\'; };
    if (std::all_of(text.begin(), text.end(), isPlain))
        return '"' + text.toLatin1() + '"';
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return list.sliced(1, list.size() - 2);
}

bool isJsonBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Judge
{
public:
    Judge(QIODevice &out, const Schema &schema)
        : m_out(out)
        , m_schema(schema)
    {
    }

    void judge(const JsonResult &text)
    {
        if (const auto *read = std::get_if<JsonText>(&text))
            answer(m_schema.validate(read->value));
        else
            answer({{{}, u"json"_s, {}}});
    }

    void flush()
    {
        m_isAllGood &= m_out.write(m_answers) == m_answers.size();
        m_answers.clear();
        // Of the devices only files keep something back.
        if (auto *file = qobject_cast<QFileDevice *>(&m_out))
            m_isAllGood &= file->flush();
    }

    int exitCode() const { return m_isAllGood ? 0 : 1; }

private:
    void answer(const QList<Violation> &violations)
    {
        m_isAllGood &= violations.isEmpty();
        m_answers +=
            violations.isEmpty() ? R"({"valid":true,"errors":[)" : R"({"valid":false,"errors":[)";
        for (const Violation &violation : violations) {
            if (&violation != &violations.first())
                m_answers += ',';
            m_answers += R"({"pointer":)" + jsonString(violation.pointer) + R"(,"keyword":)" +
                         jsonString(violation.keyword) + '}';
        }
        m_answers += "]}\n";
        if (m_answers.size() >= chunkSize)
            flush();
    }

    QIODevice &m_out;
    const Schema &m_schema;
    QByteArray m_answers;
    bool m_isAllGood = true;
};

void judgeLines(QIODevice &in, Judge &judge)
{
    QByteArray buffer;
    for (;;) {
        const qsizetype searched = buffer.size();
        judge.flush();
        // Gives what there is and waits only for the first byte of it.
        buffer += in.read(chunkSize);
        if (buffer.size() == searched)
            break;
        qsizetype start = 0;
        for (qsizetype end = buffer.indexOf('\n', searched); end >= 0;
             end = buffer.indexOf('\n', start)) {
            judge.judge(readJson(QByteArrayView(buffer).sliced(start, end - start)));
            start = end + 1;
        }
        buffer.remove(0, start);
    }
    if (!buffer.isEmpty())
        judge.judge(readJson(buffer));
}

/// One text; what stands right after a scalar (`01`, `nullx`) is part of the same mistake.
JsonResult readText(QByteArrayView texts, qsizetype from)
{
    JsonResult result = readJsonValue(texts, from);
    const auto *read = std::get_if<JsonText>(&result);
    if (read && read->depth == 0 && read->end < texts.size() && !isJsonBlank(texts[read->end]))
        return JsonError{JsonError::Reason::UnexpectedCharacter, read->end};
    return result;
}

/// The next line at or after @p from that looks like the start of a body. Searched from the fault
/// and not from the start of the faulty text, or a file of open brackets would be read as many
/// times as it has lines.
qsizetype nextStart(QByteArrayView texts, qsizetype from)
{
    for (; from < texts.size(); ++from) {
        const bool isStart = texts[from] == '{' || texts[from] == '[';
        if (isStart && texts[from - 1] == '\n')
            break;
    }
    return from;
}

void judgeTexts(QByteArrayView texts, Judge &judge)
{
    qsizetype at = 0;
    do {
        const JsonResult text = readText(texts, at);
        judge.judge(text);
        if (const auto *read = std::get_if<JsonText>(&text))
            at = read->end;
        else
            at = nextStart(texts, std::get<JsonError>(text).offset);
        while (at < texts.size() && isJsonBlank(texts[at]))
            ++at;
    } while (at < texts.size());
}

} // namespace

int runValidate(BodyStream stream, QIODevice &in, QIODevice &out, const Schema &schema)
{
    Judge judge(out, schema);
    if (stream == BodyStream::JsonLines)
        judgeLines(in, judge);
    else
        judgeTexts(in.readAll(), judge);
    judge.flush();
    return judge.exitCode();
}

} // namespace mcpo
