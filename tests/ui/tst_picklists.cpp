// SPDX-License-Identifier: Apache-2.0
#include "models/directory/directory.h"
#include "models/session/session.h"
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "tests/ui/find.h"
#include "ui/picker.h"
#include "ui/pickmodel.h"
#include "ui/serverpane.h"
#include "ui/valueedit.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QListView>
#include <QSignalSpy>
#include <QToolButton>
#include <QVBoxLayout>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

QStringList shown(const PickModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row).data().toString());
    return names;
}

QList<PickEntry> people()
{
    return {
        {u"user-10"_s, u"user-10@example.com"_s, u"Demo User 10"_s, {}, {u"Demo User 10"_s}},
        {u"user-9"_s, u"user-9@example.com"_s, u"Demo User 9"_s, u"inactive"_s, {}},
        {u"user-1"_s, {}, {}, {}, {}},
    };
}

/// A line with a list to pick from, in a window.
struct Bench {
    Bench()
    {
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(line);
        layout->addWidget(other);
        layout->addWidget(picker->button());
        model.add(people());
        window.show();
    }
    bool isReady() { return find::activate(window) && (line->setFocus(), line->hasFocus()); }
    static QAbstractItemView *list()
    {
        for (QWidget *widget : QApplication::topLevelWidgets()) {
            auto *view = qobject_cast<QAbstractItemView *>(widget);
            if (view && view->isVisible())
                return view;
        }
        return nullptr;
    }

    QWidget window;
    PickModel model;
    ValueEdit *line = new ValueEdit(&window);
    QLineEdit *other = new QLineEdit(&window);
    Picker *picker = new Picker(*line, model, u"Subjects"_s);
};

/// The list of servers with its search, for somebody who manages all of them.
struct ServerBench {
    explicit ServerBench(const QList<ServerEntry> &servers)
    {
        controlPlane.servers.add(servers);
        controlPlane.hasEmptyDirectories = true;
        controlPlane.caller.add(
            Caller{{u"user-1"_s, u"user"_s}, u"One"_s, u"example"_s, Role::Manager});
        const auto address =
            std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
        session.signIn({address, u"token"_s}, TokenStorage::ThisSessionOnly);
    }
    bool isReady()
    {
        const auto isListed = [this] { return !directory.servers().isEmpty(); };
        if (!QTest::qWaitFor(isListed) || !find::activate(pane))
            return false;
        pane.focusSearch();
        return true;
    }
    /// The servers that were chosen so far.
    QStringList chosen() const
    {
        QStringList ids;
        for (const QVariantList &arguments : choices)
            ids.append(arguments.constFirst().toString());
        return ids;
    }

    FakeControlPlane controlPlane;
    FakeTokenVault vault;
    Session session{controlPlane, vault};
    Directory directory{controlPlane, session};
    ServerPane pane{directory};
    QSignalSpy choices{&pane, &ServerPane::serverChosen};
};

ServerEntry server(const QString &id, const QString &name) { return {id, name, {}, true}; }

} // namespace

/// Lists to choose from, and the line that offers one.
class TestPickLists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sortsByNameAsPeopleDo();
    void mergesPagesIntoTheOrder();
    void narrowsByEveryText_data();
    void narrowsByEveryText();
    void showsForeignTextAsItIs();
    void findsTheRowOfAnId();

    void putsTheExactIdBeforeTheExactName();
    void opensExactlyTheServerThatWasTyped_data();
    void opensExactlyTheServerThatWasTyped();
    void leavesAnInexactSearchOpen_data();
    void leavesAnInexactSearchOpen();
    void opensAnIdThatIsThePartOfAListedOne();

    void offersWhatFitsWhileTyping();
    void takesExactlyWhatWasTyped_data();
    void takesExactlyWhatWasTyped();
    void leavesSeveralOfOneNameToBeChosen();
    void putsTheChosenIdIntoTheLine();
    void leavesATypedIdAlone();
    void opensByTheDownKey();
    void opensByTheMouse();
    void keepsAnIdThatIsInNoList();
    void staysShutWhileLocked();
};

void TestPickLists::sortsByNameAsPeopleDo()
{
    PickModel model;
    const QAbstractItemModelTester tester(&model);
    model.add(people());
    QCOMPARE(shown(model),
             (QStringList{u"user-1"_s, u"user-9@example.com"_s, u"user-10@example.com"_s}));
}

void TestPickLists::mergesPagesIntoTheOrder()
{
    PickModel model;
    const QAbstractItemModelTester tester(&model);
    model.add({{u"b"_s}, {u"d"_s}});
    model.setFilter(u"x"_s);
    model.add({{u"c"_s}, {u"ax"_s}});
    QCOMPARE(shown(model), QStringList{u"ax"_s});
    model.setFilter({});
    QCOMPARE(shown(model), (QStringList{u"ax"_s, u"b"_s, u"c"_s, u"d"_s}));
    model.clear();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.entryCount(), 0);
}

void TestPickLists::narrowsByEveryText_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("rows");
    QTest::newRow("by id") << u"user-1"_s << 2;
    QTest::newRow("by name") << u"EXAMPLE.com"_s << 2;
    QTest::newRow("by what it is also found by") << u"demo 10"_s << 1;
    QTest::newRow("by nothing that is there") << u"nobody"_s << 0;
}

void TestPickLists::narrowsByEveryText()
{
    QFETCH(const QString, typed);
    QFETCH(const int, rows);
    PickModel model;
    model.add(people());
    model.setFilter(typed);
    QCOMPARE(model.rowCount(), rows);
}

void TestPickLists::showsForeignTextAsItIs()
{
    PickModel model;
    model.add({{u"a"_s, u"<b>bold</b>\u202Egnp"_s, u"line\nbreak"_s}});
    const QModelIndex index = model.index(0);
    QCOMPARE(index.data().toString(), u"<b>bold</b>\u2039U+202E\u203Agnp"_s);
    QCOMPARE(index.data(PickModel::DetailRole).toString(), u"line\u2039U+000A\u203Abreak"_s);
    QVERIFY(!index.data(Qt::ToolTipRole).isValid()); // tooltips may take it for rich text
}

void TestPickLists::findsTheRowOfAnId()
{
    PickModel model;
    model.add(people());
    QCOMPARE(model.rowOf(u"user-9"_s), 1);
    model.setFilter(u"demo 10"_s);
    QCOMPARE(model.rowOf(u"user-10"_s), 0);
    QCOMPARE(model.rowOf(u"user-9"_s), -1);
}

void TestPickLists::putsTheExactIdBeforeTheExactName()
{
    PickModel model;
    model.add({{u"srv-10"_s, u"alpha"_s}, {u"x"_s, u"srv-1"_s}, {u"srv-1"_s, u"zeta"_s}});
    model.setFilter(u"srv-1"_s);
    QCOMPARE(shown(model), (QStringList{u"zeta"_s, u"srv-1"_s, u"alpha"_s}));
}

void TestPickLists::opensExactlyTheServerThatWasTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("opened");
    QTest::newRow("an ID that another one begins with") << u"srv-1"_s << u"srv-1"_s;
    QTest::newRow("a name that another one begins with") << u"zeta"_s << u"srv-1"_s;
    QTest::newRow("an ID that is the name of another one") << u"srv-3"_s << u"srv-3"_s;
    QTest::newRow("with spaces around") << u" srv-1 "_s << u"srv-1"_s;
    QTest::newRow("an ID that is not listed") << u"mcp-unlisted"_s << u"mcp-unlisted"_s;
}

void TestPickLists::opensExactlyTheServerThatWasTyped()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, opened);
    ServerBench bench({server(u"srv-10"_s, u"alpha"_s), server(u"srv-1"_s, u"zeta"_s),
                       server(u"srv-2"_s, u"a zeta"_s), server(u"srv-4"_s, u"srv-3"_s),
                       server(u"srv-3"_s, u"zzz"_s)});
    QVERIFY(bench.isReady());
    find::type(typed);
    find::press(Qt::Key_Return);
    QCOMPARE(bench.chosen(), QStringList(opened));
}

void TestPickLists::leavesAnInexactSearchOpen_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("question");
    QTest::newRow("the beginning of an ID") << u"srv"_s << u"Choose a server from the list."_s;
    QTest::newRow("a part of one only") << u"srv-1"_s << u"Choose a server from the list."_s;
    QTest::newRow("the name of several")
        << u"same"_s << u"Several servers have this name. Choose one."_s;
}

void TestPickLists::leavesAnInexactSearchOpen()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, question);
    ServerBench bench({server(u"srv-10"_s, u"alpha"_s), server(u"b"_s, u"same"_s),
                       server(u"a"_s, u"same"_s), server(u"srv-2"_s, u"beta"_s)});
    QVERIFY(bench.isReady());
    find::type(typed);
    find::press(Qt::Key_Return);
    QCOMPARE(bench.chosen(), QStringList());
    QCOMPARE(find::label(bench.pane, u"Search result"_s)->text(), question);
    // The next key is for the list, where Return opens what is seen.
    auto *list = bench.pane.findChild<QListView *>();
    QVERIFY(list->hasFocus());
    const QString first = list->currentIndex().data(PickModel::IdRole).toString();
    find::press(Qt::Key_Return);
    QCOMPARE(bench.chosen(), QStringList(first));
}

void TestPickLists::opensAnIdThatIsThePartOfAListedOne()
{
    ServerBench bench({server(u"srv-10"_s, u"alpha"_s)});
    QVERIFY(bench.isReady());
    find::type(u"srv-1"_s);
    find::click(*find::button(bench.pane, u"Use the ID \u201Csrv-1\u201D"_s));
    QCOMPARE(bench.chosen(), QStringList(u"srv-1"_s));
    bench.pane.focusSearch();
    find::press(Qt::Key_End);
    find::type(u"0"_s);
    QCOMPARE(find::all<QPushButton>(bench.pane).size(), 1);
}

void TestPickLists::takesExactlyWhatWasTyped_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("taken");
    QTest::newRow("an ID that another one begins with") << u"user-1"_s << u"user-1"_s;
    QTest::newRow("a name") << u"Demo User 1"_s << u"user-1"_s;
    QTest::newRow("the beginning of an ID") << u"user"_s << u"user"_s;
}

void TestPickLists::takesExactlyWhatWasTyped()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, taken);
    Bench bench;
    bench.model.clear();
    bench.model.add({{u"user-10"_s, u"alpha"_s, {}, {}, {u"Demo User 10"_s}},
                     {u"user-1"_s, u"zeta"_s, {}, {}, {u"Demo User 1"_s}}});
    QVERIFY(bench.isReady());
    find::type(typed);
    QTRY_VERIFY(Bench::list());
    QTest::keyClick(Bench::list(), Qt::Key_Return);
    QTRY_VERIFY(!Bench::list());
    QCOMPARE(bench.line->value(), taken);
}

void TestPickLists::leavesSeveralOfOneNameToBeChosen()
{
    Bench bench;
    bench.model.add({{u"b"_s, u"same"_s}, {u"a"_s, u"same"_s}});
    QVERIFY(bench.isReady());
    find::type(u"same"_s);
    QTRY_VERIFY(Bench::list());
    QTest::keyClick(Bench::list(), Qt::Key_Return);
    QVERIFY(Bench::list());
    QCOMPARE(bench.line->value(), u"same"_s);
    QTest::keyClick(Bench::list(), Qt::Key_Down);
    QTest::keyClick(Bench::list(), Qt::Key_Down);
    QTest::keyClick(Bench::list(), Qt::Key_Return);
    QTRY_COMPARE(bench.line->value(), u"a"_s);
}

void TestPickLists::offersWhatFitsWhileTyping()
{
    Bench bench;
    QVERIFY(bench.isReady());
    find::type(u"ex"_s);
    QTRY_VERIFY(Bench::list());
    QCOMPARE(Bench::list()->model()->rowCount(), 2);
    find::type(u"zz"_s);
    QTRY_VERIFY(!Bench::list());
    QCOMPARE(bench.line->value(), u"exzz"_s);
}

void TestPickLists::putsTheChosenIdIntoTheLine()
{
    Bench bench;
    QVERIFY(bench.isReady());
    find::type(u"user-10@"_s);
    QTRY_VERIFY(Bench::list());
    QTest::keyClick(Bench::list(), Qt::Key_Down);
    QTest::keyClick(Bench::list(), Qt::Key_Return);
    QTRY_VERIFY(!Bench::list());
    QCOMPARE(bench.line->value(), u"user-10"_s);
    QVERIFY(bench.line->hasFocus());
}

void TestPickLists::leavesATypedIdAlone()
{
    Bench bench;
    QVERIFY(bench.isReady());
    find::type(u"user-1"_s);
    QTRY_VERIFY(Bench::list());
    QTest::keyClick(Bench::list(), Qt::Key_Escape);
    QTRY_VERIFY(!Bench::list());
    QCOMPARE(bench.line->value(), u"user-1"_s);
    QTest::keyClick(bench.line, Qt::Key_Tab);
    QCOMPARE(bench.line->value(), u"user-1"_s);
}

void TestPickLists::opensByTheDownKey()
{
    Bench bench;
    QVERIFY(bench.isReady());
    bench.line->setValue(u"user-9"_s);
    QVERIFY(!Bench::list());
    find::press(Qt::Key_Down);
    QTRY_VERIFY(Bench::list());
    QCOMPARE(Bench::list()->model()->rowCount(), 3); // all of them, and the present one is chosen
    QCOMPARE(Bench::list()->currentIndex().row(), 1);
}

void TestPickLists::opensByTheMouse()
{
    Bench bench;
    QVERIFY(bench.isReady());
    bench.other->setFocus();
    find::click(*bench.picker->button());
    QTRY_VERIFY(Bench::list());
    QAbstractItemView *list = Bench::list();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier,
                      list->visualRect(list->model()->index(2, 0)).center());
    QTRY_COMPARE(bench.line->value(), u"user-10"_s);
}

void TestPickLists::keepsAnIdThatIsInNoList()
{
    Bench bench;
    QVERIFY(bench.isReady());
    find::type(u"somebody-else"_s);
    QVERIFY(!Bench::list());
    find::press(Qt::Key_Tab);
    QCOMPARE(bench.line->value(), u"somebody-else"_s);
}

void TestPickLists::staysShutWhileLocked()
{
    Bench bench;
    QVERIFY(bench.isReady());
    bench.line->setLocked(true);
    find::press(Qt::Key_Down);
    find::click(*bench.picker->button());
    QCoreApplication::processEvents();
    QVERIFY(!Bench::list());
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestPickLists)
#include "tst_picklists.moc"
