// SPDX-License-Identifier: Apache-2.0
#include "net/directoryreader.h"

#include <QJsonDocument>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QJsonObject object(const QByteArray &json)
{
    QJsonParseError error;
    QJsonObject read = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        qFatal("%s", qPrintable(error.errorString()));
    return read;
}

} // namespace

/// From the control plane's JSON to values.
class TestDirectoryReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsHowAServerIsAuthenticatedTo_data();
    void readsHowAServerIsAuthenticatedTo();
    void readsTheHeaderOfAServer_data();
    void readsTheHeaderOfAServer();
    void namesAServer_data();
    void namesAServer();
    void readsUsers();
    void readsVirtualAccounts();
    void survivesEveryShape_data();
    void survivesEveryShape();
};

void TestDirectoryReader::readsHowAServerIsAuthenticatedTo_data()
{
    using Kind = ServerAuth::Kind;
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *name, const char *json, Kind kind) {
        QTest::newRow(name) << QByteArray(json) << kind;
    };
    row("a header", R"({"manifest":{"auth_data":{"type":"header"}}})", Kind::Header);
    row("an environment", R"({"manifest":{"auth_data":{"type":"env"}}})", Kind::Env);
    row("OAuth2", R"({"manifest":{"auth_data":{"type":"oauth2"}}})", Kind::OAuth2);
    row("passthrough", R"({"manifest":{"auth_data":{"type":"passthrough"}}})", Kind::Passthrough);
    row("a kind from the future", R"({"manifest":{"auth_data":{"type":"mtls"}}})", Kind::Unknown);
    row("no auth data", R"({"manifest":{}})", Kind::None);
    row("null for auth data", R"({"manifest":{"auth_data":null}})", Kind::None);
    row("no auth data, but overrides are said to work",
        R"({"isAuthOverrideSupported":true,"manifest":{}})", Kind::Unknown);
    row("no manifest", "{}", Kind::Unknown);
    row("a manifest of another shape", R"({"manifest":"yes"})", Kind::Unknown);
    row("auth data of another shape", R"({"manifest":{"auth_data":[1]}})", Kind::Unknown);
}

void TestDirectoryReader::readsHowAServerIsAuthenticatedTo()
{
    QFETCH(const QByteArray, json);
    QFETCH(const ServerAuth::Kind, kind);
    QCOMPARE(readServer(object(json)).auth.kind, kind);
}

void TestDirectoryReader::readsTheHeaderOfAServer_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("placeholder");
    const auto row = [](const char *title, const char *headers, const QString &name,
                        const QString &text, const QString &placeholder) {
        QTest::newRow(title) << QByteArray(headers) << name << text << placeholder;
    };
    row("a template", R"({"Authorization":"Bearer {{API_KEY}}"})", u"Authorization"_s,
        u"Bearer {{API_KEY}}"_s, u"API_KEY"_s);
    // A value without a placeholder is the server's own secret, or a reference to it: not kept.
    row("a complete value", R"({"Authorization":"tfy-secret://a:b:c"})", u"Authorization"_s, {},
        {});
    row("the one with a template among several", R"({"A":"1","B":"{{KEY}}","C":"2"})", u"B"_s,
        u"{{KEY}}"_s, u"KEY"_s);
    row("none", "{}", {}, {}, {});
    row("values of another shape", R"({"A":{"x":1}})", u"A"_s, {}, {});
}

void TestDirectoryReader::readsTheHeaderOfAServer()
{
    QFETCH(const QByteArray, headers);
    const ServerAuth auth =
        readServer(object(R"({"manifest":{"auth_data":{"type":"header","auth_level":"per_user",)"
                          R"("headers":)" +
                          headers + "}}}"))
            .auth;
    QTEST(auth.headerName, "name");
    QTEST(auth.headerTemplate, "text");
    QTEST(auth.placeholder, "placeholder");
    QVERIFY(auth.isIndividual);
}

void TestDirectoryReader::namesAServer_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("name");
    QTest::newRow("its name") << QByteArray(R"({"name":"a","manifest":{"name":"b"}})") << u"a"_s;
    QTest::newRow("its manifest's name")
        << QByteArray(R"({"fqn":"t:mcp-server:c","manifest":{"name":"b"}})") << u"b"_s;
    QTest::newRow("the end of its FQN") << QByteArray(R"({"fqn":"t:mcp-server:c"})") << u"c"_s;
    QTest::newRow("nothing") << QByteArray("{}") << QString();
    QTest::newRow("within data") << QByteArray(R"({"data":{"name":"a"}})") << u"a"_s;
}

void TestDirectoryReader::namesAServer()
{
    QFETCH(const QByteArray, json);
    QTEST(readServer(object(json)).name, "name");
}

void TestDirectoryReader::readsUsers()
{
    const SubjectEntry user =
        readUser(object(R"({"id":"user-9","email":"user-9@example.com","active":false,)"
                        R"("metadata":{"displayName":"Demo User 9"}})"));
    QCOMPARE(user.subject, (Subject{u"user-9"_s, u"user"_s}));
    QCOMPARE(user.email, u"user-9@example.com"_s);
    QCOMPARE(user.name, u"Demo User 9"_s);
    QCOMPARE(user.state, SubjectEntry::State::Inactive);
    QCOMPARE(readUser(object(R"({"id":"user-1"})")).state, SubjectEntry::State::Active);
}

void TestDirectoryReader::readsVirtualAccounts()
{
    const SubjectEntry account = readVirtualAccount(
        object(R"({"id":"va-1","manifest":{"name":"runner"},"isExpired":true})"));
    QCOMPARE(account.subject, (Subject{u"va-1"_s, u"virtualaccount"_s}));
    QCOMPARE(account.label(), u"runner"_s);
    QCOMPARE(account.state, SubjectEntry::State::Expired);
    QCOMPARE(readVirtualAccount(object(R"({"id":"va-1"})")).state, SubjectEntry::State::Active);
}

void TestDirectoryReader::survivesEveryShape_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"null", "true", "1e400", "\"x\"", "[]", "[[{}]]", "{}", "{\"a\":[]}"})
        QTest::newRow(value) << QByteArray(value);
}

void TestDirectoryReader::survivesEveryShape()
{
    QFETCH(const QByteArray, value);
    QByteArray json = "{";
    for (const char *name :
         {"id", "name", "fqn", "email", "active", "metadata", "isExpired", "manifest", "data",
          "isAuthOverrideSupported", "subjectId", "subjectType", "authData", "updatedAt",
          "updatedBySubject", "status", "method", "reason"})
        json += '"' + QByteArray(name) + "\":" + value + ',';
    json.chop(1);
    json += '}';
    const QJsonObject strange = QJsonDocument::fromJson(json).object();
    const QString text = value == "\"x\"" ? u"x"_s : QString();
    QCOMPARE(readUser(strange).subject.id, text);
    QCOMPARE(readVirtualAccount(strange).subject.id, text);
    QCOMPARE(readVirtualAccount(strange).state,
             value == "true" ? SubjectEntry::State::Expired : SubjectEntry::State::Active);
    QCOMPARE(readOverride(strange).credentialType, QString());
    QVERIFY(!readOverride(strange).updatedAt.isValid());
    QCOMPARE(readEffectiveAuth(strange).status, EffectiveAuth::Status::Unknown);
    QVERIFY(readServer(strange).auth.headerName.isEmpty());
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestDirectoryReader)
#include "tst_directoryreader.moc"
