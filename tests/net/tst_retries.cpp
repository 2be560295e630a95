// SPDX-License-Identifier: Apache-2.0
#include "models/override/overridechange.h"
#include "net/controlplaneclient.h"
#include "tests/net/outcomename.h"
#include "tests/support/awaited.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"

#include <QElapsedTimer>
#include <QLocale>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace
{

const QByteArray overrideBody = R"({"subjectId":"user-17","subjectType":"user",)"
                                R"("authOverride":{"type":"header","headerValue":"canary-value"}})";
const QByteArray session = R"({"user":{"roles":[],"subject":{"subjectId":"user-17"}}})";
const Subject user17{u"user-17"_s, u"user"_s};
const RetryPolicy hurried{.base = 1ms};

/// What the calls of this program have in common here: their name, and how often it was tried.
struct Result {
    QString name;
    int attempts = 1;
};

int attemptsIn(const Failure &failure)
{
    return std::visit(Overloaded{
                          [](const Busy &one) { return one.attempts; },
                          [](const NotReached &one) { return one.attempts; },
                          [](const NoAnswer &one) { return one.attempts; },
                          [](const auto &) { return 1; },
                      },
                      failure);
}

template<class Outcome>
Result resultOf(const Outcome &outcome)
{
    const auto *failure = std::get_if<Failure>(&outcome);
    return failure ? Result{nameOf(*failure), attemptsIn(*failure)} : Result{u"done"_s};
}

enum class Call { Put, Delete, Get };

/// Makes the call and gives its result.
Result make(Call call, ControlPlaneClient &client, const ControlPlaneAddress &address,
            const QByteArray &body = overrideBody)
{
    const Account account{address, u"canary-token"_s};
    Awaited<Result> result;
    const auto answer = [take = result.answer()](const auto &outcome) { take(resultOf(outcome)); };
    JobPtr job;
    switch (call) {
    case Call::Put: job = client.setOverride(account, {u"server-1"_s, body}, answer); break;
    case Call::Delete: job = client.removeOverride(account, u"server-1"_s, user17, answer); break;
    case Call::Get: job = client.fetchCaller(account, answer); break;
    }
    if (!result.came())
        qFatal("No answer, or several");
    return result.value();
}

/// Whatever a finished call left to be done has been done once others have gone through.
void settle()
{
    ScriptedServer other(Script{httpAnswer("200 OK", session)});
    ControlPlaneClient client;
    for (int i = 0; i < 5; ++i)
        make(Call::Get, client, other.address());
}

int requestsAt(const ScriptedServer &server)
{
    settle();
    return static_cast<int>(server.bytes().count(" HTTP/1.1\r\n"));
}

/// Answers the first requests one by one, and the others as the last of them.
ScriptedServer::Answering inTurn(const QList<Script> &scripts)
{
    auto next = std::make_shared<qsizetype>(0);
    return [scripts, next](const ReceivedRequest &) {
        return scripts.at(std::min((*next)++, scripts.size() - 1));
    };
}

Script answering(const QByteArray &status, const QByteArray &headerLines = {})
{
    const bool isRead = status.startsWith("200");
    return {httpAnswer(status, isRead ? session : QByteArray(), headerLines)};
}

const Script lost{{}, Script::When::RequestCame, Script::Then::Close};

void addCalls(const std::function<void(const char *, Call)> &add)
{
    add("PUT", Call::Put);
    add("DELETE", Call::Delete);
    add("GET", Call::Get);
}

} // namespace

/// Sending again: when, how often, and what is said of it.
class TestRetries : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void promise27JittersFully_data();
    void promise27JittersFully();
    void promise27CountsFromTheServersClock_data();
    void promise27CountsFromTheServersClock();
    void promise27ReadsDatesInAnyTimeZone();
    void promise14TriesThreeTimesAtMost_data();
    void promise14TriesThreeTimesAtMost();
    void promise14StopsAtTheFirstGoodAnswer_data();
    void promise14StopsAtTheFirstGoodAnswer();
    void promise27DoesNotRetry_data();
    void promise27DoesNotRetry();
    void promise14DoesNotRetryAfterTheDeadline_data();
    void promise14DoesNotRetryAfterTheDeadline();
    void promise27NeverUndercutsRetryAfter_data();
    void promise27NeverUndercutsRetryAfter();
    void promise27LeavesALongRetryAfterToThePerson();
    void promise14SendsOneRequestForEachAttempt_data();
    void promise14SendsOneRequestForEachAttempt();
    void promise14SendsOneRequestForEachAttemptToRead_data();
    void promise14SendsOneRequestForEachAttemptToRead();
    void promise14NeverForgetsALostAttempt_data();
    void promise14NeverForgetsALostAttempt();
    void promise14StopsWhenCancelled_data();
    void promise14StopsWhenCancelled();
    void promise14TellsOfEveryPause();
    void promise14RereadsTheListAfterARemovalThatWasLost();
    void promise14RereadsTheListWhenNobodyKnows();
    void looksBeforeEveryAttempt_data();
    void looksBeforeEveryAttempt();

private:
    std::optional<QSslConfiguration> tls(bool on)
    {
        return on ? std::optional(m_serverTls) : std::nullopt;
    }

    TestCertificates m_certificates{u"A trusted authority"_s};
    QSslConfiguration m_serverTls;
};

void TestRetries::initTestCase()
{
    m_serverTls = m_certificates.serverWith();
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    trusting.addCaCertificate(m_certificates.authority());
    QSslConfiguration::setDefaultConfiguration(trusting);
}

void TestRetries::promise27JittersFully_data()
{
    QTest::addColumn<int>("attempt");
    QTest::addColumn<std::optional<milliseconds>>("retryAfter");
    QTest::addColumn<double>("random");
    QTest::addColumn<std::optional<milliseconds>>("pause");
    using Time = std::optional<milliseconds>;
    const auto row = [](const char *name, int attempt, const Time &retryAfter, double random,
                        const Time &pause) {
        QTest::newRow(name) << attempt << retryAfter << random << pause;
    };
    row("not at all", 1, {}, 0.0, 0ms);
    row("half of the first", 1, {}, 0.5, 250ms);
    row("nearly all of the first", 1, {}, 0.999, 499ms);
    row("all of the second", 2, {}, 1.0, 1000ms);
    row("all of the third", 3, {}, 1.0, 2000ms);
    row("all of the fifth", 5, {}, 1.0, 8000ms);
    row("no more in the sixth", 6, {}, 1.0, 8000ms);
    row("no more in the ninetieth", 90, {}, 1.0, 8000ms);
    row("none after the last", 100, {}, 0.5, {});
    row("as long as asked for", 1, 4s, 0.0, 4s);
    row("longer than asked for", 1, 4s, 0.5, 4250ms);
    row("a second attempt at once", 1, 0s, 0.0, 0s);
    row("the longest that is waited", 1, 30s, 1.0, 30'500ms);
    row("too long to wait", 1, 30'001ms, 0.0, {});
    row("none after the last, whatever is asked for", 100, 1s, 0.0, {});
}

void TestRetries::promise27JittersFully()
{
    QFETCH(const int, attempt);
    QFETCH(const std::optional<milliseconds>, retryAfter);
    QFETCH(const double, random);
    QTEST(pauseAfter(attempt, retryAfter, {.attempts = 100}, random), "pause");
}

void TestRetries::promise27CountsFromTheServersClock_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<std::optional<milliseconds>>("pause");
    using Time = std::optional<milliseconds>;
    const auto row = [](const char *name, const QByteArray &header, const Time &pause,
                        const QByteArray &date = {}) {
        QTest::newRow(name) << header << date << pause;
    };
    // It is 12:00:00.250 here.
    row("nothing", {}, {});
    row("a word", "soon", {});
    row("a fraction", "1.5", {});
    row("less than nothing", "-1", {});
    row("seconds", " 120 ", 120s);
    row("no second", "0", 0s);
    row("more seconds than a number holds", "99999999999999999999999", 8760h);
    row("a date", "Mon, 23 Nov 2026 12:00:02 GMT", 1750ms);
    row("a date with blanks", "  Mon, 23 Nov 2026 12:00:02 GMT ", 1750ms);
    row("a date of the old kind", "Monday, 23-Nov-26 12:00:02 GMT", 1750ms);
    row("a date of the oldest kind", "Mon Nov 23 12:00:02 2026", 1750ms);
    row("a date of the oldest kind with one digit", "Tue Dec  1 12:00:00 2026", 192h - 250ms);
    row("a date in another zone", "Mon, 23 Nov 2026 14:00:02 +0200", 1750ms);
    row("a date that is over", "Mon, 23 Nov 2026 11:00:00 GMT", 0s);
    row("a date on a clock that is behind", "Mon, 23 Nov 2026 11:00:05 GMT", 5s,
        "Mon, 23 Nov 2026 11:00:00 GMT");
    row("a date on a clock that is ahead", "Mon, 23 Nov 2026 13:00:05 GMT", 5s,
        "Mon, 23 Nov 2026 13:00:00 GMT");
    row("seconds on a clock that is ahead", "5", 5s, "Mon, 23 Nov 2026 13:00:00 GMT");
    row("a date, and a clock that nobody can read", "Mon, 23 Nov 2026 12:00:02 GMT", 1750ms,
        "noon");
}

void TestRetries::promise27CountsFromTheServersClock()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, date);
    HttpAnswer answer;
    answer.retryAfter = header;
    answer.date = date;
    QTEST(retryAfter(answer, QDateTime({2026, 11, 23}, {12, 0, 0, 250}, Qt::UTC)), "pause");
}

/// The hour in the middle does not exist in Berlin.
void TestRetries::promise27ReadsDatesInAnyTimeZone()
{
    const QByteArray before = qgetenv("TZ");
    qputenv("TZ", "Europe/Berlin");
    HttpAnswer answer;
    answer.retryAfter = "Sun, 29 Mar 2026 03:00:10 GMT";
    answer.date = "Sun, 29 Mar 2026 02:00:00 GMT";
    const auto pause = retryAfter(answer, QDateTime::currentDateTimeUtc());
    qputenv("TZ", before);
    QCOMPARE(pause, std::optional<milliseconds>(3610s));
}

void TestRetries::promise14TriesThreeTimesAtMost_data()
{
    QTest::addColumn<Call>("call");
    QTest::addColumn<Script>("script");
    QTest::addColumn<QString>("name");
    addCalls([](const char *name, Call call) {
        for (const char *status : {"408 Too slow", "429 Too many", "502 Bad gateway", "503 Not now",
                                   "504 Gateway too slow"}) {
            QTest::addRow("%s, %s", name, status) << call << answering(status) << u"Busy"_s;
        }
        QTest::addRow("%s, no answer", name) << call << lost << u"NoAnswer ConnectionLost"_s;
    });
}

void TestRetries::promise14TriesThreeTimesAtMost()
{
    QFETCH(const Call, call);
    QFETCH(const Script, script);
    QFETCH(const QString, name);
    ScriptedServer server(script);
    ControlPlaneClient client({}, hurried);
    const Result result = make(call, client, server.address());
    QCOMPARE(result.name, name);
    QCOMPARE(result.attempts, 3);
    QCOMPARE(requestsAt(server), 3);
    // Every one is the same, and complete.
    for (const ReceivedRequest &request : server.requests()) {
        QCOMPARE(request.head, server.requests().constFirst().head);
        QCOMPARE(request.body, server.requests().constFirst().body);
    }
}

void TestRetries::promise14StopsAtTheFirstGoodAnswer_data()
{
    QTest::addColumn<Call>("call");
    QTest::addColumn<QList<Script>>("scripts");
    addCalls([](const char *name, Call call) {
        const Script good = answering("200 OK");
        QTest::addRow("%s, the first", name) << call << QList{good};
        QTest::addRow("%s, the second", name) << call << QList{answering("503 Not now"), good};
        QTest::addRow("%s, the third", name)
            << call << QList{answering("429 Too many"), answering("502 Bad"), good};
        QTest::addRow("%s, after a lost one", name) << call << QList{lost, good};
    });
}

void TestRetries::promise14StopsAtTheFirstGoodAnswer()
{
    QFETCH(const Call, call);
    QFETCH(const QList<Script>, scripts);
    ScriptedServer server(inTurn(scripts));
    ControlPlaneClient client({}, hurried);
    QCOMPARE(make(call, client, server.address()).name, u"done"_s);
    QCOMPARE(requestsAt(server), scripts.size());
}

void TestRetries::promise27DoesNotRetry_data()
{
    QTest::addColumn<Call>("call");
    QTest::addColumn<QByteArray>("status");
    addCalls([](const char *name, Call call) {
        for (const char *status :
             {"304 Not modified", "400 Bad", "401 Who?", "403 No", "404 Where?", "405 How?",
              "409 Conflict", "413 Too large", "418 Teapot", "422 What?", "500 Oh", "501 What?",
              "505 Which?", "511 Sign in to the network"})
            QTest::addRow("%s, %.3s", name, status) << call << QByteArray(status);
    });
}

/// After a 404 of the session, another call finds out why; that one is not the same either.
void TestRetries::promise27DoesNotRetry()
{
    QFETCH(const Call, call);
    QFETCH(const QByteArray, status);
    ScriptedServer server(answering(status, "Retry-After: 0\r\n"));
    ControlPlaneClient client({}, hurried);
    make(call, client, server.address());
    QVERIFY(requestsAt(server) > 0);
    QSet<QByteArray> lines;
    for (const ReceivedRequest &request : server.requests())
        lines.insert(request.line());
    QCOMPARE(lines.size(), requestsAt(server));
}

void TestRetries::promise14DoesNotRetryAfterTheDeadline_data()
{
    QTest::addColumn<Call>("call");
    addCalls([](const char *name, Call call) { QTest::newRow(name) << call; });
}

void TestRetries::promise14DoesNotRetryAfterTheDeadline()
{
    QFETCH(const Call, call);
    ScriptedServer server(Script{});
    ControlPlaneClient client({200ms}, hurried);
    const Result result = make(call, client, server.address());
    QVERIFY2(result.name.endsWith("Timeout"_L1), qPrintable(result.name));
    QCOMPARE(result.attempts, 1);
    QCOMPARE(requestsAt(server), 1);
}

void TestRetries::promise27NeverUndercutsRetryAfter_data()
{
    QTest::addColumn<bool>("isDate");
    QTest::newRow("seconds") << false;
    QTest::newRow("a date") << true;
}

void TestRetries::promise27NeverUndercutsRetryAfter()
{
    QFETCH(const bool, isDate);
    QList<QDateTime> arrivals;
    QList<QDateTime> allowed;
    ScriptedServer server([&](const ReceivedRequest &) {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        arrivals.append(now);
        if (arrivals.size() == 3)
            return answering("200 OK");
        const QDateTime whole = QDateTime::fromSecsSinceEpoch(now.toSecsSinceEpoch() + 2, Qt::UTC);
        allowed.append(isDate ? whole : now.addSecs(1));
        const QString date = QLocale::c().toString(whole, u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
        return answering("503 Not now",
                         "Retry-After: " + (isDate ? date.toLatin1() : QByteArray("1")) + "\r\n");
    });
    ControlPlaneClient client({}, hurried);
    QCOMPARE(make(Call::Put, client, server.address()).name, u"done"_s);
    QCOMPARE(arrivals.size(), 3);
    for (int i = 0; i < 2; ++i) {
        const qint64 late = allowed.at(i).msecsTo(arrivals.at(i + 1));
        qInfo("attempt %d came %lld ms after the moment that was asked for", i + 2,
              static_cast<long long>(late));
        QVERIFY(late >= 0);
    }
}

void TestRetries::promise27LeavesALongRetryAfterToThePerson()
{
    ScriptedServer server(answering("429 Too many", "Retry-After: 31\r\n"));
    ControlPlaneClient client({}, hurried);
    Awaited<ChangeOutcome> outcome;
    const JobPtr job =
        client.setOverride({server.address(), u"t"_s}, {u"s"_s, overrideBody}, outcome.answer());
    QVERIFY(outcome.came());
    const auto busy = std::get<Busy>(std::get<Failure>(outcome.value()));
    QCOMPARE(busy.attempts, 1);
    QVERIFY(busy.retryAfter == 31s);
    QCOMPARE(requestsAt(server), 1);
}

void TestRetries::promise14SendsOneRequestForEachAttempt_data()
{
    using When = Script::When;
    QTest::addColumn<Call>("call");
    QTest::addColumn<bool>("isTls");
    QTest::addColumn<bool>("isReused");
    QTest::addColumn<Script>("script");
    const QList<std::pair<QByteArray, Script>> points{
        {"as soon as it stands", {{}, When::Accepted}},
        {"after the handshake", {{}, When::Ready}},
        {"after the headers", {{}, When::HeadersCame}},
        {"in the middle of the body", {{}, When::BodyBegan}},
        {"after the request", {{}, When::RequestCame}},
        {"in the status line", {"HTTP/1.1 20", When::RequestCame}},
        {"in the headers of the answer", {"HTTP/1.1 200 OK\r\nContent-Le", When::RequestCame}},
        {"in the body of the answer",
         {"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"id\":", When::RequestCame}},
    };
    for (const Call call : {Call::Put, Call::Delete}) {
        for (const bool isTls : {false, true}) {
            for (const bool isReused : {false, true}) {
                for (const bool isReset : {false, true}) {
                    for (const auto &[name, point] : points) {
                        Script script = point;
                        script.then = isReset ? Script::Then::Reset : Script::Then::Close;
                        QTest::addRow("%s, %s, %s, %s %s", call == Call::Put ? "PUT" : "DELETE",
                                      isTls ? "TLS" : "plain",
                                      isReused ? "beside a kept connection" : "alone",
                                      isReset ? "reset" : "closed", name.constData())
                            << call << isTls << isReused << script;
                    }
                }
            }
        }
    }
}

void TestRetries::promise14SendsOneRequestForEachAttempt()
{
    QFETCH(const Call, call);
    QFETCH(const bool, isTls);
    QFETCH(const bool, isReused);
    QFETCH(const Script, script);
    ScriptedServer server(answering("200 OK"), tls(isTls));
    ControlPlaneClient client({}, hurried);
    if (isReused)
        QCOMPARE(make(Call::Get, client, server.address()).name, u"done"_s);
    const qsizetype bytesBefore = server.bytes().size();
    const int connectionsBefore = server.connections();
    server.setScript(script);

    const Result result = make(call, client, server.address());
    settle();
    const QByteArray line = call == Call::Put ? "PUT /" : "DELETE /";
    const auto sent = static_cast<int>(server.bytes().mid(bytesBefore).count(line));
    const int connected = server.connections() - connectionsBefore;
    QVERIFY2(result.attempts <= 3, qPrintable(result.name));
    QVERIFY(connected >= result.attempts); // each with a connection of its own
    const bool isRead = script.when != Script::When::Accepted && script.when != Script::When::Ready;
    if (isRead)
        QCOMPARE(sent, result.attempts);
    else
        QVERIFY(sent <= result.attempts);
    // What says that nothing was sent is right, even where the server did not look.
    if (result.name.startsWith("NotReached"_L1) || result.name == "Insecure"_L1)
        QVERIFY(!isRead);
    QVERIFY2(result.name != "done"_L1 && !result.name.startsWith("Unexpected"_L1),
             qPrintable(result.name));
}

void TestRetries::promise14SendsOneRequestForEachAttemptToRead_data()
{
    QTest::addColumn<bool>("isTls");
    QTest::addColumn<bool>("isReused");
    QTest::addColumn<bool>("isReset");
    for (const bool isTls : {false, true}) {
        for (const bool isReused : {false, true}) {
            for (const bool isReset : {false, true}) {
                QTest::addRow("%s, %s connection, %s", isTls ? "TLS" : "plain",
                              isReused ? "kept" : "new", isReset ? "reset" : "closed")
                    << isTls << isReused << isReset;
            }
        }
    }
}

void TestRetries::promise14SendsOneRequestForEachAttemptToRead()
{
    QFETCH(const bool, isTls);
    QFETCH(const bool, isReused);
    QFETCH(const bool, isReset);
    Script ended = lost;
    ended.then = isReset ? Script::Then::Reset : Script::Then::Close;
    ScriptedServer server(inTurn(isReused ? QList{answering("200 OK"), ended} : QList{ended}),
                          tls(isTls));
    ControlPlaneClient client({}, hurried);
    if (isReused)
        QCOMPARE(make(Call::Get, client, server.address()).name, u"done"_s);
    const int before = requestsAt(server);
    const Result result = make(Call::Get, client, server.address());
    QCOMPARE(result.attempts, 3);
    QCOMPARE(requestsAt(server) - before, 3);
}

void TestRetries::promise14NeverForgetsALostAttempt_data()
{
    QTest::addColumn<QList<Script>>("scripts");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("attempts");
    const Script busy = answering("503 Not now");
    const QString unknown = u"NoAnswer ConnectionLost"_s;
    QTest::newRow("lost, then busy") << QList{lost, busy, busy} << unknown << 3;
    QTest::newRow("busy, then lost") << QList{busy, busy, lost} << unknown << 3;
    QTest::newRow("busy, lost, busy") << QList{busy, lost, busy} << unknown << 3;
    QTest::newRow("lost, then silence") << QList{lost, Script{}} << unknown << 2;
    QTest::newRow("lost, then a long pause wanted")
        << QList{lost, answering("503 Not now", "Retry-After: 99\r\n")} << unknown << 2;
    QTest::newRow("lost, then refused") << QList{lost, answering("403 No")} << u"NotPermitted"_s
                                        << 1; // which tells, and tells no number
    QTest::newRow("lost, then saved") << QList{lost, answering("200 OK")} << u"done"_s << 1;
}

void TestRetries::promise14NeverForgetsALostAttempt()
{
    QFETCH(const QList<Script>, scripts);
    ScriptedServer server(inTurn(scripts));
    ControlPlaneClient client({500ms}, hurried);
    const Result result = make(Call::Put, client, server.address());
    QTEST(result.name, "name");
    QTEST(result.attempts, "attempts");
}

void TestRetries::promise14StopsWhenCancelled_data()
{
    QTest::addColumn<Call>("call");
    addCalls([](const char *name, Call call) { QTest::newRow(name) << call; });
}

void TestRetries::promise14StopsWhenCancelled()
{
    QFETCH(const Call, call);
    ScriptedServer server(answering("503 Not now", "Retry-After: 1\r\n"));
    ControlPlaneClient client({}, hurried);
    QSignalSpy began(&client.retries(), &Retries::began);
    QSignalSpy ended(&client.retries(), &Retries::ended);
    bool isAnswered = false;
    const auto answer = [&isAnswered](const auto &) { isAnswered = true; };
    const Account account{server.address(), u"t"_s};
    JobPtr job;
    switch (call) {
    case Call::Put: job = client.setOverride(account, {u"s"_s, overrideBody}, answer); break;
    case Call::Delete: job = client.removeOverride(account, u"s"_s, user17, answer); break;
    case Call::Get: job = client.fetchCaller(account, answer); break;
    }
    QVERIFY(began.wait());
    QCOMPARE(ended.size(), 0);
    job.reset();
    QCOMPARE(ended.size(), 1); // nobody is told any longer that something waits
    // A later call of the same kind gets all the way through its own pause.
    QCOMPARE(make(call, client, server.address()).attempts, 3);
    QCOMPARE(requestsAt(server), 1 + 3);
    QVERIFY(!isAnswered);
}

void TestRetries::promise14TellsOfEveryPause()
{
    ScriptedServer server(inTurn({answering("429 Too many"), lost, answering("200 OK")}));
    ControlPlaneClient client({}, hurried);
    QList<RetryPause> pauses;
    int ends = 0;
    connect(&client.retries(), &Retries::began, this,
            [&pauses](const RetryPause &pause) { pauses.append(pause); });
    connect(&client.retries(), &Retries::ended, this, [&ends] { ++ends; });
    QCOMPARE(make(Call::Put, client, server.address()).name, u"done"_s);
    QCOMPARE(pauses.size(), 2);
    QCOMPARE(ends, 2);
    QCOMPARE(pauses.at(0).status, 429);
    QCOMPARE(pauses.at(0).nextAttempt, 2);
    QCOMPARE(pauses.at(0).attempts, 3);
    QVERIFY(pauses.at(0).duration <= 1ms);
    QCOMPARE(pauses.at(1).status, 0);
    QCOMPARE(pauses.at(1).nextAttempt, 3);
}

void TestRetries::promise14RereadsTheListAfterARemovalThatWasLost()
{
    // The first one is carried out and its answer lost, so the second one finds nothing.
    ScriptedServer server([removals = 0](const ReceivedRequest &request) mutable -> Script {
        if (request.line().startsWith("DELETE"))
            return ++removals == 1 ? lost : answering("404 Not found");
        if (request.target().contains("/status"))
            return {httpAnswer("200 OK", R"({"status":"authentication_required"})")};
        return {httpAnswer("200 OK", R"({"data":[],"pagination":{"total":0}})")};
    });
    ControlPlaneClient client({}, hurried);
    OverrideChange change(client);
    QList<ChangeReport> reports;
    connect(&change, &OverrideChange::finished, this,
            [&reports](const ChangeReport &report) { reports.append(report); });
    change.start({server.address(), u"t"_s}, {},
                 {ChangeRequest::Action::Remove, u"server-1"_s, user17, {}});
    QTRY_COMPARE(reports.size(), 1);
    QVERIFY(reports.constFirst().isDone());
    QCOMPARE(reports.constFirst().verification, Verification::NotThere);
    QVERIFY(reports.constFirst().effectiveAuth.has_value());
    QCOMPARE(server.bytes().count("DELETE /"), 2);
}

void TestRetries::promise14RereadsTheListWhenNobodyKnows()
{
    const QByteArray now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toLatin1();
    ScriptedServer server(
        [&now, wasSent = false](const ReceivedRequest &request) mutable -> Script {
            if (request.line().startsWith("PUT")) {
                wasSent = true;
                return lost;
            }
            if (!wasSent)
                return {httpAnswer("200 OK", R"({"data":[],"pagination":{"total":0}})")};
            return {httpAnswer("200 OK", R"({"data":[{"subjectId":"user-17","subjectType":"user",)"
                                         R"("updatedAt":")" +
                                             now + R"("}],"pagination":{"total":1}})")};
        });
    ControlPlaneClient client({}, hurried);
    OverrideChange change(client);
    QList<ChangeReport> reports;
    connect(&change, &OverrideChange::finished, this,
            [&reports](const ChangeReport &report) { reports.append(report); });
    change.start({server.address(), u"t"_s}, {},
                 {ChangeRequest::Action::Set, u"server-1"_s, user17, overrideBody}, {{}, true});
    QTRY_COMPARE(reports.size(), 1);
    QCOMPARE(nameOf(reports.constFirst().outcome), u"NoAnswer ConnectionLost"_s);
    QCOMPARE(reports.constFirst().verification, Verification::Undecided);
    QCOMPARE(server.bytes().count("PUT /"), 3);
}

void TestRetries::looksBeforeEveryAttempt_data()
{
    QTest::addColumn<ChangeRequest::Action>("action");
    QTest::addColumn<Script>("first");
    for (const auto action : {ChangeRequest::Action::Set, ChangeRequest::Action::Remove}) {
        const bool isRemoval = action == ChangeRequest::Action::Remove;
        const char *what = isRemoval ? "remove" : "set";
        QTest::addRow("%s, 503 with a time", what)
            << action << Script{httpAnswer("503 Busy", {}, "Retry-After: 0\r\n")};
        QTest::addRow("%s, a lost connection", what) << action << lost;
    }
}

void TestRetries::looksBeforeEveryAttempt()
{
    QFETCH(const ChangeRequest::Action, action);
    QFETCH(Script, first);
    bool wasSent = false;
    ScriptedServer server([&](const ReceivedRequest &request) -> Script {
        if (request.line().startsWith("PUT") || request.line().startsWith("DELETE")) {
            wasSent = true;
            return first;
        }
        // Another manager is faster than the second attempt.
        return {httpAnswer("200 OK",
                           wasSent ? R"({"data":[{"subjectId":"user-17","subjectType":"user",)"
                                     R"("updatedAt":"2026-11-12T14:02:00Z","updatedBySubject":)"
                                     R"({"subjectId":"other","subjectType":"user"}}]})"
                                   : R"({"data":[],"pagination":{"total":0}})")};
    });
    ControlPlaneClient client({}, hurried);
    OverrideChange change(client);
    QList<ChangeReport> reports;
    connect(&change, &OverrideChange::finished, this,
            [&reports](const ChangeReport &report) { reports.append(report); });
    change.start({server.address(), u"t"_s}, {}, {action, u"server-1"_s, user17, overrideBody});
    QTRY_COMPARE(reports.size(), 1);
    QCOMPARE(nameOf(reports.constFirst().outcome), u"ChangedMeanwhile"_s);
    QCOMPARE(server.bytes().count("PUT /") + server.bytes().count("DELETE /"), 1);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestRetries)
#include "tst_retries.moc"
