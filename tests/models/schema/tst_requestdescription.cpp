// SPDX-License-Identifier: Apache-2.0

#include "models/override/requestdescription.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

QJsonObject shippedSchema()
{
    QFile file(u":/schema/mcp-user-auth-input.schema.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The shipped schema is missing");
    return QJsonDocument::fromJson(file.readAll()).object();
}

Schema loaded(const QJsonObject &schema)
{
    return std::get<Schema>(Schema::load(QJsonDocument(schema).toJson()));
}

std::variant<RequestDescription, SchemaError> described(const QJsonObject &schema)
{
    return RequestDescription::fromSchema(loaded(schema));
}

/// The shipped schema with the credential types of @p branches instead of its own.
QJsonObject withBranches(const QJsonArray &branches)
{
    QJsonObject schema = shippedSchema();
    QJsonObject properties = schema.value("properties"_L1).toObject();
    QJsonObject credential = properties.value("authOverride"_L1).toObject();
    credential.insert("oneOf"_L1, branches);
    properties.insert("authOverride"_L1, credential);
    schema.insert("properties"_L1, properties);
    return schema;
}

QJsonObject parsed(const char *json) { return QJsonDocument::fromJson(json).object(); }

/// What somebody would add to the resource: an edit in one file, and none in C++.
QJsonObject withFourthType()
{
    QJsonArray branches{parsed(R"({
        "title": "Signed request",
        "description": "Each request carries a signature.",
        "type": "object",
        "required": ["type", "keyId", "algorithm", "key"],
        "properties": {
            "type": {"type": "string", "enum": ["signature"]},
            "key": {"title": "Key", "type": "string", "minLength": 1, "writeOnly": true},
            "keyId": {"title": "Key ID", "description": "Names the key.", "type": "string",
                      "pattern": "^[a-z0-9-]+$", "maxLength": 8},
            "algorithm": {"type": "string", "enum": ["ed25519", "rsa"]},
            "realm": {"title": "Realm", "type": "string", "maxLength": 3},
            "audience": {"type": "string"}
        }})")};
    const QJsonObject properties = shippedSchema().value("properties"_L1).toObject();
    const QJsonArray shipped =
        properties.value("authOverride"_L1).toObject().value("oneOf"_L1).toArray();
    for (const QJsonValue &branch : shipped)
        branches.append(branch);
    return withBranches(branches);
}

QJsonObject bodyWith(const QJsonObject &credential)
{
    return {
        {u"subjectType"_s, u"user"_s}, {u"subjectId"_s, u"u-1"_s}, {u"authOverride"_s, credential}};
}

QStringList namesOf(const QList<FieldDescription> &fields)
{
    QStringList names;
    for (const FieldDescription &field : fields)
        names.append(field.name);
    return names;
}

} // namespace

class RequestDescriptionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void describesTheThreeTypes();
    void describesEachFieldOfAType();
    void describesAFourthTypeAddedBySchemaAlone();
    void judgesAFourthTypeAddedBySchemaAlone_data();
    void judgesAFourthTypeAddedBySchemaAlone();
    void refusesWhatNoFormCanFillIn_data();
    void refusesWhatNoFormCanFillIn();
};

void RequestDescriptionTest::describesTheThreeTypes()
{
    const RequestDescription request = RequestDescription::builtIn();
    QCOMPARE(request.subjectTypes(), (QStringList{u"user"_s, u"virtualaccount"_s}));
    QStringList types;
    for (const CredentialType &type : request.credentialTypes())
        types.append(type.name + u": "_s + namesOf(type.fields).join(u", "_s));
    QCOMPARE(types, (QStringList{u"header: headerValue"_s,
                                 u"oauth2_client_credentials: clientId, clientSecret"_s,
                                 u"env: apiKey"_s}));
    QVERIFY(!request.credentialType(u"key_value"_s));
}

void RequestDescriptionTest::describesEachFieldOfAType()
{
    const RequestDescription request = RequestDescription::builtIn();
    const CredentialType *type = request.credentialType(u"oauth2_client_credentials"_s);
    QVERIFY(type);
    QCOMPARE(type->title, u"OAuth2 client credentials"_s);
    QVERIFY(!type->description.isEmpty());

    const FieldDescription &id = type->fields.at(0);
    QCOMPARE(id.title, u"Client ID"_s);
    QCOMPARE(id.pointer(), u"/authOverride/clientId"_s);
    QVERIFY(!id.description.isEmpty());
    QVERIFY(!id.secret);
    QVERIFY(id.required);
    QVERIFY(id.choices.isEmpty());
    QVERIFY(type->fields.at(1).secret);
}

void RequestDescriptionTest::describesAFourthTypeAddedBySchemaAlone()
{
    const auto request = std::get<RequestDescription>(described(withFourthType()));
    QCOMPARE(request.credentialTypes().size(), 4);
    const CredentialType &type = request.credentialTypes().first();
    QCOMPARE(type.name, u"signature"_s);
    QCOMPARE(type.title, u"Signed request"_s);
    // The required ones as the schema requires them, then the others by name.
    QCOMPARE(namesOf(type.fields),
             (QStringList{u"keyId"_s, u"algorithm"_s, u"key"_s, u"audience"_s, u"realm"_s}));
    QCOMPARE(type.fields.at(0).description, u"Names the key."_s);
    QCOMPARE(type.fields.at(1).choices, (QStringList{u"ed25519"_s, u"rsa"_s}));
    QCOMPARE(type.fields.at(1).title, u"algorithm"_s);
    QVERIFY(type.fields.at(2).secret);
    QVERIFY(type.fields.at(2).required);
    QVERIFY(!type.fields.at(4).required);
}

void RequestDescriptionTest::judgesAFourthTypeAddedBySchemaAlone_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("keyword");
    const QJsonValue missing(QJsonValue::Undefined);
    QTest::newRow("all is well") << u"keyId"_s << QJsonValue(u"key-1"_s) << QString();
    QTest::newRow("the pattern counts") << u"keyId"_s << QJsonValue(u"KEY"_s) << u"pattern"_s;
    QTest::newRow("the length counts")
        << u"keyId"_s << QJsonValue(u"key-12345"_s) << u"maxLength"_s;
    QTest::newRow("the choices count") << u"algorithm"_s << QJsonValue(u"dsa"_s) << u"enum"_s;
    QTest::newRow("what is required counts") << u"key"_s << missing << u"required"_s;
    QTest::newRow("what is optional may be there")
        << u"realm"_s << QJsonValue(u"abc"_s) << QString();
    QTest::newRow("but has its rules") << u"realm"_s << QJsonValue(u"abcd"_s) << u"maxLength"_s;
}

void RequestDescriptionTest::judgesAFourthTypeAddedBySchemaAlone()
{
    QFETCH(const QString, field);
    QFETCH(const QJsonValue, value);
    QFETCH(const QString, keyword);
    const auto request = std::get<RequestDescription>(described(withFourthType()));
    QJsonObject credential{{u"type"_s, u"signature"_s},
                           {u"keyId"_s, u"k"_s},
                           {u"algorithm"_s, u"rsa"_s},
                           {u"key"_s, u"s"_s}};
    if (value.isUndefined())
        credential.remove(field);
    else
        credential.insert(field, value);
    const QList<Violation> violations = request.schema().validate(bodyWith(credential));
    QCOMPARE(violations.size(), keyword.isEmpty() ? 0 : 1);
    if (keyword.isEmpty())
        return;
    QCOMPARE(violations.first().pointer, u"/authOverride/"_s + field);
    QCOMPARE(violations.first().keyword, keyword);
}

void RequestDescriptionTest::refusesWhatNoFormCanFillIn_data()
{
    QTest::addColumn<QJsonObject>("schema");
    QTest::addColumn<QString>("pointer");
    QTest::newRow("a field that is a number")
        << withBranches({parsed(R"({"required":["type","n"],"properties":{
               "type":{"type":"string","enum":["t"]},"n":{"type":"integer"}}})")})
        << u"/properties/authOverride/oneOf/0/properties/n"_s;
    QTest::newRow("a field without a rule")
        << withBranches({parsed(R"({"required":["type","n"],"properties":{
               "type":{"type":"string","enum":["t"]}}})")})
        << u"/properties/authOverride/oneOf/0/properties/n"_s;
    QTest::newRow("a type with two names")
        << withBranches({parsed(R"({"properties":{"type":{"enum":["a","b"]}}})")})
        << u"/properties/authOverride/oneOf/0/properties/type"_s;
    QTest::newRow("a type without a name") << withBranches({parsed(R"({"properties":{}})")})
                                           << u"/properties/authOverride/oneOf/0/properties/type"_s;
    QJsonObject moreToFillIn = shippedSchema();
    moreToFillIn.insert("required"_L1, QJsonArray{u"subjectId"_s, u"comment"_s});
    QTest::newRow("a body that wants more than a form has") << moreToFillIn << u"/required"_s;
    QTest::newRow("a body without a subject") << QJsonObject() << u"/properties/subjectId"_s;
}

void RequestDescriptionTest::refusesWhatNoFormCanFillIn()
{
    QFETCH(const QJsonObject, schema);
    QFETCH(const QString, pointer);
    const auto result = described(schema);
    const auto *error = std::get_if<SchemaError>(&result);
    QVERIFY(error);
    QCOMPARE(error->pointer, pointer);
    QVERIFY(!error->reason.isEmpty());
}

QTEST_GUILESS_MAIN(RequestDescriptionTest)
#include "tst_requestdescription.moc"
