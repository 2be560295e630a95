// SPDX-License-Identifier: Apache-2.0

#include "models/schema/jsonreader.h"
#include "models/schema/schema.h"

#include <QJsonArray>
#include <QTest>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

QJsonValue json(const QByteArray &text) { return std::get<JsonText>(readJson(text)).value; }

Schema loaded(const QByteArray &text)
{
    auto result = Schema::load(text);
    if (const auto *error = std::get_if<SchemaError>(&result))
        qFatal("%s: %s", qPrintable(error->pointer), qPrintable(error->reason));
    return std::get<Schema>(result);
}

/// "pointer keyword" of each violation, in their order.
QStringList verdict(const Schema &schema, const QByteArray &value)
{
    QStringList result;
    for (const Violation &violation : schema.validate(json(value)))
        result.append(violation.pointer + u' ' + violation.keyword);
    return result;
}

/// Two branches told apart by "kind".
const QByteArray branches = R"({"oneOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/b"}],"$defs":{
    "a":{"type":"object","required":["kind","x"],
         "properties":{"kind":{"enum":["a"]},"x":{"type":"string","minLength":1}}},
    "b":{"type":"object","required":["kind"],"properties":{"kind":{"const":"b"}}}}})";

} // namespace

class SchemaTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void judges_data();
    void judges();
    void refusesToLoad_data();
    void refusesToLoad();
    void refusesReferencesThatDouble();
    void reportsTheLimitOfEachRule();
    void reportsInTheOrderOfRequired();
    void reportsTheBranchThatWasMeant_data();
    void reportsTheBranchThatWasMeant();
    void escapesPointers();
    void reportsAMillionSuperfluousProperties();
    void describesWithoutReferences();
};

void SchemaTest::judges_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QStringList>("violations");
    const auto row = [](const char *name, const char *schema, const char *value,
                        const QStringList &violations = {}) {
        QTest::newRow(name) << QByteArray(schema) << QByteArray(value) << violations;
    };
    row("anything is right for the empty schema", "{}", "[1]");
    row("nothing is right for false", "false", "1", {u" false schema"_s});
    row("a fraction of zero is an integer", R"({"type":"integer"})", "1.0");
    row("a fraction is none", R"({"type":"integer"})", "1.5", {u" type"_s});
    row("an integer is a number", R"({"type":"number"})", "3");
    row("what no double holds is no number", R"({"type":"number"})", "1e999", {u" type"_s});
    row("null is a type", R"({"type":"null"})", "null");
    row("false is not null", R"({"type":"null"})", "false", {u" type"_s});
    row("one of several types", R"({"type":["array","boolean"]})", "[]");
    row("a wrong type is the only report", R"({"type":"string","enum":["a"],"minLength":3})", "1",
        {u" type"_s});
    row("1 equals 1.0 in an enum", R"({"enum":[1.0]})", "1");
    row("zero equals zero below zero", R"({"const":0})", "-0.0");
    row("1 is not true", R"({"enum":[1]})", "true", {u" enum"_s});
    row("the order of members does not count", R"({"const":{"a":[1,{"b":2}],"c":null}})",
        R"({"c":null,"a":[1.0,{"b":2}]})");
    row("the order of elements does", R"({"const":[1,2]})", "[2,1]", {u" const"_s});
    row("what is equal below differs at the end", R"({"const":{"a":{"b":1}}})", R"({"a":{"b":2}})",
        {u" const"_s});
    row("null is a constant", R"({"const":null})", "0", {u" const"_s});
    row("a pair of surrogates is one character", R"({"maxLength":1})", R"("\ud83d\ude00")");
    row("a half is one character", R"({"minLength":2})", R"("\ude00\ud83d")");
    row("each character counts", R"({"maxLength":2})", R"("\ud83dab")", {u" maxLength"_s});
    row("length is for strings", R"({"minLength":9})", "[]");
    row("each broken rule is reported", R"({"minLength":3,"pattern":"^\\S+$"})", R"(" ")",
        {u" minLength"_s, u" pattern"_s});
    row("a missing property has a pointer", R"({"required":["a"]})", "{}", {u"/a required"_s});
    row("null is not missing", R"({"required":["a"]})", R"({"a":null})");
    row("what is not required may be missing", R"({"properties":{"a":false}})", "{}");
    row("required is for objects", R"({"required":["a"]})", "[]");
    row("further properties are welcome", R"({"properties":{"a":true}})", R"({"b":1})");
    row("unless they are refused", R"({"properties":{"a":true},"additionalProperties":false})",
        R"({"a":1,"b":1,"c":1})", {u"/b additionalProperties"_s, u"/c additionalProperties"_s});
    row("or follow a schema", R"({"additionalProperties":{"type":"string"}})", R"({"a":"","b":1})",
        {u"/b type"_s});
    row("a prototype's member is a property like others",
        R"({"properties":{"a":true},"additionalProperties":false})", R"({"__proto__":{},"a":1})",
        {u"/__proto__ additionalProperties"_s});
    row("a prototype's member may be required", R"({"required":["constructor"]})", "{}",
        {u"/constructor required"_s});
    row("too few properties", R"({"minProperties":2})", R"({"a":1,"a":2})", {u" minProperties"_s});
    row("too many properties", R"({"maxProperties":1})", R"({"a":1,"b":2})", {u" maxProperties"_s});
    row("every rule of allOf", R"({"allOf":[{"minLength":2},{"maxLength":0}]})", R"("a")",
        {u" minLength"_s, u" maxLength"_s});
    row("one rule of anyOf", R"({"anyOf":[{"minLength":2},{"maxLength":1}]})", R"("a")");
    row("no rule of anyOf", R"({"anyOf":[{"minLength":2},{"maxLength":0}]})", R"("a")",
        {u" anyOf"_s});
    row("two rules of oneOf", R"({"oneOf":[{"minLength":1},{"maxLength":1}]})", R"("a")",
        {u" oneOf"_s});
    row("rules beside a reference count as well",
        R"({"$ref":"#/$defs/a","maxLength":1,"$defs":{"a":{"minLength":3}}})", R"("aa")",
        {u" maxLength"_s, u" minLength"_s});
    row("a reference to any place",
        R"({"properties":{"a":{"type":"null"},"b":{"$ref":"#/properties/a"}}})", R"({"b":1})",
        {u"/b type"_s});
    row("a reference with both kinds of escapes",
        R"({"$ref":"#/$defs/a~1b~0%25","$defs":{"a/b~%":{"type":"null"}}})", "1", {u" type"_s});
    row("a reference into a list",
        R"({"properties":{"a":{"$ref":"#/allOf/1"}},"allOf":[{},{"maxProperties":1}]})",
        R"({"a":{"b":1,"c":2}})", {u"/a maxProperties"_s});
}

void SchemaTest::judges()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QByteArray, value);
    QFETCH(const QStringList, violations);
    QCOMPARE(verdict(loaded(schema), value), violations);
}

void SchemaTest::refusesToLoad_data()
{
    QTest::addColumn<QByteArray>("schema");
    QTest::addColumn<QString>("pointer");
    const auto row = [](const char *name, const QByteArray &schema, const QByteArray &pointer) {
        QTest::newRow(name) << schema << QString::fromLatin1(pointer);
    };
    row("what is not JSON", "{,}", "");
    row("what is no schema", "1", "");
    row("an unknown keyword", R"({"properties":{"a":{"maximum":1}}})", "/properties/a/maximum");
    row("an unknown keyword where nothing leads to", R"({"$defs":{"a/b":{"x":1}}})",
        "/$defs/a~1b/x");
    row("another dialect", R"({"$schema":"http://json-schema.org/draft-07/schema#"})", "/$schema");
    row("an id further down", R"({"allOf":[{"$id":"a"}]})", "/allOf/0/$id");
    row("an unknown type", R"({"type":"text"})", "/type");
    row("an empty list of types", R"({"type":[]})", "/type");
    row("one type twice", R"({"type":["null","null"]})", "/type");
    row("an empty enum", R"({"enum":[]})", "/enum");
    row("an enum that is no list", R"({"enum":"a"})", "/enum");
    row("a length below zero", R"({"minLength":-1})", "/minLength");
    row("a length that is a fraction", R"({"maxLength":1.5})", "/maxLength");
    row("a length that is text", R"({"maxLength":"1"})", "/maxLength");
    row("an endless length", R"({"maxLength":1e999})", "/maxLength");
    row("a pattern that is none", R"({"pattern":"("})", "/pattern");
    row("a pattern that is no text", R"({"pattern":1})", "/pattern");
    row("required that is no list", R"({"required":"a"})", "/required");
    row("required with a number", R"({"required":[1]})", "/required");
    row("required with one name twice", R"({"required":["a","a"]})", "/required");
    row("properties that are no object", R"({"properties":[]})", "/properties");
    row("a property whose schema is text", R"({"properties":{"a":""}})", "/properties/a");
    row("an empty oneOf", R"({"oneOf":[]})", "/oneOf");
    row("a flag that is text", R"({"writeOnly":"true"})", "/writeOnly");
    row("a title that is a number", R"({"title":1})", "/title");
    row("examples that are no list", R"({"examples":{}})", "/examples");
    row("a reference out of the text", R"({"$ref":"https://example.com/a"})", "/$ref");
    row("a reference to an anchor", R"({"$ref":"#a"})", "/$ref");
    row("a reference to nowhere", R"({"$ref":"#/$defs/a"})", "/$ref");
    row("a reference behind the end of a list", R"({"$ref":"#/allOf/1","allOf":[{}]})", "/$ref");
    row("a reference with another spelling of an index", R"({"$ref":"#/allOf/00","allOf":[{}]})",
        "/$ref");
    row("a reference into a text", R"({"$ref":"#/title/0","title":"a"})", "/$ref");
    row("a reference to itself", R"({"properties":{"a":{"$ref":"#"}}})", "/properties/a/$ref");
    row("a reference to itself by a detour",
        R"({"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"allOf":[{"$ref":"#/$defs/a"}]}}})",
        "/$defs/a/$ref");
    row("text that nests too deep",
        R"({"enum":)" + QByteArray(200, '[') + QByteArray(200, ']') + '}', "");
    row("schemas that nest too deep",
        QByteArray(R"({"additionalProperties":)").repeated(101) + "true" + QByteArray(101, '}'),
        QByteArray("/additionalProperties").repeated(100));
}

void SchemaTest::refusesToLoad()
{
    QFETCH(const QByteArray, schema);
    QFETCH(const QString, pointer);
    const auto result = Schema::load(schema);
    const auto *error = std::get_if<SchemaError>(&result);
    QVERIFY(error);
    QCOMPARE(error->pointer, pointer);
    QVERIFY(!error->reason.isEmpty());
}

/// Each reference is written out, so that a few lines could stand for a million schemas.
void SchemaTest::refusesReferencesThatDouble()
{
    const auto doubled = [](int times) {
        QByteArray definitions = R"("0":{})";
        for (int i = 1; i <= times; ++i) {
            const QByteArray one = R"({"$ref":"#/$defs/)" + QByteArray::number(i - 1) + R"("})";
            definitions +=
                ",\"" + QByteArray::number(i) + R"(":{"allOf":[)" + one + ',' + one + "]}";
        }
        return Schema::load(R"({"$defs":{)" + definitions + "}}");
    };
    QVERIFY(std::holds_alternative<Schema>(doubled(3)));
    const auto result = doubled(20);
    const auto *error = std::get_if<SchemaError>(&result);
    QVERIFY(error);
    QVERIFY2(error->reason.contains(u"too many"_s), qPrintable(error->reason));
}

void SchemaTest::reportsTheLimitOfEachRule()
{
    const Schema schema = loaded(R"({"minLength":3,"pattern":"b","enum":["x"]})");
    const QList<Violation> expected{{QString(), u"enum"_s, QJsonArray{u"x"_s}},
                                    {QString(), u"minLength"_s, 3},
                                    {QString(), u"pattern"_s, u"b"_s}};
    QCOMPARE(schema.validate(u"a"_s), expected);
}

void SchemaTest::reportsInTheOrderOfRequired()
{
    const Schema schema = loaded(
        R"({"required":["z","m","a"],"additionalProperties":false,
            "properties":{"a":{"type":"null"},"b":{"type":"null"},"y":{"type":"null"},"z":{"type":"null"}}})");
    QCOMPARE(verdict(schema, R"({"a":1,"aa":1,"b":1,"y":1,"z":1})"),
             (QStringList{u"/z type"_s, u"/m required"_s, u"/a type"_s, u"/b type"_s, u"/y type"_s,
                          u"/aa additionalProperties"_s}));
}

void SchemaTest::reportsTheBranchThatWasMeant_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QStringList>("violations");
    const auto row = [](const char *name, const char *value, const QStringList &violations) {
        QTest::newRow(name) << QByteArray(value) << violations;
    };
    row("all is well", R"({"kind":"a","x":"y"})", {});
    row("a rule of that branch is broken", R"({"kind":"a","x":""})", {u"/x minLength"_s});
    row("a property of that branch is missing", R"({"kind":"a"})", {u"/x required"_s});
    row("the other branch has no such rule", R"({"kind":"b","x":""})", {});
    row("no branch has this value", R"({"kind":"c"})", {u"/kind enum"_s});
    row("no branch has a value like this", R"({"kind":["a"]})", {u"/kind enum"_s});
    row("nothing tells which branch", R"({"x":"y"})", {u"/kind required"_s});
    row("it is no object", R"("a")", {u" oneOf"_s});
}

void SchemaTest::reportsTheBranchThatWasMeant()
{
    QFETCH(const QByteArray, value);
    QFETCH(const QStringList, violations);
    const Schema schema = loaded(branches);
    QCOMPARE(verdict(schema, value), violations);
    if (violations == QStringList{u"/kind enum"_s})
        QCOMPARE(schema.validate(json(value)).constFirst().limit,
                 QJsonValue(QJsonArray{u"a"_s, u"b"_s}));
}

void SchemaTest::escapesPointers()
{
    const Schema schema = loaded(R"({"properties":{"a/b":{"required":["~","~1",""]}}})");
    QCOMPARE(verdict(schema, R"({"a/b":{}})"),
             (QStringList{u"/a~1b/~0 required"_s, u"/a~1b/~01 required"_s, u"/a~1b/ required"_s}));
}

void SchemaTest::reportsAMillionSuperfluousProperties()
{
    constexpr int count = 1'000'000;
    QByteArrayList members;
    for (int i = 0; i < count; ++i)
        members.append('"' + QByteArray::number(i) + "\":0");
    const QJsonValue value = json('{' + members.join(',') + '}');
    QCOMPARE(loaded(R"({"additionalProperties":false})").validate(value).size(), count);
}

void SchemaTest::describesWithoutReferences()
{
    const Schema schema = loaded(R"({"allOf":[{"$ref":"#/$defs/a","title":"Near"}],
        "properties":{"$ref":{"$ref":"#/$defs/b"}},"enum":[{"$ref":"x"}],
        "$defs":{"a":{"title":"Far","required":["x"],"properties":{"x":{"$ref":"#/$defs/b"}}},
                 "b":{"type":"null"}}})");
    QCOMPARE(QJsonValue(schema.description()), json(R"({
        "allOf":[{"title":"Near","required":["x"],"properties":{"x":{"type":"null"}}}],
        "properties":{"$ref":{"type":"null"}},"enum":[{"$ref":"x"}]})"));
    const Schema merged =
        loaded(R"({"$ref":"#/$defs/a","required":["y","x"],"properties":{"y":true},
        "$defs":{"a":{"required":["x"],"properties":{"x":true,"y":false}}}})");
    QCOMPARE(QJsonValue(merged.description()),
             json(R"({"required":["x","y"],"properties":{"x":true,"y":true}})"));
}

QTEST_GUILESS_MAIN(SchemaTest)
#include "tst_schema.moc"
