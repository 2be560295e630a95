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

PresetFault unusable(const QString &key, const QString &value)
{
    return {PresetFault::Kind::UnusableValue, key, value};
}

/// Profiles on fakes, with the person's settings.
struct Bench {
    Bench() { profiles.open(loadPreset()); }

    FakeControlPlane controlPlane;
    FakeTokenVault vault;
    Session session{controlPlane, vault};
    Profiles profiles{session};
};

} // namespace

class TestPreset : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isEmptyWithoutAFile();
    void readsTheManagedSettings();
    void promise15SettlesTheCaFile();
    void turnsTheActivityOff_data();
    void turnsTheActivityOff();
    void tellsOfAnUnusableAddress_data();
    void tellsOfAnUnusableAddress();
    void tellsWhatIsNotInForce_data();
    void tellsWhatIsNotInForce();
    void tellsWhatNeedsAControlPlane();
    void proposesAControlPlane();
    void proposesItToWhoeverHasNoProfile();
    void hidesFeatures();
    void takesNoCaFileOfThePersonsWhereThatIsHidden();
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
    QCOMPARE(preset.faults, QList<PresetFault>());
    QCOMPARE(preset.place, QString());
    QVERIFY(preset.allows(addressOf(otherText)));
    for (const Feature feature : allFeatures())
        QVERIFY(preset.offers(feature));
}

void TestPreset::readsTheManagedSettings()
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
    QFETCH(const QString, told);
    QCOMPARE(preset.faults, QList{unusable(u"controlPlane"_s, told)});
}

void TestPreset::tellsWhatIsNotInForce_data()
{
    using Kind = PresetFault::Kind;
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QList<PresetFault>>("faults");
    const auto row = [](const char *name, const QByteArray &line, const QList<PresetFault> &told) {
        QTest::newRow(name) << line << told;
    };
    row("a key that does not exist", "controlplan=https://x",
        {{Kind::UnknownKey, u"controlplan"_s}});
    row("a key in a group of its own", "a/b=c", {{Kind::UnknownKey, u"a/b"_s}});
    row("a key in another case", "ACTIVITY=false", {});
    row("a colour that does not exist", "colour=redd", {unusable(u"colour"_s, u"redd"_s)});
    row("neither yes nor no", "production=flase", {unusable(u"production"_s, u"flase"_s)});
    row("not sure whether it is fixed", "fixed=maybe", {unusable(u"fixed"_s, u"maybe"_s)});
    row("not sure about the activity", "activity=flase", {unusable(u"activity"_s, u"flase"_s)});
    row("a CA file that is somewhere else in each directory", "caFile=ca.pem",
        {unusable(u"caFile"_s, u"ca.pem"_s)});
    row("features that do not exist", "hiddenFeatures=exprot, links, \"\", lniks",
        {unusable(u"hiddenFeatures"_s, u"exprot"_s), unusable(u"hiddenFeatures"_s, u"lniks"_s)});
    row("empty values", "name=\ncaFile=\nfixed=\nhiddenFeatures=\nactivity=\ncolour=", {});
}

void TestPreset::tellsWhatIsNotInForce()
{
    QFETCH(const QByteArray, line);
    const OwnSettings settings;
    settings.writeSystem("[preset]\ncontrolPlane=https://cp.example.com\n" + line + '\n');
    const Preset preset = loadPreset();
    QTEST(preset.faults, "faults");
    QCOMPARE(preset.onlyControlPlane()->text(), fixedText); // the rest is in force
}

void TestPreset::tellsWhatNeedsAControlPlane()
{
    const OwnSettings settings;
    settings.writeSystem("[preset]\nname=Mine\ncaFile=/etc/ssl/ca.pem\nactivity=false\n");
    const Preset preset = loadPreset();
    QCOMPARE(preset.faults,
             (QList<PresetFault>{{PresetFault::Kind::NeedsControlPlane, u"name"_s},
                                 {PresetFault::Kind::NeedsControlPlane, u"caFile"_s}}));
    QVERIFY(preset.isActivityOff);
    QCOMPARE(preset.caFileAt(addressOf(otherText), u"/own.pem"_s), u"/own.pem"_s);
}

void TestPreset::proposesAControlPlane()
{
    const OwnSettings settings;
    settings.writeSystem(fixedPreset + "fixed=no\n");
    const Preset preset = loadPreset();
    QCOMPARE(preset.faults, QList<PresetFault>());
    QCOMPARE(preset.controlPlane->text(), fixedText);
    QVERIFY(!preset.onlyControlPlane());
    QVERIFY(preset.allows(addressOf(otherText)));
    // Its properties are managed, and no other control plane is affected.
    QCOMPARE(preset.applied(profileAt(fixedText, u"1"_s)).name, u"Example production"_s);
    QVERIFY(preset.applied(profileAt(otherText, u"1"_s)) == profileAt(otherText, u"1"_s));
}

void TestPreset::proposesItToWhoeverHasNoProfile()
{
    const OwnSettings settings;
    settings.writeSystem(fixedPreset + "fixed=false\n");
    Bench fresh;
    fresh.profiles.begin({});
    QCOMPARE(fresh.profiles.proposedAddress()->text(), fixedText);
    // An address that was named goes before it, and so does a profile.
    Bench named;
    named.profiles.begin(addressOf(otherText));
    QCOMPARE(named.profiles.proposedAddress()->text(), otherText);
    QVERIFY(saveProfile(profileAt(otherText, u"other"_s)));
    Bench used;
    used.profiles.begin({});
    QCOMPARE(used.profiles.proposedAddress()->text(), otherText);
    QCOMPARE(used.profiles.list().size(), 1);
}

void TestPreset::hidesFeatures()
{
    const OwnSettings settings;
    settings.writeSystem("[preset]\nhiddenFeatures=Own-CA-File,links , export,links\n");
    const Preset preset = loadPreset();
    QCOMPARE(preset.faults, QList<PresetFault>());
    QCOMPARE(preset.hidden, (QList{Feature::Export, Feature::Links, Feature::OwnCaFile}));
    QVERIFY(!preset.offers(Feature::Links));
    QVERIFY(preset.offers(Feature::CopyCommands));
}

void TestPreset::takesNoCaFileOfThePersonsWhereThatIsHidden()
{
    const OwnSettings settings;
    settings.writeSystem("[preset]\nhiddenFeatures=own-ca-file\n");
    Profile profile = profileAt(otherText, u"other"_s);
    profile.caFile = u"/home/user/ca.pem"_s;
    QVERIFY(saveProfile(profile));
    const Bench bench;
    QCOMPARE(bench.profiles.list().constFirst().caFile, QString());
    // A computer without the preset finds it again.
    QCOMPARE(loadProfiles().constFirst().caFile, profile.caFile);
}

void TestPreset::cannotBeOverriddenByThePersonsFile()
{
    const OwnSettings settings;
    settings.writeSystem(fixedPreset + "activity=false\nhiddenFeatures=links\n");
    settings.writePersonal("[preset]\ncontrolPlane=https://other.example.com\nname=Mine\n"
                           "colour=green\nproduction=false\nactivity=true\nfixed=false\n"
                           "caFile=/tmp/ca.pem\nhiddenFeatures=export\n");
    const Preset preset = loadPreset();
    QCOMPARE(preset.controlPlane->text(), fixedText);
    QCOMPARE(preset.name, u"Example production"_s);
    QCOMPARE(preset.color, ProfileColor::Red);
    QVERIFY(preset.isProduction);
    QVERIFY(preset.isActivityOff);
    QVERIFY(preset.isFixed);
    QCOMPARE(preset.caFile, QString());
    QCOMPARE(preset.hidden, QList{Feature::Links});
}

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
