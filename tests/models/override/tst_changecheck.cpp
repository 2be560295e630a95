// SPDX-License-Identifier: Apache-2.0
// What a change looks at before it sends anything, and what it reads after saving.
#include "models/override/overridechange.h"
#include "tests/support/fakecontrolplane.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Phase = OverrideChange::Phase;
using Rows = QList<OverrideRow>;

const Subject user17{u"user-17@example.com"_s, u"user"_s};
const Subject admin{u"admin@example.com"_s, u"user"_s};
const Subject otherAdmin{u"admin-2@example.com"_s, u"user"_s};
const QDateTime then(QDate(2026, 11, 12), QTime(14, 2), Qt::UTC);

const QString listCall = u"fetchOverrides mcp-1"_s;
const QString setCall = u"setOverride mcp-1"_s;
const QString removeCall = u"removeOverride mcp-1 user user-17@example.com"_s;
const QString authCall = u"fetchEffectiveAuth mcp-1 user user-17@example.com"_s;

OverrideRow rowBy(const Subject &setter, const QDateTime &at = then)
{
    return {user17, u"header"_s, at, setter, {}};
}

struct Bench {
    Bench()
    {
        QObject::connect(&change, &OverrideChange::finished, &receiver,
                         [this](const ChangeReport &report) { reports.append(report); });
        QObject::connect(&change, &OverrideChange::phaseChanged, &receiver,
                         [this](Phase phase) { phases.append(phase); });
    }

    void start(const std::optional<OverrideRow> &shown = {}, const Subject &caller = admin)
    {
        const auto address =
            std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
        change.start({address, u"admin-token"_s}, Caller{caller, {}, {}, Role::Manager},
                     {action, u"mcp-1"_s, user17, "{}"}, {shown, replacesAnything});
    }

    void finish(const std::optional<OverrideRow> &shown = {}, const Subject &caller = admin)
    {
        start(shown, caller);
        QTRY_COMPARE(reports.size(), 1);
        QVERIFY(!change.isRunning());
        QCOMPARE(controlPlane.liveJobs(), 0);
        QVERIFY(controlPlane.isUsedUp());
    }

    ChangeRequest::Action action = ChangeRequest::Action::Set;
    bool replacesAnything = false;
    FakeControlPlane controlPlane;
    OverrideChange change{controlPlane};
    QObject receiver;
    QList<ChangeReport> reports;
    QList<Phase> phases;
};

} // namespace

class TestChangeCheck : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sendsWhereNothingStandsInTheWay_data();
    void sendsWhereNothingStandsInTheWay();
    void sendsNothingWhereSomebodyElseWasFaster_data();
    void sendsNothingWhereSomebodyElseWasFaster();
    void goesOnWhereTheListIsNotTold();
    void replacesAnythingForWhoInsists();
    void looksBeforeEveryAttempt_data();
    void looksBeforeEveryAttempt();
    void makesNoFurtherAttemptThatCannotBeChecked();
    void removesNothingThatAnotherUserHasSet();
    void tellsWhatWasAbandoned_data();
    void tellsWhatWasAbandoned();
    void tellsTheNewRowAfterSaving();
    void isSavedAlsoWhereTheNewRowIsNotTold();
    void tellsItsPhases();
    void cancelBeforeSendingSendsNothing();
    void cancelAfterSavingStopsBothReadings();
};

void TestChangeCheck::sendsWhereNothingStandsInTheWay_data()
{
    QTest::addColumn<Rows>("list");
    QTest::addColumn<std::optional<OverrideRow>>("shown");
    const std::optional<OverrideRow> nothing;
    QTest::newRow("nobody has one") << Rows() << nothing;
    QTest::newRow("another subject has one")
        << Rows{{admin, u"header"_s, then, otherAdmin, {}}} << nothing;
    QTest::newRow("the one that was shown")
        << Rows{rowBy(otherAdmin)} << std::optional(rowBy(otherAdmin));
    QTest::newRow("the one that was shown, which nobody knows who has set")
        << Rows{rowBy({})} << std::optional(rowBy({}));
    QTest::newRow("one that the caller has set meanwhile") << Rows{rowBy(admin)} << nothing;
    QTest::newRow("one that the caller has set again")
        << Rows{rowBy(admin, then.addSecs(1))} << std::optional(rowBy(otherAdmin));
    QTest::newRow("the shown one is gone") << Rows() << std::optional(rowBy(otherAdmin));
}

void TestChangeCheck::sendsWhereNothingStandsInTheWay()
{
    QFETCH(const Rows, list);
    QFETCH(const std::optional<OverrideRow>, shown);
    Bench bench;
    bench.controlPlane.overrides.add(list);
    bench.controlPlane.setResult.add(BodyRejected{});
    bench.finish(shown);
    QCOMPARE(bench.controlPlane.calls(), (QStringList{listCall, setCall}));
    QVERIFY(std::holds_alternative<BodyRejected>(bench.reports.constFirst().outcome));
}

void TestChangeCheck::sendsNothingWhereSomebodyElseWasFaster_data()
{
    QTest::addColumn<OverrideRow>("standing");
    QTest::addColumn<std::optional<OverrideRow>>("shown");
    QTest::addColumn<Subject>("caller");
    const std::optional<OverrideRow> nothing;
    QTest::newRow("none was shown") << rowBy(otherAdmin) << nothing << admin;
    QTest::newRow("an older one was shown")
        << rowBy(otherAdmin, then.addSecs(1)) << std::optional(rowBy(otherAdmin)) << admin;
    QTest::newRow("one by somebody else was shown, of the same second")
        << rowBy(otherAdmin) << std::optional(rowBy(admin)) << admin;
    QTest::newRow("nobody knows who has set it") << rowBy({}) << nothing << admin;
    QTest::newRow("nobody knows either who is calling") << rowBy({}) << nothing << Subject{};
    QTest::newRow("a virtual account of the caller's id")
        << rowBy({admin.id, u"virtualaccount"_s}) << nothing << admin;
}

void TestChangeCheck::sendsNothingWhereSomebodyElseWasFaster()
{
    QFETCH(const OverrideRow, standing);
    QFETCH(const std::optional<OverrideRow>, shown);
    QFETCH(const Subject, caller);
    Bench bench;
    bench.controlPlane.overrides.add(Rows{{admin, u"header"_s, then, admin, {}}, standing});
    bench.finish(shown, caller);
    QCOMPARE(bench.controlPlane.calls(), QStringList{listCall});
    const auto *change = std::get_if<ChangedMeanwhile>(&bench.reports.constFirst().outcome);
    QVERIFY(change);
    QVERIFY(change->row == standing);
}

void TestChangeCheck::goesOnWhereTheListIsNotTold()
{
    Bench bench;
    bench.controlPlane.overrides.add(Failure{NotPermitted{}});
    bench.controlPlane.setResult.add(BodyRejected{});
    bench.finish();
    QCOMPARE(bench.controlPlane.calls(), (QStringList{listCall, setCall}));
}

void TestChangeCheck::replacesAnythingForWhoInsists()
{
    Bench bench;
    bench.controlPlane.overrides.add(Rows{rowBy(otherAdmin)});
    bench.controlPlane.setResult.add(BodyRejected{});
    bench.replacesAnything = true;
    bench.finish();
    QCOMPARE(bench.controlPlane.calls(), (QStringList{listCall, setCall}));
}

void TestChangeCheck::looksBeforeEveryAttempt_data()
{
    QTest::addColumn<ChangeRequest::Action>("action");
    QTest::newRow("to set") << ChangeRequest::Action::Set;
    QTest::newRow("to remove") << ChangeRequest::Action::Remove;
}

void TestChangeCheck::looksBeforeEveryAttempt()
{
    QFETCH(const ChangeRequest::Action, action);
    const bool isRemoval = action == ChangeRequest::Action::Remove;
    const QString call = isRemoval ? removeCall : setCall;
    Bench bench;
    bench.action = action;
    bench.controlPlane.busyAttempts = 2;
    bench.controlPlane.overrides.add(Rows{rowBy(admin)});
    bench.controlPlane.overrides.add(Rows{rowBy(admin)});
    bench.controlPlane.overrides.add(Rows{rowBy(otherAdmin)}); // in the second pause
    bench.start();
    QTRY_COMPARE(bench.reports.size(), 1);
    QCOMPARE(bench.controlPlane.calls(),
             (QStringList{listCall, call + u" busy"_s, listCall, call + u" busy"_s, listCall}));
    const auto *change = std::get_if<ChangedMeanwhile>(&bench.reports.constFirst().outcome);
    QVERIFY(change);
    QVERIFY(change->row == rowBy(otherAdmin));
    QVERIFY(change->wasSent);
}

void TestChangeCheck::makesNoFurtherAttemptThatCannotBeChecked()
{
    Bench bench;
    bench.controlPlane.busyAttempts = 1;
    bench.controlPlane.overrides.add(Rows{});
    bench.controlPlane.overrides.add(Failure{Busy{}});
    bench.controlPlane.overrides.add(Rows{}); // what became of the first attempt
    bench.start();
    QTRY_COMPARE(bench.reports.size(), 1);
    QCOMPARE(bench.reports.constFirst().verification, Verification::NotThere);
    QVERIFY(bench.controlPlane.requests().size() == 1);
}

void TestChangeCheck::removesNothingThatAnotherUserHasSet()
{
    Bench bench;
    bench.action = ChangeRequest::Action::Remove;
    bench.controlPlane.overrides.add(Rows{rowBy(otherAdmin, then.addSecs(1))});
    bench.finish(rowBy(otherAdmin));
    QCOMPARE(bench.controlPlane.calls(), QStringList{listCall});
    const auto *change = std::get_if<ChangedMeanwhile>(&bench.reports.constFirst().outcome);
    QVERIFY(change && !change->wasSent);
}

void TestChangeCheck::tellsWhatWasAbandoned_data()
{
    QTest::addColumn<int>("lists"); ///< how far it comes
    QTest::addColumn<bool>("isTold");
    QTest::newRow("before anything is sent") << 0 << false;
    QTest::newRow("after it is sent") << 1 << true;
}

void TestChangeCheck::tellsWhatWasAbandoned()
{
    QFETCH(const int, lists);
    Bench bench;
    QList<ChangeReport> abandoned;
    QObject::connect(&bench.change, &OverrideChange::abandoned, &bench.receiver,
                     [&](const ChangeReport &report) { abandoned.append(report); });
    if (lists == 0)
        bench.controlPlane.overrides.addSilence();
    else
        bench.controlPlane.overrides.add(Rows{});
    if (lists > 0)
        bench.controlPlane.setResult.addSilence();
    bench.start();
    QTRY_VERIFY(bench.controlPlane.isUsedUp());
    bench.change.cancel();
    QTEST(!abandoned.isEmpty(), "isTold");
    QVERIFY(bench.reports.isEmpty());
    for (const ChangeReport &report : abandoned) {
        QVERIFY(report.isUnknown());
        QVERIFY(report.request.subject == user17);
    }
}

void TestChangeCheck::tellsTheNewRowAfterSaving()
{
    Bench bench;
    const OverrideRow now = rowBy(admin, then.addDays(1));
    bench.controlPlane.overrides.add(Rows());
    bench.controlPlane.setResult.add(Saved{});
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{
        EffectiveAuth::Status::Authenticated, EffectiveAuth::Method::AuthOverride, {}});
    bench.controlPlane.overrides.add(Rows{now});
    bench.finish();
    const ChangeReport &report = bench.reports.constFirst();
    QVERIFY(std::holds_alternative<Saved>(report.outcome));
    QVERIFY(report.row && *report.row == now);
    QVERIFY(report.effectiveAuth);
}

void TestChangeCheck::isSavedAlsoWhereTheNewRowIsNotTold()
{
    Bench bench;
    bench.controlPlane.overrides.add(Rows());
    bench.controlPlane.setResult.add(Saved{});
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
    bench.controlPlane.overrides.add(Failure{Busy{}});
    bench.finish();
    QVERIFY(std::holds_alternative<Saved>(bench.reports.constFirst().outcome));
    QVERIFY(!bench.reports.constFirst().row);
}

void TestChangeCheck::tellsItsPhases()
{
    Bench bench;
    bench.controlPlane.overrides.add(Rows());
    bench.controlPlane.setResult.add(Failure{NoAnswer{}});
    bench.controlPlane.overrides.add(Rows());
    bench.finish();
    QCOMPARE(bench.phases,
             (QList{Phase::Checking, Phase::Sending, Phase::Explaining, Phase::Idle}));
}

void TestChangeCheck::cancelBeforeSendingSendsNothing()
{
    Bench bench;
    bench.controlPlane.overrides.addSilence();
    bench.start();
    QCOMPARE(bench.change.phase(), Phase::Checking);
    bench.change.cancel();
    QVERIFY(!bench.change.isRunning());
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    QCOMPARE(bench.controlPlane.calls(), QStringList{listCall});
}

void TestChangeCheck::cancelAfterSavingStopsBothReadings()
{
    Bench bench;
    bench.controlPlane.overrides.add(Rows());
    bench.controlPlane.setResult.add(Saved{});
    bench.controlPlane.effectiveAuth.addSilence();
    bench.controlPlane.overrides.addSilence();
    bench.start();
    QTRY_VERIFY(bench.controlPlane.isUsedUp());
    QCOMPARE(bench.change.phase(), Phase::Done);
    bench.change.cancel();
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    QCOMPARE(bench.change.phase(), Phase::Idle);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestChangeCheck)
#include "tst_changecheck.moc"
