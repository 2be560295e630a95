// SPDX-License-Identifier: Apache-2.0
#include "tests/system/keychainchild.h"
#include "tests/system/privatekeyring.h"

#include <QCoreApplication>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Service = PrivateKeyring::Service;
using Prompter = PrivateKeyring::Prompter;

QStringList allEndWith(const QString &state)
{
    return {"read "_L1 + state, "write "_L1 + state, "remove "_L1 + state};
}

const QString everything = u"read write remove"_s;
/// Where patience has to end.
const KeychainChild::Patience withBriefDeadline{.deadline = testDeadline()};
const KeychainChild::Patience withBriefUnlocking{.unlocking = testDeadline()};

/// Prints the figure; what is asserted is only that nothing stalls.
void report(const KeychainChild &child)
{
    const char *row = QTest::currentDataTag();
    qInfo("%s %s: at most %lld ms for one action (deadline %d)", QTest::currentTestFunction(),
          row != nullptr ? row : "", child.longest(), testDeadline());
    QVERIFY2(child.longest() < testDeadline() + 10'000,
             QByteArray::number(child.longest()).constData());
}

} // namespace

/// Real gnome-keyrings that are locked, frozen, killed, forbidden or not there.
class TestKeyringFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void promise7SaysThatThereIsNoKeychain_data();
    void promise7SaysThatThereIsNoKeychain();
    void promise7SaysThatItIsForbidden();
    void promise7SaysThatTheKeyringIsLocked();
    void promise8ALockedTokenIsNotGone();
    void promise7WaitsForAPersonAndGivesUp();
    void promise7WaitsForAPersonWhoUnlocks();
    void promise7WaitsForAPersonWhoRefuses();
    void promise7EndsWhenTheKeyringDiesWhileItWaits();
    void promise7EndsWithAFrozenKeyring();
    void promise7GoesOnWithAKeyringThatThaws();
    void promise7EndsWithAKeyringThatDies();
    void promise7EndsWithoutAGlibEventLoop();
    void promise7EndsWithoutACollection();
    void promise7EndsFiftyAtOnce_data();
    void promise7EndsFiftyAtOnce();
};

void TestKeyringFaults::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIntValue("MCPO_PRIVATE_DESKTOP") == 1,
             "Run this test within tests/support/with-desktop.");
}

void TestKeyringFaults::promise7SaysThatThereIsNoKeychain_data()
{
    QTest::addColumn<bool>("hasBus");
    QTest::newRow("no session bus") << false;
    QTest::newRow("a session bus without a Secret Service") << true;
}

void TestKeyringFaults::promise7SaysThatThereIsNoKeychain()
{
    QFETCH(const bool, hasBus);
    const PrivateKeyring bus(Service::None);
    QProcessEnvironment environment = bus.environment();
    if (!hasBus)
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere/at/all"_s);
    KeychainChild child(environment);
    QCOMPARE(child.ends(), allEndWith(u"Unavailable"_s));
    report(child);
}

void TestKeyringFaults::promise7SaysThatItIsForbidden()
{
    const PrivateKeyring keyring(Service::Forbidden);
    KeychainChild child(keyring.environment());
    QCOMPARE(child.ends(), allEndWith(u"Denied"_s));
    report(child);
}

void TestKeyringFaults::promise7SaysThatTheKeyringIsLocked()
{
    PrivateKeyring keyring(Service::GnomeKeyring);
    QCOMPARE(KeychainChild(keyring.environment()).ends(),
             (QStringList{u"read NotFound"_s, u"write Done"_s, u"remove Done"_s}));
    keyring.lock();
    KeychainChild child(keyring.environment());
    QCOMPARE(child.ends(), allEndWith(u"Locked"_s));
    report(child);
}

void TestKeyringFaults::promise8ALockedTokenIsNotGone()
{
    PrivateKeyring keyring(Service::GnomeKeyring);
    QCOMPARE(KeychainChild(keyring.environment(), u"write"_s).ends(), QStringList{u"write Done"_s});
    QCOMPARE(keyring.entries(), 1);
    keyring.lock();
    QCOMPARE(KeychainChild(keyring.environment(), u"remove read"_s).ends(),
             (QStringList{u"remove Locked"_s, u"read Locked"_s}));
    QCOMPARE(keyring.entries(), 1);
}

void TestKeyringFaults::promise7WaitsForAPersonAndGivesUp()
{
    PrivateKeyring keyring(Service::GnomeKeyring, Prompter::Silent);
    QCOMPARE(KeychainChild(keyring.environment(), u"write"_s).ends(), QStringList{u"write Done"_s});
    keyring.lock();
    KeychainChild child(keyring.environment(), everything, withBriefUnlocking);
    QCOMPARE(child.ends(), allEndWith(u"waits, Locked"_s));
    report(child);
}

void TestKeyringFaults::promise7WaitsForAPersonWhoUnlocks()
{
    PrivateKeyring keyring(Service::GnomeKeyring, Prompter::Unlocks);
    QCOMPARE(KeychainChild(keyring.environment(), u"write"_s).ends(), QStringList{u"write Done"_s});
    for (const QString &action : {u"read"_s, u"write"_s, u"remove"_s}) {
        keyring.lock();
        KeychainChild child(keyring.environment(), action);
        QCOMPARE(child.ends(), QStringList{action + " waits, Done"_L1});
        report(child);
    }
}

void TestKeyringFaults::promise7WaitsForAPersonWhoRefuses()
{
    PrivateKeyring keyring(Service::GnomeKeyring, Prompter::Cancels);
    QCOMPARE(KeychainChild(keyring.environment(), u"write"_s).ends(), QStringList{u"write Done"_s});
    keyring.lock();
    KeychainChild child(keyring.environment());
    QCOMPARE(child.ends(), allEndWith(u"waits, Locked"_s));
    QCOMPARE(keyring.entries(), 1);
    report(child);
}

void TestKeyringFaults::promise7EndsWhenTheKeyringDiesWhileItWaits()
{
    PrivateKeyring keyring(Service::GnomeKeyring, Prompter::Silent);
    QCOMPARE(KeychainChild(keyring.environment(), u"write"_s).ends(), QStringList{u"write Done"_s});
    keyring.lock();
    KeychainChild child(keyring.environment(), u"read"_s);
    QVERIFY(child.waits());
    keyring.kill();
    QCOMPARE(child.ends(), QStringList{u"read waits, Unavailable"_s});
}

void TestKeyringFaults::promise7EndsWithAFrozenKeyring()
{
    PrivateKeyring keyring(Service::GnomeKeyring);
    keyring.freeze();
    KeychainChild child(keyring.environment(), everything, withBriefDeadline);
    QCOMPARE(child.ends(), allEndWith(u"TimedOut"_s));
    report(child);
}

void TestKeyringFaults::promise7GoesOnWithAKeyringThatThaws()
{
    PrivateKeyring keyring(Service::GnomeKeyring);
    keyring.freeze();
    KeychainChild child(keyring.environment(), u"write read"_s);
    QVERIFY(child.begins());
    keyring.thaw();
    QCOMPARE(child.ends(), (QStringList{u"write Done"_s, u"read Done"_s}));
}

void TestKeyringFaults::promise7EndsWithAKeyringThatDies()
{
    PrivateKeyring keyring(Service::GnomeKeyring);
    keyring.freeze();
    KeychainChild child(keyring.environment());
    QVERIFY(child.begins());
    keyring.kill();
    QCOMPARE(child.ends(), allEndWith(u"Unavailable"_s));
}

void TestKeyringFaults::promise7EndsWithoutAGlibEventLoop()
{
    // The library needs one to hear any answer, so it never does: the deadline has to.
    const PrivateKeyring keyring(Service::GnomeKeyring);
    QProcessEnvironment environment = keyring.environment();
    environment.insert(u"QT_NO_GLIB"_s, u"1"_s);
    KeychainChild child(environment, everything, withBriefDeadline);
    QCOMPARE(child.ends(), allEndWith(u"TimedOut"_s));
    report(child);
}

void TestKeyringFaults::promise7EndsWithoutACollection()
{
    PrivateKeyring keyring(Service::GnomeKeyring);
    QCOMPARE(KeychainChild(keyring.environment(), u"write"_s).ends(), QStringList{u"write Done"_s});
    keyring.deleteCollection();
    KeychainChild child(keyring.environment(), u"read remove write"_s);
    // To keep something it would have to ask a person for the password of a new one.
    QCOMPARE(child.ends(),
             (QStringList{u"read NotFound"_s, u"remove Done"_s, u"write NoKeyring"_s}));
    report(child);
}

void TestKeyringFaults::promise7EndsFiftyAtOnce_data()
{
    QTest::addColumn<bool>("isLocked");
    QTest::addColumn<bool>("isFrozen");
    QTest::addColumn<QString>("end");
    QTest::newRow("that works") << false << false << u"read Done"_s;
    QTest::newRow("where a prompter waits") << true << false << u"read waits, Locked"_s;
    QTest::newRow("that is frozen") << false << true << u"read TimedOut"_s;
}

void TestKeyringFaults::promise7EndsFiftyAtOnce()
{
    QFETCH(const bool, isLocked);
    QFETCH(const bool, isFrozen);
    QFETCH(const QString, end);
    PrivateKeyring keyring(Service::GnomeKeyring, Prompter::Silent);
    QCOMPARE(KeychainChild(keyring.environment(), u"write"_s).ends(), QStringList{u"write Done"_s});
    if (isLocked)
        keyring.lock();
    if (isFrozen)
        keyring.freeze();
    KeychainChild child(keyring.environment(), u"read*50"_s,
                        isFrozen   ? withBriefDeadline
                        : isLocked ? withBriefUnlocking
                                   : KeychainChild::Patience());
    QCOMPARE(child.ends(), QStringList(50, end));
    report(child);
}

} // namespace mcpo

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (const std::optional<int> status = mcpo::runAsHelper(QCoreApplication::arguments()))
        return *status;
    mcpo::TestKeyringFaults test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_keyringfaults.moc"
