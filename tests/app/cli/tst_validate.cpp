// SPDX-License-Identifier: Apache-2.0

#include "app/cli/validatecommand.h"

#include "models/override/requestdescription.h"

#include <QBuffer>
#include <QTest>

#include <algorithm>
#include <utility>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray good =
    R"({"subjectId":"u","subjectType":"user","authOverride":{"type":"header","headerValue":"x"}})";
const QByteArray bad =
    R"({"subjectId":"u","subjectType":"virtualaccount","authOverride":{"type":"oauth2_client_credentials","clientId":"a b","clientSecret":""}})";

const QByteArray valid = "{\"valid\":true,\"errors\":[]}\n";
const QByteArray notJson =
    "{\"valid\":false,\"errors\":[{\"pointer\":\"\",\"keyword\":\"json\"}]}\n";
const QByteArray notAnObject =
    "{\"valid\":false,\"errors\":[{\"pointer\":\"\",\"keyword\":\"type\"}]}\n";
const QByteArray twoFaults =
    "{\"valid\":false,\"errors\":[{\"pointer\":\"/authOverride/clientId\",\"keyword\":\"pattern\"},"
    "{\"pointer\":\"/authOverride/clientSecret\",\"keyword\":\"minLength\"}]}\n";

struct Result {
    int exitCode = 0;
    QByteArray answers;
};

Result run(BodyStream stream, const QByteArray &input, const Schema &schema)
{
    QByteArray given = input;
    QBuffer in(&given);
    QBuffer out;
    in.open(QIODevice::ReadOnly);
    out.open(QIODevice::WriteOnly);
    const int exitCode = runValidate(stream, in, out, schema);
    return {exitCode, out.data()};
}

Result run(BodyStream stream, const QByteArray &input)
{
    return run(stream, input, RequestDescription::builtIn().schema());
}

/// A partner on two pipes, who writes a line only after the answer to the one before has come.
class StepByStep : public QIODevice
{
public:
    explicit StepByStep(QByteArrayList lines)
        : m_lines(std::move(lines))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    bool wasEverAhead() const { return m_wasEverAhead; }
    QBuffer &answers() { return m_answers; }

protected:
    qint64 readData(char *data, qint64) override
    {
        m_wasEverAhead |= m_answers.data().count('\n') != m_given;
        if (m_given == m_lines.size())
            return -1;
        const QByteArray &line = m_lines.at(m_given++);
        std::copy(line.begin(), line.end(), data);
        return line.size();
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArrayList m_lines;
    QBuffer m_answers;
    qsizetype m_given = 0;
    bool m_wasEverAhead = false;
};

/// Takes nothing, like a full disk.
class FullDevice : public QIODevice
{
public:
    FullDevice() { open(QIODevice::WriteOnly | QIODevice::Unbuffered); }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override { return -1; }
};

} // namespace

class ValidateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersEachLine_data();
    void answersEachLine();
    void answersEachText_data();
    void answersEachText();
    void escapesWhatAPointerHolds();
    void answersBeforeItWaits();
    void answersAHundredThousandLines();
    void takesAFileOfOpenBracketsInOneGo();
    void saysSoWhenAnAnswerGotLost();
};

void ValidateTest::answersEachLine_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("answers");
    QTest::newRow("a valid one") << good + '\n' << valid;
    QTest::newRow("the last line needs no end") << good << valid;
    QTest::newRow("a line may end as on Windows") << good + "\r\n" << valid;
    QTest::newRow("each fault of one body") << bad + '\n' << twoFaults;
    QTest::newRow("good and bad in turn")
        << good + '\n' + bad + '\n' + good << valid + twoFaults + valid;
    QTest::newRow("an empty line is not JSON") << good + "\n\n" + good << valid + notJson + valid;
    QTest::newRow("a text over two lines is twice not JSON")
        << QByteArray("{\n}\n") << notJson + notJson;
    QTest::newRow("two bodies on one line are not JSON") << good + good << notJson;
    QTest::newRow("bytes that are not UTF-8 are not JSON") << QByteArray("\"\xFF\"\n") << notJson;
    QTest::newRow("JSON that is no body") << QByteArray("null\n[]\n") << notAnObject + notAnObject;
    QTest::newRow("a line longer than what is read at once")
        << QByteArray(good).replace("\"x\"", '"' + QByteArray(300'000, 'x') + '"') + '\n' + good
        << valid + valid;
    QTest::newRow("no lines, no answers") << QByteArray() << QByteArray();
}

void ValidateTest::answersEachLine()
{
    QFETCH(const QByteArray, input);
    QFETCH(const QByteArray, answers);
    const Result result = run(BodyStream::JsonLines, input);
    QCOMPARE(result.answers, answers);
    QCOMPARE(result.exitCode, answers.contains("false") ? 1 : 0);
}

void ValidateTest::answersEachText_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("answers");
    QTest::newRow("a body over several lines") << QByteArray(good).replace(",", ",\n") << valid;
    QTest::newRow("one after the other")
        << good + '\n' + bad + "\n\n" + good << valid + twoFaults + valid;
    QTest::newRow("without anything between them") << good + good << valid + valid;
    QTest::newRow("nothing is not JSON") << QByteArray() << notJson;
    QTest::newRow("blanks alone are not JSON") << QByteArray(" \n\t\n") << notJson;
    QTest::newRow("words are not JSON, once") << QByteArray("Hello,\nworld\n") << notJson;
    QTest::newRow("goes on at the next line with a brace")
        << "{\"a\":tru}\n  {}\nx {}\n" + good << notJson + valid;
    QTest::newRow("or with a bracket") << QByteArray("oops\n[]\n") << notJson + notAnObject;
    QTest::newRow("a body that was cut off does not take the next one with it")
        << "{\"a\":1\n" + good << notJson + valid;
    QTest::newRow("neither does a string that was cut off")
        << "{\"a\":\"x\n" + good << notJson + valid;
    QTest::newRow("a number that runs on is not JSON") << QByteArray("01 2") << notJson;
    QTest::newRow("numbers apart are two") << QByteArray("1\n2") << notAnObject + notAnObject;
}

void ValidateTest::answersEachText()
{
    QFETCH(const QByteArray, input);
    QFETCH(const QByteArray, answers);
    const Result result = run(BodyStream::JsonTexts, input);
    QCOMPARE(result.answers, answers);
    QCOMPARE(result.exitCode, answers.contains("false") ? 1 : 0);
}

void ValidateTest::escapesWhatAPointerHolds()
{
    const auto schema = std::get<Schema>(Schema::load(R"({"additionalProperties":false})"));
    const QByteArray body = R"({"\u0001\"\\\ud800x/~é":1})";
    QCOMPARE(run(BodyStream::JsonLines, body, schema).answers,
             R"({"valid":false,"errors":[{"pointer":"/\u0001\"\\\ud800x~1~0é",)"
             "\"keyword\":\"additionalProperties\"}]}\n");
}

void ValidateTest::answersBeforeItWaits()
{
    StepByStep partner({good + '\n', bad + '\n', good + '\n'});
    partner.answers().open(QIODevice::WriteOnly);
    const RequestDescription request = RequestDescription::builtIn();
    QCOMPARE(runValidate(BodyStream::JsonLines, partner, partner.answers(), request.schema()), 1);
    QVERIFY(!partner.wasEverAhead());
    QCOMPARE(partner.answers().data(), valid + twoFaults + valid);
}

void ValidateTest::answersAHundredThousandLines()
{
    constexpr int count = 100'000;
    const Result result = run(BodyStream::JsonLines, (good + '\n').repeated(count));
    QCOMPARE(result.answers, valid.repeated(count));
    QCOMPARE(result.exitCode, 0);
}

/// Read again from each line on, they would take half a trillion steps.
void ValidateTest::takesAFileOfOpenBracketsInOneGo()
{
    QCOMPARE(run(BodyStream::JsonTexts, QByteArray("[\n").repeated(1'000'000)).answers, notJson);
}

void ValidateTest::saysSoWhenAnAnswerGotLost()
{
    QByteArray input = good;
    QBuffer in(&input);
    QVERIFY(in.open(QIODevice::ReadOnly));
    FullDevice out;
    const RequestDescription request = RequestDescription::builtIn();
    QCOMPARE(runValidate(BodyStream::JsonLines, in, out, request.schema()), 1);
}

QTEST_GUILESS_MAIN(ValidateTest)
#include "tst_validate.moc"
