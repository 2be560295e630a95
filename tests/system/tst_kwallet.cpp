// SPDX-License-Identifier: Apache-2.0
#include "tests/system/fakekwallet.h"
#include "tests/system/keychainchild.h"
#include "tests/system/privatekeyring.h"

#include <QCoreApplication>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Fault = FakeKWallet::Fault;

/// A KDE desktop with a wallet.
struct Desktop {
    explicit Desktop(Fault fault)
        : wallet(keyring.bus(), fault)
        , environment(keyring.environment())
    {
        environment.insert(u"XDG_CURRENT_DESKTOP"_s, u"KDE"_s);
        environment.insert(u"KDE_SESSION_VERSION"_s, u"5"_s);
    }

    PrivateKeyring keyring{PrivateKeyring::Service::None};
    FakeKWallet wallet;
    QProcessEnvironment environment;
};

} // namespace

/// KWallet through the real library, with the faults that it does not tell.
class TestKWallet : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promise10KeepsAToken();
    void promise7EndsInANamedState_data();
    void promise7EndsInANamedState();
    void promise7WaitsForThePerson();
    void promise9DoesNotBelieveAWrite_data();
    void promise9DoesNotBelieveAWrite();
    void promise9DoesNotBelieveARemoval_data();
    void promise9DoesNotBelieveARemoval();
    void promise10TakesNoGarbageForAToken_data();
    void promise10TakesNoGarbageForAToken();
};

void TestKWallet::promise10KeepsAToken()
{
    Desktop desktop(Fault::None);
    KeychainChild child(desktop.environment, u"read write read remove read"_s);
    QCOMPARE(child.ends(), (QStringList{u"read NotFound"_s, u"write Done"_s, u"read Done"_s,
                                        u"remove Done"_s, u"read NotFound"_s}));
    QCOMPARE(desktop.wallet.entries(), 0);
}

void TestKWallet::promise7EndsInANamedState_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("state");
    QTest::newRow("the person refuses") << Fault::PersonRefuses << u"Denied"_s;
    QTest::newRow("it cannot be opened") << Fault::OpenFails << u"Failed"_s;
    QTest::newRow("it is silent") << Fault::Silent << u"TimedOut"_s;
    QTest::newRow("it vanishes") << Fault::Vanishes << u"Unavailable"_s;
}

void TestKWallet::promise7EndsInANamedState()
{
    QFETCH(const Fault, fault);
    QFETCH(const QString, state);
    Desktop desktop(fault);
    KeychainChild::Patience patience;
    if (fault == Fault::Silent)
        patience.deadline = testDeadline();
    KeychainChild child(desktop.environment, u"read write remove"_s, patience);
    QCOMPARE(child.ends(),
             (QStringList{"read "_L1 + state, "write "_L1 + state, "remove "_L1 + state}));
    qInfo("%s: at most %lld ms", QTest::currentDataTag(), child.longest());
    QVERIFY2(child.longest() < 30'000, QByteArray::number(child.longest()).constData());
}

void TestKWallet::promise7WaitsForThePerson()
{
    Desktop desktop(Fault::AsksThePerson);
    KeychainChild patient(desktop.environment, u"write read"_s);
    QVERIFY(patient.waits());
    desktop.wallet.personAgrees();
    QCOMPARE(patient.ends(), (QStringList{u"write waits, Done"_s, u"read Done"_s}));

    Desktop other(Fault::AsksThePerson);
    KeychainChild child(other.environment, u"read"_s, {.unlocking = testDeadline()});
    QCOMPARE(child.ends(), QStringList{u"read waits, Locked"_s});
}

void TestKWallet::promise9DoesNotBelieveAWrite_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::newRow("an error that the library drops") << Fault::WriteFails;
    QTest::newRow("a yes that is not true") << Fault::ForgetsWrites;
    QTest::newRow("something else is kept") << Fault::ReadsGarbage;
}

void TestKWallet::promise9DoesNotBelieveAWrite()
{
    QFETCH(const Fault, fault);
    Desktop desktop(fault);
    QCOMPARE(KeychainChild(desktop.environment, u"write"_s).ends(),
             QStringList{u"write NotKept"_s});
}

void TestKWallet::promise9DoesNotBelieveARemoval_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::newRow("an error that the library drops") << Fault::WriteFails;
    QTest::newRow("a yes that is not true") << Fault::ForgetsWrites;
}

void TestKWallet::promise9DoesNotBelieveARemoval()
{
    QFETCH(const Fault, fault);
    Desktop desktop(Fault::None);
    QCOMPARE(KeychainChild(desktop.environment, u"write"_s).ends(), QStringList{u"write Done"_s});
    desktop.wallet.setFault(fault);
    QCOMPARE(KeychainChild(desktop.environment, u"remove"_s).ends(),
             QStringList{u"remove Failed"_s});
    QCOMPARE(desktop.wallet.entries(), 1);
}

void TestKWallet::promise10TakesNoGarbageForAToken_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::newRow("other text") << Fault::ReadsGarbage;
    QTest::newRow("an error that the library drops") << Fault::ReadFails;
}

void TestKWallet::promise10TakesNoGarbageForAToken()
{
    QFETCH(const Fault, fault);
    Desktop desktop(Fault::None);
    QCOMPARE(KeychainChild(desktop.environment, u"write"_s).ends(), QStringList{u"write Done"_s});
    desktop.wallet.setFault(fault);
    QCOMPARE(KeychainChild(desktop.environment, u"read"_s).ends(), QStringList{u"read Damaged"_s});
    // Signing in again is the remedy.
    desktop.wallet.setFault(Fault::None);
    QCOMPARE(KeychainChild(desktop.environment, u"write read"_s).ends(),
             (QStringList{u"write Done"_s, u"read Done"_s}));
}

} // namespace mcpo

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (const std::optional<int> status = mcpo::runAsHelper(QCoreApplication::arguments()))
        return *status;
    mcpo::TestKWallet test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_kwallet.moc"
