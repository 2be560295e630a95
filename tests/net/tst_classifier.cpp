// SPDX-License-Identifier: Apache-2.0
#include "net/classifier.h"
#include "net/serverwords.h"
#include "tests/net/outcomename.h"
#include "tests/support/busytime.h"

#include <QJsonArray>
#include <QLocale>
#include <QTest>

#include <ctime>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString token = u"canary-token"_s;
const QByteArray sentBody =
    R"({"subjectId":"user-17","subjectType":"user","authOverride":{)"
    R"("type":"oauth2_client_credentials","clientId":"canary-id","clientSecret":"canary-secret"}})";

HttpAnswer answerWith(int status, const QByteArray &body = {})
{
    HttpAnswer answer;
    answer.requestSent = true;
    answer.status = status;
    answer.body = body;
    answer.requestId = "req-1";
    answer.host = u"cp.example.com"_s;
    answer.secrets = {token};
    return answer;
}

HttpAnswer brokenOff(HttpAnswer::Failure failure, bool requestSent, int status = 0)
{
    HttpAnswer answer = answerWith(status);
    answer.failure = failure;
    answer.requestSent = requestSent;
    return answer;
}

HttpAnswer redirect(const QByteArray &location, int status = 302)
{
    HttpAnswer answer = answerWith(status);
    answer.location = location;
    return answer;
}

template<class T>
T failureIn(const ChangeOutcome &outcome)
{
    return std::get<T>(std::get<Failure>(outcome));
}

QString wordsOf(const QByteArray &body, const QStringList &secrets = {token})
{
    return serverWords(body, secrets);
}

QByteArray listOf(const QByteArray &element, qsizetype count)
{
    QByteArray list = (element + ',').repeated(count);
    list.chop(1);
    return '[' + list + ']';
}

} // namespace

class TestClassifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void judgesBySubmitting_data();
    void judgesBySubmitting();
    void judgesByReading_data();
    void judgesByReading();
    void findsTheFieldsThatA400Names_data();
    void findsTheFieldsThatA400Names();
    void tellsMissingSupportFromABadBody_data();
    void tellsMissingSupportFromABadBody();
    void readsRetryAfter_data();
    void readsRetryAfter();
    void readsADateInRetryAfter_data();
    void readsADateInRetryAfter();
    void namesWhereARedirectLeads_data();
    void namesWhereARedirectLeads();
    void readsWhoTheCallerIs_data();
    void readsWhoTheCallerIs();
    void readsSessionsThatTellNoCaller_data();
    void readsSessionsThatTellNoCaller();
    void keepsTheServersWords_data();
    void keepsTheServersWords();
    void boundsTheServersWords_data();
    void boundsTheServersWords();
    void repeatsNoSecret_data();
    void repeatsNoSecret();
    void repeatsNoPartOfALongSecret();
    void leavesShortSecretsAlone();
    void keepsOnlyPrintableRequestIds_data();
    void keepsOnlyPrintableRequestIds();
    void knowsWhatIsSecretInABody();
};

void TestClassifier::initTestCase()
{
    // A date that is read as local time must not pass by chance.
    qputenv("TZ", "Asia/Kolkata");
    tzset();
}

void TestClassifier::judgesBySubmitting_data()
{
    using In = HttpAnswer::Failure;
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const HttpAnswer &answer, const QString &expected) {
        QTest::newRow(name) << answer << expected;
    };
    const QByteArray html = "<!DOCTYPE html><html><body>Welcome</body></html>";

    row("200 with nothing is saved", answerWith(200), u"Saved"_s);
    row("200 with blanks is saved", answerWith(200, " \r\n\t"), u"Saved"_s);
    row("200 with an object is saved", answerWith(200, R"({"id":"1"})"), u"Saved"_s);
    row("200 with a list is saved", answerWith(200, "[]"), u"Saved"_s);
    row("200 with null is saved", answerWith(200, "null"), u"Saved"_s);
    row("200 with a text is saved", answerWith(200, R"("ok")"), u"Saved"_s);
    row("200 with a number is saved", answerWith(200, "1"), u"Saved"_s);
    row("201 is saved", answerWith(201, "{}"), u"Saved"_s);
    row("204 is saved", answerWith(204), u"Saved"_s);
    row("200 with an HTML page is not", answerWith(200, html), u"Unexpected Shape"_s);
    row("200 with a word is not", answerWith(200, "OK"), u"Unexpected Shape"_s);
    row("200 with cut-off JSON is not", answerWith(200, R"({"id":"1)"), u"Unexpected Shape"_s);
    row("200 with two JSON values is not", answerWith(200, "{},{}"), u"Unexpected Shape"_s);
    row("200 with a bracket trick is not", answerWith(200, "],["), u"Unexpected Shape"_s);
    row("200 with JSON and a rest is not", answerWith(200, "{} x"), u"Unexpected Shape"_s);
    row("200 with JSON of any depth is saved",
        answerWith(200, QByteArray(100'000, '[') + QByteArray(100'000, ']')), u"Saved"_s);
    for (const int status : {100, 102, 103, 199, 202, 203, 205, 206, 226, 299}) {
        QTest::addRow("%d leaves open whether it was saved", status)
            << answerWith(status, "{}") << u"NoAnswer Unclear"_s;
    }
    row("304 is nonsense for a PUT", answerWith(304), u"Unexpected Status"_s);
    row("301 leads elsewhere", redirect("https://b.example.com/", 301), u"Redirected"_s);
    row("303 leads elsewhere", redirect("https://b.example.com/", 303), u"Redirected"_s);
    row("307 leads elsewhere", redirect("https://b.example.com/", 307), u"Redirected"_s);
    row("308 without a location leads elsewhere too", redirect({}, 308), u"Redirected"_s);
    row("400 with nothing is about the body", answerWith(400), u"BodyRejected"_s);
    row("400 with an HTML page is about the body", answerWith(400, html), u"BodyRejected"_s);
    row("401 asks to sign in", answerWith(401), u"SignInExpired"_s);
    row("403 forbids", answerWith(403, html), u"NotPermitted"_s);
    row("404 finds nothing", answerWith(404, html), u"NotFound"_s);
    row("405 is unexpected", answerWith(405), u"Unexpected Status"_s);
    row("407 from no proxy is unexpected", answerWith(407), u"Unexpected Status"_s);
    row("408 is busy", answerWith(408), u"Busy"_s);
    row("409 is unexpected", answerWith(409), u"Unexpected Status"_s);
    row("413 is unexpected", answerWith(413), u"Unexpected Status"_s);
    row("418 is not taken for a 400", answerWith(418), u"Unexpected Status"_s);
    row("422 is not taken for a 429", answerWith(422), u"Unexpected Status"_s);
    row("429 is busy", answerWith(429), u"Busy"_s);
    row("500 is busy", answerWith(500, html), u"Busy"_s);
    row("503 is busy", answerWith(503), u"Busy"_s);
    row("599 is busy", answerWith(599), u"Busy"_s);
    row("600 is unexpected", answerWith(600), u"Unexpected Status"_s);
    row("999 is unexpected", answerWith(999), u"Unexpected Status"_s);

    row("no such host", brokenOff(In::HostNotFound, false), u"NotReached HostNotFound"_s);
    row("connection refused", brokenOff(In::Refused, false), u"NotReached Refused"_s);
    row("no proxy", brokenOff(In::Proxy, false), u"NotReached Proxy"_s);
    row("the proxy asks who", brokenOff(In::ProxySignIn, false), u"NotReached ProxySignIn"_s);
    row("a bad certificate", brokenOff(In::Tls, false), u"Insecure"_s);
    row("too late to connect", brokenOff(In::Timeout, false), u"NotReached Timeout"_s);
    row("too late to answer", brokenOff(In::Timeout, true), u"NoAnswer Timeout"_s);
    row("too late with the body of a 200", brokenOff(In::Timeout, true, 200),
        u"NoAnswer Timeout"_s);
    row("lost before sending", brokenOff(In::ConnectionLost, false), u"NotReached Network"_s);
    row("lost after sending", brokenOff(In::ConnectionLost, true), u"NoAnswer ConnectionLost"_s);
    row("a 200 that ends too early", brokenOff(In::ConnectionLost, true, 200),
        u"NoAnswer ConnectionLost"_s);
    row("a 400 that ends too early", brokenOff(In::ConnectionLost, true, 400),
        u"NoAnswer ConnectionLost"_s);
    row("an endless answer", brokenOff(In::TooLarge, true, 200), u"Unexpected TooLarge"_s);
    row("an endless 400", brokenOff(In::TooLarge, true, 400), u"BodyRejected"_s);
    row("an endless 403", brokenOff(In::TooLarge, true, 403), u"NotPermitted"_s);
    row("an endless 502", brokenOff(In::TooLarge, true, 502), u"Busy"_s);
    row("no HTTP at all", brokenOff(In::Other, true), u"Unexpected Shape"_s);
    row("unknown trouble before sending", brokenOff(In::Other, false), u"NotReached Network"_s);
}

void TestClassifier::judgesBySubmitting()
{
    QFETCH(const HttpAnswer, answer);
    QFETCH(const QString, expected);
    QCOMPARE(nameOf(classifySubmit(answer, sentBody)), expected);
}

void TestClassifier::judgesByReading_data()
{
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("expected");
    QTest::newRow("an object is read") << answerWith(200, "{}") << u"Read"_s;
    QTest::newRow("a list is read") << answerWith(200, "[]") << u"Read"_s;
    QTest::newRow("204 gives nothing to read") << answerWith(204) << u"Unexpected Shape"_s;
    QTest::newRow("200 gives nothing to read") << answerWith(200) << u"Unexpected Shape"_s;
    QTest::newRow("an HTML page is no JSON")
        << answerWith(200, "<html></html>") << u"Unexpected Shape"_s;
    QTest::newRow("a text is no listing") << answerWith(200, R"("ok")") << u"Unexpected Shape"_s;
    QTest::newRow("cut-off JSON") << answerWith(200, R"({"data":[)") << u"Unexpected Shape"_s;
    QTest::newRow("400 says nothing about a body here")
        << answerWith(400, "{}") << u"Unexpected Status"_s;
    QTest::newRow("401 asks to sign in") << answerWith(401, "{}") << u"SignInExpired"_s;
    QTest::newRow("403 forbids") << answerWith(403, "{}") << u"NotPermitted"_s;
    QTest::newRow("404 finds nothing") << answerWith(404, "{}") << u"NotFound"_s;
    QTest::newRow("502 is busy") << answerWith(502, "{}") << u"Busy"_s;
    QTest::newRow("a redirect is not followed")
        << redirect("https://b.example.com/") << u"Redirected"_s;
}

void TestClassifier::judgesByReading()
{
    QFETCH(const HttpAnswer, answer);
    QFETCH(const QString, expected);
    QCOMPARE(nameOf(classifyRead(answer)), expected);
}

void TestClassifier::findsTheFieldsThatA400Names_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("pointers");
    const QString clientId = u"/authOverride/clientId"_s;
    const QString clientSecret = u"/authOverride/clientSecret"_s;
    const QString type = u"/authOverride/type"_s;
    const auto row = [](const char *name, const QByteArray &message, const QStringList &pointers) {
        QTest::newRow(name) << QByteArray(R"({"message":)" + message + '}') << pointers;
    };
    row("with dots", R"("authOverride.clientId must match /^\\S+$/")", {clientId});
    row("with slashes", R"("/authOverride/clientId must match pattern")", {clientId});
    row("with brackets", R"("authOverride[clientId] is wrong")", {clientId});
    row("with quoted brackets", R"("body['authOverride']['clientId'] is wrong")", {clientId});
    row("plain", R"("clientId should not be empty")", {clientId});
    row("in quotes", R"("\"clientId\" is required")", {clientId});
    row("at the end of a sentence", R"("Wrong clientId.")", {clientId});
    row("two in a list", R"(["authOverride.clientSecret is short","authOverride.clientId is bad"])",
        {clientId, clientSecret});
    row("in lists in lists", R"([["clientId is bad"],[["clientSecret is bad"]]])",
        {clientId, clientSecret});
    row("in an object", R"({"field":"subjectId","problem":"empty"})", {u"/subjectId"_s});
    row("outside the override", R"("subjectType must be one of user, virtualaccount")",
        {u"/subjectType"_s});
    row("the type by its path", R"("authOverride.type must be header")", {type});
    row("the type by its path in brackets", R"("authOverride[\"type\"] must be header")", {type});
    row("the everyday word type", R"("this type is not known")", {});
    row("part of a longer word", R"("myclientIdentifier clientIds _clientId")", {});
    row("a field of another credential", R"("headerValue is missing")", {});
    row("nothing at all", R"("something is wrong")", {});
    QTest::newRow("in an HTML page")
        << QByteArray("<html><p>subjectId: invalid</p></html>") << QStringList{u"/subjectId"_s};
    QTest::newRow("under details")
        << QByteArray(R"({"message":"Bad","details":[{"path":["authOverride","clientId"]}]})")
        << QStringList{clientId};
}

void TestClassifier::findsTheFieldsThatA400Names()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QStringList, pointers);
    const ChangeOutcome outcome = classifySubmit(answerWith(400, body), sentBody);
    QCOMPARE(nameOf(outcome), u"BodyRejected"_s);
    QCOMPARE(std::get<BodyRejected>(outcome).pointers, pointers);
}

void TestClassifier::tellsMissingSupportFromABadBody_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const QString &message, const QString &expected) {
        QTest::newRow(name) << message << expected;
    };
    const QString unsupported = u"OverridesUnsupported"_s;
    row("does not support", u"This server does not support per-subject overrides."_s, unsupported);
    row("doesn't support", u"Auth configuration doesn't support overrides"_s, unsupported);
    row("with a typographic apostrophe", u"It doesn\u2019t support overrides"_s, unsupported);
    row("is not supported", u"Auth override is NOT SUPPORTED for this server"_s, unsupported);
    row("cannot support", u"This server cannot support overrides"_s, unsupported);
    row("unsupported", u"Overrides are unsupported here"_s, unsupported);
    row("unknown words", u"Computer says no"_s, u"BodyRejected"_s);
    row("support is near", u"Ask our support team, not the vendor"_s, u"BodyRejected"_s);
    row("a field that is not supported", u"subjectType robot is not supported"_s,
        u"BodyRejected"_s);
}

void TestClassifier::tellsMissingSupportFromABadBody()
{
    QFETCH(const QString, message);
    QFETCH(const QString, expected);
    const QByteArray body = R"({"message":")" + message.toUtf8() + R"("})";
    QCOMPARE(nameOf(classifySubmit(answerWith(400, body), sentBody)), expected);
}

void TestClassifier::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("seconds"); // -1: none
    QTest::newRow("seconds") << QByteArray("120") << qint64(120);
    QTest::newRow("at once") << QByteArray("0") << qint64(0);
    QTest::newRow("with blanks") << QByteArray(" 7 ") << qint64(7);
    QTest::newRow("missing") << QByteArray() << qint64(-1);
    QTest::newRow("negative") << QByteArray("-5") << qint64(-1);
    QTest::newRow("a fraction") << QByteArray("1.5") << qint64(-1);
    QTest::newRow("garbage") << QByteArray("soon") << qint64(-1);
    QTest::newRow("more than 64 bits, a year")
        << QByteArray("99999999999999999999") << qint64(31536000);
    QTest::newRow("no date of this calendar")
        << QByteArray("Wed, 31 Feb 2035 07:28:00 GMT") << qint64(-1);
    QTest::newRow("a date gone by") << QByteArray("Wed, 21 Oct 2015 07:28:00 GMT") << qint64(0);
}

void TestClassifier::readsRetryAfter()
{
    QFETCH(const QByteArray, header);
    QFETCH(const qint64, seconds);
    HttpAnswer answer = answerWith(429);
    answer.retryAfter = header;
    const auto busy = failureIn<Busy>(classifySubmit(answer, sentBody));
    QCOMPARE(busy.retryAfter ? busy.retryAfter->count() : -1, seconds);
    QCOMPARE(busy.attempts, 1);
}

void TestClassifier::readsADateInRetryAfter_data()
{
    QTest::addColumn<QString>("format");
    QTest::newRow("as HTTP writes it today") << u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s;
    QTest::newRow("as RFC 2822 writes it") << u"ddd, dd MMM yyyy HH:mm:ss '+0000'"_s;
}

void TestClassifier::readsADateInRetryAfter()
{
    QFETCH(const QString, format);
    const QDateTime until = QDateTime::currentDateTimeUtc().addSecs(3600);
    HttpAnswer answer = answerWith(503);
    answer.retryAfter = QLocale::c().toString(until, format).toLatin1();
    const auto busy = failureIn<Busy>(classifySubmit(answer, sentBody));
    QVERIFY(busy.retryAfter.has_value());
    QVERIFY2(busy.retryAfter->count() <= 3600 && busy.retryAfter->count() > 3000,
             QByteArray::number(qlonglong(busy.retryAfter->count())).constData());
}

void TestClassifier::namesWhereARedirectLeads_data()
{
    QTest::addColumn<QByteArray>("location");
    QTest::addColumn<QString>("target");
    const auto row = [](const char *name, const QByteArray &location, const QString &target) {
        QTest::newRow(name) << location << target;
    };
    row("another host", "https://b.example.com/a?b#c", u"https://b.example.com"_s);
    row("another port", "https://b.example.com:8443/", u"https://b.example.com:8443"_s);
    row("the default port in full", "https://b.example.com:443/", u"https://b.example.com"_s);
    row("plain http", "http://b.example.com/", u"http://b.example.com"_s);
    row("the default port of http", "http://b.example.com:80", u"http://b.example.com"_s);
    row("an address in brackets", "http://[::1]:8080/", u"http://[::1]:8080"_s);
    row("a secret in front of the host", "https://user:pass@b.example.com/",
        u"https://b.example.com"_s);
    row("without a scheme", "//b.example.com/x", u"b.example.com"_s);
    row("a host that looks like another",
        "https://c\xd1\x80.example.com/", // the second letter is Cyrillic
        u"https://xn--c-5tb.example.com"_s);
    row("relative: to the same host", "/login", u"cp.example.com"_s);
    row("relative without a slash", "login", u"cp.example.com"_s);
    row("missing", {}, {});
    row("no address", "http://", {});
    row("a script", "javascript:alert(1)", {});
    row("a file", "file:///etc/passwd", {});
}

void TestClassifier::namesWhereARedirectLeads()
{
    QFETCH(const QByteArray, location);
    QFETCH(const QString, target);
    const ChangeOutcome outcome = classifySubmit(redirect(location), sentBody);
    QCOMPARE(failureIn<Redirected>(outcome).target, target);
}

void TestClassifier::readsWhoTheCallerIs_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("caller"); // id, type, display name, tenant
    QTest::addColumn<Role>("role");
    QTest::newRow("a manager")
        << QByteArray(R"({"user":{"tenantName":"acme","roles":["x","tenant-admin"],"subject":{)"
                      R"("subjectId":"u1","subjectType":"user","subjectDisplayName":"User 1"}}})")
        << QStringList{u"u1"_s, u"user"_s, u"User 1"_s, u"acme"_s} << Role::Manager;
    QTest::newRow("a member")
        << QByteArray(R"({"user":{"roles":["member"],"subject":{"subjectId":"u1",)"
                      R"("subjectType":"user","subjectSlug":"user-1@example.com"}}})")
        << QStringList{u"u1"_s, u"user"_s, u"user-1@example.com"_s, QString()} << Role::NotManager;
    QTest::newRow("someone without any role")
        << QByteArray(R"({"user":{"roles":[],"subject":{"subjectId":"u1"}}})")
        << QStringList{u"u1"_s, u"user"_s, QString(), QString()} << Role::NotManager;
    QTest::newRow("a service account")
        << QByteArray(R"({"user":{"roles":[],"subject":{"subjectId":"va",)"
                      R"("subjectType":"serviceaccount"}}})")
        << QStringList{u"va"_s, u"virtualaccount"_s, QString(), QString()} << Role::NotManager;
    QTest::newRow("without roles nobody knows")
        << QByteArray(R"({"user":{"subject":{"subjectId":"u1","subjectType":"user"}}})")
        << QStringList{u"u1"_s, u"user"_s, QString(), QString()} << Role::Unknown;
    QTest::newRow("roles of another shape tell nothing")
        << QByteArray(R"({"user":{"roles":"tenant-admin","subject":{"subjectId":"u1"}}})")
        << QStringList{u"u1"_s, u"user"_s, QString(), QString()} << Role::Unknown;
}

void TestClassifier::readsWhoTheCallerIs()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QStringList, caller);
    QFETCH(const Role, role);
    const Fetched<Caller> fetched = classifySession(answerWith(200, body));
    QCOMPARE(nameOf(fetched), u"Read"_s);
    const auto &read = std::get<Caller>(fetched);
    QCOMPARE((QStringList{read.subject.id, read.subject.type, read.displayName, read.tenantName}),
             caller);
    QCOMPARE(read.role, role);
}

void TestClassifier::readsSessionsThatTellNoCaller_data()
{
    QTest::addColumn<HttpAnswer>("answer");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const HttpAnswer &answer, const QString &expected) {
        QTest::newRow(name) << answer << expected;
    };
    row("a token that nobody knows", answerWith(200, R"({"user":null})"), u"SignInExpired"_s);
    row("a user without a subject", answerWith(200, R"({"user":{}})"), u"SignInExpired"_s);
    row("a subject without an id", answerWith(200, R"({"user":{"subject":{"subjectId":""}}})"),
        u"SignInExpired"_s);
    row("no user at all", answerWith(200, "{}"), u"Unexpected Shape"_s);
    row("a list", answerWith(200, "[]"), u"Unexpected Shape"_s);
    row("a sign-in page", answerWith(200, "<html>"), u"Unexpected Shape"_s);
    row("an older control plane", answerWith(404), u"NotFound"_s);
    row("401", answerWith(401), u"SignInExpired"_s);
}

void TestClassifier::readsSessionsThatTellNoCaller()
{
    QFETCH(const HttpAnswer, answer);
    QFETCH(const QString, expected);
    QCOMPARE(nameOf(classifySession(answer)), expected);
}

void TestClassifier::keepsTheServersWords_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const QByteArray &body, const QString &words) {
        QTest::newRow(name) << body << words;
    };
    row("a message", R"({"message":"No."})", u"No."_s);
    row("a list of messages", R"({"message":["One","Two"]})", u"One\nTwo"_s);
    row("lists in lists", R"({"message":[["One",[["Two"]]],[]]})", u"One\nTwo"_s);
    row("message, error and details", R"({"error":"E","details":"D","message":"M"})", u"M\nE\nD"_s);
    row("details of any shape", R"({"details":{"a":[1]}})", uR"({"a":[1]})"_s);
    row("no known key", R"({"reason":"x"})", uR"({"reason":"x"})"_s);
    row("a plain text", "  Bad gateway\r\n", u"Bad gateway"_s);
    row("an HTML page", "<html><b>502</b></html>", u"<html><b>502</b></html>"_s);
    row("nothing", {}, {});
    row("an empty list", R"({"message":[]})", uR"({"message":[]})"_s);
    row("bytes that are no UTF-8", "\xff\xfe", u"\ufffd\ufffd"_s);
}

void TestClassifier::keepsTheServersWords()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QString, words);
    const ChangeOutcome outcome = classifySubmit(answerWith(403, body), sentBody);
    const auto reply = failureIn<NotPermitted>(outcome).reply;
    QCOMPARE(reply.words, words);
    QCOMPARE(reply.status, 403);
    QCOMPARE(reply.requestId, u"req-1"_s);
}

void TestClassifier::boundsTheServersWords_data()
{
    QTest::addColumn<QByteArray>("body");
    constexpr qsizetype size = 10'000'000;
    const QByteArray message = R"({"message":)";
    QTest::newRow("a text of 10 MB") << QByteArray(size, 'x');
    QTest::newRow("a message of 10 MB")
        << QByteArray(message + '"' + QByteArray(size, 'x') + "\"}");
    QTest::newRow("a message of characters outside the BMP")
        << QByteArray(message + '"' + QByteArray("\xf0\x9f\x98\x80").repeated(size / 4) + "\"}");
    QTest::newRow("millions of messages") << QByteArray(message + listOf(R"("x")", size / 4) + '}');
    QTest::newRow("millions of empty lists") << QByteArray(message + listOf("[]", size / 3) + '}');
    QTest::newRow("a page of the token alone") << token.toLatin1().repeated(size / 12);
    QTest::newRow("a message of the token alone")
        << QByteArray(message + '"' + token.toLatin1().repeated(size / 12) + "\"}");
    QTest::newRow("a page of almost the token") << token.left(11).toLatin1().repeated(size / 11);
    QTest::newRow("lists as deep as they may be") << QByteArray(
        message + QByteArray(500, '[') + listOf(R"("x")", size / 4) + QByteArray(500, ']') + '}');
}

void TestClassifier::boundsTheServersWords()
{
    QFETCH(const QByteArray, body);
    const BusyTime time;
    const QString words = wordsOf(body);
    const double seconds = time.seconds();
    QVERIFY(words.size() <= 4000);
    QVERIFY(!words.contains(token));
    // Not a measurement: only what is quadratic takes this long.
    QVERIFY2(seconds < 20, QByteArray::number(seconds).constData());
}

void TestClassifier::repeatsNoSecret_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QByteArray>("body");
    const QString odd = u"pa\"s\\s w/\u00f6rd<&>'"_s;
    const auto row = [](const char *name, const QString &secret, const QByteArray &body) {
        QTest::newRow(name) << secret << body;
    };
    row("in a message", token, R"({"message":"Bad canary-token!"})");
    row("in a plain text", token, "Bad canary-token!");
    row("in an object under details", token, R"({"details":{"got":["canary-token"]}})");
    row("as the name of a field", token, R"({"details":{"canary-token":1}})");
    row("in JSON without a known key", token,
        R"({"echo":{"authorization":"Bearer canary-token"}})");
    row("with escapes, in a message", odd, R"({"message":"Bad pa\"s\\s w/ö\u0072d<&>'!"})");
    row("with escapes, under details", odd, R"({"details":{"got":"pa\"s\\s w/örd<&>'"}})");
    row("with escapes, in JSON that is shown as it is", odd, R"({"echo":"pa\"s\\s w/örd<&>'"})");
    row("with escaped slashes", odd, R"({"echo":"pa\"s\\s w\/örd<&>'"})");
    row("with escaped letters", odd, R"({"echo":"pa\"s\\s w/\u00f6rd<&>'"})");
    row("with capitals in escaped letters", odd, R"({"echo":"pa\"s\\s w/\u00F6rd<&>'"})");
    row("in an HTML page", odd, "<p>pa&quot;s\\s w/\xc3\xb6rd&lt;&amp;&gt;'</p>");
    row("in an HTML page with the apostrophe escaped", odd,
        "<p>pa&quot;s\\s w/\xc3\xb6rd&lt;&amp;&gt;&#39;</p>");
    row("in an address", odd, "at /x?v=pa%22s%5Cs%20w%2F%C3%B6rd%3C%26%3E%27");
}

void TestClassifier::repeatsNoSecret()
{
    QFETCH(const QString, secret);
    QFETCH(const QByteArray, body);
    const QString words = wordsOf(body, {secret});
    QVERIFY2(words.contains(u"\u2022\u2022\u2022"_s), qUtf8Printable(words));
    // The pieces that no spelling changes.
    for (const QString &piece : {token, u"s w"_s, u"pa\""_s, u"rd<"_s})
        QVERIFY2(!words.contains(piece), qUtf8Printable(words));
}

void TestClassifier::repeatsNoPartOfALongSecret()
{
    const QString secret = u"0123456789abcdef"_s.repeated(80);
    const QString another = secret.left(8); // the beginning of the other one
    for (const auto &secrets : {QStringList{secret, another}, QStringList{another, secret}}) {
        for (const QByteArray &edge : {QByteArray(), QByteArray("x"), QByteArray(1000, 'y')}) {
            const QByteArray echo = edge + secret.toLatin1().repeated(1000);
            for (const QByteArray &body : {echo, QByteArray(R"({"message":")" + echo + "\"}")}) {
                const QString words = wordsOf(body, secrets);
                QVERIFY2(!words.contains("89abcdef"_L1), qUtf8Printable(words.right(100)));
                QVERIFY2(!words.contains("0123"_L1), qUtf8Printable(words.right(100)));
            }
        }
    }
}

void TestClassifier::leavesShortSecretsAlone()
{
    QCOMPARE(wordsOf("a bad apple", {u"a"_s, u"bad"_s, QString()}), u"a bad apple"_s);
}

void TestClassifier::keepsOnlyPrintableRequestIds_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("id");
    QTest::newRow("as it should be") << QByteArray("req-1/a=b") << u"req-1/a=b"_s;
    QTest::newRow("of any length") << QByteArray(10'000, 'a') << QString(200, u'a');
    QTest::newRow("with escape sequences") << QByteArray("a\x1b[31mb\x9b") << u"a[31mb"_s;
    QTest::newRow("with line breaks") << QByteArray("a\r\nb\x85") << u"ab"_s;
    QTest::newRow("with the token") << QByteArray("canary-token") << u"\u2022\u2022\u2022"_s;
}

void TestClassifier::keepsOnlyPrintableRequestIds()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QString, id);
    HttpAnswer answer = answerWith(403);
    answer.requestId = header;
    QCOMPARE(failureIn<NotPermitted>(classifySubmit(answer, sentBody)).reply.requestId, id);
}

void TestClassifier::knowsWhatIsSecretInABody()
{
    QCOMPARE(secretsOf(sentBody), (QStringList{u"canary-id"_s, u"canary-secret"_s}));
    QCOMPARE(secretsOf("no JSON"), QStringList());
    QCOMPARE(secretsOf("[]"), QStringList());
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestClassifier)
#include "tst_classifier.moc"
