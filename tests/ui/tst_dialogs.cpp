// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/dialogbench.h"
#include "ui/words/fieldwords.h"

#include <QListView>
#include <QPointer>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>
#include <functional>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

using Bench = DialogBench;

/// Fakes what one attempt is answered.
using Answers = std::function<void(FakeControlPlane &)>;

Answers answers(const ChangeOutcome &outcome)
{
    return [outcome](FakeControlPlane &fake) { fake.setResult.add(outcome); };
}

Answers notFound(const std::function<void(FakeControlPlane &)> &afterwards)
{
    return [afterwards](FakeControlPlane &fake) {
        fake.setResult.add(Failure(NotFound{NotFound::Missing::Unknown, {}, reply(404)}));
        afterwards(fake);
    };
}

Answers noAnswer(NoAnswer::Cause cause, const Fetched<QList<OverrideRow>> &rows)
{
    return [cause, rows](FakeControlPlane &fake) {
        fake.setResult.add(Failure(NoAnswer{cause}));
        fake.overrides.add(rows);
    };
}

/// The names of a dialog's push buttons, from A to Z.
QStringList buttonNames(QDialog &dialog)
{
    QStringList names;
    for (QPushButton *button : find::all<QPushButton>(dialog))
        names.append(find::nameOf(*button));
    names.sort();
    return names;
}

} // namespace

class TestDialogs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void explainsEveryOutcome_data();
    void explainsEveryOutcome();
    void returnSendsNothing_data();
    void returnSendsNothing();
    void asksBeforeTheWindowIsLeft_data();
    void asksBeforeTheWindowIsLeft();
    void leavesWhenTheChangeIsMade();
    void hidesTheDetailsUntilAskedFor();
    void copiesTheDetails();
    void reviewsTheFirstFieldAtFault_data();
    void reviewsTheFirstFieldAtFault();
    void goesToTheServer();
    void usesTheFoundId();
    void fillsInForTheCaller();
    void opensTheSignIn_data();
    void opensTheSignIn();
    void opensTheProfile_data();
    void opensTheProfile();
    void namesThePlaceBesideTheButtons();
    void keepsTheServersOfARefreshThatFailed();
    void choosesAllServersByAssistiveTechnology();
    void signsInAgainAndGoesOn();
    void triesAgain_data();
    void triesAgain();
    void walksFromASwitchedTypeToItsFields();
    void givesFocusBackWhenClosed_data();
    void givesFocusBackWhenClosed();
    void closesForGood();
    void unmarksARefusedFieldWhenItIsEdited();
    void forgetsMarksBeforeTheNextAttempt();
    void forgetsMarksWhenTheNextAttemptFailsOtherwise();
    void stopsARequestUnderWay();
    void locksTheFormWhileARequestIsUnderWay();
    void sendsNothingTwice();
    void survivesAWindowThatClosesInFlight();
    void survivesAWindowThatEndsWithADialogOpen();
    void saysSuccessWithoutADialog();
    void sendsNothingThatIsAtFault();
    void asksToSignInFirst();
};

void TestDialogs::explainsEveryOutcome_data()
{
    QTest::addColumn<Answers>("prepare");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("buttons");
    QTest::addColumn<QStringList>("marked");
    QTest::addColumn<bool>("hasWords"); ///< of the server

    const QStringList noMarks;
    const QStringList closeOnly{u"Close"_s};
    const QStringList tryAgain{u"Close"_s, u"Try again"_s};
    const QString busy = u"Control plane is busy or failing"_s;
    const QString notThere = u"Server or subject not found"_s;
    const QString unknown = u"The result is unknown"_s;
    QTest::newRow("400, one field named")
        << answers(BodyRejected{{headerField}, reply(400)}) << u"Override not accepted"_s
        << u"The control plane found problems in the marked fields."_s
        << QStringList{u"Review fields"_s} << QStringList{u"Header value"_s} << true;
    QTest::newRow("400, several fields named")
        << answers(BodyRejected{{headerField, fields::subject, u"/elsewhere"_s}, reply(400)})
        << u"Override not accepted"_s << u"The control plane found problems in the marked fields."_s
        << QStringList{u"Review fields"_s} << QStringList{u"Subject"_s, u"Header value"_s} << true;
    QTest::newRow("400, no field named")
        << answers(BodyRejected{{}, reply(400)}) << u"Override not accepted"_s << u"details"_s
        << QStringList{u"Review fields"_s} << noMarks << true;
    QTest::newRow("400, not supported")
        << answers(OverridesUnsupported{reply(400)}) << u"Overrides not supported"_s
        << u"\u201Cmcp-1\u201D is configured without per-subject overrides"_s
        << QStringList{u"Choose server"_s, u"Close"_s} << QStringList{u"MCP server"_s} << true;
    QTest::newRow("401") << answers(Failure(SignInExpired{reply(401)})) << u"Sign-in expired"_s
                         << u"Sign in again; what you typed is kept."_s
                         << QStringList{u"Close"_s, u"Sign in\u2026"_s} << noMarks << true;
    QTest::newRow("403, other subject")
        << answers(Failure(NotPermitted{reply(403)})) << u"Manager role required"_s
        << u"\u201Cuser-5\u201D you need the Manager role on \u201Cmcp-1\u201D"_s
        << QStringList{u"Close"_s, u"Fill in for me"_s, u"Switch account\u2026"_s} << noMarks
        << true;
    const auto foundServer = [](FakeControlPlane &fake) { fake.server.add(ServerEntry{}); };
    const auto noServer = [](FakeControlPlane &fake) { fake.server.add(Failure(NotFound{})); };
    QTest::newRow("404, the subject")
        << notFound(foundServer) << notThere << u"no subject with the ID \u201Cuser-5\u201D"_s
        << QStringList{u"Close"_s, u"Refresh"_s} << QStringList{u"Subject"_s} << true;
    QTest::newRow("404, the server") << notFound([noServer](FakeControlPlane &fake) {
        noServer(fake);
        fake.servers.add(QList<ServerEntry>());
    }) << notThere << u"no MCP server with the ID \u201Cmcp-1\u201D"_s
                                     << QStringList{u"Close"_s, u"Refresh"_s}
                                     << QStringList{u"MCP server"_s} << true;
    QTest::newRow("404, a name for an id") << notFound([noServer](FakeControlPlane &fake) {
        noServer(fake);
        fake.servers.add(QList{ServerEntry{u"mcp-9"_s, u"mcp-1"_s, {}, true}});
    }) << notThere
                                           << u"\u201Cmcp-1\u201D is the name of an MCP server. "
                                              "Its ID is \u201Cmcp-9\u201D."_s
                                           << QStringList{u"Close"_s, u"Use this ID"_s}
                                           << QStringList{u"MCP server"_s} << true;
    QTest::newRow("404, asking fails")
        << notFound([](FakeControlPlane &fake) { fake.server.add(Failure(NoAnswer{})); })
        << notThere
        << u"the ID \u201Cmcp-1\u201D or the subject \u201Cuser-5\u201D does not exist"_s
        << QStringList{u"Close"_s, u"Refresh"_s} << noMarks << true;
    for (const int status : {408, 429}) {
        QTest::addRow("%d", status)
            << answers(Failure(Busy{1, std::chrono::seconds(30), reply(status)})) << busy
            << u"Try again in 30 s"_s << tryAgain << noMarks << true;
    }
    QTest::newRow("503, and it was not set") << Answers([](FakeControlPlane &fake) {
        fake.setResult.add(Failure(Busy{1, std::chrono::seconds(30), reply(503)}));
        fake.overrides.add(QList<OverrideRow>());
    }) << busy << u"A check of the list found no override"_s
                                             << tryAgain << noMarks << true;
    QTest::newRow("timeout after sending, and it was not set")
        << noAnswer(NoAnswer::Cause::Timeout, QList<OverrideRow>()) << u"Override not set"_s
        << u"A check of the list found no override"_s << tryAgain << noMarks << false;
    const Subject subject{u"user-5"_s, u"user"_s};
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QTest::newRow("timeout after sending, another user has set one")
        << noAnswer(NoAnswer::Cause::Timeout,
                    QList{OverrideRow{subject, u"header"_s, now, {u"other"_s, u"user"_s}, {}}})
        << unknown << u"found a newer override, set by other"_s << tryAgain << noMarks << false;
    QTest::newRow("connection lost, and nothing says who has set the new one")
        << noAnswer(NoAnswer::Cause::ConnectionLost,
                    QList{OverrideRow{subject, u"header"_s, now, {}, {}}})
        << unknown << u"does not say whether it is this one"_s << tryAgain << noMarks << false;
    QTest::newRow("connection lost, and the list is not there either")
        << noAnswer(NoAnswer::Cause::ConnectionLost, Failure(NotReached{})) << unknown
        << u"could not be read either"_s << tryAgain << noMarks << false;
    QTest::newRow("no connection")
        << answers(Failure(
               NotReached{NotReached::Cause::Refused, u"<i>cp</i>.example.com"_s, hostileWords}))
        << u"Control plane not reached"_s
        << u"Nothing was sent. \u201C<i>cp</i>.example.com\u201D"_s
        << QStringList{u"Close"_s, u"Edit profile\u2026"_s, u"Try again"_s} << noMarks << true;
    QTest::newRow("certificate") << answers(Failure(
                                        Insecure{u"<i>cp</i>.example.com"_s, {hostileWords}}))
                                 << u"Connection is not secure"_s
                                 << u"Ask its administrator to fix the certificate"_s << closeOnly
                                 << noMarks << true;
    QTest::newRow("redirect")
        << answers(Failure(Redirected{u"https://<i>other</i>"_s, reply(307)}))
        << u"Unexpected redirect"_s
        << u"The control plane redirects to \u201Chttps://<i>other</i>\u201D."_s
        << QStringList{u"Close"_s, u"Edit profile\u2026"_s} << noMarks << true;
    QTest::newRow("a status that should not be")
        << answers(Failure(Unexpected{Unexpected::Reason::Status, reply(418)}))
        << u"Unexpected answer"_s << u"418"_s << QStringList{u"Close"_s, u"Copy details"_s}
        << noMarks << true;
    QTest::newRow("a page instead of an answer") << Answers([](FakeControlPlane &fake) {
        fake.setResult.add(Failure(Unexpected{Unexpected::Reason::Shape, reply(200)}));
        fake.overrides.add(QList<OverrideRow>());
    }) << u"Unexpected answer"_s << u"A check of the list found no override"_s
                                                 << tryAgain << noMarks << true;
}

void TestDialogs::explainsEveryOutcome()
{
    QFETCH(const Answers, prepare);
    QFETCH(const QString, title);
    QFETCH(const QString, text);
    QFETCH(const QStringList, marked);
    QFETCH(const bool, hasWords);
    Bench bench;
    bench.expectCheck();
    prepare(bench.controlPlane);
    // That this goes on at once shows that nobody waits inside a dialog.
    QDialog *dialog = bench.submit(title);
    QVERIFY(dialog);
    QCOMPARE(dialog->windowModality(), Qt::WindowModal);
    QCOMPARE(dialog->parentWidget()->window(), &bench.window);
    QCOMPARE(find::openDialogs(), 1);
    QVERIFY2(find::visibleTexts(*dialog).filter(title).size() >= 2, "the title is in the dialog");
    QVERIFY2(find::visibleText(*dialog).contains(text), qPrintable(find::visibleText(*dialog)));
    QTEST(buttonNames(*dialog), "buttons");
    QCOMPARE(bench.status(), title + u'.');

    if (hasWords) {
        QAbstractButton *details = find::button(*dialog, u"Details"_s);
        QVERIFY(details);
        find::click(*details);
        auto *view = find::control<QPlainTextEdit>(*dialog, u"Details"_s);
        QVERIFY(view);
        QVERIFY2(view->toPlainText().contains(hostileWordsShown), qPrintable(view->toPlainText()));
        QVERIFY(view->isReadOnly());
    }
    QCOMPARE(find::labelsThatReadHtml(*dialog), QStringList());
    QCOMPARE(find::labelsThatReadHtml(bench.window), QStringList());
    QVERIFY(!find::visibleText(*dialog).contains(secret));

    const QString refusal = describe(FieldProblem(Refusal{}));
    for (const QString &name : {u"MCP server"_s, u"Subject"_s, u"Header value"_s})
        QCOMPARE(find::descriptionOf(bench.line(name)) == refusal, marked.contains(name));
    QCOMPARE(find::visibleTexts(bench.window).count(refusal), marked.size());
    QVERIFY(bench.isEverythingKept());
    QVERIFY(!bench.line(u"Header value"_s).isReadOnly());

    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(bench.isEverythingKept());
    QVERIFY(bench.controlPlane.isUsedUp());
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
}

void TestDialogs::returnSendsNothing_data() { explainsEveryOutcome_data(); }

void TestDialogs::returnSendsNothing()
{
    QFETCH(const Answers, prepare);
    QFETCH(const QString, title);
    Bench bench;
    bench.expectCheck();
    prepare(bench.controlPlane);
    QDialog *dialog = bench.submit(title);
    QVERIFY(dialog);
    const qsizetype calls = bench.controlPlane.calls().size();
    find::press(Qt::Key_Return);
    QTRY_COMPARE(find::openDialogs(), 0);
    QCoreApplication::processEvents();
    QCOMPARE(bench.controlPlane.calls().size(), calls);
    QVERIFY(!bench.change.isRunning());
    QVERIFY(bench.isEverythingKept());
}

void TestDialogs::asksBeforeTheWindowIsLeft_data()
{
    using Leave = std::function<void(Bench &)>;
    QTest::addColumn<Leave>("leave");
    QTest::newRow("by closing it") << Leave([](Bench &bench) { bench.window.close(); });
    QTest::newRow("by signing out") << Leave([](Bench &bench) { bench.profiles.signOut(); });
    QTest::newRow("by a second start") << Leave(
        [](Bench &bench) { bench.window.begin(addressOf(u"https://other.example.com"_s)); });
}

void TestDialogs::asksBeforeTheWindowIsLeft()
{
    QFETCH(const std::function<void(Bench &)>, leave);
    Bench bench;
    bench.expectSilence();
    bench.click(u"Set override"_s);
    QTRY_COMPARE(bench.controlPlane.requests().size(), 1);
    QSignalSpy abandoned(&bench.change, &OverrideChange::abandoned);
    leave(bench);
    QDialog *dialog = find::dialog(u"An override is being set"_s);
    QVERIFY(dialog);
    QVERIFY(find::activate(*dialog));
    find::press(Qt::Key_Return); // the safe answer
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(bench.change.isRunning());
    QVERIFY(bench.window.isVisible());
    QVERIFY(bench.session.isSignedIn());

    leave(bench);
    dialog = find::dialog(u"An override is being set"_s);
    QVERIFY(dialog);
    Bench::clickIn(*dialog, u"Do not wait"_s);
    QTRY_VERIFY(!bench.change.isRunning());
    QVERIFY(!bench.window.isVisible() || !bench.session.isSignedIn());
    QCOMPARE(abandoned.size(), 1);
    QVERIFY(abandoned.constFirst().constFirst().value<ChangeReport>().isUnknown());
}

void TestDialogs::leavesWhenTheChangeIsMade()
{
    Bench bench;
    bench.expectSaving();
    bench.click(u"Set override"_s);
    QTRY_COMPARE(bench.controlPlane.requests().size(), 1);
    bench.window.close();
    QVERIFY(bench.window.isVisible());
    QTRY_VERIFY(!bench.window.isVisible());
    QVERIFY(bench.status().startsWith(u"Saved "_s) || !bench.change.isRunning());
}

void TestDialogs::hidesTheDetailsUntilAskedFor()
{
    Bench bench;
    QDialog *dialog = bench.submit(u"Sign-in expired"_s, Failure(SignInExpired{reply(401)}));
    QVERIFY(dialog);
    QVERIFY(!find::visibleText(*dialog).contains(u"req-"_s));
    find::press(Qt::Key_D, Qt::AltModifier);
    QTRY_VERIFY(find::visibleText(*dialog).contains(u"Request ID: req-<i>1</i>"_s));
    QVERIFY(find::visibleText(*dialog).contains(u"Status: 401"_s));
    find::press(Qt::Key_D, Qt::AltModifier);
    QTRY_VERIFY(!find::visibleText(*dialog).contains(u"req-"_s));
}

void TestDialogs::copiesTheDetails()
{
    Bench bench;
    QDialog *dialog = bench.submit(u"Unexpected answer"_s,
                                   Failure(Unexpected{Unexpected::Reason::Status, reply(418)}));
    QVERIFY(dialog);
    QApplication::clipboard()->clear();
    Bench::clickIn(*dialog, u"Copy details"_s);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.contains(u"Status: 418"_s), qPrintable(copied));
    QVERIFY(copied.contains(hostileWordsShown));
    QVERIFY(!copied.contains(secret));
    QVERIFY(dialog->isVisible()); // there is more to do than to copy
}

void TestDialogs::reviewsTheFirstFieldAtFault_data()
{
    QTest::addColumn<QStringList>("named");
    QTest::addColumn<QString>("first");
    QTest::newRow("one") << QStringList{headerField} << u"Header value"_s;
    QTest::newRow("the first of the form, not of the answer")
        << QStringList{headerField, fields::subject} << u"Subject"_s;
    QTest::newRow("a choice") << QStringList{fields::credentialType} << u"Credential type"_s;
    QTest::newRow("none") << QStringList() << u"MCP server"_s;
}

void TestDialogs::reviewsTheFirstFieldAtFault()
{
    QFETCH(const QStringList, named);
    QFETCH(const QString, first);
    Bench bench;
    QDialog *dialog = bench.submit(u"Override not accepted"_s, BodyRejected{named, reply(400)});
    QVERIFY(dialog);
    find::press(Qt::Key_Return); // the only button, which sends nothing
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(find::activate(bench.window));
    QTRY_VERIFY(QApplication::focusWidget());
    QCOMPARE(find::nameOf(*QApplication::focusWidget()), first);
    QCOMPARE(bench.controlPlane.requests().size(), 1);
}

void TestDialogs::goesToTheServer()
{
    Bench bench;
    QDialog *dialog = bench.submit(u"Overrides not supported"_s, OverridesUnsupported{reply(400)});
    QVERIFY(dialog);
    Bench::clickIn(*dialog, u"Choose server"_s);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(find::activate(bench.window));
    QTRY_COMPARE(QApplication::focusWidget(), &bench.line(u"MCP server"_s));
}

void TestDialogs::usesTheFoundId()
{
    Bench bench;
    bench.controlPlane.server.add(Failure(NotFound{}));
    bench.controlPlane.servers.add(QList{ServerEntry{u"mcp-9"_s, u"mcp-1"_s, {}, true}});
    QDialog *dialog = bench.submit(u"Server or subject not found"_s, Failure(NotFound{}));
    QVERIFY(dialog);
    Bench::clickIn(*dialog, u"Use this ID"_s);
    QTRY_COMPARE(bench.line(u"MCP server"_s).text(), u"mcp-9"_s);
    // Another server needs its own credential, and nothing is sent.
    QVERIFY(bench.form.text(headerField).isEmpty());
    QVERIFY(!bench.change.isRunning());
    QCOMPARE(bench.controlPlane.requests().size(), 1);
}

void TestDialogs::fillsInForTheCaller()
{
    Bench bench;
    QDialog *dialog = bench.submit(u"Manager role required"_s, Failure(NotPermitted{reply(403)}));
    QVERIFY(dialog);
    Bench::clickIn(*dialog, u"Fill in for me"_s);
    QTRY_COMPARE(find::openDialogs(), 0);
    QCOMPARE(bench.line(u"Subject"_s).text(), u"admin"_s);
    // It was another person's credential, and nothing is sent.
    QVERIFY(bench.form.text(headerField).isEmpty());
    QVERIFY(!bench.change.isRunning());
    QCOMPARE(bench.controlPlane.requests().size(), 1);
}

void TestDialogs::opensTheSignIn_data()
{
    QTest::addColumn<Failure>("failure");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("401") << Failure(SignInExpired{reply(401)}) << u"Sign-in expired"_s
                         << u"Sign in\u2026"_s;
    QTest::newRow("403") << Failure(NotPermitted{reply(403)}) << u"Manager role required"_s
                         << u"Switch account\u2026"_s;
}

void TestDialogs::opensTheSignIn()
{
    QFETCH(const Failure, failure);
    QFETCH(const QString, title);
    QFETCH(const QString, remedy);
    Bench bench;
    QDialog *dialog = bench.submit(title, failure);
    QVERIFY(dialog);
    Bench::clickIn(*dialog, remedy);
    QDialog *signIn = find::signInDialog();
    QVERIFY(signIn);
    // There is nothing to type twice.
    QCOMPARE(find::line(*signIn, u"Control plane"_s)->text(), u"https://cp.example.com"_s);
    QTRY_COMPARE(find::openDialogs(), 1);
    QVERIFY(find::activate(*signIn));
    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(bench.isEverythingKept());
    QVERIFY(bench.session.isSignedIn()); // giving up a change changes nothing
}

void TestDialogs::opensTheProfile_data()
{
    QTest::addColumn<Failure>("failure");
    QTest::addColumn<QString>("title");
    QTest::newRow("no connection") << Failure(NotReached{}) << u"Control plane not reached"_s;
    QTest::newRow("a CA file that cannot be used")
        << Failure(CaFileUnusable{u"/ca.pem"_s, {}}) << u"CA file cannot be used"_s;
    QTest::newRow("redirect") << Failure(Redirected{u"https://other.example"_s, reply(302)})
                              << u"Unexpected redirect"_s;
}

void TestDialogs::opensTheProfile()
{
    QFETCH(const Failure, failure);
    QFETCH(const QString, title);
    Bench bench;
    QDialog *dialog = bench.submit(title, failure);
    QVERIFY(dialog);
    Bench::clickIn(*dialog, u"Edit profile\u2026"_s);
    QDialog *profile = find::dialog(u"Edit profile"_s);
    QVERIFY(profile);
    QCOMPARE(find::line(*profile, u"Control plane"_s)->text(), u"https://cp.example.com"_s);
    QTRY_COMPARE(find::openDialogs(), 1);
    QVERIFY(find::activate(*profile));
    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(bench.isEverythingKept());
}

void TestDialogs::namesThePlaceBesideTheButtons()
{
    Bench bench;
    const auto place = [&bench] {
        const QLabel *label = find::label(bench.window, u"Control plane"_s);
        return label ? label->text() : QString();
    };
    Profile profile = *bench.profiles.current();
    QCOMPARE(place(), u"On \u201C%1\u201D"_s.arg(profile.name));
    profile.name = u"Staging"_s;
    bench.profiles.edit(profile);
    QCOMPARE(place(), u"On \u201CStaging\u201D"_s);
    QVERIFY(find::button(bench.window, u"Set override"_s));
    // On production the button itself names it.
    profile.isProduction = true;
    bench.profiles.edit(profile);
    QCOMPARE(place(), QString());
    QVERIFY(find::button(bench.window, u"Set override on \u201CStaging\u201D"_s));
    bench.session.signOut();
    QTRY_COMPARE(place(), QString());
    QVERIFY(find::button(bench.window, u"Set override"_s));
}

void TestDialogs::keepsTheServersOfARefreshThatFailed()
{
    Bench bench;
    bench.controlPlane.servers.add(QList{ServerEntry{u"mcp-7"_s, u"jira-cloud"_s, {}, true, {}}});
    bench.directory.reload();
    auto *list = find::control<QListView>(bench.window, u"MCP servers"_s);
    QVERIFY(list);
    QTRY_COMPARE(list->model()->rowCount(), 1);
    QVERIFY(!find::button(bench.window, u"Try again"_s));

    bench.controlPlane.servers.add(Failure(Busy{}));
    bench.directory.reload();
    QTRY_VERIFY(find::button(bench.window, u"Try again"_s));
    QCOMPARE(list->model()->rowCount(), 1);
    const QString lists = find::label(bench.window, u"Lists"_s)->text();
    QVERIFY2(lists.contains(u"Servers: 1, last read at "_s), qPrintable(lists));
    QVERIFY2(lists.contains(u"Could not refresh: Control plane is busy or failing. "_s),
             qPrintable(lists));

    bench.controlPlane.servers.add(QList<ServerEntry>{});
    bench.click(u"Try again"_s);
    QTRY_COMPARE(list->model()->rowCount(), 0);
    QVERIFY(!find::button(bench.window, u"Try again"_s));
}

void TestDialogs::choosesAllServersByAssistiveTechnology()
{
    Bench bench;
    QAbstractButton *all = find::button(bench.window, u"All servers"_s);
    QVERIFY(all);
    QAccessible::queryAccessibleInterface(all)->actionInterface()->doAction(
        QAccessibleActionInterface::toggleAction());
    QCOMPARE(bench.browser.scope(), Scope::AllServers);
    QVERIFY(all->isChecked());
}

void TestDialogs::signsInAgainAndGoesOn()
{
    Bench bench;
    QDialog *dialog = bench.submit(u"Sign-in expired"_s, Failure(SignInExpired{reply(401)}));
    QVERIFY(dialog);
    Bench::clickIn(*dialog, u"Sign in\u2026"_s);
    QDialog *signIn = find::signInDialog();
    QVERIFY(signIn);
    QVERIFY(find::activate(*signIn));
    bench.controlPlane.caller.add(manager);
    find::paste(*find::line(*signIn, u"Access token"_s), u"fresh-token"_s);
    find::press(Qt::Key_Return);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(bench.isEverythingKept());
    QVERIFY(find::activate(bench.window));
    bench.expectSaving();
    bench.click(u"Set override"_s);
    QTRY_VERIFY(bench.status().startsWith(u"Saved "_s));
    QCOMPARE(bench.controlPlane.accounts().constLast().token, u"fresh-token"_s);
}

void TestDialogs::triesAgain_data()
{
    QTest::addColumn<Answers>("prepare");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("busy") << answers(Failure(Busy{1, {}, reply(429)}))
                          << u"Control plane is busy or failing"_s << u"Try again"_s;
    QTest::newRow("no connection")
        << answers(Failure(NotReached{})) << u"Control plane not reached"_s << u"Try again"_s;
    QTest::newRow("no answer") << noAnswer(NoAnswer::Cause::Timeout, QList<OverrideRow>())
                               << u"Override not set"_s << u"Try again"_s;
}

void TestDialogs::triesAgain()
{
    QFETCH(const Answers, prepare);
    QFETCH(const QString, title);
    QFETCH(const QString, remedy);
    Bench bench;
    bench.expectCheck();
    prepare(bench.controlPlane);
    QDialog *dialog = bench.submit(title);
    QVERIFY(dialog);
    bench.expectSaving();
    Bench::clickIn(*dialog, remedy);
    QTRY_VERIFY(bench.status().startsWith(u"Saved "_s));
    QCOMPARE(bench.controlPlane.requests().size(), 2);
    QCOMPARE(bench.controlPlane.requests().at(1).serverId,
             bench.controlPlane.requests().at(0).serverId);
    QCOMPARE(bench.controlPlane.requests().at(1).body, bench.controlPlane.requests().at(0).body);
    QCOMPARE(find::openDialogs(), 0);
}

void TestDialogs::walksFromASwitchedTypeToItsFields()
{
    Bench bench;
    bench.form.setText(fields::credentialType, u"oauth2_client_credentials"_s);
    QTRY_VERIFY(find::line(bench.window, u"Client secret"_s)); // new rows show in the next turn
    QComboBox *type = find::choice(bench.window, u"Credential type"_s);
    QVERIFY(type);
    type->setFocus();
    QStringList names;
    for (int i = 0; i < 4; ++i) {
        find::press(Qt::Key_Tab);
        names.append(find::nameOf(*QApplication::focusWidget()));
    }
    QCOMPARE(names, (QStringList{u"Client ID"_s, u"Client secret"_s, u"Show Client secret"_s,
                                 u"Set override"_s}));
}

void TestDialogs::givesFocusBackWhenClosed_data()
{
    QTest::addColumn<ChangeOutcome>("outcome");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("focused");
    QTest::newRow("a named field") << ChangeOutcome(BodyRejected{{headerField}, reply(400)})
                                   << u"Override not accepted"_s << u"Header value"_s;
    QTest::newRow("the server") << ChangeOutcome(OverridesUnsupported{reply(400)})
                                << u"Overrides not supported"_s << u"MCP server"_s;
    QTest::newRow("no field") << ChangeOutcome(Failure(Busy{1, {}, reply(429)}))
                              << u"Control plane is busy or failing"_s << u"Set override"_s;
}

void TestDialogs::givesFocusBackWhenClosed()
{
    QFETCH(const ChangeOutcome, outcome);
    QFETCH(const QString, title);
    QFETCH(const QString, focused);
    Bench bench;
    QVERIFY(bench.submit(title, outcome));
    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(find::activate(bench.window));
    QTRY_VERIFY(QApplication::focusWidget());
    QWidget *now = QApplication::focusWidget();
    QCOMPARE(now->window(), &bench.window);
    QVERIFY(now->isVisible() && now->isEnabled());
    QCOMPARE(find::nameOf(*now), focused);
}

void TestDialogs::closesForGood()
{
    Bench bench;
    QPointer<QDialog> closed =
        bench.submit(u"Sign-in expired"_s, Failure(SignInExpired{reply(401)}));
    QVERIFY(closed);
    Bench::clickIn(*closed, u"Close"_s);
    QTRY_VERIFY(!closed);
    QPointer<QDialog> remedied =
        bench.submit(u"Override not accepted"_s, BodyRejected{{headerField}, reply(400)});
    QVERIFY(remedied);
    Bench::clickIn(*remedied, u"Review fields"_s);
    QTRY_VERIFY(!remedied);
}

void TestDialogs::unmarksARefusedFieldWhenItIsEdited()
{
    Bench bench;
    QDialog *dialog =
        bench.submit(u"Override not accepted"_s, BodyRejected{{headerField}, reply(400)});
    QVERIFY(dialog);
    Bench::clickIn(*dialog, u"Review fields"_s);
    QVERIFY(find::activate(bench.window));
    const QString refusal = describe(FieldProblem(Refusal{}));
    QVERIFY(find::visibleTexts(bench.window).contains(refusal));
    find::press(Qt::Key_End);
    find::type(u"x"_s);
    QVERIFY(!find::visibleTexts(bench.window).contains(refusal));
    QCOMPARE(bench.form.text(headerField), secret + u'x');
}

void TestDialogs::forgetsMarksBeforeTheNextAttempt()
{
    Bench bench;
    QDialog *dialog =
        bench.submit(u"Override not accepted"_s, BodyRejected{{headerField}, reply(400)});
    QVERIFY(dialog);
    Bench::clickIn(*dialog, u"Review fields"_s);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(find::activate(bench.window));
    // The same once more: a refused field may be sent again, the control plane may have changed.
    bench.expectSaving();
    bench.click(u"Set override"_s);
    QTRY_VERIFY(bench.status().startsWith(u"Saved "_s));
    QVERIFY(!find::visibleTexts(bench.window).contains(describe(FieldProblem(Refusal{}))));
}

void TestDialogs::forgetsMarksWhenTheNextAttemptFailsOtherwise()
{
    Bench bench;
    QDialog *dialog =
        bench.submit(u"Override not accepted"_s, BodyRejected{{headerField}, reply(400)});
    QVERIFY(dialog);
    Bench::clickIn(*dialog, u"Review fields"_s);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(find::activate(bench.window));
    QVERIFY(bench.submit(u"Sign-in expired"_s, Failure(SignInExpired{reply(401)})));
    QVERIFY(!find::visibleTexts(bench.window).contains(describe(FieldProblem(Refusal{}))));
}

void TestDialogs::stopsARequestUnderWay()
{
    Bench bench;
    bench.expectSilence();
    bench.click(u"Set override"_s);
    QTRY_COMPARE(bench.controlPlane.requests().size(), 1);
    QCOMPARE(bench.controlPlane.liveJobs(), 1);
    bench.click(u"Cancel"_s);
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    QVERIFY2(bench.status().startsWith(u"Stopped. It is unknown whether"_s),
             qPrintable(bench.status()));
    QVERIFY(bench.isEverythingKept());
    QVERIFY(!bench.line(u"Header value"_s).isReadOnly());
    QVERIFY(find::button(bench.window, u"Set override"_s)->isEnabled());
    QCOMPARE(find::openDialogs(), 0);
    // Without a request it empties the form.
    bench.click(u"Cancel"_s);
    bench.openForm();
    QCOMPARE(bench.line(u"MCP server"_s).text(), QString());
    QCOMPARE(bench.line(u"Header value"_s).text(), QString());
}

void TestDialogs::locksTheFormWhileARequestIsUnderWay()
{
    Bench bench;
    bench.click(u"Show Header value"_s);
    bench.expectSilence();
    bench.click(u"Set override"_s);
    for (const QString &name : {u"MCP server"_s, u"Subject"_s, u"Header value"_s})
        QVERIFY(bench.line(name).isReadOnly());
    QVERIFY(!find::choice(bench.window, u"Credential type"_s)->isEnabled());
    QVERIFY(!find::button(bench.window, u"Set override"_s)->isEnabled());
    QVERIFY(find::button(bench.window, u"Cancel"_s)->isEnabled());
    QTRY_COMPARE(bench.status(), u"Setting the override\u2026"_s);
    QVERIFY(!find::visibleText(bench.window).contains(secret)); // no longer revealed
    QVERIFY(find::control<QWidget>(bench.window, u"Waiting for the control plane"_s));
}

void TestDialogs::sendsNothingTwice()
{
    Bench bench;
    bench.expectSilence();
    bench.line(u"Header value"_s).setFocus();
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(bench.change.isRunning());
    find::press(Qt::Key_Return, Qt::ControlModifier);
    find::press(Qt::Key_Enter, Qt::ControlModifier);
    bench.click(u"Set override"_s);
    QTRY_COMPARE(bench.change.phase(), OverrideChange::Phase::Sending);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(bench.controlPlane.requests().size(), 1);
    QVERIFY(bench.change.isRunning());
}

void TestDialogs::survivesAWindowThatClosesInFlight()
{
    auto bench = std::make_unique<Bench>();
    bench->expectSending(Failure(Busy{1, {}, reply(429)}));
    bench->click(u"Set override"_s);
    QVERIFY(bench->change.isRunning());
    bench->window.close();
    QTRY_VERIFY(!bench->change.isRunning());
    bench.reset();

    bench = std::make_unique<Bench>();
    bench->expectSilence();
    bench->click(u"Set override"_s);
    bench->window.close();
    bench.reset();
    QCOMPARE(find::openDialogs(), 0);
}

void TestDialogs::survivesAWindowThatEndsWithADialogOpen()
{
    auto bench = std::make_unique<Bench>();
    QPointer<QDialog> dialog =
        bench->submit(u"Sign-in expired"_s, Failure(SignInExpired{reply(401)}));
    QVERIFY(dialog);
    bench.reset();
    QVERIFY(!dialog);
}

void TestDialogs::saysSuccessWithoutADialog()
{
    Bench bench;
    bench.expectSaving(
        {EffectiveAuth::Status::Authenticated, EffectiveAuth::Method::AuthOverride, {}});
    bench.click(u"Set override"_s);
    QTRY_VERIFY(bench.status().startsWith(u"Saved "_s));
    QVERIFY(bench.status().endsWith(u"user-5: authenticated by this override."_s));
    QCOMPARE(find::openDialogs(), 0);
    QCOMPARE(bench.line(u"Header value"_s).text(), QString()); // a secret is not kept longer
    QCOMPARE(bench.line(u"MCP server"_s).text(), u"mcp-1"_s);
    QVERIFY(!find::visibleText(bench.window).contains(u"Must not be empty."_s));
}

void TestDialogs::sendsNothingThatIsAtFault()
{
    Bench bench;
    find::paste(bench.line(u"MCP server"_s), u".."_s);
    bench.line(u"Header value"_s).clear();
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(bench.status().startsWith(u"Nothing was sent"_s));
    QVERIFY(bench.controlPlane.requests().isEmpty());
    QCOMPARE(QApplication::focusWidget(), &bench.line(u"MCP server"_s));
    QCOMPARE(find::descriptionOf(bench.line(u"Header value"_s)), u"Must not be empty."_s);
    QCOMPARE(find::openDialogs(), 0);
}

void TestDialogs::asksToSignInFirst()
{
    Bench bench;
    bench.session.signOut();
    find::paste(bench.line(u"Header value"_s), secret);
    bench.click(u"Set override"_s);
    QVERIFY(find::signInDialog());
    QVERIFY(bench.controlPlane.requests().isEmpty());
    QVERIFY(bench.isEverythingKept());
    // What happened to the press can still be read, behind the dialog or in it.
    QDialog *signIn = find::signInDialog();
    const QString words = bench.status() + find::visibleText(*signIn);
    QVERIFY2(words.contains(u"Nothing was sent"_s), qPrintable(words));
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestDialogs)
#include "tst_dialogs.moc"
