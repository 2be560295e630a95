// SPDX-License-Identifier: Apache-2.0
#include "models/override/serverrole.h"

#include "models/override/overrideform.h"
#include "models/session/session.h"
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"

#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString userId = u"user-17@example.com"_s;

struct Bench {
    void signIn(Role inGeneral)
    {
        const auto address =
            std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
        controlPlane.caller.add(Caller{{userId, u"user"_s}, userId, u"acme"_s, inGeneral});
        session.signIn({address, u"user-token"_s}, TokenStorage::ThisSessionOnly);
        QTRY_VERIFY(!session.isBusy());
        QVERIFY(session.isSignedIn());
    }
    void typeServer(const QString &id) { form.setText(fields::server, id); }
    /// How often roles were asked for, and for which server.
    QStringList asked() const { return controlPlane.calls().filter(u"fetchRoleOnServer"_s); }

    FakeControlPlane controlPlane;
    FakeTokenVault vault;
    Session session{controlPlane, vault};
    OverrideForm form{RequestDescription::builtIn()};
    std::unique_ptr<ServerRole> role = std::make_unique<ServerRole>(controlPlane, session, form);
};

/// Nothing tells that a call is not made, so this waits a little longer than the pause.
void letThePausePass() { QTest::qWait(400); }

} // namespace

class TestServerRole : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksOnceWhenTheIdStandsStill();
    void asksWithTheAccountThatIsSignedIn();
    void asksNobodyWhereItWouldNotMatter_data();
    void asksNobodyWhereItWouldNotMatter();
    void asksNobodyAboutAnIdThatCannotBeInAUrl_data();
    void asksNobodyAboutAnIdThatCannotBeInAUrl();
    void asksOnSigningInForAnIdThatIsThereAlready();
    void asksAgainForAnotherServer();

    void decidesWhoMayBeChosen_data();
    void decidesWhoMayBeChosen();
    void theSessionsRoleCountsUntilTheAnswer();
    void theAnswerEndsWithTheServerItIsAbout();
    void aManagerOfOneServerGetsBackWhatWasTyped();
    void asksNobodyWhereADirectoryKnows();
    void signingOutFreesTheSubjectAndStopsAsking();

    void mayBeDestroyedWhileItWaits_data();
    void mayBeDestroyedWhileItWaits();
    void mayBeDestroyedInsideASlotOfTheForm_data();
    void mayBeDestroyedInsideASlotOfTheForm();
};

void TestServerRole::asksOnceWhenTheIdStandsStill()
{
    Bench bench;
    bench.signIn(Role::NotManager);
    bench.controlPlane.roleOnServer.add(Role::Unknown);
    for (const QString &id : {u"m"_s, u"mc"_s, u"mcp"_s, u"mcp-1"_s}) {
        bench.typeServer(id);
        QCoreApplication::processEvents();
        QVERIFY(bench.asked().isEmpty());
    }
    QTRY_COMPARE(bench.asked(), QStringList{u"fetchRoleOnServer mcp-1"_s});
    letThePausePass();
    QCOMPARE(bench.asked().size(), 1);
}

void TestServerRole::asksWithTheAccountThatIsSignedIn()
{
    Bench bench;
    bench.signIn(Role::NotManager);
    bench.controlPlane.roleOnServer.add(Role::Unknown);
    bench.typeServer(u"mcp-1"_s);
    QTRY_COMPARE(bench.asked().size(), 1);
    QCOMPARE(bench.controlPlane.accounts().constLast().token, u"user-token"_s);
}

void TestServerRole::asksNobodyWhereItWouldNotMatter_data()
{
    QTest::addColumn<bool>("isSignedIn");
    QTest::newRow("a manager in general may set anyone's") << true;
    QTest::newRow("nobody is signed in") << false;
}

void TestServerRole::asksNobodyWhereItWouldNotMatter()
{
    QFETCH(bool, isSignedIn);
    Bench bench;
    if (isSignedIn)
        bench.signIn(Role::Manager);
    bench.typeServer(u"mcp-1"_s);
    letThePausePass();
    QVERIFY(bench.asked().isEmpty());
    QVERIFY(!bench.form.isSubjectFixed());
}

void TestServerRole::asksNobodyAboutAnIdThatCannotBeInAUrl_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("nothing") << QString();
    QTest::newRow("two dots") << u".."_s;
    QTest::newRow("a blank at the end") << u"mcp-1 "_s;
    QTest::newRow("a control character") << u"mcp\u0000-1"_s;
}

void TestServerRole::asksNobodyAboutAnIdThatCannotBeInAUrl()
{
    QFETCH(QString, id);
    Bench bench;
    bench.signIn(Role::NotManager);
    bench.typeServer(u"mcp-1"_s);
    bench.typeServer(id);
    letThePausePass();
    QVERIFY(bench.asked().isEmpty());
}

void TestServerRole::asksOnSigningInForAnIdThatIsThereAlready()
{
    Bench bench;
    bench.typeServer(u"mcp-1"_s);
    bench.controlPlane.roleOnServer.add(Role::Manager);
    bench.signIn(Role::NotManager);
    QVERIFY(bench.form.isSubjectFixed());
    QTRY_VERIFY(!bench.form.isSubjectFixed());
}

void TestServerRole::asksAgainForAnotherServer()
{
    Bench bench;
    bench.signIn(Role::NotManager);
    bench.controlPlane.roleOnServer.add(Role::Manager);
    bench.controlPlane.roleOnServer.add(Role::NotManager);
    bench.typeServer(u"mcp-1"_s);
    QTRY_VERIFY(!bench.form.isSubjectFixed());
    bench.typeServer(u"mcp-2"_s);
    QTRY_COMPARE(bench.asked(),
                 (QStringList{u"fetchRoleOnServer mcp-1"_s, u"fetchRoleOnServer mcp-2"_s}));
    QTRY_COMPARE(bench.controlPlane.liveJobs(), 0);
    QVERIFY(bench.form.isSubjectFixed());
}

void TestServerRole::decidesWhoMayBeChosen_data()
{
    QTest::addColumn<Role>("inGeneral");
    QTest::addColumn<Role>("onServer");
    QTest::addColumn<bool>("isFixed");
    const auto row = [](const char *name, Role inGeneral, Role onServer, bool isFixed) {
        QTest::newRow(name) << inGeneral << onServer << isFixed;
    };
    row("a manager of this server may choose", Role::NotManager, Role::Manager, false);
    row("no manager at all may not", Role::NotManager, Role::NotManager, true);
    row("the session counts where the server does not tell", Role::NotManager, Role::Unknown, true);
    row("the server counts where the session does not tell", Role::Unknown, Role::NotManager, true);
    row("a manager of this server may choose where the session does not tell", Role::Unknown,
        Role::Manager, false);
    row("nobody tells, so the choice is open", Role::Unknown, Role::Unknown, false);
}

void TestServerRole::decidesWhoMayBeChosen()
{
    QFETCH(Role, inGeneral);
    QFETCH(Role, onServer);
    QFETCH(bool, isFixed);
    Bench bench;
    bench.signIn(inGeneral);
    bench.controlPlane.roleOnServer.add(onServer);
    bench.typeServer(u"mcp-1"_s);
    QTRY_VERIFY(bench.controlPlane.isUsedUp());
    QTRY_COMPARE(bench.controlPlane.liveJobs(), 0);
    QCOMPARE(bench.form.isSubjectFixed(), isFixed);
}

void TestServerRole::theSessionsRoleCountsUntilTheAnswer()
{
    Bench bench;
    bench.signIn(Role::NotManager);
    bench.controlPlane.roleOnServer.addSilence();
    bench.typeServer(u"mcp-1"_s);
    QVERIFY(bench.form.isSubjectFixed());
    QTRY_COMPARE(bench.asked().size(), 1);
    QVERIFY(bench.form.isSubjectFixed());
}

void TestServerRole::theAnswerEndsWithTheServerItIsAbout()
{
    Bench bench;
    bench.signIn(Role::NotManager);
    bench.controlPlane.roleOnServer.add(Role::Manager);
    bench.typeServer(u"mcp-1"_s);
    QTRY_VERIFY(!bench.form.isSubjectFixed());
    bench.typeServer(u"mcp-"_s);
    QVERIFY(bench.form.isSubjectFixed());

    bench.controlPlane.roleOnServer.addSilence();
    QTRY_VERIFY(bench.controlPlane.isUsedUp());
    bench.typeServer(QString());
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    QVERIFY(bench.form.isSubjectFixed());
}

void TestServerRole::aManagerOfOneServerGetsBackWhatWasTyped()
{
    Bench bench;
    bench.form.setText(fields::subject, u"somebody@example.com"_s);
    bench.signIn(Role::NotManager);
    QCOMPARE(bench.form.text(fields::subject), userId);
    bench.controlPlane.roleOnServer.add(Role::Manager);
    bench.typeServer(u"mcp-1"_s);
    QTRY_COMPARE(bench.form.text(fields::subject), u"somebody@example.com"_s);
}

void TestServerRole::asksNobodyWhereADirectoryKnows()
{
    Bench bench;
    bench.role->setRoleLookup(
        [](const QString &id) { return id == "mcp-1"_L1 ? Role::Manager : Role::NotManager; });
    bench.signIn(Role::NotManager);
    bench.typeServer(u"mcp-1"_s);
    QVERIFY(!bench.form.isSubjectFixed()); // at once
    bench.typeServer(u"mcp-2"_s);
    QVERIFY(bench.form.isSubjectFixed());
    letThePausePass();
    QCOMPARE(bench.asked().size(), 0);
}

void TestServerRole::signingOutFreesTheSubjectAndStopsAsking()
{
    Bench bench;
    bench.signIn(Role::NotManager);
    bench.controlPlane.roleOnServer.addSilence();
    bench.typeServer(u"mcp-1"_s);
    QTRY_VERIFY(bench.controlPlane.isUsedUp());
    bench.session.signOut();
    QVERIFY(!bench.form.isSubjectFixed());
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    bench.typeServer(u"mcp-2"_s);
    letThePausePass();
    QCOMPARE(bench.asked().size(), 1);
}

void TestServerRole::mayBeDestroyedWhileItWaits_data()
{
    QTest::addColumn<bool>("isAsking");
    QTest::newRow("for the id to stand still") << false;
    QTest::newRow("for the answer") << true;
}

void TestServerRole::mayBeDestroyedWhileItWaits()
{
    QFETCH(bool, isAsking);
    Bench bench;
    bench.signIn(Role::NotManager);
    if (isAsking)
        bench.controlPlane.roleOnServer.addSilence();
    bench.typeServer(u"mcp-1"_s);
    QTRY_VERIFY(bench.controlPlane.isUsedUp());
    bench.role.reset();
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    letThePausePass();
    QCOMPARE(bench.asked().size(), isAsking ? 1 : 0);
}

void TestServerRole::mayBeDestroyedInsideASlotOfTheForm_data()
{
    QTest::addColumn<bool>("onFixing");
    QTest::newRow("when the answer frees the subject") << false;
    QTest::newRow("when another server fixes it again") << true;
}

void TestServerRole::mayBeDestroyedInsideASlotOfTheForm()
{
    QFETCH(bool, onFixing);
    Bench bench;
    bench.signIn(Role::NotManager);
    QObject receiver;
    connect(&bench.form, &OverrideForm::subjectFixedChanged, &receiver,
            [&bench, onFixing](bool isFixed) {
                if (isFixed == onFixing)
                    bench.role.reset();
            });
    bench.controlPlane.roleOnServer.add(Role::Manager);
    bench.typeServer(u"mcp-1"_s);
    QTRY_VERIFY(!bench.form.isSubjectFixed());
    bench.typeServer(u"mcp-2"_s);
    QVERIFY(!bench.role);
    letThePausePass();
    QCOMPARE(bench.asked().size(), 1);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestServerRole)
#include "tst_serverrole.moc"
