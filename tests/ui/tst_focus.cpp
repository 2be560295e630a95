// SPDX-License-Identifier: Apache-2.0
// Where the keyboard goes on after something was done, in the whole window, on the real network and
// a sandbox.
#include "net/controlplaneclient.h"
#include "tests/support/faketokenvault.h"
#include "tests/support/ownsettings.h"
#include "tests/ui/sandbox.h"
#include "tests/ui/windowbench.h"
#include "ui/overrideview.h"
#include "ui/serverpane.h"

#include <QListView>
#include <QTableView>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString jira = u"mcp-01hx0jira"_s;
const QString headerValue = u"/authOverride/headerValue"_s;

struct Fakes {
    OwnSettings settings;
    ControlPlaneClient client;
    FakeTokenVault vault{FakeTokenVault::Mode::InMemory};
};

/// The window, signed in by its own dialog.
struct Bench : Sandbox, Fakes, WindowBench {
    explicit Bench(const QString &token, std::chrono::milliseconds latency = {})
        : Sandbox({.latency = latency, .size = {.servers = 4, .users = 12, .overrides = 12}})
        , WindowBench(client, vault, std::chrono::milliseconds(0))
    {
        window.begin(address());
        QDialog *dialog = find::signInDialog();
        if (!dialog || !find::activate(*dialog))
            qFatal("There is no sign-in dialog");
        find::type(token);
        find::press(Qt::Key_Return);
        if (!QTest::qWaitFor([this] { return session.isSignedIn() && isListed(); }) ||
            !QTest::qWaitFor([] { return find::openDialogs() == 0; }) || !find::activate(window))
            qFatal("Not signed in");
    }
    bool isListed() const
    {
        return directory.serversState().phase == ListingState::Phase::Complete &&
               directory.usersState().phase != ListingState::Phase::Loading;
    }

    QTableView &table() { return *window.findChild<OverrideView *>()->findChild<QTableView *>(); }
    void chooseServer()
    {
        auto *list = window.findChild<ServerPane *>()->findChild<QListView *>();
        const QModelIndexList found =
            list->model()->match(list->model()->index(0, 0), Qt::DisplayRole, u"jira-cloud"_s);
        list->setFocus();
        list->setCurrentIndex(found.constFirst());
        if (!QTest::qWaitFor([this] { return table().model()->rowCount() > 2; }))
            qFatal("No rows");
    }
    void chooseRow(int row)
    {
        table().setFocus();
        find::press(Qt::Key_Home, Qt::ControlModifier);
        while (table().currentIndex().row() < row)
            find::press(Qt::Key_Down);
    }
    QString subjectIn(int row)
    {
        return table().model()->index(row, OverrideTableModel::SubjectName).data().toString();
    }
    void fillIn(const QString &value)
    {
        find::paste(*find::line(window, u"Header value"_s), value);
    }
    void click(const QString &name)
    {
        QAbstractButton *button = find::button(window, name);
        if (!button)
            qFatal("There is no button \"%s\"", qPrintable(name));
        button->setFocus(Qt::MouseFocusReason);
        find::click(*button);
    }
    QDialog *dialog(const QString &title)
    {
        QDialog *found = find::dialogThat(
            [&title](QDialog &candidate) { return candidate.windowTitle().startsWith(title); });
        return found && find::activate(*found) ? found : nullptr;
    }
    /// What a person would be told that the keyboard is in.
    bool isFocusIn(const QString &name)
    {
        const auto now = [] {
            QWidget *focused = QApplication::focusWidget();
            return focused != nullptr && focused->isVisible() && focused->isEnabled()
                       ? find::nameOf(*focused)
                       : u"(nothing)"_s;
        };
        const bool isThere = QTest::qWaitFor([&] { return now() == name; }, 3'000);
        if (!isThere)
            qWarning("The keyboard is in %s", qPrintable(now()));
        return isThere;
    }
};

const QString managerToken = SandboxControlPlane::managerToken();
const QString userToken = SandboxControlPlane::userToken();

/// The ways to begin what a button and a key do.
enum class Way { Shortcut, AccessKey, Button };

void addWays()
{
    QTest::addColumn<Way>("way");
    QTest::newRow("the shortcut") << Way::Shortcut;
    QTest::newRow("the access key") << Way::AccessKey;
    QTest::newRow("the button") << Way::Button;
}

void submit(Bench &bench, Way way)
{
    switch (way) {
    case Way::Shortcut: return find::press(Qt::Key_Return, Qt::ControlModifier);
    case Way::AccessKey: return find::press(Qt::Key_O, Qt::AltModifier);
    case Way::Button: return bench.click(u"Set override"_s);
    }
}

} // namespace

class TestFocus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beginsAtTheServersForAManager();
    void beginsAtTheFormForAPlainUser();
    void isInTheRowAfterSaving_data() { addWays(); }
    void isInTheRowAfterSaving();
    void isInTheFormAfterAPlainUserSaved_data() { addWays(); }
    void isInTheFormAfterAPlainUserSaved();
    void staysWhereThePersonWentMeanwhile();
    void isInTheNextRowAfterRemoving_data();
    void isInTheNextRowAfterRemoving();
    void isInTheRowAfterCancel();
    void isInTheFormAfterAPlainUserCancelled();
    void isInTheFieldAfterTheValueWasAskedAbout();
    void isInTheFieldAfterAFailure();
    void isInTheRowAfterAQuestionWasCancelled();
    void isInTheFormAfterADraftWasKept();
    void isInTheFormAfterALinkWasDismissed();
    void tabStopsAreVisibleAndNamedForAPlainUser();
};

void TestFocus::beginsAtTheServersForAManager()
{
    Bench bench(managerToken);
    QVERIFY(bench.isFocusIn(u"Search servers"_s));
}

void TestFocus::beginsAtTheFormForAPlainUser()
{
    Bench bench(userToken);
    QVERIFY(bench.isFocusIn(u"MCP server"_s));
}

void TestFocus::isInTheRowAfterSaving()
{
    QFETCH(const Way, way);
    Bench bench(managerToken);
    bench.chooseServer();
    bench.chooseRow(1);
    const QString subject = bench.subjectIn(1);
    find::press(Qt::Key_Return);
    QVERIFY(bench.isFocusIn(u"Header value"_s));
    bench.fillIn(u"an example value"_s);
    submit(bench, way);
    QTRY_VERIFY2(bench.status().startsWith(u"Saved "_s), qPrintable(bench.status()));
    QVERIFY(bench.isFocusIn(u"Overrides"_s));
    QCOMPARE(bench.subjectIn(bench.table().currentIndex().row()), subject);
}

/// Who sets another one goes on there; the new row comes in its own time.
void TestFocus::isInTheFormAfterAPlainUserSaved()
{
    QFETCH(const Way, way);
    Bench bench(userToken);
    find::paste(*find::line(bench.window, u"MCP server"_s), jira);
    bench.fillIn(u"an example value"_s);
    submit(bench, way);
    QTRY_VERIFY2(bench.status().startsWith(u"Saved "_s), qPrintable(bench.status()));
    QVERIFY(bench.isFocusIn(u"MCP server"_s));
}

void TestFocus::staysWhereThePersonWentMeanwhile()
{
    Bench bench(managerToken, std::chrono::milliseconds(200));
    bench.chooseServer();
    bench.chooseRow(1);
    find::press(Qt::Key_Return);
    QVERIFY(bench.isFocusIn(u"Header value"_s));
    bench.fillIn(u"an example value"_s);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(bench.change.isRunning());
    find::press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(bench.isFocusIn(u"Filter"_s));
    QTRY_VERIFY2(bench.status().startsWith(u"Saved "_s), qPrintable(bench.status()));
    QVERIFY(bench.isFocusIn(u"Filter"_s));
}

void TestFocus::isInTheNextRowAfterRemoving_data()
{
    QTest::addColumn<bool>("isByKey");
    QTest::addColumn<bool>("isLast");
    QTest::newRow("the first row, by key") << true << false;
    QTest::newRow("the last row, by key") << true << true;
    QTest::newRow("the first row, by the button") << false << false;
    QTest::newRow("the last row, by the button") << false << true;
}

void TestFocus::isInTheNextRowAfterRemoving()
{
    QFETCH(const bool, isByKey);
    QFETCH(const bool, isLast);
    Bench bench(managerToken);
    bench.chooseServer();
    const int rows = bench.table().model()->rowCount();
    bench.chooseRow(isLast ? rows - 1 : 0);
    const QString next = bench.subjectIn(isLast ? rows - 2 : 1);
    if (isByKey)
        find::press(Qt::Key_Delete);
    else
        bench.click(u"Remove\u2026"_s);
    QDialog *question = bench.dialog(u"Remove the override"_s);
    QVERIFY(question);
    find::click(*find::button(*question, u"Remove override"_s));
    QTRY_COMPARE(bench.table().model()->rowCount(), rows - 1);
    QVERIFY(find::activate(bench.window));
    QVERIFY(bench.isFocusIn(u"Overrides"_s));
    QCOMPARE(bench.subjectIn(bench.table().currentIndex().row()), next);
}

void TestFocus::isInTheRowAfterCancel()
{
    Bench bench(managerToken);
    bench.chooseServer();
    bench.chooseRow(1);
    const QString subject = bench.subjectIn(1);
    find::press(Qt::Key_Return);
    QVERIFY(bench.isFocusIn(u"Header value"_s));
    bench.click(u"Cancel"_s);
    QVERIFY(bench.isFocusIn(u"Overrides"_s));
    QCOMPARE(bench.subjectIn(bench.table().currentIndex().row()), subject);
}

void TestFocus::isInTheFormAfterAPlainUserCancelled()
{
    Bench bench(userToken);
    bench.fillIn(u"an example value"_s);
    bench.click(u"Cancel"_s);
    QVERIFY(bench.isFocusIn(u"MCP server"_s));
}

void TestFocus::isInTheFieldAfterTheValueWasAskedAbout()
{
    Bench bench(managerToken);
    bench.chooseServer();
    bench.chooseRow(1);
    find::press(Qt::Key_Return);
    bench.fillIn(u"\"quoted\""_s);
    bench.click(u"Set override"_s);
    QVERIFY(bench.dialog(u"Check the value"_s));
    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(find::activate(bench.window));
    QVERIFY(bench.isFocusIn(u"Header value"_s));
}

void TestFocus::isInTheFieldAfterAFailure()
{
    Bench bench(managerToken);
    find::press(Qt::Key_N, Qt::ControlModifier);
    find::paste(*find::line(bench.window, u"MCP server"_s), u"mcp-missing"_s);
    find::paste(*find::line(bench.window, u"Subject"_s), u"user-17"_s);
    bench.fillIn(u"an example value"_s);
    bench.click(u"Set override"_s);
    QVERIFY(bench.dialog(u"Server"_s));
    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(find::activate(bench.window));
    QVERIFY(bench.isFocusIn(u"MCP server"_s)); // which is the one at fault
}

void TestFocus::isInTheRowAfterAQuestionWasCancelled()
{
    Bench bench(managerToken);
    bench.chooseServer();
    bench.chooseRow(1);
    find::press(Qt::Key_Delete);
    QVERIFY(bench.dialog(u"Remove the override"_s));
    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(find::activate(bench.window));
    QVERIFY(bench.isFocusIn(u"Overrides"_s));
    QCOMPARE(bench.table().currentIndex().row(), 1);
}

void TestFocus::isInTheFormAfterADraftWasKept()
{
    Bench bench(managerToken);
    bench.chooseServer();
    bench.chooseRow(1);
    find::press(Qt::Key_Return);
    bench.fillIn(u"an example value"_s);
    find::press(Qt::Key_Escape);
    QVERIFY(bench.dialog(u"Discard what you typed?"_s));
    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(find::activate(bench.window));
    QVERIFY(bench.isFocusIn(u"Header value"_s));
}

void TestFocus::isInTheFormAfterALinkWasDismissed()
{
    Bench bench(userToken);
    QVERIFY(bench.isFocusIn(u"MCP server"_s));
    bench.window.openLink(u"mcp-override://set?server=mcp-1&control-plane=https%3A%2F%2Fnew."
                          "example.com"_s);
    QVERIFY(bench.dialog(u"Unknown control plane"_s));
    find::press(Qt::Key_Escape);
    QTRY_COMPARE(find::openDialogs(), 0);
    QVERIFY(find::activate(bench.window));
    QVERIFY(bench.isFocusIn(u"MCP server"_s));
}

void TestFocus::tabStopsAreVisibleAndNamedForAPlainUser()
{
    Bench bench(userToken);
    find::paste(*find::line(bench.window, u"MCP server"_s), jira);
    bench.fillIn(u"an example value"_s);
    find::press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY2(bench.status().startsWith(u"Saved "_s), qPrintable(bench.status()));
    QTRY_VERIFY(bench.table().model()->rowCount() > 0);
    bench.chooseRow(0);
    find::button(bench.window, u"Account"_s)->setFocus();
    QCOMPARE(find::tabLosesFocus(bench.window), QString());
    QStringList names;
    for (QWidget *stop : find::tabStops())
        names.append(find::nameOf(*stop));
    QCOMPARE(
        names.join(u'\n'),
        QStringList({u"Account"_s, u"MCP server"_s, u"User"_s, u"user-17@example.com (user-17)"_s,
                     u"Credential type"_s, u"Header value"_s, u"Show Header value"_s,
                     u"Set override"_s, u"Cancel"_s, u"Filter"_s, u"Refresh"_s, u"Export\u2026"_s,
                     u"Overrides"_s, u"Replace\u2026"_s, u"Remove\u2026"_s, u"Copy"_s})
            .join(u'\n'));
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestFocus)
#include "tst_focus.moc"
