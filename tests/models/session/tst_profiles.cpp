// SPDX-License-Identifier: Apache-2.0
#include "models/session/profiles.h"
#include "models/session/profilestore.h"
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "tests/support/ownsettings.h"

#include <QSignalSpy>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

ControlPlaneAddress addressOf(const QString &text)
{
    return std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(text));
}

const ControlPlaneAddress here = addressOf(u"https://cp.example.com"_s);
const ControlPlaneAddress there = addressOf(u"https://other.example.com"_s);
const QString adminName = u"admin@example.com"_s;
const QString userName = u"user-17@example.com"_s;
const Caller admin{{u"admin"_s, u"user"_s}, adminName, u"example"_s, Role::Manager};
const Caller user{{u"user-17"_s, u"user"_s}, userName, u"example"_s, Role::NotManager};

const TokenKey adminHere{here, u"admin"_s};
const TokenKey userHere{here, u"user-17"_s};
const TokenKey adminThere{there, u"admin"_s};

Profile stored(const QString &id, const TokenKey &key)
{
    return {id, id, ProfileColor::None, false, key.address, key.accountId, true};
}

/// Profiles with the person's settings, on fakes.
struct Bench {
    explicit Bench(bool isOpen = true)
    {
        if (isOpen)
            profiles.open({});
    }

    bool waitUntilIdle()
    {
        return QTest::qWaitFor([this] { return !session.isBusy(); });
    }

    bool signIn(const ControlPlaneAddress &address, const Caller &caller,
                TokenStorage storage = TokenStorage::Keychain)
    {
        controlPlane.caller.add(caller);
        session.signIn({address, tokenOf(caller)}, storage);
        return waitUntilIdle() && session.isSignedIn();
    }

    static QString tokenOf(const Caller &caller) { return caller.subject.id + u"-token"_s; }
    QString idOf(const QString &name) const
    {
        for (const Profile &one : profiles.list()) {
            if (one.name == name)
                return one.id;
        }
        return {};
    }
    QStringList names() const
    {
        QStringList found;
        for (const Profile &one : profiles.list())
            found.append(one.name);
        return found;
    }

    FakeControlPlane controlPlane;
    FakeTokenVault vault{FakeTokenVault::Mode::InMemory};
    Session session{controlPlane, vault};
    Profiles profiles{session};
    QSignalSpy asked{&profiles, &Profiles::signInWanted};
};

} // namespace

class TestProfiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_settings.emplace(); }
    void cleanup() { m_settings.reset(); }

    void aSignInMakesAProfile();
    void aSecondAccountGetsAProfileOfItsOwn();
    void signingInAgainKeepsWhatThePersonChose();
    void aTokenForThisSessionOnlyIsNotSignedInNextTime();
    void aNewTokenForThisSessionOnlyLeavesTheKeptOne();

    void switchingKeepsBothTokens();
    void switchingToAProfileWithoutATokenAsks();
    void switchingToALockedKeychainKeepsTheSignIn();
    void switchingStopsASignInUnderWay();
    void switchingToTheOneInUseDoesNothing();

    void goesOnWithTheLastUsedProfile();
    void signedOutProfileLetsNoOtherAct();
    void asksAtAnAddressWithoutAProfile();
    void asksWhenThereIsNoProfile();

    void editingKeepsTheSignIn();
    void promise20AnotherAddressNeedsANewSignIn();
    void promise20AnotherAddressOfAProfileThatIsNotInUse();
    void promise15AnotherCaFileKeepsTheSignIn();
    void anEmptyNameIsTheAddress();
    void removingForgetsTheToken();
    void removingAnotherKeepsTheOneInUse();
    void signingOutKeepsTheProfile();
    void tellsWhenTheKeychainDoesNotForget();

    void survivesAnEditedFile();
    void takesACommaForAComma();
    void takesNothingFromTheSystemsSettings();
    void noSecretStandsInTheSettings();
    void seesWhatAnotherProgramDid();
    void endsTheSessionThatAnotherProgramSignedOut();
    void writesNothingUntilOpened();
    void tellsWhenTheSettingsCannotBeWritten();

private:
    std::optional<OwnSettings> m_settings;
};

void TestProfiles::aSignInMakesAProfile()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    QCOMPARE(bench.names(), QStringList{u"cp.example.com"_s});
    QCOMPARE(bench.profiles.current()->tokenKey(), adminHere);
    QVERIFY(bench.profiles.current()->isSignedIn);
    QVERIFY(loadProfiles() == bench.profiles.list());
}

void TestProfiles::aSecondAccountGetsAProfileOfItsOwn()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    QVERIFY(bench.signIn(here, user));
    QCOMPARE(bench.names(),
             (QStringList{u"cp.example.com"_s, u"cp.example.com \u00B7 user-17@example.com"_s}));
    QCOMPARE(bench.profiles.current()->tokenKey(), userHere);
    QCOMPARE(bench.vault.stored(adminHere), u"admin-token"_s);
    QCOMPARE(bench.vault.stored(userHere), u"user-17-token"_s);
}

void TestProfiles::signingInAgainKeepsWhatThePersonChose()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    Profile chosen = *bench.profiles.current();
    chosen.name = u"Example"_s;
    chosen.color = ProfileColor::Purple;
    chosen.isProduction = true;
    bench.profiles.edit(chosen);
    bench.profiles.signOut();
    QVERIFY(bench.signIn(here, admin));
    QCOMPARE(bench.profiles.list().size(), 1);
    QVERIFY(*bench.profiles.current() == chosen);
}

void TestProfiles::aTokenForThisSessionOnlyIsNotSignedInNextTime()
{
    {
        Bench bench;
        QVERIFY(bench.signIn(here, admin, TokenStorage::ThisSessionOnly));
        QVERIFY(!bench.profiles.current()->isSignedIn);
    }
    Bench next;
    next.profiles.begin({});
    QCOMPARE(next.asked.count(), 1);
    QVERIFY(!next.session.isBusy());
    QVERIFY(*next.profiles.proposedAddress() == here);
}

void TestProfiles::aNewTokenForThisSessionOnlyLeavesTheKeptOne()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    QVERIFY(bench.signIn(here, admin, TokenStorage::ThisSessionOnly));
    QCOMPARE(bench.profiles.list().size(), 1);
    QVERIFY(bench.profiles.current()->isSignedIn);
    // Signing out means both.
    bench.profiles.signOut();
    QTRY_COMPARE(bench.vault.storedCount(), 0);
}

void TestProfiles::switchingKeepsBothTokens()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    QVERIFY(bench.signIn(there, admin));
    const QSignalSpy left(&bench.session, &Session::signedOut);
    bench.controlPlane.caller.add(admin);
    bench.profiles.switchTo(bench.idOf(u"cp.example.com"_s));
    QCOMPARE(left.count(), 1);
    QVERIFY(!bench.session.isSignedIn()); // nothing of the old account can be used meanwhile
    QTRY_VERIFY(bench.session.isSignedIn());
    QVERIFY(bench.session.account().address == here);
    QCOMPARE(bench.profiles.current()->name, u"cp.example.com"_s);
    QCOMPARE(bench.vault.storedCount(), 2);
    QCOMPARE(bench.asked.count(), 0);
}

void TestProfiles::switchingToAProfileWithoutATokenAsks()
{
    QVERIFY(saveProfile(stored(u"gone"_s, adminThere)));
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    bench.profiles.switchTo(u"gone"_s);
    QTRY_COMPARE(bench.asked.count(), 1);
    QCOMPARE(bench.profiles.current()->id, u"gone"_s);
    QVERIFY(*bench.profiles.proposedAddress() == there);
    QVERIFY(!bench.profiles.current()->isSignedIn);
    QVERIFY(!bench.session.isSignedIn());
    QVERIFY(!bench.session.isBusy());
    QCOMPARE(bench.vault.stored(adminHere), u"admin-token"_s);
    // The sign-in that follows belongs to it.
    QVERIFY(bench.signIn(there, admin));
    QCOMPARE(bench.profiles.current()->id, u"gone"_s);
}

void TestProfiles::switchingToALockedKeychainKeepsTheSignIn()
{
    QVERIFY(saveProfile(stored(u"locked"_s, adminThere)));
    Bench bench;
    bench.vault.read.add({VaultState::Locked, {}, {}});
    const QSignalSpy notRead(&bench.session, &Session::tokenNotRead);
    bench.profiles.switchTo(u"locked"_s);
    QTRY_COMPARE(notRead.count(), 1); // says why, which an empty dialog would not
    QCOMPARE(bench.asked.count(), 0);
    QVERIFY(bench.profiles.current()->isSignedIn);
}

void TestProfiles::switchingStopsASignInUnderWay()
{
    QVERIFY(saveProfile(stored(u"kept"_s, adminThere)));
    Bench bench;
    bench.vault.store(adminThere, u"kept-token"_s);
    bench.controlPlane.caller.addSilence();
    bench.session.signIn({here, u"new-token"_s}, TokenStorage::Keychain);
    bench.controlPlane.caller.add(admin);
    bench.profiles.switchTo(u"kept"_s);
    QTRY_VERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.session.account().token, u"kept-token"_s);
    QCOMPARE(bench.names(), QStringList{u"kept"_s});
}

void TestProfiles::switchingToTheOneInUseDoesNothing()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    const qsizetype calls = bench.vault.calls().size();
    bench.profiles.switchTo(bench.profiles.current()->id);
    QVERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.vault.calls().size(), calls);
}

void TestProfiles::goesOnWithTheLastUsedProfile()
{
    {
        Bench bench;
        QVERIFY(bench.signIn(here, admin));
        QVERIFY(bench.signIn(there, admin));
        bench.controlPlane.caller.add(admin);
        bench.profiles.switchTo(bench.idOf(u"cp.example.com"_s));
        QVERIFY(bench.waitUntilIdle());
    }
    Bench next;
    next.vault.store(adminHere, u"admin-token"_s);
    next.controlPlane.caller.add(admin);
    next.profiles.begin({});
    QTRY_VERIFY(next.session.isSignedIn());
    QVERIFY(next.session.account().address == here);
}

void TestProfiles::signedOutProfileLetsNoOtherAct()
{
    Profile signedOut = stored(u"signed out"_s, userHere);
    signedOut.id = u"a"_s;
    signedOut.isSignedIn = false;
    QVERIFY(saveProfile(signedOut));
    QVERIFY(saveProfile(stored(u"b"_s, adminHere)));
    QVERIFY(saveProfile(stored(u"c"_s, adminThere)));
    QVERIFY(setLastUsedProfile(u"b"_s));
    QVERIFY(setLastUsedProfile(u"a"_s));
    QVERIFY(setLastUsedProfile(u"c"_s));
    Bench bench;
    bench.vault.store(adminHere, u"admin-token"_s);
    bench.controlPlane.caller.add(admin);
    const QSignalSpy wanted(&bench.profiles, &Profiles::signInWanted);
    bench.profiles.begin(here);
    QTRY_COMPARE(wanted.size(), 1);
    QVERIFY(!bench.session.isSignedIn());
    QCOMPARE(bench.profiles.current()->id, u"a"_s);
}

void TestProfiles::asksAtAnAddressWithoutAProfile()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin, TokenStorage::ThisSessionOnly));
    bench.profiles.begin(there);
    QCOMPARE(bench.asked.count(), 1);
    QVERIFY(!bench.profiles.current());
    QVERIFY(!bench.session.isSignedIn());
    QVERIFY(*bench.profiles.proposedAddress() == there); // and not that of the other profile
    QCOMPARE(bench.vault.calls(), QStringList());
}

void TestProfiles::asksWhenThereIsNoProfile()
{
    Bench bench;
    bench.profiles.begin({});
    QCOMPARE(bench.asked.count(), 1);
    QVERIFY(!bench.profiles.proposedAddress());
    QCOMPARE(m_settings->personal(), QByteArray());
}

void TestProfiles::editingKeepsTheSignIn()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    Profile edited = *bench.profiles.current();
    edited.name = u"  Example & co  "_s;
    edited.color = ProfileColor::Red;
    edited.isProduction = true;
    edited.accountId = u"somebody else"_s; // is nobody's to edit
    bench.profiles.edit(edited);
    const Profile kept = loadProfiles().constFirst();
    QCOMPARE(kept.name, u"Example & co"_s);
    QCOMPARE(kept.color, ProfileColor::Red);
    QVERIFY(kept.isProduction);
    QCOMPARE(kept.tokenKey(), adminHere);
    QVERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.vault.storedCount(), 1);
    QCOMPARE(bench.asked.count(), 0);
}

void TestProfiles::promise20AnotherAddressNeedsANewSignIn()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    Profile moved = *bench.profiles.current();
    moved.name = u"Example"_s;
    moved.address = there;
    bench.profiles.edit(moved);
    QVERIFY(!bench.session.isSignedIn());
    QTRY_COMPARE(bench.vault.storedCount(), 0);
    QCOMPARE(bench.asked.count(), 1);
    QVERIFY(*bench.profiles.proposedAddress() == there);
    QVERIFY(!loadProfiles().constFirst().isSignedIn);
    // Whoever signs in there now, it is this profile.
    QVERIFY(bench.signIn(there, user));
    QCOMPARE(bench.names(), QStringList{u"Example"_s});
    QCOMPARE(bench.profiles.current()->accountId, u"user-17"_s);
}

void TestProfiles::promise20AnotherAddressOfAProfileThatIsNotInUse()
{
    QVERIFY(saveProfile(stored(u"other"_s, adminThere)));
    Bench bench;
    bench.vault.store(adminThere, u"other-token"_s);
    QVERIFY(bench.signIn(here, admin));
    Profile moved = stored(u"other"_s, adminThere);
    moved.address = addressOf(u"https://third.example.com"_s);
    bench.profiles.edit(moved);
    QTRY_COMPARE(bench.vault.stored(adminThere), QString());
    QCOMPARE(bench.vault.stored(adminHere), u"admin-token"_s);
    QVERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.asked.count(), 0);
}

void TestProfiles::promise15AnotherCaFileKeepsTheSignIn()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    Profile trusting = *bench.profiles.current();
    trusting.caFile = u"/etc/ssl/own, and only.pem"_s;
    bench.profiles.edit(trusting);
    QVERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.session.account().caFile, trusting.caFile);
    QCOMPARE(bench.vault.storedCount(), 1);
    QCOMPARE(bench.asked.count(), 0);
    QCOMPARE(loadProfiles().constFirst().caFile, trusting.caFile);
    QCOMPARE(bench.profiles.proposedCaFile(), trusting.caFile);

    Bench later;
    later.vault.store(adminHere, u"admin-token"_s);
    later.controlPlane.caller.add(admin);
    later.profiles.begin({});
    QTRY_VERIFY(later.session.isSignedIn());
    QCOMPARE(later.session.account().caFile, trusting.caFile);
    QCOMPARE(later.controlPlane.accounts().constFirst().caFile, trusting.caFile);
}

void TestProfiles::anEmptyNameIsTheAddress()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    Profile edited = *bench.profiles.current();
    edited.name = u"   "_s;
    bench.profiles.edit(edited);
    QCOMPARE(bench.profiles.current()->name, u"cp.example.com"_s);
}

void TestProfiles::removingForgetsTheToken()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    bench.profiles.remove(bench.profiles.current()->id);
    QTRY_COMPARE(bench.vault.storedCount(), 0);
    QVERIFY(!bench.session.isSignedIn());
    QVERIFY(!bench.profiles.current());
    QVERIFY(loadProfiles().isEmpty());
}

void TestProfiles::removingAnotherKeepsTheOneInUse()
{
    QVERIFY(saveProfile(stored(u"other"_s, adminThere)));
    Bench bench;
    bench.vault.store(adminThere, u"other-token"_s);
    QVERIFY(bench.signIn(here, admin));
    bench.profiles.remove(u"other"_s);
    QTRY_COMPARE(bench.vault.storedCount(), 1);
    QVERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.names(), QStringList{u"cp.example.com"_s});
}

void TestProfiles::signingOutKeepsTheProfile()
{
    {
        Bench bench;
        QVERIFY(bench.signIn(here, admin));
        bench.profiles.signOut();
        QTRY_COMPARE(bench.vault.storedCount(), 0);
        QCOMPARE(bench.names(), QStringList{u"cp.example.com"_s});
    }
    Bench next;
    next.profiles.begin({});
    QCOMPARE(next.asked.count(), 1);
    QCOMPARE(next.vault.calls(), QStringList());
}

void TestProfiles::tellsWhenTheKeychainDoesNotForget()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    bench.vault.remove.add({VaultState::Locked, {}, {}});
    const QSignalSpy notRemoved(&bench.session, &Session::tokenNotRemoved);
    bench.profiles.remove(bench.profiles.current()->id);
    QTRY_COMPARE(notRemoved.count(), 1);
}

void TestProfiles::survivesAnEditedFile()
{
    m_settings->writePersonal("[General]\n"
                              "recentProfiles=nobody, good, @Invalid(), bad\n"
                              "[profiles]\n"
                              "good\\controlPlane=https://cp.example.com\n"
                              "good\\name=\"<b>Bold</b> \\x202e\"\n"
                              "good\\colour=javascript:alert(1)\n"
                              "good\\production=maybe\n"
                              "good\\signedIn=@Variant(\\0\\0\\0\\x7f)\n"
                              "bare\\controlPlane=bare.example.com\n"
                              "evil\\controlPlane=http://cp.example.com\n"
                              "evil\\signedIn=true\n"
                              "user\\controlPlane=https://a:b@cp.example.com\n"
                              "none\\name=No address\n"
                              "..%2F\\controlPlane=https://dots.example.com\n"
                              "=\n");
    Bench bench;
    QCOMPARE(bench.names(), (QStringList{u"<b>Bold</b> \u202E"_s, u"bare.example.com"_s}));
    QCOMPARE(bench.profiles.list().constFirst().color, ProfileColor::None);
    // What is good in it can be used as always.
    QVERIFY(bench.signIn(here, admin));
    QCOMPARE(bench.profiles.current()->id, u"good"_s);
}

void TestProfiles::takesACommaForAComma()
{
    m_settings->writePersonal("[profiles]\n"
                              "a\\controlPlane=https://cp.example.com\n"
                              "a\\name=Example, production\n"
                              "a\\colour=RED\n");
    Bench bench;
    QCOMPARE(bench.names(), QStringList{u"Example, production"_s});
    QCOMPARE(bench.profiles.list().constFirst().color, ProfileColor::Red);
}

void TestProfiles::takesNothingFromTheSystemsSettings()
{
    m_settings->writeSystem("[profiles]\na\\controlPlane=https://cp.example.com\n");
    QVERIFY(loadProfiles().isEmpty());
}

void TestProfiles::noSecretStandsInTheSettings()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    QVERIFY(m_settings->personal().contains("cp.example.com"));
    QVERIFY(!m_settings->personal().contains("admin-token"));
}

void TestProfiles::seesWhatAnotherProgramDid()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    QVERIFY(saveProfile(stored(u"new"_s, adminThere)));
    const QSignalSpy changed(&bench.profiles, &Profiles::changed);
    bench.profiles.reload();
    QCOMPARE(bench.names(), (QStringList{u"cp.example.com"_s, u"new"_s}));
    QCOMPARE(changed.count(), 1);
    bench.profiles.reload();
    QCOMPARE(changed.count(), 1);
    QVERIFY(bench.session.isSignedIn());
}

void TestProfiles::endsTheSessionThatAnotherProgramSignedOut()
{
    Bench bench;
    QVERIFY(bench.signIn(here, admin));
    std::function<void()> leave;
    bench.profiles.setLeaveGuard([&leave](const std::function<void()> &then) { leave = then; });
    const QSignalSpy left(&bench.session, &Session::signedOut);
    Profile profile = *bench.profiles.current();
    profile.isSignedIn = false;
    QVERIFY(saveProfile(profile));
    bench.profiles.reload();
    // A change may be under way.
    QVERIFY(leave);
    QVERIFY(bench.session.isSignedIn());
    QCOMPARE(bench.session.storage(), TokenStorage::ThisSessionOnly);
    leave();
    QVERIFY(!bench.session.isSignedIn());
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.at(0).at(0).value<SignOutOrigin>(), SignOutOrigin::AnotherProgram);
    QCOMPARE(bench.asked.count(), 0);
    QVERIFY(*bench.profiles.current() == profile);
}

void TestProfiles::writesNothingUntilOpened()
{
    Bench bench(false);
    QVERIFY(bench.signIn(here, admin));
    QVERIFY(bench.signIn(there, admin));
    Profile edited = *bench.profiles.current();
    edited.name = u"Example"_s;
    bench.profiles.edit(edited);
    bench.profiles.remove(bench.idOf(u"cp.example.com"_s));
    QCOMPARE(bench.names(), QStringList{u"Example"_s});
    QCOMPARE(m_settings->personal(), QByteArray());
}

void TestProfiles::tellsWhenTheSettingsCannotBeWritten()
{
    Bench bench;
    m_settings->makePersonalUnwritable();
    const QSignalSpy notWritten(&bench.profiles, &Profiles::notWritten);
    QVERIFY(bench.signIn(here, admin));
    QVERIFY(notWritten.count() > 0);
    QCOMPARE(bench.names(), QStringList{u"cp.example.com"_s}); // until the program ends
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestProfiles)
#include "tst_profiles.moc"
