// SPDX-License-Identifier: Apache-2.0
// Everything about overrides in one window, on the real network and a sandbox.
#include "models/override/overridelink.h"
#include "net/controlplaneclient.h"
#include "tests/support/faketokenvault.h"
#include "tests/support/ownsettings.h"
#include "tests/ui/sandbox.h"
#include "tests/ui/windowbench.h"
#include "ui/overrideview.h"
#include "ui/serverpane.h"
#include "ui/subjectcard.h"

#include <QListView>
#include <QMenu>
#include <QTableView>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString jira = u"mcp-01hx0jira"_s;
const QString secret = u"hunter2 and more"_s;

struct Fakes {
    OwnSettings settings; // the activity goes where the environment says
    ControlPlaneClient client;
    FakeTokenVault vault{FakeTokenVault::Mode::InMemory};
};

/// The window, signed in to a sandbox.
struct Bench : Sandbox, Fakes, WindowBench {
    explicit Bench(const QString &token = SandboxControlPlane::managerToken(),
                   const SandboxOptions &options = {})
        : Sandbox(options)
        , WindowBench(client, vault, std::chrono::milliseconds(0))
    {
        activity.clear();
        session.signIn({address(), token}, TokenStorage::ThisSessionOnly);
        if (!QTest::qWaitFor([this] { return session.isSignedIn() && isListed(); }))
            qFatal("Not signed in");
    }
    bool isListed() const
    {
        return directory.serversState().phase == ListingState::Phase::Complete &&
               directory.usersState().phase != ListingState::Phase::Loading;
    }

    OverrideView &view() { return *window.findChild<OverrideView *>(); }
    QTableView &table() { return *view().findChild<QTableView *>(); }
    int rows() { return table().model()->rowCount(); }
    QString cell(int row, OverrideTableModel::Column column)
    {
        return table().model()->index(row, column).data().toString();
    }
    /// As the control plane's manager does elsewhere.
    void setElsewhere(const QString &server, const QString &subject)
    {
        const QByteArray body = "{\"subjectId\":\"" + subject.toUtf8() +
                                "\",\"subjectType\":\"user\",\"authOverride\":{\"type\":\"header\","
                                "\"headerValue\":\"x\"}}";
        bool isDone = false;
        const Account manager{address(), SandboxControlPlane::managerToken()};
        const JobPtr job = client.setOverride(manager, {server, body}, [&](const auto &outcome) {
            isDone = std::holds_alternative<Saved>(outcome);
        });
        if (!QTest::qWaitFor([&isDone] { return isDone; }))
            qFatal("Not set");
    }
    bool chooseServer(const QString &name)
    {
        auto *list = window.findChild<ServerPane *>()->findChild<QListView *>();
        const QModelIndexList found = list->model()->match(
            list->model()->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly);
        if (found.isEmpty())
            return false;
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(found.constFirst()).center());
        return QTest::qWaitFor([this] { return !text().contains(u"Loading the overrides"_s); });
    }
    void click(const QString &name)
    {
        QAbstractButton *button = find::button(window, name);
        if (!button)
            qFatal("There is no button \"%s\"", qPrintable(name));
        find::click(*button);
    }
    QLineEdit &line(const QString &name)
    {
        QLineEdit *found = find::line(window, name);
        if (!found)
            qFatal("There is no line \"%s\"", qPrintable(name));
        return *found;
    }
    QString text() { return find::visibleText(window); }
    bool says(const QString &words)
    {
        const bool isSaid = QTest::qWaitFor([&] { return text().contains(words); });
        if (!isSaid)
            qWarning("The window says: %s", qPrintable(text()));
        return isSaid;
    }
    QDialog *dialog(const QString &title)
    {
        QDialog *found = find::dialog(title);
        return found && find::activate(*found) ? found : nullptr;
    }
};

} // namespace

class TestWorkspace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tabGoesDownTheParts();
    void asksForAServerFirst();
    void showsTheOverridesOfAServer();
    void saysHowTheChosenSubjectIsAuthenticated();
    void replacesFromARow();
    void setsAnewByPicking();
    void asksBeforeItReplacesWhatSomebodyElseSet();
    void removesAfterAQuestion();
    void keepsWhatIsNotConfirmed();
    void readsAllServers();
    void looksAtAServerThatIsNotListed();
    void copiesALinkForTheSubject();
    void copiesCommandsWithoutSecrets();

    void showsAPlainUserTheirOwn();
    void showsAManagerOfOneServerWhatTheyCanChange();
    void worksOnAnOlderControlPlane();
    void goesOnWhereNothingIsListed();

    void namesWhomTheFormIsFor();
    void beginsANewOverrideWithNothingOfTheOneBefore();
    void asksBeforeADraftIsGivenUp();
    void keepsADraftWhenAnotherServerIsChosen();
    void asksOnceForEachTargetOnProduction();
    void namesProductionBeforeRemoving();
    void clearsTheFilterByEscape();
    void leavesTheFormByEscape();
    void opensTheMenuOfARowByKey_data();
    void opensTheMenuOfARowByKey();

    void fillsInFromALink();
    void asksBeforeALinkReplacesWhatWasTyped();
    void refusesLinks_data();
    void refusesLinks();
    void saysWhomALinkIsFor();

    void writesDownWhatWasDone();
    void writesNothingDownWhereThatIsOff();
    void closesInTheMiddleOfEverything();
};

/// From the head of the window to the servers, what is shown of them, and the form.
void TestWorkspace::tabGoesDownTheParts()
{
    Bench bench;
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    find::press(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(bench.line(u"Subject"_s).hasFocus());
    find::button(bench.window, u"Account"_s)->setFocus();
    QStringList names;
    for (QWidget *stop : find::tabStops())
        names.append(find::nameOf(*stop));
    QCOMPARE(
        names.join(u'\n'),
        QStringList({u"Account"_s, u"Search servers"_s, u"All servers"_s, u"MCP servers"_s,
                     u"New override\u2026"_s, u"Filter"_s, u"Show"_s, u"Refresh"_s, u"MCP server"_s,
                     u"Subject type"_s, u"Subject"_s, u"Credential type"_s, u"Header value"_s,
                     u"Show Header value"_s, u"Set override"_s, u"Cancel"_s})
            .join(u'\n'));
}

void TestWorkspace::asksForAServerFirst()
{
    Bench bench;
    QVERIFY(bench.says(u"Choose a server to see its overrides."_s));
    QVERIFY(bench.says(u"Servers: 10\nUsers: 25\nVirtual accounts: 3"_s));
    QVERIFY(!find::line(bench.window, u"Header value"_s)); // the form comes when it is wanted
}

void TestWorkspace::showsTheOverridesOfAServer()
{
    Bench bench;
    bench.setElsewhere(jira, u"user-17"_s);
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QTRY_COMPARE(bench.rows(), 1);
    QCOMPARE(bench.cell(0, OverrideTableModel::SubjectName), u"user-17@example.com"_s);
    QCOMPARE(bench.cell(0, OverrideTableModel::UpdatedBy), u"Demo Admin"_s);
    QVERIFY(bench.says(u"expects a header value, template \u201CBearer {{API_KEY}}\u201D"_s));
    // Another server, other rows.
    QVERIFY(bench.chooseServer(u"payroll"_s));
    QTRY_COMPARE(bench.rows(), 0);
    QVERIFY(bench.says(u"This server has no overrides that you may see."_s));
    QVERIFY(bench.chooseServer(u"docs-search"_s));
    QVERIFY(bench.says(u"does not support overrides"_s));
}

void TestWorkspace::saysHowTheChosenSubjectIsAuthenticated()
{
    Bench bench;
    bench.setElsewhere(jira, u"user-17"_s);
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QTRY_COMPARE(bench.rows(), 1);
    bench.table().selectRow(0);
    QVERIFY(bench.says(u"user-17@example.com on jira-cloud"_s));
    QVERIFY(bench.says(u"Now: authenticated by this override"_s));
    // And of somebody who has none.
    find::choice(bench.window, u"Show"_s)->setCurrentIndex(1);
    QCOMPARE(bench.rows(), 27);
    bench.table().selectRow(0);
    QVERIFY(bench.says(u"Now: no authentication required"_s));
    QVERIFY(!find::button(bench.window, u"Remove\u2026"_s));
}

void TestWorkspace::replacesFromARow()
{
    Bench bench;
    bench.setElsewhere(jira, u"user-17"_s);
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QTRY_COMPARE(bench.rows(), 1);
    bench.table().selectRow(0);
    bench.click(u"Replace\u2026"_s);
    QCOMPARE(bench.line(u"MCP server"_s).text(), jira);
    QCOMPARE(bench.line(u"Subject"_s).text(), u"user-17"_s);
    QVERIFY(bench.line(u"Header value"_s).hasFocus());
    find::type(secret);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(bench.status().startsWith(u"Saved "_s), qPrintable(bench.status()));
    QCOMPARE(bench.rows(), 1);
    QVERIFY(!bench.text().contains(secret));
}

void TestWorkspace::setsAnewByPicking()
{
    Bench bench;
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    find::press(Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(bench.line(u"MCP server"_s).text(), jira);
    QVERIFY(bench.line(u"Subject"_s).hasFocus());
    find::type(u"demo 23"_s);
    QTRY_VERIFY(QApplication::activePopupWidget());
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Down);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Return);
    QTRY_COMPARE(bench.line(u"Subject"_s).text(), u"user-23"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    bench.click(u"Set override"_s);
    // The new row is there, and chosen.
    QTRY_COMPARE(bench.rows(), 1);
    QVERIFY(bench.says(u"user-23@example.com on jira-cloud"_s));
    QVERIFY(bench.says(u"Now: authenticated by this override"_s));
}

void TestWorkspace::asksBeforeItReplacesWhatSomebodyElseSet()
{
    Bench bench(SandboxControlPlane::serverManagerToken());
    const QString github = u"mcp-01hx0github"_s;
    QTRY_VERIFY(!bench.directory.isForSelfServiceOnly());
    QVERIFY(bench.chooseServer(u"github-enterprise"_s));
    bench.openForm();
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    QTRY_VERIFY(bench.facts.row().isKnown());
    bench.setElsewhere(github, u"user-3"_s);
    bench.click(u"Set override"_s);
    QDialog *dialog = bench.dialog(u"Changed meanwhile"_s);
    QVERIFY(dialog);
    QVERIFY2(find::visibleText(*dialog).contains(u"Demo Admin"_s),
             qPrintable(find::visibleText(*dialog)));
    find::click(*find::button(*dialog, u"Replace anyway"_s));
    QTRY_VERIFY2(bench.status().startsWith(u"Saved "_s), qPrintable(bench.status()));
    QTRY_COMPARE(bench.rows(), 1);
    QTRY_COMPARE(bench.cell(0, OverrideTableModel::UpdatedBy), u"Demo User 2"_s);
}

void TestWorkspace::removesAfterAQuestion()
{
    Bench bench;
    bench.setElsewhere(jira, u"user-17"_s);
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QTRY_COMPARE(bench.rows(), 1);
    bench.table().selectRow(0);
    bench.click(u"Remove\u2026"_s);
    auto *dialog = bench.window.findChild<QDialog *>();
    QVERIFY(dialog);
    QVERIFY(find::activate(*dialog));
    const QString question = find::visibleText(*dialog);
    QVERIFY2(question.contains(u"user-17@example.com"_s) && question.contains(u"jira-cloud"_s),
             qPrintable(question));
    find::click(*find::button(*dialog, u"Remove override"_s));
    QTRY_COMPARE(bench.rows(), 0);
    QVERIFY(bench.says(u"Removed "_s));
    // What was said is about that server.
    QVERIFY(bench.chooseServer(u"payroll"_s));
    QVERIFY(!bench.text().contains(u"Removed "_s));
}

void TestWorkspace::keepsWhatIsNotConfirmed()
{
    Bench bench;
    bench.setElsewhere(jira, u"user-17"_s);
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QTRY_COMPARE(bench.rows(), 1);
    bench.table().setFocus();
    QTest::keyClick(&bench.table(), Qt::Key_Delete);
    auto *dialog = bench.window.findChild<QDialog *>();
    QVERIFY(dialog);
    QVERIFY(find::activate(*dialog));
    find::press(Qt::Key_Return); // the safe answer
    QTRY_COMPARE(find::openDialogs(), 0);
    bench.click(u"Refresh"_s);
    QVERIFY(bench.says(u"Overrides: 1"_s));
    QCOMPARE(bench.rows(), 1);
}

void TestWorkspace::readsAllServers()
{
    Bench bench(SandboxControlPlane::managerToken(),
                {.size = {.servers = 30, .users = 5, .overrides = 60}});
    bench.click(u"All servers"_s);
    QTRY_COMPARE(bench.rows(), 65);
    QVERIFY(bench.says(u"servers read: 40 of 40"_s));
    QVERIFY(!bench.table().isColumnHidden(OverrideTableModel::Server));
    bench.view().focusFilter();
    find::type(u"server-30"_s);
    QCOMPARE(bench.rows(), 2);
    bench.table().selectRow(0);
    QVERIFY(bench.says(u"on server-30"_s));
}

void TestWorkspace::looksAtAServerThatIsNotListed()
{
    Bench bench;
    QLineEdit *search = find::line(bench.window, u"Search servers"_s);
    QVERIFY(search);
    find::paste(*search, u"mcp-none"_s);
    find::press(Qt::Key_Return);
    QVERIFY(bench.says(u"The overrides could not be read. Server not found. There is no MCP "
                       "server with the ID \u201Cmcp-none\u201D."_s));
    QVERIFY(!bench.text().contains(u"address"_s));
}

void TestWorkspace::copiesALinkForTheSubject()
{
    Bench bench;
    bench.setElsewhere(jira, u"user-17"_s);
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QTRY_COMPARE(bench.rows(), 1);
    bench.table().selectRow(0);
    QMenu *menu = nullptr;
    QTimer::singleShot(0, &bench.window, [&menu] {
        menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return;
        menu->actions().constFirst()->trigger();
        menu->close();
    });
    bench.click(u"Copy"_s);
    QTRY_VERIFY(menu);
    const QString link = QGuiApplication::clipboard()->text();
    QVERIFY2(link.startsWith(u"mcp-override://set?server=mcp-01hx0jira&subject=user-17&"
                             "subject-type=user&type=header"_s),
             qPrintable(link));
    const auto read = readLink(link, bench.form.description());
    QVERIFY(std::holds_alternative<OverrideLink>(read));
    QVERIFY(bench.says(u"Link copied."_s));
}

void TestWorkspace::copiesCommandsWithoutSecrets()
{
    Bench bench;
    bench.setElsewhere(jira, u"user-17"_s);
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QTRY_COMPARE(bench.rows(), 1);
    bench.table().selectRow(0);
    QMenu menu;
    bench.window.findChild<SubjectCard *>()->fillMenu(menu);
    int commands = 0;
    for (QAction *action : menu.actions()) {
        if (!action->text().contains(u" as "_s))
            continue;
        ++commands;
        QGuiApplication::clipboard()->clear();
        action->trigger();
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY2(command.contains(u"user-17"_s), qPrintable(action->text()));
        QVERIFY(!command.contains(SandboxControlPlane::managerToken()));
    }
    QCOMPARE(commands, 6);
}

void TestWorkspace::showsAPlainUserTheirOwn()
{
    Bench bench(SandboxControlPlane::userToken());
    bench.setElsewhere(jira, u"user-17"_s);
    bench.setElsewhere(jira, u"user-3"_s);
    QVERIFY(bench.says(u"My overrides"_s));
    bench.click(u"Refresh"_s);
    QTRY_COMPARE(bench.rows(), 1);
    QCOMPARE(bench.cell(0, OverrideTableModel::Server), u"jira-cloud"_s);
    // Nothing that cannot work: no servers to look at, no others, no form of others.
    QVERIFY(!find::line(bench.window, u"Search servers"_s));
    QVERIFY(!find::button(bench.window, u"New override\u2026"_s));
    QVERIFY(!find::choice(bench.window, u"Show"_s));
    QVERIFY(!find::line(bench.window, u"Subject"_s));
    QVERIFY(find::line(bench.window, u"Header value"_s));
    // Their own they replace and remove.
    bench.table().selectRow(0);
    bench.click(u"Replace\u2026"_s);
    QCOMPARE(bench.line(u"MCP server"_s).text(), jira);
    find::type(secret);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(bench.status().startsWith(u"Saved "_s), qPrintable(bench.status()));
}

void TestWorkspace::showsAManagerOfOneServerWhatTheyCanChange()
{
    Bench bench(SandboxControlPlane::serverManagerToken());
    bench.setElsewhere(u"mcp-01hx0github"_s, u"user-3"_s);
    bench.setElsewhere(jira, u"user-2"_s);
    bench.setElsewhere(jira, u"user-3"_s);
    QTRY_VERIFY(!bench.directory.isForSelfServiceOnly());
    QVERIFY(find::descriptionOf(*find::button(bench.window, u"Account"_s))
                .contains(u"Manager of some servers"_s));
    QVERIFY(bench.chooseServer(u"github-enterprise"_s));
    QTRY_COMPARE(bench.rows(), 1);
    bench.table().selectRow(0);
    QVERIFY(find::button(bench.window, u"Remove\u2026"_s)->isEnabled());
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QVERIFY(bench.says(u"you can see only your own override"_s));
    QTRY_COMPARE(bench.rows(), 1);
    QCOMPARE(bench.cell(0, OverrideTableModel::SubjectName), u"user-2@example.com"_s);
}

void TestWorkspace::worksOnAnOlderControlPlane()
{
    Bench bench(SandboxControlPlane::managerToken(), {.isOlder = true});
    bench.setElsewhere(jira, u"user-17"_s);
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QTRY_COMPARE(bench.rows(), 1);
    bench.table().selectRow(0);
    QVERIFY(bench.says(u"Now: unknown. This control plane does not report it."_s));
    bench.click(u"Replace\u2026"_s);
    find::type(secret);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(bench.status().startsWith(u"Saved "_s), qPrintable(bench.status()));
}

void TestWorkspace::goesOnWhereNothingIsListed()
{
    SandboxOptions closed;
    closed.answer = 403; // to everything but the session call
    Sandbox sandbox(closed);
    Fakes fakes;
    WindowBench bench(fakes.client, fakes.vault, neverStill);
    bench.session.signIn({sandbox.address(), SandboxControlPlane::managerToken()},
                         TokenStorage::ThisSessionOnly);
    QTRY_COMPARE(bench.directory.usersState().phase, ListingState::Phase::Failed);
    QTRY_COMPARE(bench.directory.serversState().phase, ListingState::Phase::Failed);
    QVERIFY(find::visibleText(bench.window).contains(u"You may not list servers. Enter an ID."_s));
    bench.openForm();
    QLineEdit *server = find::line(bench.window, u"MCP server"_s);
    QVERIFY(server);
    find::paste(*server, jira);
    QCOMPARE(server->text(), jira);
    QCOMPARE(find::openDialogs(), 0);
}

void TestWorkspace::namesWhomTheFormIsFor()
{
    Bench bench;
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    find::press(Qt::Key_N, Qt::ControlModifier);
    const auto target = [&bench] { return find::label(bench.window, u"Form for"_s)->text(); };
    QCOMPARE(target(), u"On \u201Cjira-cloud\u201D (mcp-01hx0jira)"_s);
    find::paste(bench.line(u"Subject"_s), u"user-17"_s);
    QCOMPARE(target(), u"User \u201Cuser-17@example.com\u201D (user-17) on \u201Cjira-cloud\u201D "
                       "(mcp-01hx0jira)"_s);
}

void TestWorkspace::beginsANewOverrideWithNothingOfTheOneBefore()
{
    Bench bench;
    bench.setElsewhere(jira, u"user-17"_s);
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QTRY_COMPARE(bench.rows(), 1);
    bench.table().selectRow(0);
    bench.click(u"Replace\u2026"_s);
    find::choice(bench.window, u"Credential type"_s)->setCurrentIndex(1);
    find::choice(bench.window, u"Subject type"_s)->setCurrentIndex(1);
    bench.click(u"New override\u2026"_s);
    QCOMPARE(bench.line(u"MCP server"_s).text(), jira);
    QCOMPARE(bench.line(u"Subject"_s).text(), QString());
    QCOMPARE(find::choice(bench.window, u"Subject type"_s)->currentIndex(), 0);
    QCOMPARE(find::choice(bench.window, u"Credential type"_s)->currentIndex(), 0);
    QVERIFY(bench.line(u"Subject"_s).hasFocus());
}

void TestWorkspace::asksBeforeADraftIsGivenUp()
{
    Bench bench;
    bench.setElsewhere(jira, u"user-17"_s);
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QTRY_COMPARE(bench.rows(), 1);
    bench.openForm();
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    bench.table().selectRow(0);
    for (const QString &button : {u"Replace\u2026"_s, u"New override\u2026"_s}) {
        bench.click(button);
        QDialog *dialog = bench.dialog(u"Discard what you typed?"_s);
        QVERIFY(dialog);
        QVERIFY(find::visibleText(*dialog).contains(u"(user-3)"_s));
        find::press(Qt::Key_Return); // keep editing
        QTRY_COMPARE(find::openDialogs(), 0);
        QCOMPARE(bench.line(u"Subject"_s).text(), u"user-3"_s);
        QCOMPARE(bench.form.text(u"/authOverride/headerValue"_s), secret);
    }
    bench.click(u"Replace\u2026"_s);
    QDialog *dialog = bench.dialog(u"Discard what you typed?"_s);
    QVERIFY(dialog);
    find::click(*find::button(*dialog, u"Discard"_s));
    QTRY_COMPARE(bench.line(u"Subject"_s).text(), u"user-17"_s);
    QCOMPARE(bench.form.text(u"/authOverride/headerValue"_s), QString());
}

void TestWorkspace::keepsADraftWhenAnotherServerIsChosen()
{
    Bench bench;
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    bench.openForm();
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    QVERIFY(bench.chooseServer(u"payroll"_s));
    QCOMPARE(bench.form.text(u"/authOverride/headerValue"_s), secret);
    QVERIFY(find::label(bench.window, u"Form for"_s)->text().contains(jira));
    QVERIFY(bench.says(u"The form is for a different server than the selected one."_s));
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QVERIFY(!bench.text().contains(u"The form is for a different server"_s));
}

void TestWorkspace::asksOnceForEachTargetOnProduction()
{
    Bench bench;
    Profile place = *bench.profiles.current();
    place.name = u"Live"_s;
    place.isProduction = true;
    bench.profiles.edit(place);
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    bench.openForm();
    const QString set = u"Set override on \u201CLive\u201D"_s;
    const QString question = u"Set the override on production?"_s;
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    bench.click(set);
    QDialog *dialog = bench.dialog(question);
    QVERIFY(dialog);
    const QString text = find::visibleText(*dialog);
    QVERIFY2(text.contains(u"Live"_s) && text.contains(u"user-3"_s), qPrintable(text));
    find::press(Qt::Key_Return); // the safe answer
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(!bench.change.isRunning());
    bench.click(set);
    dialog = bench.dialog(question);
    QVERIFY(dialog);
    find::click(*find::button(*dialog, u"Set on production"_s));
    QTRY_VERIFY2(bench.status().startsWith(u"Saved "_s), qPrintable(bench.status()));
    // The same target once more, and then another one.
    find::paste(bench.line(u"Header value"_s), secret);
    bench.click(set);
    QCOMPARE(find::openDialogs(), 0);
    QTRY_VERIFY(!bench.change.isRunning());
    find::paste(bench.line(u"Subject"_s), u"user-4"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    bench.click(set);
    QVERIFY(bench.dialog(question));
}

void TestWorkspace::namesProductionBeforeRemoving()
{
    Bench bench;
    Profile place = *bench.profiles.current();
    place.name = u"Live"_s;
    place.isProduction = true;
    bench.profiles.edit(place);
    bench.setElsewhere(jira, u"user-17"_s);
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QTRY_COMPARE(bench.rows(), 1);
    bench.table().selectRow(0);
    bench.click(u"Remove\u2026"_s);
    auto *dialog = bench.window.findChild<QDialog *>();
    QVERIFY(dialog);
    QVERIFY(find::visibleText(*dialog).contains(u"is marked as production"_s));
}

void TestWorkspace::clearsTheFilterByEscape()
{
    Bench bench;
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    for (const QString &name : {u"Filter"_s, u"Search servers"_s}) {
        QLineEdit &line = bench.line(name);
        line.setFocus();
        find::type(u"jira"_s);
        find::press(Qt::Key_Escape);
        QCOMPARE(line.text(), QString());
        QVERIFY(line.hasFocus());
    }
}

void TestWorkspace::leavesTheFormByEscape()
{
    Bench bench;
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    bench.openForm();
    find::press(Qt::Key_Escape);
    QVERIFY(!find::line(bench.window, u"Header value"_s));
    QVERIFY(find::button(bench.window, u"New override\u2026"_s)->hasFocus());
    // What was typed is asked about first.
    bench.openForm();
    find::paste(bench.line(u"Header value"_s), secret);
    find::press(Qt::Key_Escape);
    QDialog *dialog = bench.dialog(u"Discard what you typed?"_s);
    QVERIFY(dialog);
    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
    QCOMPARE(bench.form.text(u"/authOverride/headerValue"_s), secret);
}

void TestWorkspace::opensTheMenuOfARowByKey_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("modifiers");
    QTest::newRow("Shift+F10") << int(Qt::Key_F10) << int(Qt::ShiftModifier);
    QTest::newRow("Menu") << int(Qt::Key_Menu) << int(Qt::NoModifier);
}

void TestWorkspace::opensTheMenuOfARowByKey()
{
    QFETCH(const int, key);
    QFETCH(const int, modifiers);
    Bench bench;
    bench.setElsewhere(jira, u"user-17"_s);
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    QTRY_COMPARE(bench.rows(), 1);
    bench.table().selectRow(0);
    bench.table().setFocus();
    find::press(static_cast<Qt::Key>(key), static_cast<Qt::KeyboardModifiers>(modifiers));
    QWidget *menu = QApplication::activePopupWidget();
    QVERIFY(qobject_cast<QMenu *>(menu));
    menu->close();
}

void TestWorkspace::fillsInFromALink()
{
    Bench bench;
    bench.window.openLink(u"mcp-override://set?server=mcp-01hx0jira&subject=user-3&"
                          "subject-type=user&type=header"_s);
    QCOMPARE(bench.line(u"MCP server"_s).text(), jira);
    QCOMPARE(bench.line(u"Subject"_s).text(), u"user-3"_s);
    QVERIFY(bench.says(u"Filled in from a link. Check it before you set the override."_s));
    QVERIFY(bench.line(u"Header value"_s).hasFocus());
    QVERIFY(!bench.change.isRunning());
    // And the note goes with what it is about.
    bench.click(u"Cancel"_s);
    QVERIFY(!bench.text().contains(u"Filled in from a link"_s));
}

void TestWorkspace::asksBeforeALinkReplacesWhatWasTyped()
{
    Bench bench;
    bench.openForm();
    find::paste(bench.line(u"Header value"_s), secret);
    const QString link = u"mcp-override://set?server=mcp-01hx0jira"_s;
    bench.window.openLink(link);
    QDialog *dialog = bench.dialog(u"Use the link?"_s);
    QVERIFY(dialog);
    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
    QCOMPARE(bench.line(u"MCP server"_s).text(), QString());
    QCOMPARE(bench.form.text(u"/authOverride/headerValue"_s), secret);
    bench.window.openLink(link);
    dialog = bench.dialog(u"Use the link?"_s);
    QVERIFY(dialog);
    find::click(*find::button(*dialog, u"Use the link"_s));
    QTRY_COMPARE(bench.line(u"MCP server"_s).text(), jira);
    // A credential that was typed for something else does not go where a link wants it.
    QCOMPARE(bench.form.text(u"/authOverride/headerValue"_s), QString());
}

void TestWorkspace::refusesLinks_data()
{
    QTest::addColumn<QString>("link");
    QTest::newRow("with a secret")
        << u"mcp-override://set?server=mcp-01hx0jira&headerValue=hunter2"_s;
    QTest::newRow("of another action") << u"mcp-override://remove?server=mcp-01hx0jira"_s;
}

void TestWorkspace::refusesLinks()
{
    QFETCH(const QString, link);
    Bench bench;
    bench.window.openLink(link);
    QDialog *dialog = bench.dialog(u"Link not used"_s);
    QVERIFY(dialog);
    QVERIFY(!find::visibleText(*dialog).contains(u"hunter2"_s));
    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(bench.form.isBlank());
    QCOMPARE(bench.session.account().address, bench.address());
}

void TestWorkspace::saysWhomALinkIsFor()
{
    Bench bench(SandboxControlPlane::userToken());
    bench.window.openLink(u"mcp-override://set?server=mcp-01hx0jira&subject=user-3&"
                          "subject-type=user"_s);
    QVERIFY(bench.says(u"made for \u201Cuser-3\u201D. You can set only your own override."_s));
    QCOMPARE(bench.form.draft().subject.id, u"user-17"_s);
}

void TestWorkspace::writesDownWhatWasDone()
{
    Bench bench;
    QVERIFY(bench.chooseServer(u"jira-cloud"_s));
    bench.openForm();
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    bench.click(u"Set override"_s);
    QTRY_VERIFY2(bench.status().startsWith(u"Saved "_s), qPrintable(bench.status()));
    const ActivityReading reading = bench.activity.read();
    QCOMPARE(reading.entries.size(), 1);
    const ActivityEntry &entry = reading.entries.constFirst();
    QCOMPARE(entry.outcome, u"saved"_s);
    QCOMPARE(entry.serverName, u"jira-cloud"_s);
    QCOMPARE(entry.subject.id, u"user-3"_s);
    QCOMPARE(entry.credentialType, u"header"_s);
    QCOMPARE(entry.status, 200);
    QVERIFY(!entry.requestId.isEmpty());
    QFile file(bench.activity.path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(secret.toUtf8()));
}

void TestWorkspace::writesNothingDownWhereThatIsOff()
{
    Bench bench;
    bench.activity.setOff(true);
    bench.openForm();
    find::paste(bench.line(u"MCP server"_s), jira);
    find::paste(bench.line(u"Subject"_s), u"user-3"_s);
    find::paste(bench.line(u"Header value"_s), secret);
    bench.click(u"Set override"_s);
    QTRY_VERIFY2(bench.status().startsWith(u"Saved "_s), qPrintable(bench.status()));
    QVERIFY(!QFile::exists(bench.activity.path()));
}

void TestWorkspace::closesInTheMiddleOfEverything()
{
    // Whatever is under way when the window goes must go with it.
    SandboxOptions slow;
    slow.latency = std::chrono::seconds(60);
    const Sandbox sandbox(slow);
    Fakes fakes;
    {
        WindowBench bench(fakes.client, fakes.vault, neverStill);
        bench.session.signIn({sandbox.address(), SandboxControlPlane::managerToken()},
                             TokenStorage::ThisSessionOnly);
        QCoreApplication::processEvents();
    }
    Bench bench;
    bench.click(u"All servers"_s);
    bench.window.close();
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestWorkspace)
#include "tst_workspace.moc"
