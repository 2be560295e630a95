// SPDX-License-Identifier: Apache-2.0
#include "models/override/overridechange.h"
#include "tests/support/fakecontrolplane.h"

#include <QTest>

#include <array>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const Subject user17{u"user-17@example.com"_s, u"user"_s};
const Subject admin{u"admin@example.com"_s, u"user"_s};
const QString serverId = u"mcp-1"_s;

/// A change on a fake control plane, and everything that it tells.
struct Bench {
    Bench()
    {
        QObject::connect(change.get(), &OverrideChange::finished, &receiver,
                         [this](const ChangeReport &report) { reports.append(report); });
        QObject::connect(change.get(), &OverrideChange::runningChanged, &receiver,
                         [this](bool running) { runningStates.append(running); });
    }

    void start(const Subject &subject = user17, const QString &server = serverId) const
    {
        const auto address =
            std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
        const Caller caller{admin, u"admin@example.com"_s, u"acme"_s, Role::Manager};
        controlPlane.overrides.addFirst(before);
        change->start({address, u"admin-token"_s}, caller,
                      {ChangeRequest::Action::Set, server, subject, "{\"a\":1}"}, replaceable);
    }

    /// Starts, waits for the one report, and checks that everything ended.
    void finish(const Subject &subject = user17, const QString &server = serverId) const
    {
        start(subject, server);
        QVERIFY(change->isRunning());
        QVERIFY(reports.isEmpty());
        QTRY_VERIFY(!change->isRunning());
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
        QCOMPARE(reports.size(), 1);
        QCOMPARE(runningStates, (QList<bool>{true, false}));
        QCOMPARE(controlPlane.liveJobs(), 0);
        QVERIFY(controlPlane.isUsedUp());
    }

    const ChangeReport &report() const { return reports.constFirst(); }
    template<class T>
    const T &failure() const
    {
        return std::get<T>(std::get<Failure>(report().outcome));
    }

    mutable FakeControlPlane controlPlane;
    Replaceable replaceable;
    Fetched<QList<OverrideRow>> before = QList<OverrideRow>{}; ///< what the list says first
    std::unique_ptr<OverrideChange> change = std::make_unique<OverrideChange>(controlPlane);
    QObject receiver;
    QList<ChangeReport> reports;
    QList<bool> runningStates;
};

OverrideRow rowOf(const Subject &subject, const QDateTime &updatedAt)
{
    return {subject, u"header"_s, updatedAt, admin, u"Admin"_s};
}

QDateTime secondsAgo(qint64 seconds) { return QDateTime::currentDateTimeUtc().addSecs(-seconds); }

} // namespace

class TestSettingOverride : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sendsTheRequestAsItIs();
    void reportsWhatWasSentAndWhen();
    void knowsTheCallersOwnOverride_data();
    void knowsTheCallersOwnOverride();
    void readsTheEffectiveAuthAfterSaving();
    void isSavedAlsoWhereTheEffectiveAuthIsNotTold();
    void finishesAtOnceOnAnyOtherAnswer_data();
    void finishesAtOnceOnAnyOtherAnswer();

    void findsThatTheSubjectIsMissing();
    void findsThatTheServerIsMissing();
    void findsTheServerInTheListWhereTheCallIsMissing();
    void findsNoControlPlaneWithoutAListOfServers();
    void findsTheIdOfAName_data();
    void findsTheIdOfAName();
    void findsNoIdWhereTheServersAreNotTold();
    void leavesOpenWhatIsMissingWhereNobodyTells_data();
    void leavesOpenWhatIsMissingWhereNobodyTells();

    void readsTheListWhereTheResultIsOpen_data();
    void readsTheListWhereTheResultIsOpen();
    void judgesByWhatWasThereBefore_data();
    void judgesByWhatWasThereBefore();
    void judgesByTheServersClockWhereTheListWasUnreadableBefore_data();
    void judgesByTheServersClockWhereTheListWasUnreadableBefore();
    void cannotTellWhereTheListIsNotRead();

    void cancelStopsEachStage_data();
    void cancelStopsEachStage();
    void cancelBeforeTheAnswerIsDeliveredStopsIt();
    void cancelWithoutARequestDoesNothing();
    void mayBeDestroyedAtEachStage_data();
    void mayBeDestroyedAtEachStage();
    void mayBeDestroyedInsideASlot_data();
    void mayBeDestroyedInsideASlot();
    void mayBeCancelledInsideASlot();
    void mayBeStartedAgainInsideASlot();
    void startsAfreshAfterACancel();
};

void TestSettingOverride::sendsTheRequestAsItIs()
{
    Bench bench;
    bench.controlPlane.setResult.add(BodyRejected{});
    bench.finish();
    QCOMPARE(bench.controlPlane.requests().size(), 1);
    QCOMPARE(bench.controlPlane.requests().constFirst().serverId, serverId);
    QCOMPARE(bench.controlPlane.requests().constFirst().body, QByteArray("{\"a\":1}"));
    QCOMPARE(bench.controlPlane.accounts().constFirst().token, u"admin-token"_s);
}

void TestSettingOverride::reportsWhatWasSentAndWhen()
{
    Bench bench;
    bench.controlPlane.setResult.add(BodyRejected{{u"/subjectId"_s}, {400, {}, u"no"_s}});
    const QDateTime before = QDateTime::currentDateTime();
    bench.finish();
    const ChangeReport &report = bench.report();
    QCOMPARE(report.request.serverId, serverId);
    QCOMPARE(report.request.body, QByteArray("{\"a\":1}"));
    QVERIFY(report.request.subject == user17);
    QVERIFY(report.finishedAt >= before && report.finishedAt <= QDateTime::currentDateTime());
    QCOMPARE(std::get<BodyRejected>(report.outcome).pointers, QStringList{u"/subjectId"_s});
    QCOMPARE(std::get<BodyRejected>(report.outcome).reply.words, u"no"_s);
}

void TestSettingOverride::knowsTheCallersOwnOverride_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("type");
    QTest::addColumn<bool>("isForCaller");
    QTest::newRow("the caller is the caller") << admin.id << u"user"_s << true;
    QTest::newRow("somebody else is not") << user17.id << u"user"_s << false;
    QTest::newRow("a virtual account of the same id is not")
        << admin.id << u"virtualaccount"_s << false;
}

void TestSettingOverride::knowsTheCallersOwnOverride()
{
    QFETCH(QString, id);
    QFETCH(QString, type);
    QFETCH(bool, isForCaller);
    Bench bench;
    bench.controlPlane.setResult.add(Failure{NotPermitted{}});
    bench.finish({id, type});
    QCOMPARE(bench.report().forCaller, isForCaller);
}

void TestSettingOverride::readsTheEffectiveAuthAfterSaving()
{
    Bench bench;
    bench.controlPlane.setResult.add(Saved{{200, u"r-1"_s, {}}});
    bench.controlPlane.overrides.add(QList<OverrideRow>{});
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{
        EffectiveAuth::Status::Authenticated, EffectiveAuth::Method::AuthOverride, u"why"_s});
    bench.finish();
    QCOMPARE(bench.controlPlane.calls(),
             (QStringList{u"fetchOverrides mcp-1"_s, u"setOverride mcp-1"_s,
                          u"fetchEffectiveAuth mcp-1 user user-17@example.com"_s,
                          u"fetchOverrides mcp-1"_s}));
    QCOMPARE(std::get<Saved>(bench.report().outcome).reply.requestId, u"r-1"_s);
    QVERIFY(bench.report().effectiveAuth);
    QCOMPARE(bench.report().effectiveAuth->method, EffectiveAuth::Method::AuthOverride);
    QCOMPARE(bench.report().effectiveAuth->reason, u"why"_s);
}

void TestSettingOverride::isSavedAlsoWhereTheEffectiveAuthIsNotTold()
{
    Bench bench;
    bench.controlPlane.setResult.add(Saved{});
    bench.controlPlane.overrides.add(QList<OverrideRow>{});
    bench.controlPlane.effectiveAuth.add(Failure{NotFound{}});
    bench.finish();
    QVERIFY(std::holds_alternative<Saved>(bench.report().outcome));
    QVERIFY(!bench.report().effectiveAuth);
}

namespace
{

ChangeOutcome finalOutcome(int row)
{
    switch (row) {
    case 0: return BodyRejected{};
    case 1: return OverridesUnsupported{};
    case 2: return Failure{SignInExpired{}};
    case 3: return Failure{NotPermitted{}};
    case 4: return Failure{Busy{}};
    case 5: return Failure{NotReached{}};
    case 6: return Failure{Insecure{}};
    case 7: return Failure{Redirected{}};
    default: return Failure{Unexpected{}};
    }
}

} // namespace

void TestSettingOverride::finishesAtOnceOnAnyOtherAnswer_data()
{
    QTest::addColumn<int>("row");
    const std::array names{"a body that was rejected", "a server without overrides",
                           "an expired sign-in",       "no permission",
                           "a busy control plane",     "a control plane that is not reached",
                           "a bad certificate",        "a redirect",
                           "a strange answer"};
    for (size_t row = 0; row < names.size(); ++row)
        QTest::newRow(names[row]) << static_cast<int>(row);
}

void TestSettingOverride::finishesAtOnceOnAnyOtherAnswer()
{
    QFETCH(int, row);
    Bench bench;
    bench.controlPlane.setResult.add(finalOutcome(row));
    bench.finish();
    QCOMPARE(bench.controlPlane.calls(),
             (QStringList{u"fetchOverrides mcp-1"_s, u"setOverride mcp-1"_s}));
    QCOMPARE(bench.report().outcome.index(), finalOutcome(row).index());
    QCOMPARE(bench.report().verification, Verification::NotDone);
    if (const auto *failure = std::get_if<Failure>(&bench.report().outcome))
        QCOMPARE(failure->index(), std::get<Failure>(finalOutcome(row)).index());
}

void TestSettingOverride::findsThatTheSubjectIsMissing()
{
    Bench bench;
    bench.controlPlane.setResult.add(Failure{NotFound{{}, {}, {404, u"r-1"_s, u"gone"_s}}});
    bench.controlPlane.server.add(ServerEntry{serverId, u"jira"_s, {}, true});
    bench.finish();
    QCOMPARE(
        bench.controlPlane.calls(),
        (QStringList{u"fetchOverrides mcp-1"_s, u"setOverride mcp-1"_s, u"fetchServer mcp-1"_s}));
    QCOMPARE(bench.failure<NotFound>().missing, NotFound::Missing::Subject);
    QCOMPARE(bench.failure<NotFound>().reply.requestId, u"r-1"_s);
    QCOMPARE(bench.failure<NotFound>().reply.words, u"gone"_s);
}

void TestSettingOverride::findsThatTheServerIsMissing()
{
    Bench bench;
    bench.controlPlane.setResult.add(Failure{NotFound{}});
    bench.controlPlane.server.add(Failure{NotFound{}});
    bench.controlPlane.servers.add(QList<ServerEntry>{{u"mcp-2"_s, u"other"_s, {}, true}});
    bench.finish();
    QCOMPARE(bench.controlPlane.calls(),
             (QStringList{u"fetchOverrides mcp-1"_s, u"setOverride mcp-1"_s, u"fetchServer mcp-1"_s,
                          u"fetchServers"_s}));
    QCOMPARE(bench.failure<NotFound>().missing, NotFound::Missing::Server);
    QVERIFY(bench.failure<NotFound>().idOfThatName.isEmpty());
}

void TestSettingOverride::findsTheServerInTheListWhereTheCallIsMissing()
{
    Bench bench;
    bench.controlPlane.setResult.add(Failure{NotFound{}});
    bench.controlPlane.server.add(Failure{NotFound{}});
    bench.controlPlane.servers.add(
        QList<ServerEntry>{{serverId, u"jira"_s, {}, true}, {u"mcp-2"_s, serverId, {}, true}});
    bench.finish();
    QCOMPARE(bench.failure<NotFound>().missing, NotFound::Missing::Subject);
    QVERIFY(bench.failure<NotFound>().idOfThatName.isEmpty());
}

void TestSettingOverride::findsNoControlPlaneWithoutAListOfServers()
{
    Bench bench;
    bench.controlPlane.setResult.add(Failure{NotFound{}});
    bench.controlPlane.server.add(Failure{NotFound{}});
    bench.controlPlane.servers.add(Failure{NotFound{}});
    bench.finish();
    QCOMPARE(bench.failure<NotFound>().missing, NotFound::Missing::ControlPlane);
}

void TestSettingOverride::findsTheIdOfAName_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("id");
    QTest::newRow("a name") << u"jira-cloud"_s << u"mcp-7"_s;
    QTest::newRow("a full name") << u"acme:mcp-server:jira-cloud"_s << u"mcp-7"_s;
    QTest::newRow("not a part of a name") << u"jira"_s << QString();
    QTest::newRow("not a name in another case") << u"Jira-Cloud"_s << QString();
}

void TestSettingOverride::findsTheIdOfAName()
{
    QFETCH(QString, given);
    QFETCH(QString, id);
    Bench bench;
    bench.controlPlane.setResult.add(Failure{NotFound{}});
    bench.controlPlane.server.add(Failure{NotFound{}});
    bench.controlPlane.servers.add(
        QList<ServerEntry>{{u"mcp-6"_s, u"github"_s, u"acme:mcp-server:github"_s, true},
                           {u"mcp-7"_s, u"jira-cloud"_s, u"acme:mcp-server:jira-cloud"_s, true}});
    bench.finish(user17, given);
    QCOMPARE(bench.failure<NotFound>().idOfThatName, id);
    QCOMPARE(bench.failure<NotFound>().missing, NotFound::Missing::Server);
}

void TestSettingOverride::findsNoIdWhereTheServersAreNotTold()
{
    Bench bench;
    bench.controlPlane.setResult.add(Failure{NotFound{}});
    bench.controlPlane.server.add(Failure{NotFound{}});
    bench.controlPlane.servers.add(Failure{NotPermitted{}});
    bench.finish();
    QCOMPARE(bench.failure<NotFound>().missing, NotFound::Missing::Server);
    QVERIFY(bench.failure<NotFound>().idOfThatName.isEmpty());
}

void TestSettingOverride::leavesOpenWhatIsMissingWhereNobodyTells_data()
{
    QTest::addColumn<bool>("isPermitted");
    QTest::newRow("because it is not permitted to ask") << false;
    QTest::newRow("because no answer comes") << true;
}

void TestSettingOverride::leavesOpenWhatIsMissingWhereNobodyTells()
{
    QFETCH(bool, isPermitted);
    Bench bench;
    bench.controlPlane.setResult.add(Failure{NotFound{}});
    bench.controlPlane.server.add(isPermitted ? Failure{NoAnswer{}} : Failure{NotPermitted{}});
    bench.finish();
    QCOMPARE(bench.failure<NotFound>().missing, NotFound::Missing::Unknown);
}

void TestSettingOverride::readsTheListWhereTheResultIsOpen_data()
{
    QTest::addColumn<Failure>("failure");
    const auto busy = [](int status) { return Busy{1, {}, {status, {}, {}}}; };
    QTest::newRow("no answer in time") << Failure(NoAnswer{});
    QTest::newRow("a lost connection") << Failure(NoAnswer{NoAnswer::Cause::ConnectionLost});
    QTest::newRow("202") << Failure(NoAnswer{NoAnswer::Cause::Unclear, 1, {202, {}, {}}});
    QTest::newRow("206") << Failure(Unexpected{Unexpected::Reason::Status, {206, {}, {}}});
    for (const int status : {500, 502, 503, 504})
        QTest::addRow("%d", status) << Failure(busy(status));
    QTest::newRow("an HTML page") << Failure(Unexpected{Unexpected::Reason::Shape, {}});
    QTest::newRow("an answer without end") << Failure(Unexpected{Unexpected::Reason::TooLarge, {}});
}

void TestSettingOverride::readsTheListWhereTheResultIsOpen()
{
    QFETCH(const Failure, failure);
    Bench bench;
    bench.controlPlane.setResult.add(failure);
    bench.controlPlane.overrides.add(QList{rowOf(user17, secondsAgo(0))});
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
    bench.finish();
    QCOMPARE(bench.report().verification, Verification::SetByCaller);
    QVERIFY(bench.report().isDone());
    QVERIFY(!bench.report().isUnknown());

    Bench other;
    other.controlPlane.setResult.add(failure);
    other.controlPlane.overrides.add(Failure{NotReached{}});
    other.finish();
    QVERIFY(!other.report().isDone());
    QVERIFY(other.report().isUnknown());
}

void TestSettingOverride::judgesByWhatWasThereBefore_data()
{
    using Row = std::optional<OverrideRow>;
    QTest::addColumn<Row>("before");
    QTest::addColumn<Row>("after");
    QTest::addColumn<Verification>("verdict");
    const Subject other{u"other@example.com"_s, u"user"_s};
    const auto by = [](const Subject &setter, const QDateTime &at) {
        OverrideRow row = rowOf(user17, at);
        row.updatedBy = setter;
        return Row(row);
    };
    QTest::newRow("none before, and none after") << Row() << Row() << Verification::NotThere;
    QTest::newRow("a server whose clock is 90 s behind, saved")
        << Row() << by(admin, secondsAgo(90)) << Verification::SetByCaller;
    QTest::newRow("a server whose clock is 90 s behind, replaced")
        << by(admin, secondsAgo(3600)) << by(admin, secondsAgo(90)) << Verification::SetByCaller;
    QTest::newRow("a server whose clock is 2 min ahead, not saved")
        << by(admin, secondsAgo(-115)) << by(admin, secondsAgo(-115)) << Verification::Unchanged;
    QTest::newRow("another manager has set one 30 s before")
        << by(other, secondsAgo(30)) << by(other, secondsAgo(30)) << Verification::Unchanged;
    QTest::newRow("another manager has set one in the meantime")
        << Row() << by(other, secondsAgo(0)) << Verification::SetByOther;
    QTest::newRow("nothing says who has set it")
        << Row() << by({}, secondsAgo(0)) << Verification::Undecided;
    QTest::newRow("nothing says when it was set")
        << by(admin, {}) << by(admin, {}) << Verification::Undecided;
}

void TestSettingOverride::judgesByWhatWasThereBefore()
{
    QFETCH(const std::optional<OverrideRow>, before);
    QFETCH(const std::optional<OverrideRow>, after);
    const auto list = [](const std::optional<OverrideRow> &row) {
        return row ? QList{*row} : QList<OverrideRow>{};
    };
    Bench bench;
    bench.before = list(before);
    bench.replaceable.shown = before;
    bench.controlPlane.setResult.add(Failure{NoAnswer{}});
    bench.controlPlane.overrides.add(list(after));
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
    bench.start();
    QTRY_COMPARE(bench.reports.size(), 1);
    QTEST(bench.report().verification, "verdict");
}

void TestSettingOverride::judgesByTheServersClockWhereTheListWasUnreadableBefore_data()
{
    QTest::addColumn<qint64>("serverIsAheadBy");
    QTest::addColumn<qint64>("setBefore"); ///< by the server's clock, in seconds
    QTest::addColumn<Verification>("verdict");
    for (const qint64 ahead : {-90, 0, 120}) {
        QTest::addRow("%lld s, set now", static_cast<long long>(ahead))
            << ahead << qint64(0) << Verification::SetByCaller;
        QTest::addRow("%lld s, set 30 s before", static_cast<long long>(ahead))
            << ahead << qint64(30) << Verification::Unchanged;
    }
}

void TestSettingOverride::judgesByTheServersClockWhereTheListWasUnreadableBefore()
{
    QFETCH(const qint64, serverIsAheadBy);
    QFETCH(const qint64, setBefore);
    const QDateTime serverNow = secondsAgo(-serverIsAheadBy);
    for (const bool tellsItsTime : {true, false}) {
        Bench bench;
        bench.before = Failure{NotPermitted{}};
        if (tellsItsTime)
            bench.controlPlane.serverTime = serverNow;
        bench.controlPlane.setResult.add(Failure{NoAnswer{}});
        bench.controlPlane.overrides.add(QList{rowOf(user17, serverNow.addSecs(-setBefore))});
        bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
        bench.start();
        QTRY_COMPARE(bench.reports.size(), 1);
        if (tellsItsTime)
            QTEST(bench.report().verification, "verdict");
        else
            QCOMPARE(bench.report().verification, Verification::Undecided);
    }
}

void TestSettingOverride::cannotTellWhereTheListIsNotRead()
{
    Bench bench;
    bench.controlPlane.setResult.add(Failure{NoAnswer{}});
    bench.controlPlane.overrides.add(Failure{NotReached{}});
    bench.finish();
    QCOMPARE(bench.report().verification, Verification::Failed);
    QVERIFY(std::holds_alternative<NoAnswer>(std::get<Failure>(bench.report().outcome)));
}

namespace
{

enum class Stage { Setting, ReadingEffectiveAuth, FindingMissing, FindingName, Rereading };

void addStages()
{
    QTest::addColumn<Stage>("stage");
    QTest::newRow("while the override is set") << Stage::Setting;
    QTest::newRow("while the effective auth is read") << Stage::ReadingEffectiveAuth;
    QTest::newRow("while what is missing is found") << Stage::FindingMissing;
    QTest::newRow("while the id of a name is found") << Stage::FindingName;
    QTest::newRow("while the list is read again") << Stage::Rereading;
}

/// Starts and stands still at @p stage.
void hangAt(Stage stage, Bench &bench)
{
    FakeControlPlane &controlPlane = bench.controlPlane;
    switch (stage) {
    case Stage::Setting: controlPlane.setResult.addSilence(); break;
    case Stage::ReadingEffectiveAuth:
        controlPlane.setResult.add(Saved{});
        controlPlane.effectiveAuth.addSilence();
        controlPlane.overrides.add(QList<OverrideRow>{});
        break;
    case Stage::FindingMissing:
        controlPlane.setResult.add(Failure{NotFound{}});
        controlPlane.server.addSilence();
        break;
    case Stage::FindingName:
        controlPlane.setResult.add(Failure{NotFound{}});
        controlPlane.server.add(Failure{NotFound{}});
        controlPlane.servers.addSilence();
        break;
    case Stage::Rereading:
        controlPlane.setResult.add(Failure{NoAnswer{}});
        controlPlane.overrides.addSilence();
        break;
    }
    bench.start();
    QTRY_VERIFY(controlPlane.isUsedUp());
}

void settle()
{
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

} // namespace

void TestSettingOverride::cancelStopsEachStage_data() { addStages(); }

void TestSettingOverride::cancelStopsEachStage()
{
    QFETCH(Stage, stage);
    Bench bench;
    hangAt(stage, bench);
    QVERIFY(bench.change->isRunning());
    bench.change->cancel();
    QVERIFY(!bench.change->isRunning());
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    QCOMPARE(bench.runningStates, (QList<bool>{true, false}));
    settle();
    QVERIFY(bench.reports.isEmpty());
}

void TestSettingOverride::cancelBeforeTheAnswerIsDeliveredStopsIt()
{
    Bench bench;
    bench.controlPlane.setResult.add(Saved{}); // whose next call would abort
    bench.start();
    bench.change->cancel();
    settle();
    QVERIFY(bench.reports.isEmpty());
}

void TestSettingOverride::cancelWithoutARequestDoesNothing()
{
    Bench bench;
    bench.change->cancel();
    QVERIFY(bench.runningStates.isEmpty());
}

void TestSettingOverride::mayBeDestroyedAtEachStage_data() { addStages(); }

void TestSettingOverride::mayBeDestroyedAtEachStage()
{
    QFETCH(Stage, stage);
    Bench bench;
    hangAt(stage, bench);
    bench.change.reset();
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    settle();
    QVERIFY(bench.reports.isEmpty());
}

void TestSettingOverride::mayBeDestroyedInsideASlot_data()
{
    QTest::addColumn<QString>("slot");
    QTest::newRow("when it starts") << u"started"_s;
    QTest::newRow("when it stops running") << u"stopped"_s;
    QTest::newRow("when it finished") << u"finished"_s;
}

void TestSettingOverride::mayBeDestroyedInsideASlot()
{
    QFETCH(QString, slot);
    Bench bench;
    bench.controlPlane.setResult.add(BodyRejected{});
    QObject::connect(bench.change.get(), &OverrideChange::runningChanged, &bench.receiver,
                     [&](bool running) {
                         if (slot == (running ? u"started"_s : u"stopped"_s))
                             bench.change.reset();
                     });
    QObject::connect(bench.change.get(), &OverrideChange::finished, &bench.receiver, [&] {
        if (slot == u"finished"_s)
            bench.change.reset();
    });
    bench.start();
    QTRY_VERIFY(!bench.change);
    settle();
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    QCOMPARE(bench.reports.size(), slot == u"finished"_s ? 1 : 0);
}

void TestSettingOverride::mayBeCancelledInsideASlot()
{
    Bench bench;
    bench.controlPlane.setResult.add(BodyRejected{});
    QObject::connect(bench.change.get(), &OverrideChange::runningChanged, &bench.receiver,
                     [&](bool running) {
                         if (running)
                             bench.change->cancel();
                     });
    bench.start();
    settle();
    QVERIFY(!bench.change->isRunning());
    QVERIFY(bench.reports.isEmpty());
}

void TestSettingOverride::mayBeStartedAgainInsideASlot()
{
    Bench bench;
    bench.controlPlane.setResult.add(Failure{Busy{}});
    bench.controlPlane.setResult.add(BodyRejected{});
    QObject::connect(bench.change.get(), &OverrideChange::finished, &bench.receiver, [&] {
        if (bench.reports.size() == 1)
            bench.start(admin);
    });
    bench.start();
    QTRY_COMPARE(bench.reports.size(), 2);
    QVERIFY(bench.reports.at(0).request.subject == user17);
    QVERIFY(bench.reports.at(1).request.subject == admin);
    QVERIFY(!bench.change->isRunning());
}

void TestSettingOverride::startsAfreshAfterACancel()
{
    Bench bench;
    hangAt(Stage::Rereading, bench);
    bench.change->cancel();
    bench.runningStates.clear();
    bench.controlPlane.setResult.add(BodyRejected{});
    bench.finish(admin);
    QVERIFY(bench.report().request.subject == admin);
    QCOMPARE(bench.report().verification, Verification::NotDone);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestSettingOverride)
#include "tst_settingoverride.moc"
