// SPDX-License-Identifier: Apache-2.0
#include "models/session/preset.h"
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

const QString fixedText = u"https://cp.example.com"_s;
const QString otherText = u"https://other.example.com"_s;

Profile profileAt(const QString &address, const QString &id)
{
    return {id, id, ProfileColor::Green, false, addressOf(address), u"admin@example.com"_s, false};
}

const QByteArray fixedPreset = "[preset]\n"
                               "controlPlane=https://cp.example.com/\n"
                               "name=Example production\n"
                               "colour=red\n"
                               "production=true\n";

} // namespace

class TestPreset : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isEmptyWithoutAFile();
    void readsWhatIsSettled();
    void promise15SettlesTheCaFile();
    void turnsTheActivityOff_data();
    void turnsTheActivityOff();
    void tellsOfAnUnusableAddress_data();
    void tellsOfAnUnusableAddress();
    void cannotBeOverriddenByThePersonsFile();
    void settlesWhatItsProfilesAreLike();
    void doesNotOfferOtherControlPlanes();
    void beginsAtTheFixedControlPlane();
    void cannotBeEditedAway();
};

void TestPreset::isEmptyWithoutAFile()
{
    const OwnSettings settings;
    const Preset preset = loadPreset();
    QVERIFY(!preset.controlPlane);
    QVERIFY(!preset.isActivityOff);
    QCOMPARE(preset.unusableAddress, QString());
    QVERIFY(preset.allows(addressOf(otherText)));
}

void TestPreset::readsWhatIsSettled()
{
    const OwnSettings settings;
    settings.writeSystem(fixedPreset);
    const Preset preset = loadPreset();
    QCOMPARE(preset.controlPlane->text(), fixedText);
    QCOMPARE(preset.name, u"Example production"_s);
    QCOMPARE(preset.color, ProfileColor::Red);
    QVERIFY(preset.isProduction);
    QVERIFY(!preset.isActivityOff);
    QCOMPARE(preset.caFile, QString());
    QVERIFY(preset.allows(addressOf(fixedText)));
    QVERIFY(!preset.allows(addressOf(otherText)));
}

void TestPreset::promise15SettlesTheCaFile()
{
    const OwnSettings settings;
    settings.writeSystem(fixedPreset + "\ncaFile=/etc/ssl/example-ca.pem\n");
    const Preset preset = loadPreset();
    QCOMPARE(preset.caFile, u"/etc/ssl/example-ca.pem"_s);
    Profile profile{u"1"_s, {}, ProfileColor::None, false, addressOf(fixedText), {}, false};
    profile.caFile = u"/home/user/other.pem"_s;
    QCOMPARE(preset.applied(profile).caFile, preset.caFile);
    profile.address = addressOf(otherText);
    QCOMPARE(preset.applied(profile).caFile, profile.caFile);
}

void TestPreset::turnsTheActivityOff_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("isOff");
    QTest::newRow("false") << QByteArray("activity=false") << true;
    QTest::newRow("0") << QByteArray("activity=0") << true;
    QTest::newRow("a slip of the pen") << QByteArray("activity=flase") << true;
    QTest::newRow("True") << QByteArray("activity=True") << false;
    QTest::newRow("nothing after it") << QByteArray("activity=") << false;
    QTest::newRow("no line") << QByteArray() << false;
}

void TestPreset::turnsTheActivityOff()
{
    QFETCH(const QByteArray, line);
    const OwnSettings settings;
    settings.writeSystem("[preset]\n" + line + '\n');
    QTEST(loadPreset().isActivityOff, "isOff");
}

void TestPreset::tellsOfAnUnusableAddress_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QString>("told");
    QTest::newRow("http") << QByteArray("http://cp.example.com") << u"http://cp.example.com"_s;
    QTest::newRow("another scheme") << QByteArray("ftp://x") << u"ftp://x"_s;
    QTest::newRow("two addresses") << QByteArray("https://a.example.com, https://b.example.com")
                                   << u"https://a.example.com, https://b.example.com"_s;
    QTest::newRow("a query") << QByteArray("\"https://cp.example.com/?a=b\"")
                             << u"https://cp.example.com/?a=b"_s;
}

void TestPreset::tellsOfAnUnusableAddress()
{
    QFETCH(const QByteArray, address);
    const OwnSettings settings;
    settings.writeSystem("[preset]\ncontrolPlane=" + address + '\n');
    const Preset preset = loadPreset();
    QVERIFY(!preset.controlPlane);
    QTEST(preset.unusableAddress, "told");
}

void TestPreset::cannotBeOverriddenByThePersonsFile()
{
    const OwnSettings settings;
    settings.writeSystem(fixedPreset + "activity=false\n");
    settings.writePersonal("[preset]\ncontrolPlane=https://other.example.com\nname=Mine\n"
                           "colour=green\nproduction=false\nactivity=true\n");
    const Preset preset = loadPreset();
    QCOMPARE(preset.controlPlane->text(), fixedText);
    QCOMPARE(preset.name, u"Example production"_s);
    QCOMPARE(preset.color, ProfileColor::Red);
    QVERIFY(preset.isProduction);
    QVERIFY(preset.isActivityOff);
}

/// Profiles on fakes, with the person's settings.
struct Bench {
    Bench() { profiles.open(loadPreset()); }

    FakeControlPlane controlPlane;
    FakeTokenVault vault;
    Session session{controlPlane, vault};
    Profiles profiles{session};
};

void TestPreset::settlesWhatItsProfilesAreLike()
{
    const OwnSettings settings;
    settings.writeSystem(fixedPreset);
    QVERIFY(saveProfile(profileAt(fixedText, u"mine"_s)));
    const Bench bench;
    const QList<Profile> offered = bench.profiles.list();
    QCOMPARE(offered.size(), 1);
    QCOMPARE(offered.constFirst().name, u"Example production"_s);
    QCOMPARE(offered.constFirst().color, ProfileColor::Red);
    QVERIFY(offered.constFirst().isProduction);
}

void TestPreset::doesNotOfferOtherControlPlanes()
{
    const OwnSettings settings;
    settings.writeSystem(fixedPreset);
    QVERIFY(saveProfile(profileAt(otherText, u"other"_s)));
    Bench bench;
    QVERIFY(bench.profiles.list().isEmpty());
    bench.profiles.switchTo(u"other"_s);
    QVERIFY(!bench.profiles.current());
    // It is still there for a computer without the preset.
    QCOMPARE(loadProfiles().size(), 1);
}

void TestPreset::beginsAtTheFixedControlPlane()
{
    const OwnSettings settings;
    settings.writeSystem(fixedPreset);
    Profile other = profileAt(otherText, u"other"_s);
    other.isSignedIn = true;
    QVERIFY(saveProfile(other));
    QVERIFY(setLastUsedProfile(other.id));
    Bench bench; // whose keychain expects no call
    const QSignalSpy asked(&bench.profiles, &Profiles::signInWanted);
    bench.profiles.begin({});
    QCOMPARE(asked.count(), 1);
    QCOMPARE(bench.profiles.proposedAddress()->text(), fixedText);
}

void TestPreset::cannotBeEditedAway()
{
    const OwnSettings settings;
    settings.writeSystem(fixedPreset);
    QVERIFY(saveProfile(profileAt(fixedText, u"mine"_s)));
    Bench bench;
    Profile edited = profileAt(otherText, u"mine"_s);
    edited.name = u"Something harmless"_s;
    bench.profiles.edit(edited);
    const Profile shown = bench.profiles.list().constFirst();
    QCOMPARE(shown.address.text(), fixedText);
    QCOMPARE(shown.name, u"Example production"_s);
    QCOMPARE(shown.color, ProfileColor::Red);
    QVERIFY(shown.isProduction);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestPreset)
#include "tst_preset.moc"
