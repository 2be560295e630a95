// SPDX-License-Identifier: Apache-2.0
#include "models/directory/directory.h"

#include "models/session/session.h"
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"

#include <QSignalSpy>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Phase = ListingState::Phase;

ServerEntry server(const QString &id, const QString &name = {}) { return {id, name, {}, true}; }

SubjectEntry user(const QString &id, const QString &email = {})
{
    return {{id, u"user"_s}, {}, email};
}

QList<ServerEntry> servers(int count)
{
    QList<ServerEntry> all;
    for (int i = 0; i < count; ++i)
        all.append(server(u"mcp-%1"_s.arg(i)));
    return all;
}

struct Bench {
    void signIn(Role role)
    {
        const auto address =
            std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
        controlPlane.caller.add(
            Caller{{u"user-17"_s, u"user"_s}, u"user-17@example.com"_s, u"example"_s, role});
        session.signIn({address, u"token"_s}, TokenStorage::ThisSessionOnly);
        QTRY_VERIFY(session.isSignedIn());
    }
    /// What a manager's directory asks for, empty unless queued before.
    void queueEmptySubjects()
    {
        controlPlane.users.add(QList<SubjectEntry>{});
        controlPlane.virtualAccounts.add(QList<SubjectEntry>{});
    }
    bool isDone() const { return controlPlane.liveJobs() == 0; }

    FakeControlPlane controlPlane;
    FakeTokenVault vault;
    Session session{controlPlane, vault};
    Directory directory{controlPlane, session};
};

} // namespace

class TestDirectory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsEverythingForAManager();
    void goesOnWithoutWhatMayNotBeListed();
    void leavesOutWhatCannotBeUsed();
    void asksNoSubjectsForSelfService();
    void findsOutWhoManagesSingleServers();
    void asksForRolesAFewAtATime();
    void knowsNoRolesWhereNobodyTells();
    void namesWhatIsListedAndOthersByTheirId();
    void tellsWhenAListIsCutOff();
    void findsNoNameInAnIncompleteList();
    void forgetsEverythingOnSigningOut();
    void replacesTheEntriesAfterARefresh();
    void keepsTheEntriesOfARefreshThatFailed();
    void readsAgainOnlyWhatFailed();
};

void TestDirectory::readsEverythingForAManager()
{
    Bench bench;
    bench.controlPlane.servers.add(QList{server(u"mcp-1"_s), server(u"mcp-2"_s)});
    bench.controlPlane.users.add(QList{user(u"user-1"_s)});
    bench.controlPlane.virtualAccounts.add(
        QList<SubjectEntry>{{{u"va-1"_s, u"virtualaccount"_s}, u"runner"_s, {}}});
    bench.signIn(Role::Manager);
    QTRY_VERIFY(bench.isDone());
    QCOMPARE(bench.directory.servers().size(), 2);
    QCOMPARE(bench.directory.subjects().size(), 2);
    QCOMPARE(bench.directory.serversState().phase, Phase::Complete);
    QCOMPARE(bench.directory.usersState().count, 1);
    QCOMPARE(bench.directory.virtualAccountsState().count, 1);
    QCOMPARE(bench.directory.roleOn(u"mcp-2"_s), Role::Manager);
    QVERIFY(!bench.directory.isForSelfServiceOnly());
    QVERIFY(bench.controlPlane.isUsedUp());
}

void TestDirectory::goesOnWithoutWhatMayNotBeListed()
{
    Bench bench;
    bench.controlPlane.servers.add(Failure{Unexpected{}});
    bench.controlPlane.users.add(Failure{NotPermitted{}});
    bench.controlPlane.virtualAccounts.add(
        QList<SubjectEntry>{{{u"va-1"_s, u"virtualaccount"_s}, u"runner"_s, {}}});
    bench.signIn(Role::Unknown);
    QTRY_VERIFY(bench.isDone());
    QCOMPARE(bench.directory.serversState().phase, Phase::Failed);
    QCOMPARE(bench.directory.usersState().phase, Phase::Failed);
    QVERIFY(std::holds_alternative<NotPermitted>(*bench.directory.usersState().failure));
    QCOMPARE(bench.directory.virtualAccountsState().phase, Phase::Complete);
    QVERIFY(!bench.directory.isForSelfServiceOnly());
}

void TestDirectory::leavesOutWhatCannotBeUsed()
{
    Bench bench;
    bench.controlPlane.servers.add(
        QList{server({}), server(u"mcp-1"_s, u"first"_s), server(u"mcp-1"_s, u"again"_s)});
    bench.controlPlane.users.add(QList{user({}), user(u"user-1"_s), user(u"user-1"_s)});
    // The same id of another type is somebody else.
    bench.controlPlane.virtualAccounts.add(
        QList<SubjectEntry>{{{u"user-1"_s, u"virtualaccount"_s}, {}, {}}});
    bench.signIn(Role::Manager);
    QTRY_VERIFY(bench.isDone());
    QCOMPARE(bench.directory.servers().size(), 1);
    QCOMPARE(bench.directory.servers().constFirst().name, u"first"_s);
    QCOMPARE(bench.directory.subjects().size(), 2);
}

void TestDirectory::asksNoSubjectsForSelfService()
{
    Bench bench;
    bench.controlPlane.servers.add(servers(2));
    bench.controlPlane.rolesOnServers.add(
        QHash<QString, Role>{{u"mcp-0"_s, Role::NotManager}, {u"mcp-1"_s, Role::NotManager}});
    bench.signIn(Role::NotManager);
    QTRY_VERIFY(bench.isDone());
    QVERIFY(bench.directory.isForSelfServiceOnly());
    QCOMPARE(bench.directory.usersState().phase, Phase::NotAsked);
    QCOMPARE(bench.controlPlane.calls(), (QStringList{u"fetchCaller"_s, u"fetchServers"_s,
                                                      u"fetchRolesOnServers mcp-0 mcp-1"_s}));
}

void TestDirectory::findsOutWhoManagesSingleServers()
{
    Bench bench;
    bench.controlPlane.servers.add(servers(2));
    bench.controlPlane.rolesOnServers.add(
        QHash<QString, Role>{{u"mcp-0"_s, Role::NotManager}, {u"mcp-1"_s, Role::Manager}});
    bench.controlPlane.users.add(Failure{NotPermitted{}});
    bench.controlPlane.virtualAccounts.add(Failure{NotPermitted{}});
    bench.signIn(Role::NotManager);
    QTRY_VERIFY(bench.isDone());
    QVERIFY(!bench.directory.isForSelfServiceOnly());
    QCOMPARE(bench.directory.roleOn(u"mcp-0"_s), Role::NotManager);
    QCOMPARE(bench.directory.roleOn(u"mcp-1"_s), Role::Manager);
    QCOMPARE(bench.directory.roleOn(u"mcp-none"_s), Role::Unknown);
}

void TestDirectory::asksForRolesAFewAtATime()
{
    Bench bench;
    bench.controlPlane.servers.add(servers(101));
    for (int i = 0; i < 3; ++i)
        bench.controlPlane.rolesOnServers.add(QHash<QString, Role>{});
    bench.signIn(Role::NotManager);
    QTRY_VERIFY(bench.isDone());
    QVERIFY(bench.controlPlane.isUsedUp());
    QCOMPARE(bench.controlPlane.calls().last(), u"fetchRolesOnServers mcp-100"_s);
}

void TestDirectory::knowsNoRolesWhereNobodyTells()
{
    Bench bench;
    bench.controlPlane.servers.add(servers(60));
    bench.controlPlane.rolesOnServers.add(Failure{NotFound{}});
    bench.signIn(Role::NotManager);
    QTRY_VERIFY(bench.isDone());
    QCOMPARE(bench.directory.roleOn(u"mcp-1"_s), Role::Unknown);
    QVERIFY(bench.directory.isForSelfServiceOnly());
}

void TestDirectory::namesWhatIsListedAndOthersByTheirId()
{
    Bench bench;
    bench.controlPlane.servers.add(QList{server(u"mcp-1"_s, u"jira-cloud"_s), server(u"mcp-2"_s)});
    bench.controlPlane.users.add(
        QList<SubjectEntry>{user(u"user-1"_s, u"user-1@example.com"_s),
                            {{u"user-2"_s, u"user"_s}, u"Demo User 2"_s, {}}});
    bench.controlPlane.virtualAccounts.add(QList<SubjectEntry>{});
    bench.signIn(Role::Manager);
    QTRY_VERIFY(bench.isDone());
    const Directory &directory = bench.directory;
    QCOMPARE(directory.serverName(u"mcp-1"_s), u"jira-cloud"_s);
    QCOMPARE(directory.serverName(u"mcp-2"_s), u"mcp-2"_s);
    QCOMPARE(directory.serverName(u"mcp-3"_s), u"mcp-3"_s);
    QCOMPARE(directory.subjectLabel({u"user-1"_s, u"user"_s}), u"user-1@example.com"_s);
    QCOMPARE(directory.subjectLabel({u"user-2"_s, u"user"_s}), u"Demo User 2"_s);
    QCOMPARE(directory.subjectLabel({u"user-3"_s, u"user"_s}), u"user-3"_s);
    // The caller is known without any list.
    QCOMPARE(directory.subjectLabel({u"user-17"_s, u"user"_s}), u"user-17@example.com"_s);
}

void TestDirectory::tellsWhenAListIsCutOff()
{
    Bench bench;
    bench.controlPlane.listingGap = ListingGap::Limit;
    bench.controlPlane.servers.add(servers(3));
    bench.queueEmptySubjects();
    bench.signIn(Role::Manager);
    QTRY_VERIFY(bench.isDone());
    QCOMPARE(bench.directory.serversState().phase, Phase::Incomplete);
    QCOMPARE(bench.directory.serversState().completeness().gap, ListingGap::Limit);
    QCOMPARE(bench.directory.servers().size(), 3);
}

void TestDirectory::findsNoNameInAnIncompleteList()
{
    Bench bench;
    bench.controlPlane.listingGap = ListingGap::Moved;
    bench.controlPlane.servers.add(QList{server(u"mcp-1"_s, u"jira"_s)});
    bench.queueEmptySubjects();
    bench.signIn(Role::Manager);
    QTRY_VERIFY(bench.isDone());
    QVERIFY(!bench.directory.serverNamed(u"jira"_s)); // another one may have the name
    bench.controlPlane.listingGap = ListingGap::None;
    bench.controlPlane.servers.add(QList{server(u"mcp-1"_s, u"jira"_s)});
    bench.queueEmptySubjects();
    bench.directory.reload();
    QTRY_VERIFY(bench.isDone());
    QVERIFY(bench.directory.serverNamed(u"jira"_s));
}

void TestDirectory::forgetsEverythingOnSigningOut()
{
    Bench bench;
    bench.controlPlane.servers.add(servers(3));
    bench.controlPlane.users.addSilence();
    bench.controlPlane.virtualAccounts.addSilence();
    bench.signIn(Role::Manager);
    QTRY_COMPARE(bench.directory.servers().size(), 3);
    const QSignalSpy cleared(&bench.directory, &Directory::cleared);
    bench.session.signOut();
    QCOMPARE(cleared.size(), 1);
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    QVERIFY(bench.directory.servers().isEmpty());
    QCOMPARE(bench.directory.serversState().phase, Phase::NotAsked);
    QCOMPARE(bench.directory.roleOn(u"mcp-1"_s), Role::Unknown);
}

void TestDirectory::replacesTheEntriesAfterARefresh()
{
    Bench bench;
    bench.controlPlane.servers.add(servers(3));
    bench.queueEmptySubjects();
    bench.signIn(Role::Manager);
    QTRY_VERIFY(bench.isDone());
    bench.controlPlane.servers.add(servers(1));
    bench.queueEmptySubjects();
    const QSignalSpy cleared(&bench.directory, &Directory::cleared);
    const QSignalSpy added(&bench.directory, &Directory::serversAdded);
    bench.directory.reload();
    QCOMPARE(bench.directory.servers().size(), 3); // until the new ones are there
    QTRY_VERIFY(bench.isDone());
    QCOMPARE(bench.directory.servers().size(), 1);
    QCOMPARE(bench.directory.serversState().count, 1);
    QCOMPARE(cleared.size(), 1);
    QCOMPARE(added.size(), 1);
    QCOMPARE(added.constFirst().constFirst().toInt(), 0);
}

void TestDirectory::keepsTheEntriesOfARefreshThatFailed()
{
    Bench bench;
    bench.controlPlane.servers.add(servers(3));
    bench.controlPlane.users.add(QList{user(u"user-1"_s), user(u"user-2"_s)});
    bench.controlPlane.virtualAccounts.add(
        QList<SubjectEntry>{{{u"va-1"_s, u"virtualaccount"_s}, u"runner"_s, {}}});
    bench.signIn(Role::Manager);
    QTRY_VERIFY(bench.isDone());
    const QDateTime readAt = bench.directory.serversState().readAt;
    QVERIFY(readAt.isValid());
    const QSignalSpy cleared(&bench.directory, &Directory::cleared);
    bench.controlPlane.servers.add(Failure{Busy{}});
    bench.controlPlane.users.add(Failure{Busy{}});
    bench.controlPlane.virtualAccounts.add(QList<SubjectEntry>{});
    bench.directory.reload();
    QTRY_VERIFY(bench.isDone());
    QCOMPARE(bench.directory.servers().size(), 3);
    QCOMPARE(bench.directory.serversState().phase, Phase::Failed);
    QCOMPARE(bench.directory.serversState().count, 3);
    QCOMPARE(bench.directory.serversState().readAt, readAt);
    QVERIFY(!bench.directory.serversState().completeness().isComplete());
    QVERIFY(bench.directory.server(u"mcp-2"_s));
    // Users stay, virtual accounts were read and are gone.
    QCOMPARE(bench.directory.subjects(), (QList{user(u"user-1"_s), user(u"user-2"_s)}));
    QCOMPARE(bench.directory.usersState().count, 2);
    QCOMPARE(bench.directory.virtualAccountsState().count, 0);
    QCOMPARE(cleared.size(), 1);
}

void TestDirectory::readsAgainOnlyWhatFailed()
{
    Bench bench;
    bench.controlPlane.servers.add(servers(2));
    bench.controlPlane.users.add(Failure{Busy{}});
    bench.controlPlane.virtualAccounts.add(Failure{NotPermitted{}});
    bench.signIn(Role::Manager);
    QTRY_VERIFY(bench.isDone());
    bench.controlPlane.users.add(QList{user(u"user-1"_s)});
    bench.directory.retry();
    QTRY_VERIFY(bench.isDone());
    QCOMPARE(bench.directory.usersState().phase, Phase::Complete);
    QCOMPARE(bench.controlPlane.calls().count(u"fetchServers"_s), 1);
    QCOMPARE(bench.controlPlane.calls().count(u"fetchVirtualAccounts"_s), 1);
    bench.directory.retry();
    QVERIFY(bench.isDone());
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestDirectory)
#include "tst_directory.moc"
