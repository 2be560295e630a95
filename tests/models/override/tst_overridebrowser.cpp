// SPDX-License-Identifier: Apache-2.0
#include "models/override/overridebrowser.h"

#include "models/directory/directory.h"
#include "models/override/overridechange.h"
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

ServerEntry server(const QString &id, const QString &name) { return {id, name, {}, true}; }

OverrideRow row(const QString &subjectId)
{
    OverrideRow row;
    row.subject = {subjectId, u"user"_s};
    return row;
}

OverrideTarget target(const QString &serverId, const QString &subjectId)
{
    return {serverId, {subjectId, u"user"_s}};
}

/// Two servers, "one" and "two", and nothing else that could be listed.
struct Bench {
    Bench() { controlPlane.hasEmptyDirectories = true; }
    void signIn(Role role, const QString &subjectId = u"user-17"_s)
    {
        const auto address =
            std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
        controlPlane.caller.add(Caller{{subjectId, u"user"_s}, {}, u"example"_s, role});
        controlPlane.servers.add(QList{server(u"mcp-1"_s, u"one"_s), server(u"mcp-2"_s, u"two"_s)});
        if (role == Role::NotManager)
            controlPlane.rolesOnServers.add(QHash<QString, Role>{{u"mcp-1"_s, Role::NotManager},
                                                                 {u"mcp-2"_s, Role::NotManager}});
        const QSignalSpy signedIn(&session, &Session::signedIn);
        session.signIn({address, u"token"_s}, TokenStorage::ThisSessionOnly);
        QTRY_COMPARE(signedIn.size(), 1);
        QTRY_COMPARE(directory.servers().size(), 2);
    }
    bool isDone() const { return controlPlane.liveJobs() == 0; }
    QStringList calls(const QString &of) const
    {
        return controlPlane.calls().filter(of, Qt::CaseSensitive);
    }
    QStringList listed() const
    {
        QStringList ids;
        for (const ListedOverride &one : browser.listing().rows())
            ids.append(one.serverId + u' ' + one.row.subject.id);
        return ids;
    }

    FakeControlPlane controlPlane;
    FakeTokenVault vault;
    Session session{controlPlane, vault};
    Directory directory{controlPlane, session};
    OverrideBrowser browser{controlPlane, session, directory};
};

} // namespace

class TestOverrideBrowser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void letsAManagerChooseWhatToLookAt();
    void readsTheirOwnForAPlainUser();
    void readsServersThatAreListedLater();
    void readsAgainWhatFailedOfTheDirectory();
    void readsTheEffectiveAuthOfTheChosenRowOnce();
    void readsRowAndEffectiveAuthAgainAfterAChange();
    void refreshesWhatIsLookedAt();
    void showsNothingOfTheAccountBefore();
    void keepsLookingAfterTheSameAccountSignedInAgain();
    void knowsWhoMayChangeARow();
    void findsWhatIsListed();
};

void TestOverrideBrowser::letsAManagerChooseWhatToLookAt()
{
    Bench bench;
    const QSignalSpy audienceChanged(&bench.browser, &OverrideBrowser::audienceChanged);
    bench.signIn(Role::Manager);
    QCOMPARE(bench.browser.audience(), Audience::Manager);
    QCOMPARE(audienceChanged.size(), 1);
    QCOMPARE(bench.browser.scope(), Scope::Nothing);

    const QSignalSpy scopeChanged(&bench.browser, &OverrideBrowser::scopeChanged);
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.browser.chooseServer(u"mcp-2"_s);
    QCOMPARE(bench.browser.scope(), Scope::OneServer);
    QCOMPARE(bench.browser.serverId(), u"mcp-2"_s);
    QCOMPARE(scopeChanged.size(), 1);
    QTRY_COMPARE(bench.listed(), QStringList(u"mcp-2 user-1"_s));

    bench.controlPlane.overrides.add(QList{row(u"user-2"_s)});
    bench.controlPlane.overrides.add(QList{row(u"user-3"_s)});
    bench.browser.chooseAll();
    QCOMPARE(bench.browser.scope(), Scope::AllServers);
    QCOMPARE(bench.browser.serverId(), QString());
    QTRY_COMPARE(bench.listed(), (QStringList{u"mcp-1 user-2"_s, u"mcp-2 user-3"_s}));
}

void TestOverrideBrowser::readsTheirOwnForAPlainUser()
{
    Bench bench;
    bench.controlPlane.overrides.add(QList{row(u"user-17"_s)});
    bench.controlPlane.overrides.add(QList<OverrideRow>{});
    bench.signIn(Role::NotManager);
    QCOMPARE(bench.browser.audience(), Audience::SelfService);
    QCOMPARE(bench.browser.scope(), Scope::Mine);
    QTRY_COMPARE(bench.listed(), QStringList(u"mcp-1 user-17"_s));
}

void TestOverrideBrowser::readsServersThatAreListedLater()
{
    Bench bench;
    bench.signIn(Role::Manager);
    QTRY_VERIFY(bench.isDone());
    bench.controlPlane.servers.add(QList{server(u"mcp-1"_s, u"one"_s), server(u"mcp-2"_s, u"two"_s),
                                         server(u"mcp-3"_s, u"three"_s)});
    bench.directory.reload();
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.controlPlane.overrides.add(QList<OverrideRow>{});
    bench.controlPlane.overrides.add(QList{row(u"user-3"_s)});
    bench.browser.chooseAll(); // before the third is listed
    QTRY_COMPARE(bench.listed(), (QStringList{u"mcp-1 user-1"_s, u"mcp-3 user-3"_s}));
}

void TestOverrideBrowser::readsAgainWhatFailedOfTheDirectory()
{
    Bench bench;
    bench.controlPlane.users.add(Failure{Busy{}});
    bench.signIn(Role::Manager);
    QTRY_VERIFY(bench.isDone());
    bench.controlPlane.overrides.add(QList<OverrideRow>{});
    bench.browser.chooseServer(u"mcp-1"_s);
    QTRY_VERIFY(bench.isDone());
    bench.controlPlane.overrides.add(QList<OverrideRow>{});
    bench.controlPlane.users.add(QList<SubjectEntry>{{{u"user-1"_s, u"user"_s}, {}, {}}});
    bench.browser.refresh();
    QTRY_VERIFY(bench.isDone());
    QCOMPARE(bench.directory.subjects().size(), 1);
    QCOMPARE(bench.calls(u"fetchServers"_s).size(), 1);
}

void TestOverrideBrowser::readsTheEffectiveAuthOfTheChosenRowOnce()
{
    Bench bench;
    bench.signIn(Role::Manager);
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
    bench.browser.chooseRow(target(u"mcp-1"_s, u"user-1"_s));
    bench.browser.chooseRow(target(u"mcp-1"_s, u"user-1"_s));
    QTRY_VERIFY(bench.browser.effectiveAuth().answer().has_value());
    QCOMPARE(bench.calls(u"fetchEffectiveAuth"_s).size(), 1);
    bench.browser.chooseRow({});
    QVERIFY(!bench.browser.effectiveAuth().answer().has_value());
}

void TestOverrideBrowser::readsRowAndEffectiveAuthAgainAfterAChange()
{
    Bench bench;
    bench.signIn(Role::Manager);
    bench.controlPlane.overrides.add(QList<OverrideRow>{});
    bench.browser.chooseServer(u"mcp-1"_s);
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
    bench.browser.chooseRow(target(u"mcp-1"_s, u"user-1"_s));
    QTRY_VERIFY(bench.isDone());
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
    ChangeReport report; // that did not find the row
    report.request = {ChangeRequest::Action::Set, u"mcp-1"_s, {u"user-1"_s, u"user"_s}, {}};
    bench.browser.learn(report);
    QTRY_COMPARE(bench.listed(), QStringList(u"mcp-1 user-1"_s));
    QTRY_VERIFY(bench.controlPlane.isUsedUp());
}

void TestOverrideBrowser::refreshesWhatIsLookedAt()
{
    Bench bench;
    bench.browser.refresh(); // signed out there is nothing
    bench.signIn(Role::Manager);
    QTRY_VERIFY(bench.isDone());
    bench.controlPlane.servers.add(QList{server(u"mcp-9"_s, u"nine"_s)});
    bench.browser.refresh();
    QTRY_VERIFY(bench.directory.server(u"mcp-9"_s) != nullptr);
    QTRY_VERIFY(bench.isDone());
    for (const QString &subject : {u"user-1"_s, u"user-2"_s, u"user-3"_s, u"user-4"_s})
        bench.controlPlane.overrides.add(QList{row(subject)});
    bench.browser.chooseServer(u"mcp-9"_s);
    QTRY_COMPARE(bench.listed(), QStringList(u"mcp-9 user-1"_s));
    bench.browser.refresh();
    QTRY_COMPARE(bench.listed(), QStringList(u"mcp-9 user-2"_s));
    bench.browser.chooseAll();
    QTRY_COMPARE(bench.listed(), QStringList(u"mcp-9 user-3"_s));
    bench.browser.refresh();
    QTRY_COMPARE(bench.listed(), QStringList(u"mcp-9 user-4"_s));
}

void TestOverrideBrowser::showsNothingOfTheAccountBefore()
{
    Bench bench;
    bench.signIn(Role::Manager);
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.browser.chooseServer(u"mcp-1"_s);
    bench.controlPlane.effectiveAuth.add(EffectiveAuth{});
    bench.browser.chooseRow(target(u"mcp-1"_s, u"user-1"_s));
    QTRY_VERIFY(bench.isDone());

    const QSignalSpy audienceChanged(&bench.browser, &OverrideBrowser::audienceChanged);
    bench.signIn(Role::Manager, u"user-2"_s);
    QCOMPARE(audienceChanged.size(), 1); // the same window, for somebody else
    QCOMPARE(bench.browser.scope(), Scope::Nothing);
    QCOMPARE(bench.listed(), QStringList());
    QVERIFY(!bench.browser.effectiveAuth().answer().has_value());

    bench.session.signOut();
    QCOMPARE(bench.browser.audience(), Audience::SignedOut);
    QCOMPARE(bench.browser.scope(), Scope::Nothing);
}

void TestOverrideBrowser::keepsLookingAfterTheSameAccountSignedInAgain()
{
    Bench bench;
    bench.signIn(Role::Manager);
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.browser.chooseServer(u"mcp-1"_s);
    QTRY_VERIFY(bench.isDone());
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s), row(u"user-2"_s)});
    bench.signIn(Role::Manager);
    QCOMPARE(bench.browser.serverId(), u"mcp-1"_s);
    QTRY_COMPARE(bench.listed(), (QStringList{u"mcp-1 user-1"_s, u"mcp-1 user-2"_s}));
}

void TestOverrideBrowser::knowsWhoMayChangeARow()
{
    Bench bench;
    bench.controlPlane.overrides.add(QList<OverrideRow>{});
    bench.controlPlane.overrides.add(QList<OverrideRow>{});
    bench.signIn(Role::NotManager);
    QTRY_VERIFY(bench.isDone());
    QVERIFY(bench.browser.mayChange(target(u"mcp-1"_s, u"user-17"_s)));
    QVERIFY(!bench.browser.mayChange(target(u"mcp-1"_s, u"user-3"_s)));
    QVERIFY(bench.browser.mayChange(target(u"mcp-unlisted"_s, u"user-3"_s))); // nothing tells
}

void TestOverrideBrowser::findsWhatIsListed()
{
    Bench bench;
    bench.signIn(Role::Manager);
    QCOMPARE(bench.browser.listedServer(u"mcp-1"_s)->name, u"one"_s);
    QCOMPARE(bench.browser.listedServer(u"two"_s)->id, u"mcp-2"_s);
    QVERIFY(!bench.browser.listedServer(u"mcp"_s));

    QVERIFY(!bench.browser.listedRow(target(u"mcp-1"_s, u"user-1"_s)).has_value());
    bench.controlPlane.overrides.add(QList{row(u"user-1"_s)});
    bench.browser.chooseServer(u"mcp-1"_s);
    QTRY_VERIFY(bench.isDone());
    QCOMPARE(bench.browser.listedRow(target(u"mcp-1"_s, u"user-1"_s))->value().subject.id,
             u"user-1"_s);
    QVERIFY(bench.browser.listedRow(target(u"mcp-1"_s, u"user-2"_s)).has_value());
    QVERIFY(!bench.browser.listedRow(target(u"mcp-1"_s, u"user-2"_s))->has_value());
    QVERIFY(!bench.browser.listedRow(target(u"mcp-2"_s, u"user-1"_s)).has_value());
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestOverrideBrowser)
#include "tst_overridebrowser.moc"
