// SPDX-License-Identifier: Apache-2.0
// What the desktop is told of work that ended while nobody looked.
#include "models/directory/overridelisting.h"
#include "models/override/overridechange.h"
#include "tests/support/fakecontrolplane.h"
#include "tests/ui/find.h"
#include "ui/backgroundtasknotifier.h"

#include <QSignalSpy>

#include <functional>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Rows = QList<OverrideRow>;

const Subject user17{u"user-17@example.com"_s, u"user"_s};
const Caller manager{{u"admin"_s, u"user"_s}, u"admin@example.com"_s, u"example"_s, Role::Manager};
const QString serverId = u"mcp-payroll"_s;
const QString secret = u"sk-0123456789-end3f2a"_s;
constexpr std::chrono::milliseconds none(0);
constexpr std::chrono::hours endless(24);

/// All work that can be followed, and what is told of it. The window is shown by nobody, so nobody
/// looks at it.
struct Bench {
    explicit Bench(std::chrono::milliseconds patience = none)
        : notifier(window, patience)
        , told(&notifier, &BackgroundTaskNotifier::endedUnwatched)
    {
        notifier.follow(change);
        notifier.follow(listing);
    }

    Account account() const
    {
        const auto address =
            std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
        return {address, u"own-token-0123"_s};
    }
    void set()
    {
        controlPlane.overrides.addFirst(Rows{});
        const QByteArray body = "{\"headerValue\":\"" + secret.toUtf8() + "\"}";
        change.start(account(), manager, {ChangeRequest::Action::Set, serverId, user17, body});
    }
    void remove()
    {
        controlPlane.overrides.addFirst(Rows{});
        change.start(account(), manager, {ChangeRequest::Action::Remove, serverId, user17, {}});
    }
    void list() { listing.read(account(), {serverId, u"mcp-other"_s}); }

    bool isAtRest() const { return !change.isRunning() && !listing.isRunning(); }
    QStringList notices() const
    {
        QStringList notices;
        for (const QList<QVariant> &one : told)
            notices.append(one.constFirst().toString());
        return notices;
    }

    QWidget window;
    FakeControlPlane controlPlane;
    OverrideChange change{controlPlane};
    OverrideListing listing{controlPlane};
    BackgroundTaskNotifier notifier;
    QSignalSpy told;
};

void answerWithoutEffectiveAuth(FakeControlPlane &controlPlane)
{
    controlPlane.effectiveAuth.add(Failure{NoAnswer{}});
}

} // namespace

class TestBackgroundTaskNotifier : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promise4TellsHowItEndedAndNoMore_data();
    void promise4TellsHowItEndedAndNoMore();
    void saysNothingOfShortWork();
    void saysNothingToWhoLooks();
    void saysNothingOfWhatWasCancelled();
    void callsOnceUntilThePersonIsBack();
};

void TestBackgroundTaskNotifier::promise4TellsHowItEndedAndNoMore_data()
{
    using Work = std::function<void(Bench &)>;
    QTest::addColumn<Work>("work");
    QTest::addColumn<QString>("notice");
    const ServerReply reply{403, u"req-1"_s, u"user-17@example.com may not touch mcp-payroll"_s};
    QTest::newRow("set") << Work([](Bench &bench) {
        bench.controlPlane.setResult.add(Saved{});
        bench.controlPlane.overrides.add(Rows{});
        answerWithoutEffectiveAuth(bench.controlPlane);
        bench.set();
    }) << u"The override was set."_s;
    QTest::newRow("not set") << Work([reply](Bench &bench) {
        bench.controlPlane.setResult.add(Failure{NotPermitted{reply}});
        bench.set();
    }) << u"Manager role required."_s;
    QTest::newRow("nobody knows whether it is set") << Work([](Bench &bench) {
        bench.controlPlane.setResult.add(Failure{NoAnswer{}});
        bench.controlPlane.overrides.add(Failure{NoAnswer{}});
        bench.set();
    }) << u"The result is unknown."_s;
    QTest::newRow("removed") << Work([](Bench &bench) {
        bench.controlPlane.removal.add(Removed{});
        answerWithoutEffectiveAuth(bench.controlPlane);
        bench.remove();
    }) << u"The override was removed."_s;
    QTest::newRow("not removed") << Work([reply](Bench &bench) {
        bench.controlPlane.removal.add(Failure{NotPermitted{reply}});
        bench.remove();
    }) << u"Manager role required."_s;
    QTest::newRow("read") << Work([](Bench &bench) {
        bench.controlPlane.overrides.add(Rows{});
        bench.controlPlane.overrides.add(Rows{});
        bench.list();
    }) << u"Overrides loaded."_s;
    QTest::newRow("read in part") << Work([](Bench &bench) {
        bench.controlPlane.overrides.add(Rows{});
        bench.controlPlane.overrides.add(Failure{NoAnswer{}});
        bench.list();
    }) << u"Overrides loaded, but not those of every server."_s;
    QTest::newRow("not read") << Work([](Bench &bench) {
        bench.controlPlane.overrides.add(Failure{NoAnswer{}});
        bench.controlPlane.overrides.add(Failure{NoAnswer{}});
        bench.list();
    }) << u"The overrides could not be read."_s;
}

void TestBackgroundTaskNotifier::promise4TellsHowItEndedAndNoMore()
{
    QFETCH(const std::function<void(Bench &)>, work);
    QFETCH(const QString, notice);
    Bench bench;
    work(bench);
    QVERIFY(bench.notices().isEmpty());
    QTRY_VERIFY(bench.isAtRest());
    QCOMPARE(bench.notices(), QStringList(notice));
}

void TestBackgroundTaskNotifier::saysNothingOfShortWork()
{
    Bench bench(endless);
    bench.controlPlane.setResult.add(Saved{});
    bench.controlPlane.overrides.add(Rows{});
    answerWithoutEffectiveAuth(bench.controlPlane);
    bench.set();
    QTRY_VERIFY(bench.isAtRest());
    QVERIFY(bench.notices().isEmpty());
}

void TestBackgroundTaskNotifier::saysNothingToWhoLooks()
{
    Bench bench;
    QVERIFY(find::activate(bench.window));
    bench.controlPlane.setResult.add(Saved{});
    bench.controlPlane.overrides.add(Rows{});
    answerWithoutEffectiveAuth(bench.controlPlane);
    bench.set();
    QTRY_VERIFY(bench.isAtRest());
    QVERIFY(bench.notices().isEmpty());
}

void TestBackgroundTaskNotifier::saysNothingOfWhatWasCancelled()
{
    Bench bench;
    bench.controlPlane.setResult.addSilence();
    bench.controlPlane.overrides.addSilence();
    bench.controlPlane.overrides.addSilence();
    bench.set();
    bench.list();
    bench.change.cancel();
    bench.listing.stop();
    QVERIFY(bench.isAtRest());
    bench.listing.clear(); // somebody signs out
    QVERIFY(bench.notices().isEmpty());
}

void TestBackgroundTaskNotifier::callsOnceUntilThePersonIsBack()
{
    Bench bench;
    const auto setAgain = [&bench] {
        bench.controlPlane.setResult.add(Saved{});
        bench.controlPlane.overrides.add(Rows{});
        answerWithoutEffectiveAuth(bench.controlPlane);
        bench.set();
        return QTest::qWaitFor([&bench] { return bench.isAtRest(); });
    };
    QVERIFY(setAgain());
    QVERIFY(setAgain());
    QCOMPARE(bench.notices().size(), 1);
    QVERIFY(find::activate(bench.window));
    bench.window.hide();
    QTRY_VERIFY(!QGuiApplication::focusWindow());
    QVERIFY(setAgain());
    QCOMPARE(bench.notices().size(), 2);
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestBackgroundTaskNotifier)
#include "tst_backgroundtasknotifier.moc"
