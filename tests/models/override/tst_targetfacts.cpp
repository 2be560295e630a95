// SPDX-License-Identifier: Apache-2.0
#include "models/override/targetfacts.h"

#include "models/override/overrideform.h"
#include "models/session/session.h"
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Rows = QList<OverrideRow>;
using ServerState = Fact<ServerEntry>::State;
using AuthState = Fact<EffectiveAuth>::State;
using RowState = Fact<std::optional<OverrideRow>>::State;

const Subject admin{u"admin@example.com"_s, u"user"_s};
const Subject user17{u"user-17@example.com"_s, u"user"_s};
const QString serverCall = u"fetchServer mcp-1"_s;
const QString authCall = u"fetchEffectiveAuth mcp-1 user user-17@example.com"_s;
const QString listCall = u"fetchOverrides mcp-1"_s;

ServerEntry entry(const QString &id, const QString &name = u"jira-cloud"_s)
{
    return {id, name, {}, true, {}};
}

OverrideRow rowOf(const Subject &subject)
{
    return {subject, u"header"_s, QDateTime(QDate(2026, 11, 12), QTime(14, 2)), admin, {}};
}

struct Bench {
    explicit Bench(std::chrono::milliseconds pause = std::chrono::milliseconds(1))
        : facts(std::make_unique<TargetFacts>(controlPlane, session, form, pause))
    {
    }

    void signIn()
    {
        const auto address =
            std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
        controlPlane.caller.add(Caller{admin, {}, u"acme"_s, Role::Manager});
        session.signIn({address, u"admin-token"_s}, TokenStorage::ThisSessionOnly);
        QTRY_VERIFY(!session.isBusy());
        QVERIFY(session.isSignedIn());
    }

    void fillIn(const QString &server = u"mcp-1"_s, const QString &subject = user17.id)
    {
        form.setText(fields::server, server);
        form.setText(fields::subject, subject);
    }

    void expectAll(const Fetched<ServerEntry> &server, const Fetched<EffectiveAuth> &auth,
                   const Fetched<Rows> &rows)
    {
        controlPlane.server.add(server);
        controlPlane.effectiveAuth.add(auth);
        controlPlane.overrides.add(rows);
    }

    /// Signed in, with everything known.
    void learnAll()
    {
        signIn();
        expectAll(
            entry(u"mcp-1"_s),
            EffectiveAuth{EffectiveAuth::Status::NotRequired, EffectiveAuth::Method::None, {}},
            Rows{rowOf(user17)});
        fillIn();
        QTRY_VERIFY(isSettled());
    }

    bool isSettled() const { return controlPlane.isUsedUp() && controlPlane.liveJobs() == 0; }
    QStringList asked() const { return controlPlane.calls().mid(1); } // after signing in

    FakeControlPlane controlPlane;
    FakeTokenVault vault;
    Session session{controlPlane, vault};
    OverrideForm form{RequestDescription::builtIn()};
    std::unique_ptr<TargetFacts> facts;
};

} // namespace

class TestTargetFacts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksOnceForEachFactWhenBothStandStill();
    void asksAboutTheServerAlone();
    void knowsThatNoOverrideStands();
    void asksNobody_data();
    void asksNobody();
    void asksOnSigningIn();
    void eachFactMayBeUnknown_data();
    void eachFactMayBeUnknown();
    void aServerOfAnotherIdIsNoAnswer();
    void forgetsAllWithTheServer();
    void keepsTheServerWithAnotherSubject();
    void forgetsAllOnSigningOut();
    void cancelsWhatIsUnderWay_data();
    void cancelsWhatIsUnderWay();
    void takesTheServerFromADirectory();
    void leavesAServerToTheControlPlaneThatNoDirectoryKnows();
    void tellsTheIdOfAName();
    void takesTheRowFromAList_data();
    void takesTheRowFromAList();
    void refreshesAtOnce();
    void learnsFromSaving();
    void learnsWhatStandsInTheWay();
    void learnsFromRemoving();
    void learnsNothingAboutOthers();
    void mayBeDestroyedInsideASlot();
};

void TestTargetFacts::asksOnceForEachFactWhenBothStandStill()
{
    Bench bench;
    bench.signIn();
    bench.expectAll(entry(u"mcp-1"_s), EffectiveAuth{}, Rows{rowOf(admin), rowOf(user17)});
    for (const QString &id : {u"m"_s, u"mcp"_s, u"mcp-1"_s})
        bench.form.setText(fields::server, id);
    for (const QString &id : {u"u"_s, u"user-17"_s, user17.id})
        bench.form.setText(fields::subject, id);
    QVERIFY(bench.asked().isEmpty());
    QTRY_VERIFY(bench.isSettled());
    QCOMPARE(bench.asked(), (QStringList{serverCall, authCall, listCall}));
    QCOMPARE(bench.controlPlane.accounts().constLast().token, u"admin-token"_s);
    QVERIFY(bench.facts->server().isKnown());
    QCOMPARE(bench.facts->server().value.name, u"jira-cloud"_s);
    QVERIFY(bench.facts->effectiveAuth().isKnown());
    QVERIFY(bench.facts->row().isKnown());
    QVERIFY(bench.facts->row().value == rowOf(user17));
}

void TestTargetFacts::asksAboutTheServerAlone()
{
    Bench bench;
    bench.signIn();
    bench.controlPlane.server.add(entry(u"mcp-1"_s));
    bench.form.setText(fields::server, u"mcp-1"_s);
    QTRY_VERIFY(bench.isSettled());
    QCOMPARE(bench.asked(), QStringList{serverCall});
    QCOMPARE(bench.facts->effectiveAuth().state, AuthState::NotAsked);
    QCOMPARE(bench.facts->row().state, RowState::NotAsked);
}

void TestTargetFacts::knowsThatNoOverrideStands()
{
    Bench bench;
    bench.signIn();
    bench.expectAll(entry(u"mcp-1"_s), EffectiveAuth{}, Rows{rowOf(admin)});
    bench.fillIn();
    QTRY_VERIFY(bench.isSettled());
    QVERIFY(bench.facts->row().isKnown());
    QVERIFY(!bench.facts->row().value);
}

void TestTargetFacts::asksNobody_data()
{
    QTest::addColumn<bool>("isSignedIn");
    QTest::addColumn<QString>("server");
    QTest::newRow("while nobody is signed in") << false << u"mcp-1"_s;
    QTest::newRow("without a server") << true << QString();
    QTest::newRow("about an id that cannot be in a URL") << true << u".."_s;
}

void TestTargetFacts::asksNobody()
{
    QFETCH(const bool, isSignedIn);
    QFETCH(const QString, server);
    Bench bench(std::chrono::milliseconds(0));
    if (isSignedIn)
        bench.signIn();
    bench.fillIn(server);
    bench.facts->refresh(); // which waits for nothing: a call would abort this
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(bench.facts->server().state, ServerState::NotAsked);
}

void TestTargetFacts::asksOnSigningIn()
{
    Bench bench;
    bench.fillIn();
    bench.expectAll(entry(u"mcp-1"_s), EffectiveAuth{}, Rows());
    bench.signIn();
    QTRY_VERIFY(bench.isSettled());
    QVERIFY(bench.facts->server().isKnown());
}

void TestTargetFacts::eachFactMayBeUnknown_data()
{
    QTest::addColumn<Failure>("failure");
    QTest::newRow("403") << Failure{NotPermitted{}};
    QTest::newRow("404") << Failure{NotFound{}};
    QTest::newRow("nonsense") << Failure{Unexpected{Unexpected::Reason::Shape, {}}};
    QTest::newRow("no answer") << Failure{NoAnswer{}};
}

void TestTargetFacts::eachFactMayBeUnknown()
{
    QFETCH(const Failure, failure);
    Bench bench;
    bench.signIn();
    bench.expectAll(failure, failure, failure);
    bench.fillIn();
    QTRY_VERIFY(bench.isSettled());
    QCOMPARE(bench.facts->server().state, ServerState::Unknown);
    QCOMPARE(bench.facts->effectiveAuth().state, AuthState::Unknown);
    QCOMPARE(bench.facts->row().state, RowState::Unknown);
    QVERIFY(bench.facts->server().failure);
    QCOMPARE(bench.facts->server().failure->index(), failure.index());
}

void TestTargetFacts::aServerOfAnotherIdIsNoAnswer()
{
    Bench bench;
    bench.signIn();
    bench.controlPlane.server.add(entry(u"mcp-2"_s));
    bench.form.setText(fields::server, u"mcp-1"_s);
    QTRY_VERIFY(bench.isSettled());
    QCOMPARE(bench.facts->server().state, ServerState::Unknown);
}

void TestTargetFacts::forgetsAllWithTheServer()
{
    Bench bench;
    bench.learnAll();
    bench.form.setText(fields::server, QString());
    QCOMPARE(bench.facts->server().state, ServerState::NotAsked);
    QCOMPARE(bench.facts->effectiveAuth().state, AuthState::NotAsked);
    QCOMPARE(bench.facts->row().state, RowState::NotAsked);
}

void TestTargetFacts::keepsTheServerWithAnotherSubject()
{
    Bench bench;
    bench.learnAll();
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
    bench.controlPlane.overrides.add(Rows());
    bench.form.setText(fields::subject, u"user-3@example.com"_s);
    QVERIFY(bench.facts->server().isKnown());
    QCOMPARE(bench.facts->row().state, RowState::NotAsked);
    QTRY_VERIFY(bench.isSettled());
    QCOMPARE(bench.asked().mid(3),
             (QStringList{u"fetchEffectiveAuth mcp-1 user user-3@example.com"_s, listCall}));
}

void TestTargetFacts::forgetsAllOnSigningOut()
{
    Bench bench;
    bench.learnAll();
    bench.session.signOut();
    QCOMPARE(bench.facts->server().state, ServerState::NotAsked);
    QCOMPARE(bench.facts->row().state, RowState::NotAsked);
}

void TestTargetFacts::cancelsWhatIsUnderWay_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<int>("left"); ///< jobs that go on
    QTest::newRow("all three with the server") << QString(fields::server) << 0;
    QTest::newRow("two with the subject") << QString(fields::subject) << 1;
}

void TestTargetFacts::cancelsWhatIsUnderWay()
{
    QFETCH(const QString, field);
    QFETCH(const int, left);
    Bench bench;
    bench.signIn();
    bench.controlPlane.server.addSilence();
    bench.controlPlane.effectiveAuth.addSilence();
    bench.controlPlane.overrides.addSilence();
    bench.fillIn();
    QTRY_COMPARE(bench.controlPlane.liveJobs(), 3);
    bench.form.setText(field, QString());
    QCOMPARE(bench.controlPlane.liveJobs(), left);
}

void TestTargetFacts::takesTheServerFromADirectory()
{
    Bench bench;
    bench.signIn();
    bench.facts->setServerLookup([](const QString &id) { return std::optional(entry(id)); });
    bench.form.setText(fields::server, u"mcp-1"_s);
    QVERIFY(bench.facts->server().isKnown()); // at once
    bench.facts->refresh();                   // and nobody is asked: that would abort this
    QVERIFY(bench.facts->server().isKnown());
    QVERIFY(bench.asked().isEmpty());
}

void TestTargetFacts::leavesAServerToTheControlPlaneThatNoDirectoryKnows()
{
    Bench bench;
    bench.signIn();
    bench.facts->setServerLookup([](const QString &) { return std::optional<ServerEntry>(); });
    bench.controlPlane.server.add(entry(u"mcp-1"_s));
    bench.form.setText(fields::server, u"mcp-1"_s);
    QTRY_VERIFY(bench.facts->server().isKnown());
}

void TestTargetFacts::tellsTheIdOfAName()
{
    Bench bench;
    bench.signIn();
    bench.facts->setServerLookup([](const QString &) { return std::optional(entry(u"mcp-7"_s)); });
    bench.form.setText(fields::server, u"jira-cloud"_s);
    QCOMPARE(bench.facts->idOfThatName(), u"mcp-7"_s);
    QCOMPARE(bench.facts->server().state, ServerState::NotAsked);
    bench.form.setText(fields::server, u"mcp-7"_s);
    QVERIFY(bench.facts->idOfThatName().isEmpty());
    QVERIFY(bench.facts->server().isKnown());
}

void TestTargetFacts::takesTheRowFromAList_data()
{
    QTest::addColumn<std::optional<OverrideRow>>("row");
    QTest::newRow("an override that stands") << std::optional(rowOf(user17));
    QTest::newRow("no override") << std::optional<OverrideRow>();
}

void TestTargetFacts::takesTheRowFromAList()
{
    QFETCH(const std::optional<OverrideRow>, row);
    Bench bench;
    bench.signIn();
    bench.facts->setRowLookup(
        [&row](const QString &, const Subject &) { return std::optional(row); });
    bench.controlPlane.server.add(entry(u"mcp-1"_s));
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
    bench.fillIn();
    QVERIFY(bench.facts->row().isKnown());
    QTRY_VERIFY(bench.isSettled());
    QCOMPARE(bench.asked(), (QStringList{serverCall, authCall}));
    QVERIFY(bench.facts->row().value == row);
}

void TestTargetFacts::refreshesAtOnce()
{
    Bench bench;
    bench.learnAll();
    bench.expectAll(entry(u"mcp-1"_s, u"renamed"_s), EffectiveAuth{}, Rows());
    bench.facts->refresh();
    QVERIFY(bench.controlPlane.isUsedUp());
    QTRY_VERIFY(bench.isSettled());
    QCOMPARE(bench.facts->server().value.name, u"renamed"_s);
    QVERIFY(!bench.facts->row().value);
}

namespace
{

ChangeReport reportOf(const ChangeOutcome &outcome)
{
    ChangeReport report;
    report.outcome = outcome;
    report.request.serverId = u"mcp-1"_s;
    report.request.subject = user17;
    return report;
}

} // namespace

void TestTargetFacts::learnsFromSaving()
{
    Bench bench;
    bench.learnAll();
    ChangeReport report = reportOf(Saved{});
    report.row = rowOf(user17);
    report.row->updatedBy = user17;
    bench.facts->learn(report);
    QVERIFY(bench.facts->row().value == report.row);
    QCOMPARE(bench.facts->effectiveAuth().state, AuthState::Unknown); // that is not told
    report.row.reset();
    report.effectiveAuth = EffectiveAuth{};
    bench.facts->learn(report);
    QCOMPARE(bench.facts->row().state, RowState::NotAsked); // but not that nobody tells
    QVERIFY(bench.facts->effectiveAuth().isKnown());
}

void TestTargetFacts::learnsWhatStandsInTheWay()
{
    Bench bench;
    bench.learnAll();
    OverrideRow newer = rowOf(user17);
    newer.updatedAt = newer.updatedAt.addDays(1);
    bench.facts->learn(reportOf(ChangedMeanwhile{newer}));
    QVERIFY(bench.facts->row().value == newer);
    QVERIFY(bench.facts->effectiveAuth().isKnown()); // as before
}

void TestTargetFacts::learnsFromRemoving()
{
    Bench bench;
    bench.learnAll();
    ChangeReport report = reportOf(Removed{});
    report.request.action = ChangeRequest::Action::Remove;
    bench.facts->learn(report);
    QVERIFY(bench.facts->row().isKnown());
    QVERIFY(!bench.facts->row().value);
}

void TestTargetFacts::learnsNothingAboutOthers()
{
    Bench bench;
    bench.learnAll();
    ChangeReport other = reportOf(Saved{});
    other.request.serverId = u"mcp-2"_s;
    bench.facts->learn(other);
    other = reportOf(Saved{});
    other.request.subject.type = u"virtualaccount"_s;
    bench.facts->learn(other);
    bench.facts->learn(reportOf(Failure{Busy{}}));
    QVERIFY(bench.facts->row().value == rowOf(user17));
    QVERIFY(bench.facts->effectiveAuth().isKnown());
}

void TestTargetFacts::mayBeDestroyedInsideASlot()
{
    Bench bench;
    bench.learnAll();
    QObject receiver;
    connect(bench.facts.get(), &TargetFacts::serverChanged, &receiver,
            [&bench] { bench.facts.reset(); });
    bench.form.setText(fields::server, u"mcp-2"_s);
    QVERIFY(!bench.facts);
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestTargetFacts)
#include "tst_targetfacts.moc"
