// SPDX-License-Identifier: Apache-2.0
// What docs/administrators.md tells administrators is what the program does.
#include "models/session/preset.h"
#include "tests/support/ownsettings.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QString textOf(const QString &name)
{
    QFile file(u"" MCPO_SOURCE_DIR "/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("Cannot read %s", qUtf8Printable(file.fileName()));
    return QString::fromUtf8(file.readAll());
}

/// The example of the guide in that language.
QString example(const QString &language)
{
    const QString start = u"```"_s + language + u'\n';
    const QString guide = textOf(u"docs/administrators.md"_s);
    const qsizetype begin = guide.indexOf(start);
    if (begin < 0)
        qFatal("There is no example in %s", qUtf8Printable(language));
    return guide.mid(begin + start.size()).section(u"```"_s, 0, 0);
}

Preset loadFrom(const QString &text)
{
    const OwnSettings settings;
    settings.writeSystem(text.toUtf8());
    return loadPreset();
}

/// How each system hands on the values of its example.
Preset presetFrom(const QVariantMap &values)
{
    PresetSource source;
    source.values = values;
    return presetOf(source);
}

} // namespace

class TestFleetGuide : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesEveryKey();
    void namesEveryFeature();
    void namesEveryPlace();
    void hasAFileWithEveryKey();
    void isRightForAnsible();
    void isRightForTheRegistry();
    void isRightForAConfigurationProfile();
};

void TestFleetGuide::namesEveryKey()
{
    const QString guide = textOf(u"docs/administrators.md"_s);
    for (const QString &key : presetKeys())
        QVERIFY2(guide.contains(u"\n| `"_s + key + u"` | "_s), qPrintable(key));
    for (const ProfileColor color : allProfileColors().sliced(1))
        QVERIFY(guide.contains(u'`' + settingsName(color) + u'`'));
    QVERIFY(guide.contains(u"up to %1 characters"_s.arg(Profile::longestName)));
}

void TestFleetGuide::namesEveryFeature()
{
    const QString guide = textOf(u"docs/administrators.md"_s);
    for (const Feature feature : allFeatures())
        QVERIFY2(guide.contains(u"\n| `"_s + settingsName(feature) + u"` | "_s),
                 qPrintable(settingsName(feature)));
}

void TestFleetGuide::namesEveryPlace()
{
    const QString guide = textOf(u"docs/administrators.md"_s);
    for (const Platform platform : {Platform::MacOs, Platform::Windows}) {
        const QString place = presetPlaces(platform).paths.constFirst();
        QVERIFY2(guide.contains(u'`' + place + u'`'), qPrintable(place));
    }
    qunsetenv("XDG_CONFIG_DIRS");
    const QString place = presetPlaces(Platform::Xdg).paths.constFirst();
    QVERIFY2(guide.contains(u'`' + place + u'`'), qPrintable(place));
}

void TestFleetGuide::hasAFileWithEveryKey()
{
    const QString file = textOf(u"packaging/mcp-override.conf.example"_s);
    for (const QString &key : presetKeys())
        QVERIFY2(file.contains(u'\n' + key + u'='), qPrintable(key));
    const Preset preset = loadFrom(file);
    QCOMPARE(preset.faults, QList<PresetFault>());
    QCOMPARE(preset.controlPlane->text(), u"https://cp.example.com"_s);
    QVERIFY(preset.isFixed);
    QCOMPARE(preset.name, u"Example production"_s);
    QCOMPARE(preset.color, ProfileColor::Red);
    QVERIFY(preset.isProduction);
    QCOMPARE(preset.caFile, u"/etc/ssl/certs/example-ca.pem"_s);
    QVERIFY(preset.isActivityOff);
    QCOMPARE(preset.hidden, allFeatures());
}

void TestFleetGuide::isRightForAnsible()
{
    const QString task = example(u"yaml"_s);
    QVERIFY(task.contains(u"path: /etc/xdg/mcp-override\n"_s));
    QVERIFY(task.contains(u"dest: /etc/xdg/mcp-override/mcp-override.conf\n"_s));
    const Preset preset = loadFrom(task.section(u"content: |\n"_s, 1).remove(u"      "_s));
    QCOMPARE(preset.faults, QList<PresetFault>());
    QCOMPARE(preset.controlPlane->text(), u"https://cp.example.com"_s);
    QCOMPARE(preset.caFile, u"/etc/ssl/certs/example-ca.pem"_s);
    QVERIFY(preset.isActivityOff);
    QCOMPARE(preset.hidden, (QList{Feature::Export, Feature::TokenWithoutKeychain}));
}

void TestFleetGuide::isRightForTheRegistry()
{
    const QString file = example(u"reg"_s);
    QVERIFY(file.contains(u'[' + presetPlaces(Platform::Windows).paths.constFirst() + u']'));
    QVariantMap values;
    static const QRegularExpression line(u"^\"(\\w+)\"=(?:\"(.*)\"|dword:([0-9a-f]{8}))$"_s,
                                         QRegularExpression::MultilineOption);
    for (auto one = line.globalMatch(file); one.hasNext();) {
        const QRegularExpressionMatch match = one.next();
        values.insert(match.captured(1), match.hasCaptured(3)
                                             ? QVariant(match.captured(3).toUInt(nullptr, 16))
                                             : QVariant(match.captured(2)));
    }
    QCOMPARE(values.size(), presetKeys().size());
    values.remove(u"caFile"_s); // only on Windows it is a full path
    const Preset preset = presetFrom(values);
    QCOMPARE(preset.faults, QList<PresetFault>());
    QVERIFY(preset.isFixed);
    QVERIFY(preset.isProduction);
    QVERIFY(preset.isActivityOff);
    QCOMPARE(preset.hidden, (QList{Feature::Export, Feature::TokenWithoutKeychain}));
}

void TestFleetGuide::isRightForAConfigurationProfile()
{
    const QString payload = example(u"xml"_s);
    QVariantMap values;
    static const QRegularExpression entry(
        u"<key>(\\w+)</key>\\s*(?:<(string|integer)>([^<]*)</|<(true|false)/>|<array>(.*?)</array>)"_s,
        QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression item(u"<string>([^<]*)</string>"_s);
    for (auto one = entry.globalMatch(payload); one.hasNext();) {
        const QRegularExpressionMatch match = one.next();
        QVariant value = match.captured(3);
        if (match.hasCaptured(4))
            value = match.captured(4) == "true"_L1;
        if (match.hasCaptured(5)) {
            QVariantList list;
            for (auto each = item.globalMatch(match.captured(5)); each.hasNext();)
                list.append(each.next().captured(1));
            value = list;
        }
        values.insert(match.captured(1), value);
    }
    const QString file = presetPlaces(Platform::MacOs).paths.constFirst();
    QVERIFY(file.endsWith(u'/' + values.value(u"PayloadType"_s).toString() + u".plist"_s));
    const Preset preset = presetFrom(values);
    QCOMPARE(preset.faults, QList<PresetFault>());
    QCOMPARE(preset.controlPlane->text(), u"https://cp.example.com"_s);
    QVERIFY(!preset.isFixed);
    QVERIFY(preset.isProduction);
    QVERIFY(preset.isActivityOff);
    QCOMPARE(preset.hidden, (QList{Feature::Export, Feature::TokenWithoutKeychain}));
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestFleetGuide)
#include "tst_fleetguide.moc"
