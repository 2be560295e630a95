// SPDX-License-Identifier: Apache-2.0
// Where presets are read, and what is told where that fails.
#include "models/session/preset.h"
#include "tests/support/ownsettings.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Kind = PresetFault::Kind;

QList<Kind> kindsOf(const Preset &preset)
{
    QList<Kind> kinds;
    for (const PresetFault &fault : preset.faults)
        kinds.append(fault.kind);
    return kinds;
}

} // namespace

class TestPresetSource : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isAtHomeOnEverySystem();
    void saysWhereItWasRead();
    void takesTheFirstDirectoryAndItAlone();
    void goesPastWhatIsEmpty();
    void goesPastThePersonsOwnFolder();
    void readsTheTypesOfEverySystem();
    void leavesOutWhatAConfigurationProfileAdds();
    void tellsOfAFileThatCannotBeRead();
    void tellsOfAFolderThatCannotBeRead();
    void tellsOfLinesThatMakeNoSense_data();
    void tellsOfLinesThatMakeNoSense();
    void tellsOfKeysOutsideOfTheGroup();
};

void TestPresetSource::isAtHomeOnEverySystem()
{
    const OwnSettings settings;
    const PresetPlaces xdg = presetPlaces(Platform::Xdg);
    QCOMPARE(xdg.paths, (QStringList{settings.systemFile(), settings.nextSystemFile()}));
    QCOMPARE(xdg.format, QSettings::IniFormat);
    QCOMPARE(xdg.group, u"preset"_s);

    const PresetPlaces mac = presetPlaces(Platform::MacOs);
    QCOMPARE(mac.paths, QStringList(u"/Library/Managed Preferences/"
                                    "org.mcpoverride.McpOverride.plist"_s));
    QCOMPARE(mac.format, QSettings::NativeFormat);
    QCOMPARE(mac.group, QString());

    const PresetPlaces windows = presetPlaces(Platform::Windows);
    QCOMPARE(windows.paths, QStringList(u"HKEY_LOCAL_MACHINE\\Software\\Policies\\mcp-override"_s));
    QCOMPARE(windows.format, QSettings::NativeFormat);
    QCOMPARE(windows.group, QString());
}

void TestPresetSource::saysWhereItWasRead()
{
    const OwnSettings settings;
    QCOMPARE(loadPreset().place, QString());
    settings.writeNextSystem("[preset]\nactivity=false\n");
    QCOMPARE(loadPreset().place, settings.nextSystemFile());
    QVERIFY(loadPreset().isActivityOff);
}

void TestPresetSource::takesTheFirstDirectoryAndItAlone()
{
    const OwnSettings settings;
    settings.writeSystem("[preset]\ncontrolPlane=https://first.example.com\n");
    settings.writeNextSystem("[preset]\ncontrolPlane=https://next.example.com\n"
                             "caFile=/etc/ssl/next.pem\nname=Next\n");
    const Preset preset = loadPreset();
    QCOMPARE(preset.place, settings.systemFile());
    QCOMPARE(preset.controlPlane->text(), u"https://first.example.com"_s);
    QCOMPARE(preset.caFile, QString());
    QCOMPARE(preset.name, QString());
}

void TestPresetSource::goesPastWhatIsEmpty()
{
    const OwnSettings settings;
    settings.writeSystem("; nothing yet\n[preset]\n");
    settings.writeNextSystem("[preset]\nactivity=false\n");
    QCOMPARE(loadPreset().place, settings.nextSystemFile());
}

void TestPresetSource::goesPastThePersonsOwnFolder()
{
    const OwnSettings settings;
    settings.writeSystem("[preset]\ncontrolPlane=https://cp.example.com\n");
    settings.namePersonalAsSystem();
    QCOMPARE(presetPlaces(Platform::Xdg).paths,
             (QStringList{settings.systemFile(), settings.nextSystemFile()}));
}

/// Property lists and the registry hold more than text, and the registry minds no case.
void TestPresetSource::readsTheTypesOfEverySystem()
{
    PresetSource source;
    source.values = {{u"ControlPlane"_s, u"https://cp.example.com"_s},
                     {u"fixed"_s, false},
                     {u"production"_s, 1},
                     {u"activity"_s, 0u},
                     {u"hiddenFeatures"_s, QVariantList{u"export"_s, u"links"_s}}};
    const Preset preset = presetOf(source);
    QCOMPARE(preset.faults, QList<PresetFault>());
    QCOMPARE(preset.controlPlane->text(), u"https://cp.example.com"_s);
    QVERIFY(!preset.isFixed);
    QVERIFY(preset.isProduction);
    QVERIFY(preset.isActivityOff);
    QCOMPARE(preset.hidden, (QList{Feature::Export, Feature::Links}));
}

void TestPresetSource::leavesOutWhatAConfigurationProfileAdds()
{
    PresetSource source;
    source.values = {{u"PayloadUUID"_s, u"1"_s}, {u"activity"_s, false}};
    QCOMPARE(presetOf(source).faults, QList<PresetFault>());
}

void TestPresetSource::tellsOfAFileThatCannotBeRead()
{
    const OwnSettings settings;
    settings.makeSystemFileUnreadable();
    settings.writeNextSystem("[preset]\nactivity=false\n");
    const Preset preset = loadPreset();
    QCOMPARE(kindsOf(preset), QList{Kind::Unreadable});
    QCOMPARE(preset.place, settings.systemFile());
    QVERIFY(!preset.isActivityOff); // nothing of another file stands in for it
}

void TestPresetSource::tellsOfAFolderThatCannotBeRead()
{
    const OwnSettings settings;
    settings.makeSystemFolderUnreadable();
    const Preset preset = loadPreset();
    QCOMPARE(kindsOf(preset), QList{Kind::Unreadable});
    QCOMPARE(preset.place, settings.systemFile());
}

void TestPresetSource::tellsOfLinesThatMakeNoSense_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no equals sign") << QByteArray("[preset]\nactivity=false\ncontrolPlane\n");
    QTest::newRow("YAML") << QByteArray("[preset]\nactivity=false\ncontrolPlane: https://x\n");
    QTest::newRow("a group that does not end") << QByteArray("[preset]\nactivity=false\n[other\n");
}

/// What was understood is in force.
void TestPresetSource::tellsOfLinesThatMakeNoSense()
{
    QFETCH(const QByteArray, text);
    const OwnSettings settings;
    settings.writeSystem(text);
    const Preset preset = loadPreset();
    QCOMPARE(kindsOf(preset), QList{Kind::Malformed});
    QVERIFY(preset.isActivityOff);
}

void TestPresetSource::tellsOfKeysOutsideOfTheGroup()
{
    const OwnSettings settings;
    settings.writeSystem("activity=false\n[Preset]\ncontrolPlane=https://cp.example.com\n");
    const Preset preset = loadPreset();
    QCOMPARE(preset.faults, (QList<PresetFault>{{Kind::OutsideOfGroup, u"Preset/controlPlane"_s},
                                                {Kind::OutsideOfGroup, u"activity"_s}}));
    QVERIFY(!preset.controlPlane);
    QVERIFY(!preset.isActivityOff);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestPresetSource)
#include "tst_presetsource.moc"
