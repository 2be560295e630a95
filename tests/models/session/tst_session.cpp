// SPDX-License-Identifier: Apache-2.0
#include "models/session/session.h"
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"

#include <QSignalSpy>
#include <QTest>

#include <array>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

ControlPlaneAddress addressOf(const QString &text)
{
    return std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(text));
}

const QString adminId = u"admin@example.com"_s;

Account adminAccount() { return {addressOf(u"https://cp.example.com"_s), u"admin-token"_s}; }

Caller admin() { return {{adminId, u"user"_s}, adminId, u"acme"_s, Role::Manager}; }

TokenKey adminKey() { return {adminAccount().address, adminId}; }

/// A session on fakes, and everything that it tells, in order.
struct Bench {
    explicit Bench(FakeTokenVault::Mode mode = FakeTokenVault::Mode::QueuedOnly)
        : vault(mode)
    {
        QObject::connect(session.get(), &Session::signedIn, &receiver,
                         [this] { told.append(u"signedIn"_s); });
        QObject::connect(session.get(), &Session::signedOut, &receiver,
                         [this] { told.append(u"signedOut"_s); });
        QObject::connect(session.get(), &Session::signInFailed, &receiver,
                         [this](const Failure &failure) {
                             told.append(u"signInFailed"_s);
                             failures.append(failure);
                         });
        QObject::connect(session.get(), &Session::tokenNotKept, &receiver,
                         [this](const VaultAnswer &answer) { keep(u"tokenNotKept"_s, answer); });
        QObject::connect(session.get(), &Session::tokenNotRead, &receiver,
                         [this](const VaultAnswer &answer) { keep(u"tokenNotRead"_s, answer); });
        QObject::connect(session.get(), &Session::tokenNotRemoved, &receiver,
                         [this](const VaultAnswer &answer) { keep(u"tokenNotRemoved"_s, answer); });
        QObject::connect(session.get(), &Session::busyChanged, &receiver,
                         [this](bool busy) { busyStates.append(busy); });
    }

    void signInAdmin(TokenStorage storage)
    {
        controlPlane.caller.add(admin());
        session->signIn(adminAccount(), storage);
        QTRY_COMPARE(told.value(told.size() - 1), u"signedIn"_s);
        told.clear();
        busyStates.clear();
    }

    FakeControlPlane controlPlane;
    FakeTokenVault vault;
    std::unique_ptr<Session> session = std::make_unique<Session>(controlPlane, vault);
    QObject receiver;
    QStringList told;
    QList<Failure> failures;
    QList<VaultAnswer> vaultAnswers;
    QList<bool> busyStates;

private:
    void keep(const QString &name, const VaultAnswer &answer)
    {
        told.append(name);
        vaultAnswers.append(answer);
    }
};

/// Lets everything that was due happen.
void settle()
{
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
}

} // namespace

class TestSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signInAsksWhomTheTokenBelongsTo();
    void signInKeepsTheTokenInTheKeychain();
    void signInForThisSessionNeverAsksTheKeychain();
    void isBusyFromTheStartToTheEndOfASignIn();
    void isSignedInBeforeItTells();
    void aWrongTokenSignsNobodyInAndIsNotKept_data();
    void aWrongTokenSignsNobodyInAndIsNotKept();
    void aKeychainThatRefusesSignsNobodyIn_data();
    void aKeychainThatRefusesSignsNobodyIn();
    void goesOnWithoutTheKeychainAfterItRefused();
    void aCallerWithoutAnIdIsKeptUnderTheAddressAlone();

    void restoresFromTheKeychain();
    void restoreWithoutATokenSaysWhy_data();
    void restoreWithoutATokenSaysWhy();
    void restoreOfATokenThatExpiredKeepsItInTheKeychain();

    void cancelStopsEachStage_data();
    void cancelStopsEachStage();
    void anotherSignInReplacesTheFirst();
    void anotherAccountClosesTheConnectionsOfThePrevious();
    void aFailedSignInKeepsThePreviousAccount();

    void signOutForgetsTheTokenEverywhere();
    void signOutOfThisSessionNeverAsksTheKeychain();
    void signOutWhileSignedOutDoesNothing();
    void signOutStopsASignInUnderWay();
    void signOutTellsWhenTheKeychainDoesNotForget_data();
    void signOutTellsWhenTheKeychainDoesNotForget();
    void cancelDoesNotStopTheKeychainFromForgetting();
    void aNewSignInDoesNotStopTheKeychainFromForgetting();
    void isNotBusyWithForgetting();
    void signOutForgetsTheEntryThatWasRestored();

    void leavingKeepsTheTokenInTheKeychain();
    void leavingStopsWhatIsUnderWay();
    void forgetsATokenThatIsNotInUse();

    void promise7TellsThatItWaitsForTheKeychain();
    void promise7StopsARemovalThatWaits();
    void promise11MayBeDestroyedWhenItWaits();
    void readsTheExpiryFromTheToken();
    void mayBeDestroyedAtEachStage_data();
    void mayBeDestroyedAtEachStage();
    void mayBeDestroyedInsideASlot_data();
    void mayBeDestroyedInsideASlot();
};

void TestSession::signInAsksWhomTheTokenBelongsTo()
{
    Bench bench;
    bench.controlPlane.caller.add(admin());
    bench.session->signIn(adminAccount(), TokenStorage::ThisSessionOnly);
    QVERIFY(bench.told.isEmpty());
    QTRY_COMPARE(bench.told, QStringList{u"signedIn"_s});
    QCOMPARE(bench.controlPlane.calls(), QStringList{u"fetchCaller"_s});
    QCOMPARE(bench.controlPlane.accounts().constFirst().token, u"admin-token"_s);
    QVERIFY(bench.session->caller() == admin());
    QCOMPARE(bench.session->account().token, u"admin-token"_s);
    QVERIFY(bench.session->account().address == adminAccount().address);
}

void TestSession::signInKeepsTheTokenInTheKeychain()
{
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.signInAdmin(TokenStorage::Keychain);
    QCOMPARE(bench.vault.stored(adminKey()), u"admin-token"_s);
    QCOMPARE(bench.vault.storedCount(), 1);
    QCOMPARE(bench.session->storage(), TokenStorage::Keychain);
}

void TestSession::signInForThisSessionNeverAsksTheKeychain()
{
    Bench bench; // whose keychain aborts on any call
    bench.signInAdmin(TokenStorage::ThisSessionOnly);
    QCOMPARE(bench.session->storage(), TokenStorage::ThisSessionOnly);
}

void TestSession::isBusyFromTheStartToTheEndOfASignIn()
{
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.controlPlane.caller.add(admin());
    bench.session->signIn(adminAccount(), TokenStorage::Keychain);
    QVERIFY(bench.session->isBusy());
    QTRY_VERIFY(!bench.session->isBusy());
    QCOMPARE(bench.busyStates, (QList<bool>{true, false}));
}

void TestSession::isSignedInBeforeItTells()
{
    Bench bench;
    bool wasConsistent = false;
    QObject::connect(bench.session.get(), &Session::signedIn, &bench.receiver, [&] {
        wasConsistent = bench.session->isSignedIn() && !bench.session->isBusy() &&
                        bench.session->caller() == admin();
    });
    bench.signInAdmin(TokenStorage::ThisSessionOnly);
    QVERIFY(wasConsistent);
}

void TestSession::aWrongTokenSignsNobodyInAndIsNotKept_data()
{
    QTest::addColumn<int>("kind"); // which failure the control plane gives
    const std::array names{"it was refused",
                           "not permitted",
                           "no such call",
                           "a busy server",
                           "no connection",
                           "a bad certificate",
                           "a CA file that cannot be used",
                           "a redirect",
                           "no answer",
                           "a strange answer"};
    for (size_t kind = 0; kind < names.size(); ++kind)
        QTest::newRow(names[kind]) << static_cast<int>(kind);
}

void TestSession::aWrongTokenSignsNobodyInAndIsNotKept()
{
    QFETCH(int, kind);
    const std::array<Failure, 10> failures{
        SignInExpired{}, NotPermitted{},   NotFound{},   Busy{},     NotReached{},
        Insecure{},      CaFileUnusable{}, Redirected{}, NoAnswer{}, Unexpected{}};
    Bench bench; // whose keychain aborts on any call
    bench.controlPlane.caller.add(failures.at(static_cast<size_t>(kind)));
    bench.session->signIn(adminAccount(), TokenStorage::Keychain);
    QTRY_COMPARE(bench.told, QStringList{u"signInFailed"_s});
    QCOMPARE(bench.controlPlane.closings, 1);
    QCOMPARE(static_cast<int>(bench.failures.constFirst().index()), kind);
    QVERIFY(!bench.session->isSignedIn());
    QVERIFY(!bench.session->isBusy());
}

namespace
{

void addVaultStates(bool withNotFound)
{
    QTest::addColumn<VaultState>("state");
    if (withNotFound)
        QTest::newRow("not found") << VaultState::NotFound;
    QTest::newRow("locked") << VaultState::Locked;
    QTest::newRow("denied") << VaultState::Denied;
    QTest::newRow("unavailable") << VaultState::Unavailable;
    QTest::newRow("timed out") << VaultState::TimedOut;
    QTest::newRow("not kept") << VaultState::NotKept;
    QTest::newRow("failed") << VaultState::Failed;
}

} // namespace

void TestSession::aKeychainThatRefusesSignsNobodyIn_data() { addVaultStates(true); }

void TestSession::aKeychainThatRefusesSignsNobodyIn()
{
    QFETCH(VaultState, state);
    Bench bench;
    bench.controlPlane.caller.add(admin());
    bench.vault.write.add({state, {}, u"its own words"_s});
    bench.session->signIn(adminAccount(), TokenStorage::Keychain);
    QTRY_COMPARE(bench.told, QStringList{u"tokenNotKept"_s});
    QCOMPARE(bench.vaultAnswers.constFirst().state, state);
    QCOMPARE(bench.vaultAnswers.constFirst().details, u"its own words"_s);
    QCOMPARE(bench.controlPlane.closings, 1);
    QVERIFY(!bench.session->isSignedIn());
    QVERIFY(!bench.session->isBusy());
}

void TestSession::goesOnWithoutTheKeychainAfterItRefused()
{
    Bench bench;
    bench.controlPlane.caller.add(admin());
    bench.vault.write.add({VaultState::Locked, {}, {}});
    bench.session->signIn(adminAccount(), TokenStorage::Keychain);
    QTRY_COMPARE(bench.told, QStringList{u"tokenNotKept"_s});
    bench.signInAdmin(TokenStorage::ThisSessionOnly);
    QVERIFY(bench.session->isSignedIn());
    QCOMPARE(bench.session->storage(), TokenStorage::ThisSessionOnly);
    QCOMPARE(bench.vault.calls().size(), 1);
}

void TestSession::aCallerWithoutAnIdIsKeptUnderTheAddressAlone()
{
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.controlPlane.caller.add(Caller{});
    bench.session->signIn(adminAccount(), TokenStorage::Keychain);
    QTRY_COMPARE(bench.told, QStringList{u"signedIn"_s});
    QCOMPARE(bench.vault.stored({adminAccount().address, {}}), u"admin-token"_s);
}

void TestSession::restoresFromTheKeychain()
{
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.vault.store(adminKey(), u"stored-token"_s);
    bench.controlPlane.caller.add(admin());
    bench.session->restore(adminKey());
    QVERIFY(bench.session->isBusy());
    QTRY_COMPARE(bench.told, QStringList{u"signedIn"_s});
    QCOMPARE(bench.session->account().token, u"stored-token"_s);
    QCOMPARE(bench.session->storage(), TokenStorage::Keychain);
    QCOMPARE(bench.vault.calls(),
             QStringList{u"readToken https://cp.example.com admin@example.com"_s});
    QCOMPARE(bench.busyStates, (QList<bool>{true, false}));
}

void TestSession::restoreWithoutATokenSaysWhy_data() { addVaultStates(true); }

void TestSession::restoreWithoutATokenSaysWhy()
{
    QFETCH(VaultState, state);
    Bench bench;
    bench.vault.read.add({state, {}, u"its own words"_s});
    bench.session->restore(adminKey());
    QTRY_COMPARE(bench.told, QStringList{u"tokenNotRead"_s});
    QCOMPARE(bench.vaultAnswers.constFirst().state, state);
    QCOMPARE(bench.vaultAnswers.constFirst().details, u"its own words"_s);
    QVERIFY(!bench.session->isSignedIn());
    QVERIFY(!bench.session->isBusy());
    QVERIFY(bench.controlPlane.calls().isEmpty());
}

void TestSession::restoreOfATokenThatExpiredKeepsItInTheKeychain()
{
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.vault.store(adminKey(), u"old-token"_s);
    bench.controlPlane.caller.add(Failure{SignInExpired{}});
    bench.session->restore(adminKey());
    QTRY_COMPARE(bench.told, QStringList{u"signInFailed"_s});
    QVERIFY(!bench.session->isSignedIn());
    QCOMPARE(bench.vault.stored(adminKey()), u"old-token"_s);
}

namespace
{

enum class Stage { AskingTheKeychain, AskingTheControlPlane, KeepingTheToken };

void addStages()
{
    QTest::addColumn<Stage>("stage");
    QTest::newRow("while the keychain is asked") << Stage::AskingTheKeychain;
    QTest::newRow("while the control plane is asked") << Stage::AskingTheControlPlane;
    QTest::newRow("while the token is kept") << Stage::KeepingTheToken;
}

/// Starts and stands still at @p stage.
void hangAt(Stage stage, Bench &bench)
{
    switch (stage) {
    case Stage::AskingTheKeychain:
        bench.vault.read.addSilence();
        bench.session->restore(adminKey());
        break;
    case Stage::AskingTheControlPlane:
        bench.controlPlane.caller.addSilence();
        bench.session->signIn(adminAccount(), TokenStorage::Keychain);
        break;
    case Stage::KeepingTheToken:
        bench.controlPlane.caller.add(admin());
        bench.vault.write.addSilence();
        bench.session->signIn(adminAccount(), TokenStorage::Keychain);
        break;
    }
    QTRY_VERIFY(bench.controlPlane.isUsedUp() && bench.vault.isUsedUp());
}

} // namespace

void TestSession::cancelStopsEachStage_data() { addStages(); }

void TestSession::cancelStopsEachStage()
{
    QFETCH(Stage, stage);
    Bench bench;
    hangAt(stage, bench);
    bench.session->cancel();
    QCOMPARE(bench.controlPlane.liveJobs() + bench.vault.liveJobs(), 0);
    QVERIFY(!bench.session->isBusy());
    QVERIFY(!bench.session->isSignedIn());
    QCOMPARE(bench.busyStates, (QList<bool>{true, false}));
    settle();
    QVERIFY(bench.told.isEmpty());
}

void TestSession::anotherSignInReplacesTheFirst()
{
    Bench bench;
    bench.controlPlane.caller.addSilence();
    bench.session->signIn({adminAccount().address, u"first"_s}, TokenStorage::ThisSessionOnly);
    bench.signInAdmin(TokenStorage::ThisSessionOnly);
    QCOMPARE(bench.session->account().token, u"admin-token"_s);
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
}

void TestSession::anotherAccountClosesTheConnectionsOfThePrevious()
{
    Bench bench;
    bench.signInAdmin(TokenStorage::ThisSessionOnly);
    QCOMPARE(bench.controlPlane.closings, 0);
    bench.signInAdmin(TokenStorage::ThisSessionOnly);
    QCOMPARE(bench.controlPlane.closings, 1);
}

void TestSession::aFailedSignInKeepsThePreviousAccount()
{
    Bench bench;
    bench.signInAdmin(TokenStorage::ThisSessionOnly);
    bench.controlPlane.caller.add(Failure{SignInExpired{}});
    bench.session->signIn({adminAccount().address, u"other"_s}, TokenStorage::ThisSessionOnly);
    QTRY_COMPARE(bench.told, QStringList{u"signInFailed"_s});
    QCOMPARE(bench.session->account().token, u"admin-token"_s);
}

void TestSession::signOutForgetsTheTokenEverywhere()
{
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.signInAdmin(TokenStorage::Keychain);
    QCOMPARE(bench.controlPlane.closings, 0);
    bench.session->signOut();
    QCOMPARE(bench.controlPlane.closings, 1);
    QCOMPARE(bench.told, QStringList{u"signedOut"_s});
    QVERIFY(!bench.session->isSignedIn());
    QVERIFY(bench.session->caller() == Caller());
    QTRY_COMPARE(bench.vault.storedCount(), 0);
    QCOMPARE(bench.told, QStringList{u"signedOut"_s});
}

void TestSession::signOutOfThisSessionNeverAsksTheKeychain()
{
    Bench bench;
    bench.signInAdmin(TokenStorage::ThisSessionOnly);
    bench.session->signOut();
    settle();
    QCOMPARE(bench.told, QStringList{u"signedOut"_s});
    QVERIFY(!bench.session->isBusy());
}

void TestSession::signOutWhileSignedOutDoesNothing()
{
    Bench bench;
    bench.session->signOut();
    settle();
    QVERIFY(bench.told.isEmpty());
}

void TestSession::signOutStopsASignInUnderWay()
{
    Bench bench;
    bench.signInAdmin(TokenStorage::ThisSessionOnly);
    bench.controlPlane.caller.add(admin());
    bench.session->signIn(adminAccount(), TokenStorage::ThisSessionOnly);
    bench.session->signOut();
    settle();
    QCOMPARE(bench.told, QStringList{u"signedOut"_s});
    QVERIFY(!bench.session->isSignedIn());
}

void TestSession::signOutTellsWhenTheKeychainDoesNotForget_data() { addVaultStates(false); }

void TestSession::signOutTellsWhenTheKeychainDoesNotForget()
{
    QFETCH(VaultState, state);
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.signInAdmin(TokenStorage::Keychain);
    bench.vault.remove.add({state, {}, {}});
    bench.session->signOut();
    QTRY_COMPARE(bench.told, (QStringList{u"signedOut"_s, u"tokenNotRemoved"_s}));
    QCOMPARE(bench.vaultAnswers.constFirst().state, state);
    QVERIFY(!bench.session->isSignedIn());
}

void TestSession::cancelDoesNotStopTheKeychainFromForgetting()
{
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.signInAdmin(TokenStorage::Keychain);
    bench.session->signOut();
    bench.session->cancel();
    QTRY_COMPARE(bench.vault.storedCount(), 0);
}

void TestSession::aNewSignInDoesNotStopTheKeychainFromForgetting()
{
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.signInAdmin(TokenStorage::Keychain);
    bench.session->signOut();
    bench.controlPlane.caller.addSilence();
    bench.session->signIn({adminAccount().address, u"other"_s}, TokenStorage::Keychain);
    QTRY_COMPARE(bench.vault.storedCount(), 0);
    QVERIFY(bench.session->isBusy());
}

void TestSession::isNotBusyWithForgetting()
{
    // Busy is what cancel() can stop: a sign-in dialog that opens now is not busy.
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.signInAdmin(TokenStorage::Keychain);
    bench.session->signOut();
    QVERIFY(!bench.session->isBusy());
    QTRY_COMPARE(bench.vault.storedCount(), 0);
    QVERIFY(bench.busyStates.isEmpty());
}

void TestSession::signOutForgetsTheEntryThatWasRestored()
{
    // The token was stored while the control plane did not tell the id of its owner.
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.vault.store({adminAccount().address, {}}, u"stored-token"_s);
    bench.controlPlane.caller.add(admin());
    bench.session->restore({adminAccount().address, {}});
    QTRY_COMPARE(bench.told, QStringList{u"signedIn"_s});
    QVERIFY(bench.session->storedAs());
    QCOMPARE(bench.session->storedAs()->accountId, QString());
    bench.session->signOut();
    QTRY_COMPARE(bench.vault.storedCount(), 0);
}

void TestSession::leavingKeepsTheTokenInTheKeychain()
{
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.signInAdmin(TokenStorage::Keychain);
    bench.session->leave();
    QCOMPARE(bench.controlPlane.closings, 1);
    settle();
    QCOMPARE(bench.told, QStringList{u"signedOut"_s});
    QVERIFY(!bench.session->isSignedIn());
    QVERIFY(!bench.session->storedAs());
    QVERIFY(bench.session->caller() == Caller());
    QCOMPARE(bench.vault.stored(adminKey()), u"admin-token"_s);

    bench.controlPlane.caller.add(admin());
    bench.session->restore(adminKey());
    QTRY_VERIFY(bench.session->isSignedIn());
}

void TestSession::leavingStopsWhatIsUnderWay()
{
    Bench bench;
    bench.controlPlane.caller.add(admin());
    bench.session->signIn(adminAccount(), TokenStorage::ThisSessionOnly);
    bench.session->leave();
    settle();
    QVERIFY(bench.told.isEmpty()); // nobody was signed in before
    QVERIFY(!bench.session->isBusy());
    QVERIFY(!bench.session->isSignedIn());
}

void TestSession::forgetsATokenThatIsNotInUse()
{
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.signInAdmin(TokenStorage::Keychain);
    const TokenKey other{addressOf(u"https://other.example.com"_s), adminId};
    bench.vault.store(other, u"other-token"_s);
    bench.session->forgetToken(other);
    QTRY_COMPARE(bench.vault.storedCount(), 1);
    QCOMPARE(bench.vault.stored(adminKey()), u"admin-token"_s);
    QVERIFY(bench.session->isSignedIn());

    bench.vault.remove.add({VaultState::Locked, {}, {}});
    bench.session->forgetToken(other);
    QTRY_COMPARE(bench.told, QStringList{u"tokenNotRemoved"_s});
}

void TestSession::promise7TellsThatItWaitsForTheKeychain()
{
    Bench bench;
    QSignalSpy waiting(bench.session.get(), &Session::waitingForKeychainChanged);
    bench.vault.read.addSilence();
    bench.session->restore(adminKey());
    QVERIFY(!bench.session->isWaitingForKeychain());
    bench.vault.wait();
    QVERIFY(bench.session->isWaitingForKeychain());
    bench.session->stopWaiting();
    QVERIFY(!bench.session->isWaitingForKeychain());
    QVERIFY(!bench.session->isBusy());
    QCOMPARE(bench.vault.liveJobs(), 0);
    QCOMPARE(waiting, (QList<QVariantList>{{true}, {false}}));
    // The token is still there, and nobody is to be asked for another one.
    QVERIFY(bench.session->keychainFault());
    QCOMPARE(bench.session->keychainFault()->state, VaultState::Locked);
    QVERIFY(bench.told.isEmpty());
}

void TestSession::promise7StopsARemovalThatWaits()
{
    Bench bench(FakeTokenVault::Mode::InMemory);
    bench.signInAdmin(TokenStorage::Keychain);
    bench.vault.remove.addSilence();
    bench.session->signOut();
    bench.vault.wait();
    QVERIFY(bench.session->isWaitingForKeychain());
    QVERIFY(!bench.session->isBusy());
    bench.session->stopWaiting();
    QVERIFY(!bench.session->isWaitingForKeychain());
    QCOMPARE(bench.told, (QStringList{u"signedOut"_s, u"tokenNotRemoved"_s}));
    QCOMPARE(bench.vaultAnswers.constFirst().state, VaultState::Locked);
    QVERIFY(!bench.session->keychainFault());
}

void TestSession::promise11MayBeDestroyedWhenItWaits()
{
    for (const bool isRemoval : {false, true}) {
        Bench bench(FakeTokenVault::Mode::InMemory);
        QObject::connect(bench.session.get(), &Session::waitingForKeychainChanged, &bench.receiver,
                         [&bench] { bench.session.reset(); });
        bench.vault.read.addSilence();
        bench.vault.remove.addSilence();
        if (isRemoval)
            bench.session->forgetToken(adminKey());
        else
            bench.session->restore(adminKey());
        bench.vault.wait();
        QVERIFY(!bench.session);
        QCOMPARE(bench.vault.liveJobs(), 0);
    }
}

void TestSession::readsTheExpiryFromTheToken()
{
    Bench bench;
    QVERIFY(!bench.session->tokenExpiresAt().isValid());
    bench.controlPlane.caller.add(admin());
    // {"exp":1700000000}
    bench.session->signIn({adminAccount().address, u"e30.eyJleHAiOjE3MDAwMDAwMDB9.c2ln"_s},
                          TokenStorage::ThisSessionOnly);
    QTRY_COMPARE(bench.told, QStringList{u"signedIn"_s});
    QCOMPARE(bench.session->tokenExpiresAt(), QDateTime({2023, 11, 14}, {22, 13, 20}, Qt::UTC));
}

void TestSession::mayBeDestroyedAtEachStage_data() { addStages(); }

void TestSession::mayBeDestroyedAtEachStage()
{
    QFETCH(Stage, stage);
    Bench bench;
    hangAt(stage, bench);
    bench.session.reset();
    settle();
    QCOMPARE(bench.controlPlane.liveJobs() + bench.vault.liveJobs(), 0);
    QVERIFY(bench.told.isEmpty());
}

namespace
{

/// Brings a session to the point where it tells something, by its name.
using Scenario = void (*)(Bench &);

void signInWell(Bench &bench)
{
    bench.controlPlane.caller.add(admin());
    bench.session->signIn(adminAccount(), TokenStorage::Keychain);
}

void signInBadly(Bench &bench)
{
    bench.controlPlane.caller.add(Failure{SignInExpired{}});
    bench.session->signIn(adminAccount(), TokenStorage::Keychain);
}

void signInWithALockedKeychain(Bench &bench)
{
    bench.vault.write.add({VaultState::Locked, {}, {}});
    signInWell(bench);
}

void restoreWithALockedKeychain(Bench &bench)
{
    bench.vault.read.add({VaultState::Locked, {}, {}});
    bench.session->restore(adminKey());
}

void signOutWithALockedKeychain(Bench &bench)
{
    bench.vault.remove.add({VaultState::Locked, {}, {}});
    bench.session->signOut();
}

void signOutWell(Bench &bench) { bench.session->signOut(); }

constexpr std::array<Scenario, 6> scenarios{signInWell,
                                            signInBadly,
                                            signInWithALockedKeychain,
                                            restoreWithALockedKeychain,
                                            signOutWithALockedKeychain,
                                            signOutWell};

} // namespace

void TestSession::mayBeDestroyedInsideASlot_data()
{
    QTest::addColumn<int>("scenario");
    QTest::addColumn<QString>("slot");
    const auto row = [](const char *name, int scenario, const QString &slot) {
        QTest::newRow(name) << scenario << slot;
    };
    row("when it tells that it signed in", 0, u"signedIn"_s);
    row("when it stops being busy", 0, u"idle"_s);
    row("when it tells that it did not sign in", 1, u"signInFailed"_s);
    row("when it stops being busy without success", 1, u"idle"_s);
    row("when the token was not kept", 2, u"tokenNotKept"_s);
    row("when it stops being busy without keeping the token", 2, u"idle"_s);
    row("when the token was not read", 3, u"tokenNotRead"_s);
    row("when it stops being busy without a token", 3, u"idle"_s);
    row("when the token was not removed", 4, u"tokenNotRemoved"_s);
    row("when it tells that it signed out", 5, u"signedOut"_s);
}

void TestSession::mayBeDestroyedInsideASlot()
{
    QFETCH(int, scenario);
    QFETCH(QString, slot);
    Bench bench(FakeTokenVault::Mode::InMemory);
    if (scenario >= 4)
        bench.signInAdmin(TokenStorage::Keychain);
    const auto destroy = [&bench] { bench.session.reset(); };
    Session *session = bench.session.get();
    const auto on = [&](const QString &name, auto signal) {
        if (slot == name)
            QObject::connect(session, signal, &bench.receiver, destroy);
    };
    on(u"signedIn"_s, &Session::signedIn);
    on(u"signedOut"_s, &Session::signedOut);
    on(u"signInFailed"_s, &Session::signInFailed);
    on(u"tokenNotKept"_s, &Session::tokenNotKept);
    on(u"tokenNotRead"_s, &Session::tokenNotRead);
    on(u"tokenNotRemoved"_s, &Session::tokenNotRemoved);
    if (slot == u"idle"_s) {
        QObject::connect(session, &Session::busyChanged, &bench.receiver, [destroy](bool busy) {
            if (!busy)
                destroy();
        });
    }
    scenarios.at(static_cast<size_t>(scenario))(bench);
    QTRY_VERIFY(!bench.session);
    settle();
    QCOMPARE(bench.controlPlane.liveJobs() + bench.vault.liveJobs(), 0);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestSession)
#include "tst_session.moc"
