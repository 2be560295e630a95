// SPDX-License-Identifier: Apache-2.0

#include "models/schema/jsonreader.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cmath>
#include <limits>

using namespace mcpo;
using namespace Qt::StringLiterals;

using Reason = JsonError::Reason;
Q_DECLARE_METATYPE(JsonError::Reason)

namespace
{

/// Undefined when it is not JSON.
QJsonValue read(const QByteArray &json)
{
    const JsonResult result = readJson(json);
    const auto *text = std::get_if<JsonText>(&result);
    return text ? text->value : QJsonValue(QJsonValue::Undefined);
}

} // namespace

class JsonReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAsQtDoesWhereQtIsRight_data();
    void readsAsQtDoesWhereQtIsRight();
    void readsStrings_data();
    void readsStrings();
    void readsNumbers_data();
    void readsNumbers();
    void refusesWhatIsNotJson_data();
    void refusesWhatIsNotJson();
    void readsScalarsOnTopLevel();
    void lastOfDuplicateKeysWins();
    void tellsHowDeepContainersNest();
    void readsDeepContainersAsNull();
    void survivesAMillionBrackets();
    void survivesAMillionKeysInDescendingOrder();
    void survivesTenMegabytesInOneString();
    void readsOneValueAfterTheOther();
};

void JsonReaderTest::readsAsQtDoesWhereQtIsRight_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("an empty object") << QByteArray("{}");
    QTest::newRow("an empty list") << QByteArray("[]");
    QTest::newRow("blanks everywhere")
        << QByteArray(" \t\r\n{ \"a\" : [ 1 , 2 ] \n, \"b\" : { } } ");
    QTest::newRow("containers in containers") << QByteArray(R"([[[]],{"a":{"b":[null]}},[{}]])");
    QTest::newRow("every scalar") << QByteArray(R"([true,false,null,"",0,-1.5e3])");
    QTest::newRow("keys out of order") << QByteArray(R"({"z":1,"a":2,"é":3,"":4,"aa":5})");
    QTest::newRow("a member called __proto__") << QByteArray(R"({"__proto__":{"a":1}})");
}

void JsonReaderTest::readsAsQtDoesWhereQtIsRight()
{
    QFETCH(const QByteArray, json);
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonValue expected =
        document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    QCOMPARE(read(json), expected);
}

void JsonReaderTest::readsStrings_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("text");
    QTest::newRow("every short escape")
        << QByteArray(R"("\"\\\/\b\f\n\r\t")") << u"\"\\/\b\f\n\r\t"_s;
    QTest::newRow("an escaped NUL") << QByteArray(R"("a\u0000b")") << u"a\0b"_s;
    QTest::newRow("hexadecimal digits of both cases")
        << QByteArray(R"("\u00eF\u00Ef")") << u"\u00EF\u00EF"_s;
    QTest::newRow("an escaped pair") << QByteArray(R"("\ud83d\ude00")") << u"😀"_s;
    QTest::newRow("the first half of a pair stays alone")
        << QByteArray(R"("\ud83dx")") << QString(QChar(0xD83D)) + u'x';
    QTest::newRow("the second half of a pair stays alone")
        << QByteArray(R"("\ude00\ud83d")") << QString(QChar(0xDE00)) + QChar(0xD83D);
    QTest::newRow("raw characters of two to four bytes") << QByteArray("\"é€😀\"") << u"é€😀"_s;
    QTest::newRow("a raw U+FEFF at the start")
        << QByteArray("\"\xEF\xBB\xBFx\"") << QString(QChar(0xFEFF)) + u'x';
    QTest::newRow("a raw U+FEFF after an escape")
        << QByteArray("\"\\n\xEF\xBB\xBF\"") << u'\n' + QString(QChar(0xFEFF));
    QTest::newRow("a raw DEL and U+2028")
        << QByteArray("\"\x7F\xE2\x80\xA8\"") << u"\u007F\u2028"_s;
}

void JsonReaderTest::readsStrings()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, text);
    QCOMPARE(read(json), QJsonValue(text));
    QCOMPARE(read("{" + json + ":1}").toObject().keys(), QStringList{text});
}

void JsonReaderTest::readsNumbers_data()
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<double>("number");
    QTest::newRow("zero below zero") << QByteArray("-0") << 0.0;
    QTest::newRow("exponents of both signs and cases") << QByteArray("10E-1") << 1.0;
    QTest::newRow("an exponent with leading zeros") << QByteArray("1.5e+0003") << 1500.0;
    QTest::newRow("more digits than a double holds") << QByteArray("9007199254740993") << 0x1p53;
    QTest::newRow("beyond 64 bits") << QByteArray("18446744073709551616") << 0x1p64;
    QTest::newRow("too large") << QByteArray("1e999") << infinity;
    QTest::newRow("too large and negative") << QByteArray("-1e999") << -infinity;
    QTest::newRow("too large without an exponent") << QByteArray(400, '9') << infinity;
    QTest::newRow("too large behind a thousand zeros")
        << "0." + QByteArray(1000, '0') + "1e+1500" << infinity;
    QTest::newRow("too large with an exponent below zero")
        << "-1" + QByteArray(1000, '0') + "E-500" << -infinity;
    QTest::newRow("too large by an exponent beyond 64 bits")
        << "1e" + QByteArray(30, '9') << infinity;
    QTest::newRow("too small") << QByteArray("1e-999") << 0.0;
    QTest::newRow("too small without an exponent") << "0." + QByteArray(2000, '0') + "1" << 0.0;
    QTest::newRow("too small by an exponent beyond 64 bits") << "-1e-" + QByteArray(30, '9') << 0.0;
    QTest::newRow("zero with any exponent") << QByteArray("0.0e999") << 0.0;
    QTest::newRow("the smallest there is") << QByteArray("4.9e-324") << 0x1p-1074;
}

void JsonReaderTest::readsNumbers()
{
    QFETCH(const QByteArray, json);
    QFETCH(const double, number);
    const QJsonValue value = read(json);
    QVERIFY(value.isDouble());
    QVERIFY(std::equal_to<>()(value.toDouble(), number));
}

void JsonReaderTest::refusesWhatIsNotJson_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<int>("offset");
    const auto row = [](const char *name, const QByteArray &json, Reason reason, int offset) {
        QTest::newRow(name) << json << reason << offset;
    };
    row("nothing", "", Reason::UnexpectedEnd, 0);
    row("blanks alone", " \n", Reason::UnexpectedEnd, 2);
    row("an unclosed object", "{\"a\":1", Reason::UnexpectedEnd, 6);
    row("an unclosed string", "\"abc", Reason::UnexpectedEnd, 4);
    row("an escape without an end", "\"\\u12", Reason::UnexpectedEnd, 5);
    row("a second value", "{} {}", Reason::UnexpectedCharacter, 3);
    row("a comma at the end of an object", "{\"a\":1,}", Reason::UnexpectedCharacter, 7);
    row("a comma at the end of a list", "[1,]", Reason::UnexpectedCharacter, 3);
    row("the wrong bracket", "[1}", Reason::UnexpectedCharacter, 2);
    row("a missing colon", "{\"a\" 1}", Reason::UnexpectedCharacter, 5);
    row("a key without quotes", "{a:1}", Reason::UnexpectedCharacter, 1);
    row("single quotes", "'a'", Reason::UnexpectedCharacter, 0);
    row("a comment", "/**/1", Reason::UnexpectedCharacter, 0);
    row("NaN", "NaN", Reason::UnexpectedCharacter, 0);
    row("Infinity below zero", "-Infinity", Reason::BadNumber, 1);
    row("a word that only begins well", "nulx", Reason::UnexpectedCharacter, 3);
    row("a capital letter", "True", Reason::UnexpectedCharacter, 0);
    row("a leading zero", "01", Reason::UnexpectedCharacter, 1);
    row("a leading plus", "+1", Reason::UnexpectedCharacter, 0);
    row("a leading dot", ".5", Reason::UnexpectedCharacter, 0);
    row("a trailing dot", "[1.]", Reason::BadNumber, 3);
    row("an exponent without digits", "[1e+]", Reason::BadNumber, 4);
    row("an unknown escape", R"("\q")", Reason::BadEscape, 2);
    row("an escape with a wrong digit", R"("\u12g4")", Reason::BadEscape, 5);
    row("a raw line break in a string", "\"a\nb\"", Reason::ControlCharacter, 2);
    row("a raw NUL in a string", QByteArray("\"\0\"", 3), Reason::ControlCharacter, 1);
    row("a NUL after the value", QByteArray("1\0", 2), Reason::UnexpectedCharacter, 1);
    row("a byte order mark", "\xEF\xBB\xBF{}", Reason::UnexpectedCharacter, 0);
    row("a no-break space between values", "[1,\xC2\xA0 2]", Reason::UnexpectedCharacter, 3);
    row("a byte that is never UTF-8", "\"\xFF\"", Reason::BadEncoding, 1);
    row("a character cut off", "\"\xE2\x82\"", Reason::BadEncoding, 1);
    row("an overlong NUL", "\"\xC0\x80\"", Reason::BadEncoding, 1);
    row("half a pair in UTF-8", "\"\xED\xA0\x80\"", Reason::BadEncoding, 1);
    row("beyond the last code point", "\"\xF4\x90\x80\x80\"", Reason::BadEncoding, 1);
}

void JsonReaderTest::refusesWhatIsNotJson()
{
    QFETCH(const QByteArray, json);
    QFETCH(const Reason, reason);
    QFETCH(const int, offset);
    const JsonResult result = readJson(json);
    const auto *error = std::get_if<JsonError>(&result);
    QVERIFY(error);
    QCOMPARE(*error, (JsonError{reason, offset}));
}

void JsonReaderTest::readsScalarsOnTopLevel()
{
    QCOMPARE(read(" true "), QJsonValue(true));
    QCOMPARE(read("false"), QJsonValue(false));
    QCOMPARE(read("null"), QJsonValue(QJsonValue::Null));
    QCOMPARE(read("\"\""), QJsonValue(QString()));
    QCOMPARE(read("7"), QJsonValue(7));
}

void JsonReaderTest::lastOfDuplicateKeysWins()
{
    const QJsonObject object = read(R"({"b":0,"a":1,"a":[2],"b":9,"\u0061":3})").toObject();
    QCOMPARE(object, (QJsonObject{{u"a"_s, 3}, {u"b"_s, 9}}));
}

void JsonReaderTest::tellsHowDeepContainersNest()
{
    const auto depth = [](const char *json) { return std::get<JsonText>(readJson(json)).depth; };
    QCOMPARE(depth("1"), 0);
    QCOMPARE(depth("[]"), 1);
    QCOMPARE(depth(R"([{"a":[]},[]])"), 3);
}

void JsonReaderTest::readsDeepContainersAsNull()
{
    const auto nested = [](int depth) { return QByteArray(depth, '[') + QByteArray(depth, ']'); };
    QJsonValue value = read(nested(maximumJsonDepth + 5));
    for (int depth = 1; depth < maximumJsonDepth; ++depth)
        value = value.toArray().first();
    QCOMPARE(value, QJsonValue(QJsonArray{QJsonValue::Null}));
    // Even there every fault is found.
    QVERIFY(read(nested(maximumJsonDepth + 5).replace("[]", "[01]")).isUndefined());
    QVERIFY(read(nested(maximumJsonDepth + 5).replace("[]", "[}")).isUndefined());
}

void JsonReaderTest::survivesAMillionBrackets()
{
    constexpr int count = 1'000'000;
    QVERIFY(read(QByteArray(count, '[')).isUndefined());
    QVERIFY(read(QByteArray(count, '[') + QByteArray(count, ']')).isArray());
    const QByteArray objects = QByteArray("{\"a\":").repeated(count);
    QVERIFY(read(objects + '1' + QByteArray(count, '}')).isObject());
}

/// Inserted as they come, each key would move all the others: half a trillion moves.
void JsonReaderTest::survivesAMillionKeysInDescendingOrder()
{
    constexpr int count = 1'000'000;
    QByteArray json = "{\"last\":0";
    for (int i = count; i > 0; --i)
        json += ",\"" + QByteArray::number(i) + "\":" + QByteArray::number(i);
    const QJsonObject object = read(json + '}').toObject();
    QCOMPARE(object.size(), count + 1);
    QCOMPARE(object.value("31415"_L1), QJsonValue(31415));
}

void JsonReaderTest::survivesTenMegabytesInOneString()
{
    constexpr int count = 10'000'000;
    QCOMPARE(read('"' + QByteArray(count, 'x') + '"').toString().size(), count);
    const QByteArray escapes = QByteArray("\\n").repeated(count / 2);
    QCOMPARE(read('"' + escapes + '"').toString().size(), count / 2);
}

void JsonReaderTest::readsOneValueAfterTheOther()
{
    const QByteArray texts = "{\"a\":1}\n[2]\"x\" 3{";
    QJsonArray values;
    qsizetype at = 0;
    JsonResult result = readJsonValue(texts, at);
    while (const auto *text = std::get_if<JsonText>(&result)) {
        values.append(text->value);
        at = text->end;
        result = readJsonValue(texts, at);
    }
    QCOMPARE(values, (QJsonArray{QJsonObject{{u"a"_s, 1}}, QJsonArray{2}, u"x"_s, 3}));
    QCOMPARE(std::get<JsonError>(result), (JsonError{Reason::UnexpectedEnd, texts.size()}));
}

QTEST_GUILESS_MAIN(JsonReaderTest)
#include "tst_jsonreader.moc"
