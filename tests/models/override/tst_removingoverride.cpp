// SPDX-License-Identifier: Apache-2.0
#include "models/override/overridechange.h"
#include "tests/support/fakecontrolplane.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const Subject user17{u"user-17@example.com"_s, u"user"_s};
const Subject admin{u"admin@example.com"_s, u"user"_s};
const QString serverId = u"mcp-1"_s;
const QString removeCall = u"removeOverride mcp-1 user user-17@example.com"_s;
const QString listCall = u"fetchOverrides mcp-1"_s;
const QString authCall = u"fetchEffectiveAuth mcp-1 user user-17@example.com"_s;

/// A removal on a fake control plane, and everything that it tells.
struct Bench {
    Bench()
    {
        QObject::connect(change.get(), &OverrideChange::finished, &receiver,
                         [this](const ChangeReport &report) { reports.append(report); });
        QObject::connect(change.get(), &OverrideChange::runningChanged, &receiver,
                         [this](bool running) { runningStates.append(running); });
    }

    void start(const Subject &subject = user17) const
    {
        const auto address =
            std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
        const Caller caller{admin, u"admin@example.com"_s, u"acme"_s, Role::Manager};
        controlPlane.overrides.addFirst(before);
        change->start({address, u"admin-token"_s}, caller,
                      {ChangeRequest::Action::Remove, serverId, subject, {}});
    }

    /// Starts, waits for the one report, and checks that everything ended.
    void finish(const Subject &subject = user17) const
    {
        start(subject);
        QVERIFY(change->isRunning());
        QVERIFY(reports.isEmpty());
        QTRY_VERIFY(!change->isRunning());
        QCOMPARE(reports.size(), 1);
        QCOMPARE(runningStates, (QList<bool>{true, false}));
        QCOMPARE(controlPlane.liveJobs(), 0);
        QVERIFY(controlPlane.isUsedUp());
    }

    const ChangeReport &report() const { return reports.constFirst(); }

    mutable FakeControlPlane controlPlane;
    Fetched<QList<OverrideRow>> before = QList<OverrideRow>{}; ///< what the list says first
    std::unique_ptr<OverrideChange> change = std::make_unique<OverrideChange>(controlPlane);
    QObject receiver;
    QList<ChangeReport> reports;
    QList<bool> runningStates;
};

OverrideRow rowOf(const Subject &subject, qint64 secondsAgo)
{
    return {subject, u"header"_s, QDateTime::currentDateTimeUtc().addSecs(-secondsAgo), admin, {}};
}

const OverrideRow earlier = rowOf(user17, 3600);

void settle()
{
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

enum class Stage { Removing, Rereading, ReadingEffectiveAuth };

void addStages()
{
    QTest::addColumn<Stage>("stage");
    QTest::newRow("while it is removed") << Stage::Removing;
    QTest::newRow("while the list is read again") << Stage::Rereading;
    QTest::newRow("while the effective auth is read") << Stage::ReadingEffectiveAuth;
}

/// Starts and stands still at @p stage.
void hangAt(Stage stage, Bench &bench)
{
    FakeControlPlane &controlPlane = bench.controlPlane;
    switch (stage) {
    case Stage::Removing: controlPlane.removal.addSilence(); break;
    case Stage::Rereading:
        controlPlane.removal.add(Failure{NoAnswer{}});
        controlPlane.overrides.addSilence();
        break;
    case Stage::ReadingEffectiveAuth:
        controlPlane.removal.add(Removed{});
        controlPlane.effectiveAuth.addSilence();
        break;
    }
    bench.start();
    QTRY_VERIFY(controlPlane.isUsedUp());
}

} // namespace

class TestRemovingOverride : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheEffectiveAuthOnceItIsGone();
    void isGoneAlsoWhereTheEffectiveAuthIsNotTold();
    void knowsTheCallersOwnOverride();
    void looksIntoTheListWhereTheAnswerLeavesItOpen_data();
    void looksIntoTheListWhereTheAnswerLeavesItOpen();
    void asksWhatIsMissingWhereTheListIsNotFound_data();
    void asksWhatIsMissingWhereTheListIsNotFound();
    void finishesAtOnceOnAnyOtherAnswer_data();
    void finishesAtOnceOnAnyOtherAnswer();
    void cancelStopsEachStage_data();
    void cancelStopsEachStage();
    void cancelWithoutARequestDoesNothing();
    void mayBeDestroyedAtEachStage_data();
    void mayBeDestroyedAtEachStage();
    void mayBeDestroyedInsideASlot_data();
    void mayBeDestroyedInsideASlot();
    void mayBeStartedAgainInsideASlot();
};

void TestRemovingOverride::readsTheEffectiveAuthOnceItIsGone()
{
    Bench bench;
    bench.controlPlane.removal.add(Removed{});
    bench.controlPlane.effectiveAuth.add(
        EffectiveAuth{EffectiveAuth::Status::Required, EffectiveAuth::Method::None, {}});
    bench.finish();
    QCOMPARE(bench.controlPlane.calls(), (QStringList{listCall, removeCall, authCall}));
    QCOMPARE(bench.controlPlane.accounts().constFirst().token, u"admin-token"_s);
    QVERIFY(bench.report().isDone());
    QCOMPARE(bench.report().request.serverId, serverId);
    QVERIFY(bench.report().request.subject == user17);
    QVERIFY(bench.report().effectiveAuth);
    QCOMPARE(bench.report().effectiveAuth->status, EffectiveAuth::Status::Required);
    QVERIFY(bench.report().finishedAt.isValid());
}

void TestRemovingOverride::isGoneAlsoWhereTheEffectiveAuthIsNotTold()
{
    Bench bench;
    bench.controlPlane.removal.add(Removed{});
    bench.controlPlane.effectiveAuth.add(Failure{NotPermitted{}});
    bench.finish();
    QVERIFY(bench.report().isDone());
    QVERIFY(!bench.report().effectiveAuth);
}

void TestRemovingOverride::knowsTheCallersOwnOverride()
{
    Bench bench;
    bench.controlPlane.removal.add(Failure{NotPermitted{}});
    bench.finish(admin);
    QVERIFY(bench.report().forCaller);
}

void TestRemovingOverride::looksIntoTheListWhereTheAnswerLeavesItOpen_data()
{
    QTest::addColumn<Failure>("failure");
    QTest::addColumn<Fetched<QList<OverrideRow>>>("list");
    QTest::addColumn<Verification>("verdict");
    QTest::addColumn<bool>("isGone");
    const QList<std::pair<QByteArray, Failure>> failures{
        {"404", NotFound{}}, {"no answer", NoAnswer{}}, {"502", Busy{1, {}, {502, {}, {}}}}};
    for (const auto &one : failures) {
        const auto row = [&](const char *how, const Fetched<QList<OverrideRow>> &list,
                             Verification verdict, bool isGone) {
            QTest::addRow("%s, %s", one.first.constData(), how)
                << one.second << list << verdict << isGone;
        };
        row("and it is not there", QList{rowOf(admin, 0)}, Verification::NotThere, true);
        row("and it is still there", QList{earlier}, Verification::Unchanged, false);
        row("and there is a new one", QList{rowOf(user17, 0)}, Verification::SetByCaller, false);
        row("and the list is not told", Failure{NotPermitted{}}, Verification::Failed, false);
    }
}

void TestRemovingOverride::looksIntoTheListWhereTheAnswerLeavesItOpen()
{
    QFETCH(const Failure, failure);
    QFETCH(const Fetched<QList<OverrideRow>>, list);
    QFETCH(const bool, isGone);
    Bench bench;
    bench.before = QList{earlier};
    bench.controlPlane.removal.add(failure);
    bench.controlPlane.overrides.add(list);
    if (isGone)
        bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
    bench.finish();
    QCOMPARE(bench.controlPlane.calls(),
             isGone ? (QStringList{listCall, removeCall, listCall, authCall})
                    : (QStringList{listCall, removeCall, listCall}));
    QTEST(bench.report().verification, "verdict");
    QCOMPARE(bench.report().isDone(), isGone);
    QCOMPARE(std::get<Failure>(bench.report().outcome).index(), failure.index());
}

/// An older control plane has no list: its 404 says nothing about the server.
void TestRemovingOverride::asksWhatIsMissingWhereTheListIsNotFound_data()
{
    using Missing = NotFound::Missing;
    QTest::addColumn<Fetched<ServerEntry>>("server");
    QTest::addColumn<NotFound::Missing>("missing");
    QTest::newRow("the server") << Fetched<ServerEntry>(Failure{NotFound{}}) << Missing::Server;
    QTest::newRow("the list") << Fetched<ServerEntry>(ServerEntry{serverId, u"jira"_s, {}, true})
                              << Missing::OverridesCall;
    QTest::newRow("unknown") << Fetched<ServerEntry>(Failure{NotPermitted{}}) << Missing::Unknown;
}

void TestRemovingOverride::asksWhatIsMissingWhereTheListIsNotFound()
{
    QFETCH(const Fetched<ServerEntry>, server);
    Bench bench;
    bench.controlPlane.removal.add(Failure{NotFound{}});
    bench.controlPlane.overrides.add(Failure{NotFound{}});
    bench.controlPlane.server.add(server);
    if (const auto *failure = std::get_if<Failure>(&server);
        failure && std::holds_alternative<NotFound>(*failure))
        bench.controlPlane.servers.add(QList<ServerEntry>{});
    bench.finish();
    const auto &failure = std::get<Failure>(bench.report().outcome);
    QTEST(std::get<NotFound>(failure).missing, "missing");
    QVERIFY(!bench.report().isDone());
    QVERIFY(bench.controlPlane.isUsedUp());
}

void TestRemovingOverride::finishesAtOnceOnAnyOtherAnswer_data()
{
    QTest::addColumn<Failure>("failure");
    QTest::newRow("an expired sign-in") << Failure{SignInExpired{}};
    QTest::newRow("no permission") << Failure{NotPermitted{}};
    QTest::newRow("a busy control plane") << Failure{Busy{}};
    QTest::newRow("a control plane that is not reached") << Failure{NotReached{}};
    QTest::newRow("a strange answer") << Failure{Unexpected{}};
}

void TestRemovingOverride::finishesAtOnceOnAnyOtherAnswer()
{
    QFETCH(const Failure, failure);
    Bench bench;
    bench.controlPlane.removal.add(failure);
    bench.finish();
    QCOMPARE(bench.controlPlane.calls(), (QStringList{listCall, removeCall}));
    QCOMPARE(bench.report().verification, Verification::NotDone);
    QVERIFY(!bench.report().isDone());
}

void TestRemovingOverride::cancelStopsEachStage_data() { addStages(); }

void TestRemovingOverride::cancelStopsEachStage()
{
    QFETCH(const Stage, stage);
    Bench bench;
    hangAt(stage, bench);
    bench.change->cancel();
    QVERIFY(!bench.change->isRunning());
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    QCOMPARE(bench.runningStates, (QList<bool>{true, false}));
    settle();
    QVERIFY(bench.reports.isEmpty());
}

void TestRemovingOverride::cancelWithoutARequestDoesNothing()
{
    Bench bench;
    bench.change->cancel();
    QVERIFY(bench.runningStates.isEmpty());
}

void TestRemovingOverride::mayBeDestroyedAtEachStage_data() { addStages(); }

void TestRemovingOverride::mayBeDestroyedAtEachStage()
{
    QFETCH(const Stage, stage);
    Bench bench;
    hangAt(stage, bench);
    bench.change.reset();
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    settle();
    QVERIFY(bench.reports.isEmpty());
}

void TestRemovingOverride::mayBeDestroyedInsideASlot_data()
{
    QTest::addColumn<bool>("isRunning");
    QTest::newRow("when it starts") << true;
    QTest::newRow("when it stops running") << false;
}

void TestRemovingOverride::mayBeDestroyedInsideASlot()
{
    QFETCH(const bool, isRunning);
    Bench bench;
    bench.controlPlane.removal.add(Failure{Busy{}});
    QObject::connect(bench.change.get(), &OverrideChange::runningChanged, &bench.receiver,
                     [&](bool running) {
                         if (running == isRunning)
                             bench.change.reset();
                     });
    bench.start();
    QTRY_VERIFY(!bench.change);
    settle();
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    QVERIFY(bench.reports.isEmpty());
}

void TestRemovingOverride::mayBeStartedAgainInsideASlot()
{
    Bench bench;
    bench.controlPlane.removal.add(Failure{Busy{}});
    bench.controlPlane.removal.add(Failure{Busy{}});
    QObject::connect(bench.change.get(), &OverrideChange::finished, &bench.receiver, [&] {
        if (bench.reports.size() == 1)
            bench.start(admin);
    });
    bench.start();
    QTRY_COMPARE(bench.reports.size(), 2);
    QVERIFY(bench.reports.at(1).request.subject == admin);
    QVERIFY(!bench.change->isRunning());
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestRemovingOverride)
#include "tst_removingoverride.moc"
