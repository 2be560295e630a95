// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/find.h"
#include "ui/picker.h"
#include "ui/pickmodel.h"
#include "ui/valueedit.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
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

    void offersWhatFitsWhileTyping();
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
