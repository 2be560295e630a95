// SPDX-License-Identifier: Apache-2.0
#include "net/controlplaneclient.h"
#include "net/pagedfetch.h"
#include "tests/support/awaited.h"
#include "tests/support/scriptedserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Entries = Fetched<QList<ServerEntry>>;

/// How one control plane turns pages.
struct Pages {
    qsizetype entries = 0;
    qsizetype largestPage = 1000;      ///< at most so many, whatever was asked for
    bool isBare = false;               ///< an array without anything around it
    bool ignoresOffset = false;        ///< and the limit
    std::optional<qint64> total = {};  ///< where another one than `entries` is told; -1: none
    bool hasTotalOfPage = false;       ///< the total is the number of entries on the page
    qsizetype lostBehindFirstPage = 0; ///< so many go from the first page once it was read
};

Account accountAt(const ScriptedServer &server) { return {server.address(), u"canary-token"_s}; }

Script pageOf(const Pages &pages, const ReceivedRequest &request)
{
    const QUrlQuery query(QUrl::fromEncoded(request.target()).query());
    const auto asked = [&query](const QString &name) {
        return static_cast<qsizetype>(query.queryItemValue(name).toLongLong());
    };
    const qsizetype offset = pages.ignoresOffset ? 0 : asked(u"offset"_s);
    const qsizetype first = offset + (offset > 0 ? pages.lostBehindFirstPage : 0);
    const qsizetype last =
        std::min(pages.entries,
                 first + (pages.ignoresOffset ? pages.largestPage
                                              : std::min(asked(u"limit"_s), pages.largestPage)));
    QJsonArray data;
    for (qsizetype i = first; i < last; ++i)
        data.append(QJsonObject{{u"id"_s, u"server-%1"_s.arg(i)}});
    if (pages.isBare)
        return {httpAnswer("200 OK", QJsonDocument(data).toJson(QJsonDocument::Compact))};
    QJsonObject page{{u"data"_s, data}};
    const qint64 left = pages.entries - (offset > 0 ? pages.lostBehindFirstPage : 0);
    const qint64 total = pages.hasTotalOfPage ? data.size() : pages.total.value_or(left);
    if (total >= 0)
        page.insert(u"pagination"_s, QJsonObject{{u"total"_s, total}});
    return {httpAnswer("200 OK", QJsonDocument(page).toJson(QJsonDocument::Compact))};
}

Entries fetch(ScriptedServer &server)
{
    ControlPlaneClient client({}, {.attempts = 1});
    QList<ServerEntry> entries;
    Awaited<Fetched<ListingEnd>> end;
    const JobPtr job = client.fetchServers(
        accountAt(server), [&entries](const Page<ServerEntry> &page) { entries += page.entries; },
        end.answer());
    if (!end.came())
        qFatal("No answer, or several");
    if (const auto *failure = std::get_if<Failure>(&end.value()))
        return *failure;
    return entries;
}

} // namespace

/// Listings, page by page.
class TestPaging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryEntryOnce_data();
    void readsEveryEntryOnce();
    void asksForThePagesInOrder();
    void readsOverridesPageByPage();
    void endsWithAServerThatDoesNot_data();
    void endsWithAServerThatDoesNot();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
    void namesEntriesThatHaveNoId_data();
    void namesEntriesThatHaveNoId();
    void showsEveryPageWhenItComes();
    void endsWhenAPageDestroysIt();
    void failsAsAWhole_data();
    void failsAsAWhole();
    void endsInTheMiddleWhenDestroyed();
};

void TestPaging::readsEveryEntryOnce_data()
{
    QTest::addColumn<Pages>("pages");
    QTest::addColumn<int>("requests");
    QTest::newRow("nothing") << Pages{} << 1;
    QTest::newRow("one entry") << Pages{.entries = 1} << 1;
    // The total may be that of the page alone.
    QTest::newRow("exactly one page") << Pages{.entries = 1000} << 2;
    QTest::newRow("one entry more") << Pages{.entries = 1001} << 2;
    QTest::newRow("three pages") << Pages{.entries = 2345} << 3;
    QTest::newRow("smaller pages than asked for") << Pages{.entries = 250, .largestPage = 100} << 3;
    QTest::newRow("no total") << Pages{.entries = 2345, .total = -1} << 4;
    QTest::newRow("no total and exactly one page") << Pages{.entries = 1000, .total = -1} << 2;
    QTest::newRow("no total and smaller pages than asked for")
        << Pages{.entries = 250, .largestPage = 100, .total = -1} << 4;
    QTest::newRow("a total that is too large") << Pages{.entries = 1500, .total = 9999} << 3;
    QTest::newRow("a bare array") << Pages{.entries = 5, .isBare = true} << 1;
    QTest::newRow("a bare array larger than a page")
        << Pages{.entries = 2500, .largestPage = 2500, .isBare = true, .ignoresOffset = true} << 1;
    QTest::newRow("bare arrays as pages") << Pages{.entries = 2500, .isBare = true} << 3;
    QTest::newRow("the same page whatever the offset")
        << Pages{.entries = 1000, .ignoresOffset = true, .total = 5000} << 2;
}

void TestPaging::readsEveryEntryOnce()
{
    QFETCH(const Pages, pages);
    QFETCH(const int, requests);
    ScriptedServer server(
        [pages](const ReceivedRequest &request) { return pageOf(pages, request); });
    const Entries fetched = fetch(server);
    QVERIFY(std::holds_alternative<QList<ServerEntry>>(fetched));
    const auto &entries = std::get<QList<ServerEntry>>(fetched);
    QCOMPARE(entries.size(), pages.entries);
    for (qsizetype i = 0; i < entries.size(); ++i)
        QCOMPARE(entries.at(i).id, u"server-%1"_s.arg(i));
    QCOMPARE(server.requests().size(), requests);
}

void TestPaging::asksForThePagesInOrder()
{
    ScriptedServer server(
        [](const ReceivedRequest &request) { return pageOf({.entries = 2001}, request); });
    QVERIFY(std::holds_alternative<QList<ServerEntry>>(fetch(server)));
    QByteArrayList targets;
    for (const ReceivedRequest &request : server.requests())
        targets.append(request.target());
    QCOMPARE(targets, (QByteArrayList{"/api/svc/v1/mcp?limit=1000&offset=0",
                                      "/api/svc/v1/mcp?limit=1000&offset=1000",
                                      "/api/svc/v1/mcp?limit=1000&offset=2000"}));
}

void TestPaging::readsOverridesPageByPage()
{
    ScriptedServer server([](const ReceivedRequest &request) {
        const QByteArray row = R"({"subjectId":"u","subjectType":"user"})";
        const bool isFirst = request.target().endsWith("offset=0");
        return Script{httpAnswer("200 OK", R"({"data":[)" + (isFirst ? row : QByteArray()) +
                                               R"(],"pagination":{"total":2}})")};
    });
    ControlPlaneClient client;
    qsizetype rows = 0;
    Awaited<Fetched<ListingEnd>> end;
    const JobPtr job = client.fetchOverrides(
        accountAt(server), u"a/b"_s,
        [&rows](const Page<OverrideRow> &page) { rows += page.entries.size(); }, end.answer());
    QVERIFY(end.came());
    QCOMPARE(rows, 1);
    QCOMPARE(server.requests().constFirst().target(),
             "/api/svc/v1/mcp/a%2Fb/auth?limit=1000&offset=0");
    QCOMPARE(server.requests().size(), 2);
}

void TestPaging::endsWithAServerThatDoesNot_data()
{
    QTest::addColumn<Pages>("pages");
    constexpr qsizetype endless = 100'000'000;
    QTest::newRow("new entries for ever") << Pages{.entries = endless};
    QTest::newRow("new entries for ever without a total") << Pages{.entries = endless, .total = -1};
    QTest::newRow("new bare arrays for ever") << Pages{.entries = endless, .isBare = true};
    QTest::newRow("one entry per page") << Pages{.entries = endless, .largestPage = 1};
    QTest::newRow("the same page for ever") << Pages{.entries = endless, .ignoresOffset = true};
    QTest::newRow("the same bare array for ever")
        << Pages{.entries = endless, .isBare = true, .ignoresOffset = true};
}

void TestPaging::endsWithAServerThatDoesNot()
{
    QFETCH(const Pages, pages);
    ScriptedServer server(
        [pages](const ReceivedRequest &request) { return pageOf(pages, request); });
    const Entries fetched = fetch(server);
    QVERIFY(std::holds_alternative<QList<ServerEntry>>(fetched));
    QVERIFY(std::get<QList<ServerEntry>>(fetched).size() <= 100'000);
    QVERIFY2(server.requests().size() <= 1000,
             QByteArray::number(server.requests().size()).constData());
}

void TestPaging::saysWhatIsMissing_data()
{
    QTest::addColumn<Pages>("pages");
    QTest::addColumn<qsizetype>("read");
    QTest::addColumn<ListingGap>("gap");
    const auto row = [](const char *name, const Pages &pages, qsizetype read, ListingGap gap) {
        QTest::newRow(name) << pages << read << gap;
    };
    using enum ListingGap;
    row("exactly as many as are read", {.entries = 100'000}, 100'000, None);
    row("one more", {.entries = 100'001}, 100'000, Limit);
    row("too many pages", {.entries = 1001, .largestPage = 1}, 1000, Limit);
    row("a total of 0", {.entries = 1500, .total = 0}, 1500, None);
    row("a total of the page only", {.entries = 1500, .hasTotalOfPage = true}, 1500, None);
    row("a total of the page only, and smaller pages than asked for",
        {.entries = 250, .largestPage = 100, .hasTotalOfPage = true}, 250, None);
    row("a total that is too large", {.entries = 1500, .total = 9999}, 1500, Total);
    row("a total that is too small", {.entries = 1500, .total = 7}, 1500, Total);
    row("the same page whatever the offset",
        {.entries = 1000, .ignoresOffset = true, .total = 5000}, 1000, Total);
    row("a bare array that is as long as was asked for",
        {.entries = 1500, .isBare = true, .ignoresOffset = true}, 1000, Capped);
    row("a bare array of the server's own limit",
        {.entries = 1500, .largestPage = 100, .isBare = true, .ignoresOffset = true}, 100, Capped);
    row("a short bare array", {.entries = 7, .isBare = true, .ignoresOffset = true}, 7, None);
    row("bare arrays as pages", {.entries = 2000, .isBare = true}, 2000, None);
    row("an entry that is removed between two pages", {.entries = 1500, .lostBehindFirstPage = 1},
        1499, Moved);
    row("an entry that comes on two pages", {.entries = 1500, .lostBehindFirstPage = -1}, 1501,
        Moved);
}

void TestPaging::saysWhatIsMissing()
{
    QFETCH(const Pages, pages);
    QFETCH(const qsizetype, read);
    QFETCH(const ListingGap, gap);
    ScriptedServer server(
        [pages](const ReceivedRequest &request) { return pageOf(pages, request); });
    ControlPlaneClient client;
    qsizetype entries = 0;
    Awaited<Fetched<ListingEnd>> end;
    const JobPtr job = client.fetchServers(
        accountAt(server),
        [&entries](const Page<ServerEntry> &page) { entries += page.entries.size(); },
        end.answer());
    QVERIFY(end.came());
    QCOMPARE(std::get<ListingEnd>(end.value()).gap, gap);
    QCOMPARE(entries, read);
}

void TestPaging::namesEntriesThatHaveNoId_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<ListingGap>("gap");
    QTest::newRow("texts") << QByteArray(R"({"subjectId":"1"},{"subjectId":"2"})")
                           << ListingGap::None;
    QTest::newRow("whole numbers")
        << QByteArray(R"({"subjectId":1},{"subjectId":2})") << ListingGap::None;
    QTest::newRow("a number and a text that look the same")
        << QByteArray(R"({"subjectId":1},{"subjectId":"1"})") << ListingGap::Moved;
    QTest::newRow("null") << QByteArray(R"({"subjectId":"1"},{"subjectId":null})")
                          << ListingGap::NoId;
    QTest::newRow("a fraction") << QByteArray(R"({"subjectId":"1"},{"subjectId":1.5})")
                                << ListingGap::NoId;
    QTest::newRow("a number that is not exact")
        << QByteArray(R"({"subjectId":"1"},{"subjectId":12345678901234567890})")
        << ListingGap::NoId;
}

void TestPaging::namesEntriesThatHaveNoId()
{
    QFETCH(const QByteArray, data);
    QFETCH(const ListingGap, gap);
    ScriptedServer server(
        [data](const ReceivedRequest &) { return Script{httpAnswer("200 OK", "[" + data + "]")}; });
    ControlPlaneClient client;
    Awaited<Fetched<ListingEnd>> end;
    const JobPtr job = client.fetchOverrides(accountAt(server), u"mcp-1"_s, {}, end.answer());
    QVERIFY(end.came());
    QCOMPARE(std::get<ListingEnd>(end.value()).gap, gap);
}

void TestPaging::showsEveryPageWhenItComes()
{
    ScriptedServer server(
        [](const ReceivedRequest &request) { return pageOf({.entries = 2345}, request); });
    ControlPlaneClient client;
    QList<qsizetype> sizes;
    QList<qsizetype> requestsSoFar;
    Awaited<Fetched<ListingEnd>> end;
    const JobPtr job = client.fetchServers(
        accountAt(server),
        [&](const Page<ServerEntry> &page) {
            sizes.append(page.entries.size());
            requestsSoFar.append(server.requests().size());
            QCOMPARE(page.total, 2345);
        },
        end.answer());
    QVERIFY(end.came());
    QCOMPARE(sizes, (QList<qsizetype>{1000, 1000, 345}));
    QCOMPARE(requestsSoFar, (QList<qsizetype>{1, 2, 3}));
}

void TestPaging::endsWhenAPageDestroysIt()
{
    ScriptedServer server(
        [](const ReceivedRequest &request) { return pageOf({.entries = 5000}, request); });
    ControlPlaneClient client;
    int answers = 0;
    JobPtr job;
    job = client.fetchServers(
        accountAt(server), [&job](const Page<ServerEntry> &) { job.reset(); },
        [&answers](const Fetched<ListingEnd> &) { ++answers; });
    QTRY_VERIFY(!job);
    Awaited<Fetched<Caller>> caller;
    const JobPtr next = client.fetchCaller(accountAt(server), caller.answer());
    QVERIFY(caller.came());
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(answers, 0);
}

void TestPaging::failsAsAWhole_data()
{
    QTest::addColumn<QByteArray>("secondAnswer");
    QTest::addColumn<size_t>("failure");
    QTest::newRow("the token expires")
        << httpAnswer("401 Who?") << Failure(SignInExpired{}).index();
    QTest::newRow("it gets busy") << httpAnswer("503 Busy") << Failure(Busy{}).index();
    QTest::newRow("an HTML page") << httpAnswer("200 OK", "<html>")
                                  << Failure(Unexpected{}).index();
    QTest::newRow("a page without data")
        << httpAnswer("200 OK", "{}") << Failure(Unexpected{}).index();
    QTest::newRow("data of another shape")
        << httpAnswer("200 OK", R"({"data":{}})") << Failure(Unexpected{}).index();
}

void TestPaging::failsAsAWhole()
{
    QFETCH(const QByteArray, secondAnswer);
    QFETCH(const size_t, failure);
    ScriptedServer server([secondAnswer](const ReceivedRequest &request) {
        return request.target().endsWith("offset=0") ? pageOf({.entries = 3000}, request)
                                                     : Script{secondAnswer};
    });
    const Entries fetched = fetch(server);
    QVERIFY(std::holds_alternative<Failure>(fetched));
    QCOMPARE(std::get<Failure>(fetched).index(), failure);
    QCOMPARE(server.requests().size(), 2);
}

void TestPaging::endsInTheMiddleWhenDestroyed()
{
    ScriptedServer server(
        [](const ReceivedRequest &request) { return pageOf({.entries = 100'000}, request); });
    ControlPlaneClient client;
    int answers = 0;
    JobPtr job = client.fetchServers(accountAt(server), {},
                                     [&answers](const Fetched<ListingEnd> &) { ++answers; });
    QTRY_VERIFY(server.requests().size() > 3);
    job.reset();
    // What was under way has ended once something else has gone through.
    Awaited<Fetched<Caller>> caller;
    const JobPtr next = client.fetchCaller(accountAt(server), caller.answer());
    QVERIFY(caller.came());
    const qsizetype requests = server.requests().size();
    Awaited<Fetched<Caller>> again;
    const JobPtr last = client.fetchCaller(accountAt(server), again.answer());
    QVERIFY(again.came());
    QCOMPARE(server.requests().size(), requests + 1);
    QCOMPARE(answers, 0);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestPaging)
#include "tst_paging.moc"
