// SPDX-License-Identifier: Apache-2.0
#include "models/override/missingsearch.h"
#include "tests/support/awaited.h"
#include "tests/support/fakecontrolplane.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString serverId = u"mcp-1"_s;
const Subject user17{u"user-17"_s, u"user"_s};

Account account()
{
    return {std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s)),
            u"token"_s};
}

/// What is asked for after the 404.
using Answers = std::function<void(FakeControlPlane &)>;

ServerEntry existing() { return {serverId, u"jira"_s, {}, true}; }

} // namespace

class TestMissingSearch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksNothingElseWithoutA404();
    void tellsTheSubjectFromTheCall_data();
    void tellsTheSubjectFromTheCall();
    void tellsTheServerFromTheListOfOverrides_data();
    void tellsTheServerFromTheListOfOverrides();
    void stopsWhenDestroyed();
};

void TestMissingSearch::asksNothingElseWithoutA404()
{
    FakeControlPlane controlPlane;
    controlPlane.effectiveAuth.add(Failure{NotPermitted{}});
    Awaited<Fetched<EffectiveAuth>> answer;
    const JobPtr job =
        readEffectiveAuth(controlPlane, account(), serverId, user17, answer.answer());
    QVERIFY(answer.came());
    QVERIFY(std::holds_alternative<NotPermitted>(std::get<Failure>(answer.value())));
    QCOMPARE(controlPlane.calls().size(), 1);
}

void TestMissingSearch::tellsTheSubjectFromTheCall_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("isSubject");
    QTest::newRow("a subject") << u"Subject \"user-17\" of type user not found"_s << true;
    QTest::newRow("a user") << u"User not found"_s << true;
    QTest::newRow("a virtual account") << u"No such virtual account: ci"_s << true;
    QTest::newRow("a virtualaccount") << u"virtualaccount ci does not exist"_s << true;
    QTest::newRow("no message") << QString() << false;
    QTest::newRow("any message") << u"Not Found"_s << false;
    QTest::newRow("a page") << u"<html><title>404 Not Found</title></html>"_s << false;
    QTest::newRow("a path") << u"Cannot GET /api/svc/v1/mcp/user/auth/status"_s << false;
    QTest::newRow("a path with its query")
        << u"Cannot GET /auth/status?subjectId=a user&subjectType=user"_s << false;
}

void TestMissingSearch::tellsTheSubjectFromTheCall()
{
    QFETCH(const QString, words);
    QFETCH(const bool, isSubject);
    FakeControlPlane controlPlane;
    controlPlane.effectiveAuth.add(Failure{NotFound{{}, {}, {404, u"r-1"_s, words}}});
    controlPlane.server.add(existing());
    Awaited<Fetched<EffectiveAuth>> answer;
    const JobPtr job =
        readEffectiveAuth(controlPlane, account(), serverId, user17, answer.answer());
    QVERIFY(answer.came());
    const auto &notFound = std::get<NotFound>(std::get<Failure>(answer.value()));
    QCOMPARE(notFound.missing,
             isSubject ? NotFound::Missing::Subject : NotFound::Missing::EffectiveAuthCall);
    QCOMPARE(notFound.reply.requestId, u"r-1"_s);
}

void TestMissingSearch::tellsTheServerFromTheListOfOverrides_data()
{
    using Missing = NotFound::Missing;
    QTest::addColumn<Answers>("answers");
    QTest::addColumn<NotFound::Missing>("missing");
    const auto row = [](const char *name, const Answers &answers, Missing missing) {
        QTest::newRow(name) << answers << missing;
    };
    const auto serverAndList = [](const Fetched<QList<ServerEntry>> &list) -> Answers {
        return [list](FakeControlPlane &fake) {
            fake.server.add(Failure{NotFound{}});
            fake.servers.add(list);
        };
    };
    row(
        "the server exists", [](FakeControlPlane &fake) { fake.server.add(existing()); },
        Missing::OverridesCall);
    row("it is listed, but has no call of its own", serverAndList(QList{existing()}),
        Missing::OverridesCall);
    row("it is not listed", serverAndList(QList<ServerEntry>{}), Missing::Server);
    row("no list is permitted", serverAndList(Failure{NotPermitted{}}), Missing::Server);
    row("there is no list of servers", serverAndList(Failure{NotFound{}}), Missing::ControlPlane);
    row(
        "the server cannot be read",
        [](FakeControlPlane &fake) { fake.server.add(Failure{NotPermitted{}}); }, Missing::Unknown);
}

void TestMissingSearch::tellsTheServerFromTheListOfOverrides()
{
    QFETCH(const Answers, answers);
    FakeControlPlane controlPlane;
    controlPlane.overrides.add(Failure{NotFound{}});
    answers(controlPlane);
    Awaited<Fetched<ListingEnd>> answer;
    const JobPtr job = readOverrides(
        controlPlane, account(), serverId, [](const Page<OverrideRow> &) {}, answer.answer());
    QVERIFY(answer.came());
    QTEST(std::get<NotFound>(std::get<Failure>(answer.value())).missing, "missing");
    QVERIFY(controlPlane.isUsedUp());
}

void TestMissingSearch::stopsWhenDestroyed()
{
    FakeControlPlane controlPlane;
    controlPlane.overrides.add(Failure{NotFound{}});
    controlPlane.server.addSilence();
    Awaited<Fetched<ListingEnd>> answer;
    JobPtr job = readOverrides(
        controlPlane, account(), serverId, [](const Page<OverrideRow> &) {}, answer.answer());
    QTRY_VERIFY(controlPlane.isUsedUp());
    job.reset();
    QCOMPARE(controlPlane.liveJobs(), 0);
    QCOMPARE(answer.answers(), 0);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestMissingSearch)
#include "tst_missingsearch.moc"
