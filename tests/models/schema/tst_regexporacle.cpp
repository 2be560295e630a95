// SPDX-License-Identifier: Apache-2.0

#include "models/schema/ecmapattern.h"
#include "models/schema/jsonreader.h"
#include "nodeoracle.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

#include <array>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

struct Question {
    QString pattern;
    QStringList subjects;
};

/// Patterns are put together from these, most of them wrongly: what is no pattern counts as well.
const QStringList pieces{u"a"_s,
                         u"b"_s,
                         u"z"_s,
                         u"-"_s,
                         u"."_s,
                         u"^"_s,
                         u"$"_s,
                         u"|"_s,
                         u"("_s,
                         u")"_s,
                         u"(?:"_s,
                         u"["_s,
                         u"[^"_s,
                         u"]"_s,
                         u"*"_s,
                         u"+"_s,
                         u"?"_s,
                         u"*?"_s,
                         u"{2}"_s,
                         u"{0,}"_s,
                         u"{1,3}"_s,
                         u"{0}"_s,
                         u"{"_s,
                         u"}"_s,
                         u"{,2}"_s,
                         u"{3,1}"_s,
                         u"a-z"_s,
                         u"0-9"_s,
                         u"z-a"_s,
                         u"\\s"_s,
                         u"\\S"_s,
                         u"\\d"_s,
                         u"\\D"_s,
                         u"\\w"_s,
                         u"\\W"_s,
                         u"\\n"_s,
                         u"\\t"_s,
                         u"\\0"_s,
                         u"\\x41"_s,
                         u"\\x4"_s,
                         u"\\u0061"_s,
                         u"\\u61"_s,
                         u"\\u{1F600}"_s,
                         u"\\u{0061}"_s,
                         u"\\u{110000}"_s,
                         u"\\u{}"_s,
                         u"\\ud83d\\ude00"_s,
                         u"\\ud83d"_s,
                         u"\\ude00"_s,
                         u"\\."_s,
                         u"\\-"_s,
                         u"\\/"_s,
                         u"/"_s,
                         u"\\\\"_s,
                         u"\\q"_s,
                         u"\\1"_s,
                         u"\\b"_s,
                         u"\\B"_s,
                         u"\\k<a>"_s,
                         u"\\p{L}"_s,
                         u"\\cA"_s,
                         u"(?="_s,
                         u"(?!"_s,
                         u"(?<="_s,
                         u"(?<n>"_s,
                         u"\\"_s,
                         u","_s,
                         u" "_s,
                         u"😀"_s,
                         u"é"_s,
                         QString(QChar(0xD83D)),
                         u"(a|b)"_s,
                         u"[a-c]"_s,
                         u"[^\\s]"_s,
                         u"(?:ab)"_s,
                         u"[\\d-]"_s,
                         u"[]"_s,
                         u"[^]"_s,
                         u"\\v"_s,
                         u"\\01"_s,
                         u"]"_s,
                         u"["_s,
                         u")"_s};

constexpr std::array<char16_t, 45> units{
    u'a',   u'a',   u'b',   u'b',   u'c',   u'z',   u'A',   u'-',   u'0',   u'1',   u'9',   u'_',
    u' ',   u'\n',  u'\r',  u'\t',  u'\0',  u'\\',  u'/',   u'.',   u',',   u'{',   u']',   u'é',
    0x000B, 0x000C, 0x0085, 0x00A0, 0x1680, 0x180E, 0x2000, 0x200A, 0x200B, 0x2028, 0x2029, 0x202F,
    0x205F, 0x3000, 0xFEFF, 0xD83D, 0xDE00, 0xD83D, 0xDE00, 0xFFFF, 0x007F};

QString randomText(QRandomGenerator &random)
{
    QString text;
    for (int length = random.bounded(7); length > 0; --length)
        text += QChar(units[random.bounded(static_cast<quint32>(units.size()))]);
    return text;
}

QString randomPattern(QRandomGenerator &random)
{
    QString pattern;
    for (int length = 1 + random.bounded(5); length > 0; --length)
        pattern += pieces.at(random.bounded(static_cast<int>(pieces.size())));
    return pattern;
}

/// Patterns as people write them.
const QStringList realPatterns{u"^\\S+$"_s,
                               u"^\\s*$"_s,
                               u"^$"_s,
                               u"$^"_s,
                               u"(?:^|b)a(?:c|$)"_s,
                               u"^(?:a|ab)(?:c|bcd)*?$"_s,
                               u"(a*)*b"_s,
                               u"(?:a?){3}a{3}"_s,
                               u"^(?:(?:a|b)*?c{0,2}){2,3}$"_s,
                               u"^[^\\s\\/]{1,3}(?:\\.[a-z]+)+$"_s,
                               u"^[\\w.%+-]+@[a-z0-9-]+(?:\\.[a-z]{2,})+$"_s,
                               u"^tfy-secret://[^:]+:[^:]+:[^:]+$"_s,
                               u"^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$"_s,
                               u"^[\\x20-\\x7e]+$"_s,
                               u"^[^\\u0000-\\u001F\\u007f]*$"_s,
                               u"^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$"_s,
                               u"^(?:a|b||-){2,}?$"_s,
                               u"[\\s\\S]"_s,
                               u"[^\\S\\n]+"_s,
                               u"[\\b\\-\\]]"_s,
                               u"[\\t\\-\\]]"_s,
                               u"[--0]"_s,
                               u"[+--]"_s,
                               u"[a-b-c]"_s,
                               u"[^\\D]"_s,
                               u"[^\\ud83d]"_s,
                               u"^.$"_s,
                               u"^..$"_s,
                               u"^[😀-😂]$"_s,
                               u"^[\\u{1F600}-\\u{1F602}]+$"_s,
                               u"^[\\ud83d\\ude00-\\ud83d\\ude02]+$"_s,
                               u"\\ud83d\\u{de00}"_s,
                               u"\\u{d83d}\\u{de00}"_s,
                               u"(?:)"_s,
                               u"()*"_s,
                               u"(?:^)*a"_s,
                               u"(?:$)+"_s,
                               u"|"_s,
                               u"a||b"_s};

QList<Question> questions(quint32 seed)
{
    constexpr int patternCount = 20'000;
    constexpr int subjectCount = 12;
    QRandomGenerator random(seed);
    QStringList patterns = pieces + realPatterns + realPatterns;
    while (patterns.size() < patternCount)
        patterns.append(randomPattern(random));
    QList<Question> result;
    for (const QString &pattern : patterns) {
        // One text is made of the pattern itself, which fits more often than chance does.
        QStringList subjects{QString(), pattern};
        while (subjects.size() < subjectCount)
            subjects.append(randomText(random));
        result.append({pattern, subjects});
    }
    return result;
}

/// In ASCII, so that half a surrogate pair arrives.
QByteArray quoted(const QString &text)
{
    QByteArray json;
    for (const QChar unit : text)
        json += "\\u" + QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
    return '"' + json + '"';
}

QByteArray toJson(const Question &question)
{
    QByteArrayList subjects;
    for (const QString &subject : question.subjects)
        subjects.append(quoted(subject));
    return "{\"pattern\":" + quoted(question.pattern) + ",\"subjects\":[" + subjects.join(',') +
           "]}";
}

} // namespace

class RegExpOracleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void regExpGivesTheSameAnswers();
};

void RegExpOracleTest::regExpGivesTheSameAnswers()
{
    const QList<Question> asked = questions(testSeed());
    QByteArrayList lines;
    for (const Question &question : asked)
        lines.append(toJson(question));
    const auto result = askNode(u"regexp-oracle.mjs"_s, {}, lines);
    if (const auto *reason = std::get_if<QString>(&result))
        QFAIL(qPrintable(*reason));
    const auto &answers = std::get<QByteArrayList>(result);

    int accepted = 0;
    int matching = 0;
    for (qsizetype i = 0; i < asked.size(); ++i) {
        const QJsonObject answer = QJsonDocument::fromJson(answers.at(i)).object();
        const bool isPattern = answer.value("accepted"_L1).toBool();
        const auto compiled = EcmaPattern::compile(asked.at(i).pattern);
        if (const auto *error = std::get_if<PatternError>(&compiled)) {
            QVERIFY2(!isPattern || error->reason.contains("not supported"_L1),
                     lines.at(i) + ": we refuse it, " + error->reason.toUtf8());
            continue;
        }
        QVERIFY2(isPattern, lines.at(i) + ": RegExp refuses it");
        ++accepted;
        const QJsonArray matches = answer.value("matches"_L1).toArray();
        for (qsizetype s = 0; s < matches.size(); ++s) {
            const bool isMatch = matches.at(s).toBool();
            const QString &subject = asked.at(i).subjects.at(s);
            QVERIFY2(std::get<EcmaPattern>(compiled).occursIn(subject) == isMatch,
                     quoted(asked.at(i).pattern) + " on " + quoted(subject));
            matching += isMatch ? 1 : 0;
        }
    }
    qInfo("%lld patterns, %d of them accepted, %d matches", qlonglong(asked.size()), accepted,
          matching);
    QVERIFY(accepted > asked.size() / 10);
    QVERIFY(matching > asked.size() / 10);
}

QTEST_GUILESS_MAIN(RegExpOracleTest)
#include "tst_regexporacle.moc"
