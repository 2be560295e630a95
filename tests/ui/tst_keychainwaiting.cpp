// SPDX-License-Identifier: Apache-2.0
#include "models/session/profilestore.h"
#include "net/controlplaneclient.h"
#include "tests/support/faketokenvault.h"
#include "tests/support/ownsettings.h"
#include "tests/ui/sandbox.h"
#include "tests/ui/windowbench.h"
#include "ui/words/keychainwords.h"

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// The window with the profile of somebody whose token is in the keychain.
struct Bench {
    Bench()
    {
        const ControlPlaneAddress address = sandbox.address();
        saveProfile({u"1"_s, u"Example"_s, ProfileColor::Blue, false, address, u"admin"_s, true});
        bench.profiles.open({});
        vault.store({address, u"admin"_s}, SandboxControlPlane::managerToken());
    }

    QString token()
    {
        const QLabel *label = find::label(bench.window, u"Token"_s);
        return label ? label->text() : QString();
    }
    bool offers(const QString &button) { return find::button(bench.window, button) != nullptr; }
    void click(const QString &button) { find::click(*find::button(bench.window, button)); }

    OwnSettings settings;
    Sandbox sandbox;
    ControlPlaneClient controlPlane;
    FakeTokenVault vault{FakeTokenVault::Mode::InMemory};
    WindowBench bench{controlPlane, vault, neverStill};
};

} // namespace

/// The window while the keyring wants a person to unlock it.
class TestKeychainWaiting : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promise7ShowsThatItWaits();
    void promise7StopsWaiting();
    void promise7ShowsThatARemovalWaits();
    void promise8OffersToTryAgainWhereATokenIs();
    void promise8AsksForASignInWhereTheTokenIsDamaged();
};

void TestKeychainWaiting::promise7ShowsThatItWaits()
{
    Bench bench;
    bench.vault.read.addSilence();
    bench.bench.window.begin({});
    QTRY_COMPARE(bench.token(), u"Signing in\u2026"_s);
    QVERIFY(!bench.offers(u"Stop waiting"_s));
    bench.vault.wait();
    QTRY_COMPARE(bench.token(), waitingForKeyring());
    QVERIFY(bench.offers(u"Stop waiting"_s));
    QCOMPARE(find::openDialogs(), 0);
}

void TestKeychainWaiting::promise7StopsWaiting()
{
    Bench bench;
    bench.vault.read.addSilence();
    bench.bench.window.begin({});
    bench.vault.wait();
    bench.click(u"Stop waiting"_s);
    QCOMPARE(bench.vault.liveJobs(), 0);
    QVERIFY(!bench.offers(u"Stop waiting"_s));
    QTRY_COMPARE(bench.token(), explain({VaultState::Locked, {}, {}}).title);
    QVERIFY(loadProfiles().constFirst().isSignedIn);

    bench.click(u"Account"_s);
    QTRY_VERIFY(bench.bench.session.isSignedIn());
    QTRY_VERIFY(bench.token().startsWith(u"Token in"_s));
}

void TestKeychainWaiting::promise7ShowsThatARemovalWaits()
{
    Bench bench;
    bench.bench.window.begin({});
    QTRY_VERIFY(bench.bench.session.isSignedIn());
    bench.vault.remove.addSilence();
    bench.bench.profiles.signOut();
    bench.vault.wait();
    QTRY_COMPARE(bench.token(), waitingForKeyring());
    bench.click(u"Stop waiting"_s);
    QCOMPARE(bench.vault.liveJobs(), 0);
    QTRY_COMPARE(bench.token(), u"Not signed in"_s);
    QVERIFY2(bench.bench.status().contains(u"the token is still in the keychain"_s),
             qPrintable(bench.bench.status()));
    QVERIFY(bench.bench.status().contains(describe(VaultAnswer{VaultState::Locked, {}, {}})));
}

void TestKeychainWaiting::promise8OffersToTryAgainWhereATokenIs()
{
    Bench bench;
    bench.vault.read.add({VaultState::Locked, {}, {}});
    bench.bench.window.begin({});
    QDialog *dialog = find::dialog(explain({VaultState::Locked, {}, {}}).title);
    QVERIFY(dialog);
    dialog->close();
    QTRY_COMPARE(find::openDialogs(), 0);
    // The button that asks for a sign-in elsewhere looks for the token again.
    QCOMPARE(find::button(bench.bench.window, u"Account"_s)->text(), u"&Try again"_s);
    bench.click(u"Account"_s);
    QTRY_VERIFY(bench.bench.session.isSignedIn());
}

void TestKeychainWaiting::promise8AsksForASignInWhereTheTokenIsDamaged()
{
    Bench bench;
    bench.vault.read.add({VaultState::Damaged, {}, {}});
    bench.bench.window.begin({});
    QDialog *dialog = find::dialog(explain({VaultState::Damaged, {}, {}}).title);
    QVERIFY(dialog);
    QVERIFY(find::button(*dialog, u"Try again"_s) == nullptr);
    find::click(*find::button(*dialog, u"Sign in\u2026"_s));
    QVERIFY(find::signInDialog());
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestKeychainWaiting)
#include "tst_keychainwaiting.moc"
