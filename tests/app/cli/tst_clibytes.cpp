// SPDX-License-Identifier: Apache-2.0
#include "tests/app/cli/cliprocess.h"
#include "tests/app/cli/recordingcontrolplane.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

QJsonObject objectOf(const QByteArray &json) { return QJsonDocument::fromJson(json).object(); }

/// What is sent for the caller. Compared as bytes, because reading JSON drops a byte order mark.
QByteArray bodyWith(const QString &apiKey)
{
    const QJsonObject authOverride{{u"type"_s, u"env"_s}, {u"apiKey"_s, apiKey}};
    return QJsonDocument(QJsonObject{{u"subjectId"_s, u"me"_s},
                                     {u"subjectType"_s, u"user"_s},
                                     {u"authOverride"_s, authOverride}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

/// What the real program reads, sends and shows, byte by byte.
class TestCliBytes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_cli = std::make_unique<CliProcess>(); }
    void cleanup();

    void valueIsSentByteForByte_data();
    void valueIsSentByteForByte();
    void valueWithAnIssueIsRefused_data();
    void valueWithAnIssueIsRefused();
    void ownTokenNeedsAnOptionOfItsOwn();
    void unusableInputIsRefused_data();
    void unusableInputIsRefused();
    void idIsOnePathSegment();
    void cleanedTokenIsToldOf();
    void dryRunSendsNothingAndShowsNoSecret();
    void promise23MakesForeignTextVisible();
    void listsThatAreIncompleteSayAndExitSo_data();
    void listsThatAreIncompleteSayAndExitSo();
    void promise24WarnsOfStrangeIdsBeforeSending();

private:
    std::unique_ptr<CliProcess> m_cli;
};

void TestCliBytes::cleanup()
{
    QVERIFY(!m_cli->hasLeaked());
    QVERIFY(!m_cli->hasWrittenSettings());
}

void TestCliBytes::valueIsSentByteForByte_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("sent");
    const auto row = [](const char *sentence, const QByteArray &content, const QString &sent) {
        QTest::newRow(sentence) << content << sent;
    };
    row("without a line break", "value", u"value"_s);
    row("one line break is dropped", "value\n", u"value"_s);
    row("one Windows line break is dropped", "value\r\n", u"value"_s);
    row("only one is dropped", "value\n\n", u"value\n"_s);
    row("only one of Windows is dropped", "value\r\n\r\n", u"value\r\n"_s);
    row("a lone carriage return stays", "value\r", u"value\r"_s);
    row("blanks stay", " value \t\n", u" value \t"_s);
    row("line breaks inside stay", "a\r\nb\nc", u"a\r\nb\nc"_s);
    row("a byte order mark stays", "\xEF\xBB\xBFvalue", u"\uFEFFvalue"_s);
    row("a zero byte stays", QByteArray("a\0b\n", 4), QString::fromLatin1("a\0b", 3));
    row("astral characters stay", "\xF0\x9F\x94\x91\n", u"\U0001F511"_s);
    row("a megabyte", QByteArray(1'000'000, 'x') + '\n', QString(1'000'000, u'x'));
}

void TestCliBytes::valueIsSentByteForByte()
{
    QFETCH(QByteArray, content);
    RecordingControlPlane recording;
    const QStringList set{u"set"_s,         u"--control-plane"_s, recording.address(),
                          u"--token-env"_s, u"MANAGER"_s,         u"--server"_s,
                          u"s"_s,           u"--type"_s,          u"env"_s,
                          u"--keep-value"_s};
    QFETCH(QString, sent);
    const QByteArray body = bodyWith(sent);
    QCOMPARE(m_cli->run(set + QStringList{u"--stdin"_s, u"apiKey"_s}, content).exitCode, 0);
    QCOMPARE(recording.takeBody(), body);
    const QString fromFile = u"apiKey="_s + m_cli->fileOf(content);
    QCOMPARE(m_cli->run(set + QStringList{u"--file"_s, fromFile}).exitCode, 0);
    QCOMPARE(recording.takeBody(), body);
}

void TestCliBytes::valueWithAnIssueIsRefused_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("cleaned"); ///< empty: it cannot be
    const auto row = [](const char *name, const QString &type, const QByteArray &content,
                        const char *words, const char *cleaned) {
        const QString field = type == "env"_L1 ? u"apiKey"_s : u"headerValue"_s;
        QTest::newRow(name) << type << field << content << QString::fromLatin1(words)
                            << QString::fromLatin1(cleaned);
    };
    row("a second line break", u"env"_s, "Canary\n\n", "ends with a line break", "Canary");
    row("a line break inside", u"env"_s, "Can\nary", "Contains line breaks", "Canary");
    row("spaces", u"env"_s, " Canary\n", "ends with a space", "Canary");
    row("quotation marks", u"env"_s, "\"Canary\"", "quotation marks", "Canary");
    row("a byte order mark", u"env"_s,
        "\xEF\xBB\xBF"
        "Canary",
        "invisible", "Canary");
    row("an escape sequence", u"env"_s,
        "Can\x1B"
        "ary",
        "invisible", "Canary");
    row("the template's scheme", u"header"_s, "Bearer Canary", "two schemes", "Canary");
    row("the name of the header", u"header"_s, "Authorization: Canary", "name of the header",
        "Canary");
    row("the placeholder", u"header"_s, "API_KEY", "placeholder", "");
    row("stray braces", u"header"_s, "Canary}}", "template", "");
    row("a mask", u"env"_s, "****", "masked value", "");
    row("an expired token", u"env"_s, "e30.eyJleHAiOjF9.c2ln", "expired", "");
}

void TestCliBytes::valueWithAnIssueIsRefused()
{
    QFETCH(const QString, type);
    QFETCH(const QString, field);
    QFETCH(const QByteArray, content);
    QFETCH(const QString, words);
    QFETCH(const QString, cleaned);
    RecordingControlPlane recording;
    const QStringList set{u"set"_s, u"--control-plane"_s, recording.address(), u"--type"_s,
                          type,     u"--token-env"_s,     u"MANAGER"_s,        u"--server"_s,
                          u"s"_s};
    const QStringList fromStdin = set + QStringList{u"--stdin"_s, field};
    const QStringList fromFile =
        set + QStringList{u"--file"_s, field + u'=' + m_cli->fileOf(content)};
    for (const QStringList &source : {fromStdin, fromFile}) {
        const CliRun run = m_cli->run(source, content);
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(QString::fromUtf8(run.err).contains(words), run.err.constData());
        QVERIFY(run.err.contains("--keep-value"));
        QCOMPARE(run.err.contains("--clean-up"), !cleaned.isEmpty());
        QVERIFY(!run.err.contains("Canary"));
        QVERIFY(!recording.takeBody());
    }
    const CliRun clean = m_cli->run(fromStdin + QStringList(u"--clean-up"_s), content);
    QCOMPARE(clean.exitCode, cleaned.isEmpty() ? 3 : 0);
    const QByteArray body = recording.takeBody().value_or(QByteArray());
    QCOMPARE(body.contains("\"Canary\""), !cleaned.isEmpty());
    QCOMPARE(m_cli->run(fromStdin + QStringList(u"--keep-value"_s), content).exitCode, 0);
    QVERIFY(recording.takeBody());
}

void TestCliBytes::ownTokenNeedsAnOptionOfItsOwn()
{
    RecordingControlPlane recording;
    const QStringList set{u"set"_s, u"--control-plane"_s, recording.address(), u"--type"_s,
                          u"env"_s, u"--token-env"_s,     u"MANAGER"_s,        u"--server"_s,
                          u"s"_s,   u"--env"_s,           u"apiKey=MANAGER"_s};
    for (const QStringList &more : {QStringList(), QStringList(u"--keep-value"_s)}) {
        const CliRun run = m_cli->run(set + more);
        QCOMPARE(run.exitCode, 3);
        QVERIFY(run.err.contains("your own access token"));
        QVERIFY(run.err.contains("--allow-own-token"));
        QVERIFY(!recording.takeBody());
    }
    QCOMPARE(m_cli->run(set + QStringList(u"--allow-own-token"_s)).exitCode, 0);
    QVERIFY(recording.takeBody());
}

void TestCliBytes::unusableInputIsRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << QByteArray() << u"Must not be empty"_s;
    QTest::newRow("a line break alone") << QByteArray("\n") << u"Must not be empty"_s;
    QTest::newRow("Latin-1") << QByteArray("caf\xE9") << u"not valid UTF-8"_s;
    QTest::newRow("cut off UTF-8") << QByteArray("caf\xC3") << u"not valid UTF-8"_s;
    QTest::newRow("a surrogate") << QByteArray("a\xED\xA0\x80") << u"not valid UTF-8"_s;
    QTest::newRow("17 MiB") << QByteArray(17 << 20, 'x') << u"larger than 16 MiB"_s;
}

void TestCliBytes::unusableInputIsRefused()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, words);
    const QStringList set{u"set"_s,
                          u"--server"_s,
                          u"s"_s,
                          u"--type"_s,
                          u"env"_s,
                          u"--control-plane"_s,
                          u"http://127.0.0.1:1"_s};
    const QString fromFile = u"apiKey="_s + m_cli->fileOf(content);
    for (const CliRun &run : {m_cli->run(set + QStringList{u"--stdin"_s, u"apiKey"_s}, content),
                              m_cli->run(set + QStringList{u"--file"_s, fromFile})}) {
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(QString::fromUtf8(run.err).contains(words), run.err.constData());
        QVERIFY(run.err.contains("apiKey (API key): "));
    }
}

void TestCliBytes::idIsOnePathSegment()
{
    RecordingControlPlane recording;
    const CliRun run =
        m_cli->run({u"set"_s, u"--control-plane"_s, recording.address(), u"--server"_s,
                    u"a/b %2e?#\u00E4"_s, u"--type"_s, u"env"_s, u"--env"_s, u"apiKey=SECRET"_s,
                    u"--token-env"_s, u"MANAGER"_s, u"--dry-run"_s, u"--json"_s});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(objectOf(run.out).value("url"_L1),
             recording.address() + "/api/svc/v1/mcp/a%2Fb%20%252e%3F%23%C3%A4/auth"_L1);
}

void TestCliBytes::cleanedTokenIsToldOf()
{
    RecordingControlPlane recording;
    const QString path = m_cli->fileOf("\"Bearer Opaque-5ecret-token\"\n\n");
    const CliRun run = m_cli->run(
        {u"whoami"_s, u"--control-plane"_s, recording.address(), u"--token-file"_s, path});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(recording.token(), QByteArray("Opaque-5ecret-token"));
    QVERIFY(run.err.contains("Will be used without: "));
    QVERIFY(!run.err.contains("5ecret"));
}

void TestCliBytes::dryRunSendsNothingAndShowsNoSecret()
{
    RecordingControlPlane recording;
    const QStringList set{
        u"set"_s, u"--control-plane"_s, recording.address(), u"--server"_s, u"s"_s, u"--type"_s,
        u"env"_s, u"--stdin"_s,         u"apiKey"_s,         u"--dry-run"_s};
    const QStringList token{u"--token-env"_s, u"MANAGER"_s};
    const CliRun text = m_cli->run(set + token, CliProcess::secret);
    QVERIFY2(text.exitCode == 0, text.err.constData());
    QVERIFY(text.out.startsWith("PUT " + recording.address().toLatin1()));
    QVERIFY(text.out.contains("\"apiKey\": \"\u2022\u2022\u2022\""));

    const CliRun own = m_cli->run(set + token + QStringList{u"--json"_s}, CliProcess::secret);
    QCOMPARE(own.exitCode, 0);
    QCOMPARE(objectOf(own.out).value("body"_L1).toObject().value("subjectId"_L1), "me"_L1);
    QCOMPARE(recording.changes(), 0);
}

void TestCliBytes::promise23MakesForeignTextVisible()
{
    RecordingControlPlane recording;
    recording.setOverrides(
        "{\"data\":[{\"subjectId\":\"a\\u202eb\",\"subjectType\":\"user\",\"authData\":{},"
        "\"updatedBySubject\":{\"subjectDisplayName\":\"c\\u001b[31m\\td\\u009b\\n\"}},"
        "{\"subjectId\":\"an id with a\\nline break\",\"subjectType\":\"user\",\"authData\":{}}]}");
    const QStringList list{u"list"_s,          u"--server"_s, u"s"_s,
                           u"--token-env"_s,   u"MANAGER"_s,  u"--control-plane"_s,
                           recording.address()};
    const CliRun text = m_cli->run(list);
    QCOMPARE(text.exitCode, 1); // one of the overrides belongs to nobody who can be named
    QVERIFY2(text.out.contains("a‹U+202E›b\tuser"), text.out.constData());
    QVERIFY(text.out.contains("c‹U+001B›[31m‹U+0009›d‹U+009B›‹U+000A›\n"));
    QVERIFY(!text.out.contains("line break")); // an id that nobody could be asked about
    const CliRun json = m_cli->run(list + QStringList{u"--json"_s});
    QVERIFY(std::all_of(json.out.cbegin(), json.out.cend(),
                        [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
    const QJsonArray rows = objectOf(json.out).value("rows"_L1).toArray();
    QCOMPARE(rows.at(0).toObject().value("subjectId"_L1), QString(u"a\u202eb"_s));
    QCOMPARE(rows.at(0).toObject().value("updatedByName"_L1), QString(u"c\u001b[31m\td\u009b\n"_s));
    QCOMPARE(rows.at(1).toObject().value("subjectId"_L1), QString());
}

void TestCliBytes::listsThatAreIncompleteSayAndExitSo_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("reason");
    const QByteArray one = R"({"subjectId":"u-1","subjectType":"user"})";
    QTest::newRow("another total")
        << QByteArray(R"({"data":[)" + one + R"(],"pagination":{"total":7}})") << u"total"_s;
    QTest::newRow("a row that comes twice")
        << QByteArray(R"({"data":[)" + one + "," + one + "]}") << u"moved"_s;
    QTest::newRow("no ID") << QByteArray(R"({"data":[)" + one + R"(,{"subjectId":null}]})")
                           << u"no-id"_s;
}

void TestCliBytes::listsThatAreIncompleteSayAndExitSo()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, reason);
    RecordingControlPlane recording;
    recording.setOverrides(answer);
    const QStringList list{u"list"_s,          u"--server"_s, u"s"_s,
                           u"--token-env"_s,   u"MANAGER"_s,  u"--control-plane"_s,
                           recording.address()};
    const CliRun text = m_cli->run(list);
    QCOMPARE(text.exitCode, 1);
    QVERIFY2(text.err.contains("This list is incomplete."), text.err.constData());
    QVERIFY(text.out.contains("u-1\tuser"));
    const CliRun json = m_cli->run(list + QStringList{u"--json"_s});
    QCOMPARE(json.exitCode, 1);
    QCOMPARE(objectOf(json.out).value("complete"_L1), QJsonValue(false));
    QCOMPARE(objectOf(json.out).value("reason"_L1), reason);
    QVERIFY(!objectOf(json.out).value("rows"_L1).toArray().isEmpty());
}

/// In the words and on the wire; a dry run shows and warns alike.
void TestCliBytes::promise24WarnsOfStrangeIdsBeforeSending()
{
    RecordingControlPlane recording;
    const QString server = u"mcp\u200B-1"_s;
    const QString subject = u"p\u0430ypal@example.com"_s;
    const QStringList set{u"set"_s,
                          u"--control-plane"_s,
                          recording.address(),
                          u"--server"_s,
                          server,
                          u"--subject"_s,
                          subject,
                          u"--subject-type"_s,
                          u"user"_s,
                          u"--type"_s,
                          u"env"_s,
                          u"--stdin"_s,
                          u"apiKey"_s,
                          u"--token-env"_s,
                          u"MANAGER"_s};
    for (const QStringList &more : {QStringList(), QStringList(u"--dry-run"_s)}) {
        const CliRun run = m_cli->run(set + more, CliProcess::secret);
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(run.err.contains("MCP server: Contains characters that are invisible or look like "
                                  "others: “mcp‹U+200B›-1”."),
                 run.err.constData());
        QVERIFY(run.err.contains("Subject: Contains characters"));
        QVERIFY(run.err.contains("“p‹U+0430›ypal@example.com”"));
        QVERIFY(!run.err.contains("\u200B"));
        if (more.isEmpty()) {
            const QByteArray body = recording.takeBody().value_or(QByteArray());
            QVERIFY(body.contains("\"subjectId\":\"" + subject.toUtf8() + "\""));
            QVERIFY(run.err.indexOf("MCP server: ") < run.err.indexOf("Saved"));
        }
    }
    const CliRun mixed = m_cli->run(QStringList(set)
                                        .replaceInStrings(server, u"s"_s)
                                        .replaceInStrings(subject, u"admin-\u0441\u043E"_s),
                                    CliProcess::secret);
    QVERIFY(mixed.err.contains("Subject: Mixes letters of several alphabets"));
    QVERIFY(!mixed.err.contains("MCP server: "));
}

QTEST_GUILESS_MAIN(TestCliBytes)
#include "tst_clibytes.moc"
