// SPDX-License-Identifier: Apache-2.0
#include "models/directory/overridelisting.h"

#include "tests/support/fakecontrolplane.h"

#include <QSignalSpy>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

OverrideRow row(const QString &subjectId, const QString &type = u"header"_s)
{
    OverrideRow one;
    one.subject = {subjectId, u"user"_s};
    one.credentialType = type;
    return one;
}

struct Bench {
    void read(const QStringList &servers) { listing.read(account, servers); }
    QStringList subjects() const
    {
        QStringList ids;
        for (const ListedOverride &listed : listing.rows())
            ids.append(listed.serverId + u'/' + listed.row.subject.id);
        return ids;
    }

    FakeControlPlane controlPlane;
    Account account{
        std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s)),
        u"token"_s};
    OverrideListing listing{controlPlane};
};

} // namespace

class TestOverrideListing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsOneServer();
    void readsManyServersAFewAtATime();
    void goesOnPastServersThatFail();
    void countsARowOnce();
    void readsOneServerAgainInPlace();
    void keepsOldRowsWhereReadingAgainFails();
    void stopsAndKeepsWhatCame();
    void readsServersThatAreListedLater();
    void forgetsTheRowsOfTheServerBefore();
    void canBeStoppedByWhoSeesARow();
    void takesOverWhatWasReadElsewhere();
    void readsAgainWhatIsBeingRead();
    void saysWhyItIsNotComplete();
    void keepsRowsWithoutAnIdApart();
    void keepsOldRowsWhileAllServersAreReadAgain();
};

void TestOverrideListing::readsOneServer()
{
    Bench bench;
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s), row(u"user-2"_s)});
    bench.read({u"mcp-1"_s});
    QVERIFY(bench.listing.isRunning());
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.subjects(), (QStringList{u"mcp-1/user-1"_s, u"mcp-1/user-2"_s}));
    QCOMPARE(bench.listing.serversDone(), 1);
    QCOMPARE(bench.listing.indexOf(u"mcp-1"_s, {u"user-2"_s, u"user"_s}), 1);
    QCOMPARE(bench.listing.indexOf(u"mcp-2"_s, {u"user-2"_s, u"user"_s}), -1);
    QVERIFY(bench.listing.completeness().isComplete());
}

void TestOverrideListing::readsManyServersAFewAtATime()
{
    Bench bench;
    QStringList servers;
    for (int i = 0; i < 20; ++i) {
        servers.append(u"mcp-%1"_s.arg(i));
        bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    }
    int most = 0;
    QObject::connect(&bench.listing, &OverrideListing::progressChanged, &bench.listing,
                     [&] { most = std::max(most, bench.controlPlane.liveJobs()); });
    bench.read(servers);
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.listing.rows().size(), 20);
    QCOMPARE(bench.listing.serversDone(), 20);
    QCOMPARE(most, 6);
}

void TestOverrideListing::goesOnPastServersThatFail()
{
    Bench bench;
    bench.controlPlane.overrides.add(Failure{NotPermitted{}});
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.read({u"mcp-1"_s, u"mcp-2"_s});
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.subjects(), QStringList{u"mcp-2/user-1"_s});
    QCOMPARE(bench.listing.failures().keys(), QStringList{u"mcp-1"_s});
    QCOMPARE(bench.listing.serversDone(), 2);
}

void TestOverrideListing::countsARowOnce()
{
    Bench bench;
    bench.controlPlane.overrides.add(
        QList{row(u"user-1"_s), row(u"user-2"_s), row(u"user-1"_s, u"env"_s)});
    bench.read({u"mcp-1"_s});
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.listing.rows().size(), 2);
    QCOMPARE(bench.listing.rows().constFirst().row.credentialType, u"env"_s);
}

void TestOverrideListing::readsOneServerAgainInPlace()
{
    Bench bench;
    for (int i = 0; i < 2; ++i)
        bench.controlPlane.overrides.add(QList{row(u"user-1"_s), row(u"user-2"_s)});
    bench.read({u"mcp-1"_s, u"mcp-2"_s});
    QTRY_VERIFY(!bench.listing.isRunning());

    const QSignalSpy changed(&bench.listing, &OverrideListing::rowChanged);
    const QSignalSpy added(&bench.listing, &OverrideListing::rowsAdded);
    const QSignalSpy removed(&bench.listing, &OverrideListing::rowsRemoved);
    bench.controlPlane.overrides.add(QList{row(u"user-2"_s, u"env"_s), row(u"user-3"_s)});
    bench.listing.readAgain(bench.account, u"mcp-1"_s);
    QCOMPARE(bench.listing.rows().size(), 4); // nothing flickers
    QTRY_VERIFY(!bench.listing.isRunning());
    QStringList subjects = bench.subjects();
    subjects.sort();
    QCOMPARE(subjects, (QStringList{u"mcp-1/user-2"_s, u"mcp-1/user-3"_s, u"mcp-2/user-1"_s,
                                    u"mcp-2/user-2"_s}));
    const qsizetype index = bench.listing.indexOf(u"mcp-1"_s, {u"user-2"_s, u"user"_s});
    QCOMPARE(bench.listing.rows().at(index).row.credentialType, u"env"_s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(added.size(), 1);
    QCOMPARE(removed.size(), 1);
}

void TestOverrideListing::keepsOldRowsWhereReadingAgainFails()
{
    Bench bench;
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.read({u"mcp-1"_s});
    QTRY_VERIFY(!bench.listing.isRunning());
    bench.controlPlane.overrides.add(Failure{Busy{}});
    bench.listing.readAgain(bench.account, u"mcp-1"_s);
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.listing.rows().size(), 1);
    QVERIFY(bench.listing.failures().contains(u"mcp-1"_s));
    // And the failure goes with the next success.
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.listing.readAgain(bench.account, u"mcp-1"_s);
    QTRY_VERIFY(!bench.listing.isRunning());
    QVERIFY(bench.listing.failures().isEmpty());
}

void TestOverrideListing::stopsAndKeepsWhatCame()
{
    Bench bench;
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    for (int i = 0; i < 6; ++i)
        bench.controlPlane.overrides.addSilence();
    QStringList servers;
    for (int i = 0; i < 10; ++i)
        servers.append(u"mcp-%1"_s.arg(i));
    bench.read(servers);
    QTRY_COMPARE(bench.listing.rows().size(), 1);
    QTRY_COMPARE(bench.controlPlane.liveJobs(), 6);
    bench.listing.stop();
    QVERIFY(!bench.listing.isRunning());
    QVERIFY(bench.listing.wasStopped());
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    QCOMPARE(bench.listing.rows().size(), 1);
    QCOMPARE(bench.listing.serversDone(), 1);
}

void TestOverrideListing::readsServersThatAreListedLater()
{
    Bench bench;
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.read({u"mcp-1"_s});
    bench.listing.readMore({u"mcp-2"_s});
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.subjects(), (QStringList{u"mcp-1/user-1"_s, u"mcp-2/user-1"_s}));
    QCOMPARE(bench.listing.serverIds().size(), 2);
}

void TestOverrideListing::forgetsTheRowsOfTheServerBefore()
{
    Bench bench;
    bench.controlPlane.overrides.addSilence();
    bench.read({u"mcp-1"_s});
    bench.controlPlane.overrides.add(QList{row(u"user-2"_s)});
    bench.read({u"mcp-2"_s});
    QCOMPARE(bench.controlPlane.liveJobs(), 1);
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.subjects(), QStringList{u"mcp-2/user-2"_s});
}

void TestOverrideListing::canBeStoppedByWhoSeesARow()
{
    Bench bench;
    QObject::connect(&bench.listing, &OverrideListing::rowsAdded, &bench.listing,
                     [&bench] { bench.listing.clear(); });
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.read({u"mcp-1"_s});
    QTRY_VERIFY(!bench.listing.isRunning());
    QVERIFY(bench.listing.rows().isEmpty());
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
}

void TestOverrideListing::takesOverWhatWasReadElsewhere()
{
    Bench bench;
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s), row(u"user-2"_s)});
    bench.read({u"mcp-1"_s});
    QTRY_VERIFY(!bench.listing.isRunning());
    const QSignalSpy added(&bench.listing, &OverrideListing::rowsAdded);
    const QSignalSpy changed(&bench.listing, &OverrideListing::rowChanged);
    const QSignalSpy removed(&bench.listing, &OverrideListing::rowsRemoved);
    bench.listing.update(u"mcp-1"_s, {u"user-3"_s, u"user"_s}, row(u"user-3"_s));
    bench.listing.update(u"mcp-1"_s, {u"user-2"_s, u"user"_s}, row(u"user-2"_s, u"env"_s));
    bench.listing.update(u"mcp-1"_s, {u"user-1"_s, u"user"_s}, {});
    bench.listing.update(u"mcp-2"_s, {u"user-1"_s, u"user"_s}, row(u"user-1"_s)); // not shown
    QCOMPARE(bench.subjects(), (QStringList{u"mcp-1/user-2"_s, u"mcp-1/user-3"_s}));
    QCOMPARE(bench.listing.rows().constFirst().row.credentialType, u"env"_s);
    QCOMPARE(bench.listing.indexOf(u"mcp-1"_s, {u"user-3"_s, u"user"_s}), 1);
    QCOMPARE(added.size(), 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(bench.controlPlane.calls(), QStringList{u"fetchOverrides mcp-1"_s});
}

void TestOverrideListing::readsAgainWhatIsBeingRead()
{
    Bench bench;
    bench.controlPlane.overrides.addSilence();
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.read({u"mcp-1"_s});
    bench.listing.update(u"mcp-1"_s, {u"user-1"_s, u"user"_s}, row(u"user-1"_s));
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.subjects(), QStringList{u"mcp-1/user-1"_s});
    QVERIFY(bench.controlPlane.isUsedUp());
}

void TestOverrideListing::saysWhyItIsNotComplete()
{
    Bench bench;
    QCOMPARE(bench.listing.completeness().gap, ListingGap::NotRead);
    bench.controlPlane.listingGap = ListingGap::Moved;
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.read({u"mcp-1"_s, u"mcp-2"_s});
    QCOMPARE(bench.listing.completeness().gap, ListingGap::NotRead);
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.listing.completeness().gap, ListingGap::Moved);
    QVERIFY(!bench.listing.lastCompleteAt().isValid());

    bench.controlPlane.listingGap = ListingGap::None;
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.listing.readAgain(bench.account, u"mcp-1"_s);
    QTRY_VERIFY(!bench.listing.isRunning());
    QVERIFY(bench.listing.completenessOf(u"mcp-1"_s).isComplete());
    QCOMPARE(bench.listing.completenessOf(u"mcp-2"_s).gap, ListingGap::Moved);
    QVERIFY(!bench.listing.completeness().isComplete());

    bench.controlPlane.overrides.add(Failure{Busy{}});
    bench.listing.readAgain(bench.account, u"mcp-1"_s);
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.listing.completeness().gap, ListingGap::Failed);
    QVERIFY(std::holds_alternative<Busy>(*bench.listing.completeness().failure));
}

void TestOverrideListing::keepsRowsWithoutAnIdApart()
{
    Bench bench;
    const QList<OverrideRow> rows{row({}, u"header"_s), row(u"user-1"_s), row({}, u"env"_s)};
    bench.controlPlane.overrides.add(rows);
    bench.read({u"mcp-1"_s});
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.listing.rows().size(), 3);
    QCOMPARE(bench.listing.indexOf(u"mcp-1"_s, {{}, u"user"_s}), -1);
    // And when they are read again, and are fewer.
    bench.controlPlane.overrides.add(QList{rows.at(0), rows.at(1)});
    bench.listing.readAgain(bench.account, u"mcp-1"_s);
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.listing.rows().size(), 2);
    QCOMPARE(bench.listing.indexOf(u"mcp-1"_s, {u"user-1"_s, u"user"_s}), 1);
}

void TestOverrideListing::keepsOldRowsWhileAllServersAreReadAgain()
{
    Bench bench;
    for (int i = 0; i < 3; ++i)
        bench.controlPlane.overrides.add(QList{row(u"user-%1"_s.arg(i))});
    bench.read({u"mcp-0"_s, u"mcp-1"_s, u"mcp-2"_s});
    QTRY_VERIFY(!bench.listing.isRunning());
    bench.controlPlane.overrides.add(Failure{Busy{}});
    bench.controlPlane.overrides.add(QList{row(u"user-7"_s)});
    bench.listing.refresh(bench.account, {u"mcp-0"_s, u"mcp-1"_s}); // the third one is gone
    QCOMPARE(bench.subjects(), (QStringList{u"mcp-0/user-0"_s, u"mcp-1/user-1"_s}));
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.subjects(), (QStringList{u"mcp-0/user-0"_s, u"mcp-1/user-7"_s}));
    QCOMPARE(bench.listing.failures().keys(), QStringList{u"mcp-0"_s});
    QVERIFY(bench.listing.lastCompleteAt().isValid());
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestOverrideListing)
#include "tst_overridelisting.moc"
