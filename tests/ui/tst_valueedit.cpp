// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/find.h"
#include "ui/valueedit.h"

#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>

#include <memory>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr qsizetype shortEnough = 200; ///< for a line to show without delay

QString megabyte() { return QString(1 << 20, u'x') + u"end"_s; }

/// An edit in a window of its own, with everything that it told.
struct Bench {
    Bench()
    {
        edit.resize(300, edit.sizeHint().height());
        if (!find::activate(edit))
            qFatal("The window does not become active");
        edit.setFocus();
    }

    QString lastTold() const
    {
        return told.isEmpty() ? QString() : told.constLast().constFirst().toString();
    }

    ValueEdit edit;
    QSignalSpy told{&edit, &ValueEdit::valueChanged};
};

using Way = void (*)(Bench &, const QString &);

void pasteByKeys(Bench &bench, const QString &text)
{
    QApplication::clipboard()->setText(text);
    QTest::keyClick(&bench.edit, Qt::Key_V, Qt::ControlModifier);
}

void pasteByInsertKey(Bench &bench, const QString &text)
{
    QApplication::clipboard()->setText(text);
    QTest::keyClick(&bench.edit, Qt::Key_Insert, Qt::ShiftModifier);
}

QMenu *openContextMenu(ValueEdit &edit)
{
    const QPoint middle = edit.rect().center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, middle, edit.mapToGlobal(middle));
    QApplication::sendEvent(&edit, &event);
    return qobject_cast<QMenu *>(QApplication::activePopupWidget());
}

QAction *pasteAction(const QMenu &menu)
{
    const QList<QAction *> actions = menu.actions();
    const auto found = std::find_if(actions.cbegin(), actions.cend(), [](const QAction *action) {
        return action->text().remove(u'&').startsWith(u"Paste"_s);
    });
    return found == actions.cend() ? nullptr : *found;
}

void pasteByMenu(Bench &bench, const QString &text)
{
    QApplication::clipboard()->setText(text);
    QMenu *menu = openContextMenu(bench.edit);
    QVERIFY(menu);
    QAction *action = pasteAction(*menu);
    QVERIFY(action);
    find::choose(*menu, *action);
}

void pasteByMiddleButton(Bench &bench, const QString &text)
{
    // A platform without a selection has nothing to paste by that button.
    QCOMPARE(QApplication::clipboard()->supportsSelection(),
             QGuiApplication::platformName() == "xcb"_L1);
    if (!QApplication::clipboard()->supportsSelection()) {
        pasteByKeys(bench, text);
        return;
    }
    QApplication::clipboard()->setText(text, QClipboard::Selection);
    QTest::mouseClick(&bench.edit, Qt::MiddleButton);
}

void drop(Bench &bench, const QString &text)
{
    QMimeData data;
    data.setText(text);
    const QPoint where = bench.edit.rect().center();
    QDragEnterEvent enter(where, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&bench.edit, &enter);
    if (!enter.isAccepted())
        return;
    QDragMoveEvent move(where, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&bench.edit, &move);
    QDropEvent event(where, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&bench.edit, &event);
}

void setFromOutside(Bench &bench, const QString &text) { bench.edit.setText(text); }

void setByAssistiveTechnology(Bench &bench, const QString &text)
{
    QAccessible::queryAccessibleInterface(&bench.edit)->setText(QAccessible::Value, text);
}

void addWays()
{
    QTest::addColumn<Way>("way");
    QTest::newRow("pasted by Ctrl+V") << &pasteByKeys;
    QTest::newRow("pasted by Shift+Insert") << &pasteByInsertKey;
    QTest::newRow("pasted by the context menu") << &pasteByMenu;
    QTest::newRow("pasted by the middle button") << &pasteByMiddleButton;
    QTest::newRow("dropped") << &drop;
}

void addWaysAndOutside()
{
    addWays();
    QTest::newRow("set by another part of the program") << &setFromOutside;
    QTest::newRow("set by assistive technology") << &setByAssistiveTechnology;
}

} // namespace

class TestValueEdit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsWhatIsTyped();
    void keepsWhatArrives_data() { addWaysAndOutside(); }
    void keepsWhatArrives();
    void keepsLineBreaks_data() { addWaysAndOutside(); }
    void keepsLineBreaks();
    void takesAMegabyteWhole_data() { addWaysAndOutside(); }
    void takesAMegabyteWhole();
    void takesTheLongestThatIsShown();
    void putsAPasteWhereTheCursorIs_data();
    void putsAPasteWhereTheCursorIs();
    void putsADropWhereItWasDropped();
    void replacesALongValue_data() { addWays(); }
    void replacesALongValue();
    void showsAShortTextInPlaceOfALongOne_data();
    void showsAShortTextInPlaceOfALongOne();
    void deletesALongValue_data();
    void deletesALongValue();
    void ignoresTypingOnALongValue();
    void changesNothingWhileLocked_data() { addWays(); }
    void changesNothingWhileLocked();
    void ignoresKeysWhileLocked();
    void staysLockedAroundALongValue();
    void undoesTyping();
    void tellsNothingWhenNothingChanges();
};

void TestValueEdit::keepsWhatIsTyped()
{
    Bench bench;
    find::type(u"mcp-1"_s);
    QCOMPARE(bench.edit.value(), u"mcp-1"_s);
    QCOMPARE(bench.lastTold(), u"mcp-1"_s);
    QCOMPARE(bench.told.size(), 5);
}

void TestValueEdit::keepsWhatArrives()
{
    QFETCH(const Way, way);
    Bench bench;
    const QString text = u" \u00E4 \u202E <b> "_s + QString::fromUcs4(U"\U0001F600");
    way(bench, text);
    QTRY_COMPARE(bench.edit.value(), text);
    QCOMPARE(bench.lastTold(), text);
    QCOMPARE(bench.told.size(), 1);
}

void TestValueEdit::keepsLineBreaks()
{
    QFETCH(const Way, way);
    Bench bench;
    const QString text = u"a\r\nb\n\tc\rd\u2028e\n"_s;
    way(bench, text);
    QTRY_COMPARE(bench.edit.value(), text);
    QCOMPARE(bench.lastTold(), text);
}

void TestValueEdit::takesAMegabyteWhole()
{
    QFETCH(const Way, way);
    Bench bench;
    way(bench, megabyte());
    QTRY_COMPARE(bench.told.size(), 1);
    QVERIFY(bench.lastTold() == megabyte());
    QVERIFY(bench.edit.value() == megabyte());
    QVERIFY(bench.edit.displayText().size() <= shortEnough);
    QVERIFY(bench.edit.displayText().endsWith(u'\u2026'));
}

void TestValueEdit::takesTheLongestThatIsShown()
{
    Bench bench;
    const QString longest(ValueEdit::longestShown, u'x');
    pasteByKeys(bench, longest);
    QVERIFY(!bench.edit.holdsLongValue());
    QCOMPARE(bench.edit.displayText(), longest);
    find::press(Qt::Key_End);
    find::type(u"y"_s);
    QCOMPARE(bench.edit.value(), longest + u'y');
    QVERIFY(bench.edit.holdsLongValue());
}

void TestValueEdit::putsAPasteWhereTheCursorIs_data()
{
    QTest::addColumn<int>("start");
    QTest::addColumn<int>("length");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("at the beginning") << 0 << 0 << QString() << u"abcdef"_s;
    QTest::newRow("in the middle") << 3 << 0 << u"abc"_s << u"def"_s;
    QTest::newRow("over a selection") << 2 << 2 << u"ab"_s << u"ef"_s;
    QTest::newRow("over everything") << 0 << 6 << QString() << QString();
}

void TestValueEdit::putsAPasteWhereTheCursorIs()
{
    QFETCH(const int, start);
    QFETCH(const int, length);
    QFETCH(const QString, before);
    QFETCH(const QString, after);
    for (const QString &pasted : {u"XY"_s, megabyte()}) {
        Bench bench;
        find::type(u"abcdef"_s);
        bench.edit.setCursorPosition(start);
        if (length > 0)
            bench.edit.setSelection(start, length);
        pasteByKeys(bench, pasted);
        QVERIFY(bench.edit.value() == before + pasted + after);
        QVERIFY(bench.lastTold() == bench.edit.value());
    }
}

void TestValueEdit::putsADropWhereItWasDropped()
{
    for (const QString &dropped : {u"XY"_s, megabyte()}) {
        Bench bench;
        find::type(u"abcdef"_s);
        bench.edit.selectAll(); // is no part of a drop
        drop(bench, dropped);
        // The middle of the line is right of the text.
        QVERIFY(bench.edit.value() == u"abcdef"_s + dropped);
    }
}

void TestValueEdit::replacesALongValue()
{
    QFETCH(const Way, way);
    if (way == &pasteByMenu || way == &drop) {
        // Neither is offered on a line that cannot be typed in; what is there has to stay.
        Bench bench;
        pasteByKeys(bench, megabyte());
        drop(bench, u"other"_s);
        QVERIFY(bench.edit.value() == megabyte());
        return;
    }
    for (const QString &next : {u"short"_s, megabyte() + u"2"_s}) {
        Bench bench;
        pasteByKeys(bench, megabyte());
        way(bench, next);
        QTRY_VERIFY(bench.edit.value() == next);
        QVERIFY(bench.lastTold() == next);
    }
}

void TestValueEdit::showsAShortTextInPlaceOfALongOne_data()
{
    QTest::addColumn<Way>("way");
    QTest::newRow("set by another part of the program") << &setFromOutside;
    QTest::newRow("set by assistive technology") << &setByAssistiveTechnology;
}

void TestValueEdit::showsAShortTextInPlaceOfALongOne()
{
    QFETCH(const Way, way);
    Bench bench;
    pasteByKeys(bench, megabyte());
    way(bench, u"short"_s);
    QCOMPARE(bench.edit.value(), u"short"_s);
    QCOMPARE(bench.lastTold(), u"short"_s);
    QCOMPARE(bench.edit.displayText(), u"short"_s);
    find::press(Qt::Key_End);
    find::type(u"er"_s);
    QCOMPARE(bench.edit.value(), u"shorter"_s);
}

void TestValueEdit::deletesALongValue_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::newRow("Backspace") << Qt::Key_Backspace << Qt::KeyboardModifiers();
    QTest::newRow("Delete") << Qt::Key_Delete << Qt::KeyboardModifiers();
    QTest::newRow("cutting") << Qt::Key_X << Qt::KeyboardModifiers(Qt::ControlModifier);
}

void TestValueEdit::deletesALongValue()
{
    QFETCH(const Qt::Key, key);
    QFETCH(const Qt::KeyboardModifiers, modifiers);
    Bench bench;
    pasteByKeys(bench, megabyte());
    find::press(key, modifiers);
    QCOMPARE(bench.edit.value(), QString());
    QCOMPARE(bench.lastTold(), QString());
    QCOMPARE(bench.edit.displayText(), QString());
    find::type(u"abc"_s);
    QCOMPARE(bench.edit.value(), u"abc"_s);
}

void TestValueEdit::ignoresTypingOnALongValue()
{
    Bench bench;
    pasteByKeys(bench, megabyte());
    find::type(u"abc"_s);
    QVERIFY(bench.edit.value() == megabyte());
    QCOMPARE(bench.told.size(), 1);
}

void TestValueEdit::changesNothingWhileLocked()
{
    QFETCH(const Way, way);
    if (way == &pasteByMenu) {
        Bench bench;
        bench.edit.setLocked(true);
        QApplication::clipboard()->setText(u"other"_s);
        QMenu *menu = openContextMenu(bench.edit);
        QVERIFY(menu);
        const QAction *action = pasteAction(*menu);
        QVERIFY(!action || !action->isEnabled());
        menu->close();
        return;
    }
    for (const QString &held : {QString(), u"held"_s, megabyte()}) {
        Bench bench;
        bench.edit.setValue(held);
        bench.edit.setLocked(true);
        bench.told.clear();
        way(bench, u"other"_s);
        way(bench, megabyte() + u"2"_s);
        QCoreApplication::processEvents();
        QVERIFY(bench.edit.value() == held);
        QVERIFY(bench.told.isEmpty());
    }
}

void TestValueEdit::ignoresKeysWhileLocked()
{
    for (const QString &held : {u"held"_s, megabyte()}) {
        Bench bench;
        bench.edit.setValue(held);
        bench.edit.setLocked(true);
        bench.told.clear();
        bench.edit.selectAll();
        find::type(u"abc"_s);
        find::press(Qt::Key_Backspace);
        find::press(Qt::Key_Delete);
        find::press(Qt::Key_X, Qt::ControlModifier);
        find::press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(bench.edit.value() == held);
        QVERIFY(bench.told.isEmpty());
    }
}

void TestValueEdit::staysLockedAroundALongValue()
{
    Bench bench;
    pasteByKeys(bench, megabyte());
    bench.edit.setLocked(true);
    bench.edit.setLocked(false);
    find::type(u"abc"_s);
    QVERIFY(bench.edit.value() == megabyte());
    bench.edit.setLocked(true);
    bench.edit.setValue(u"from the program"_s);
    find::type(u"abc"_s);
    QCOMPARE(bench.edit.value(), u"from the program"_s);
    bench.edit.setLocked(false);
    find::press(Qt::Key_End);
    find::type(u"!"_s);
    QCOMPARE(bench.edit.value(), u"from the program!"_s);
}

void TestValueEdit::undoesTyping()
{
    Bench bench;
    find::type(u"abc"_s);
    pasteByKeys(bench, u"def"_s);
    QCOMPARE(bench.edit.value(), u"abcdef"_s);
    find::press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.edit.value(), u"abc"_s);
    find::press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(bench.edit.value(), QString());
    QCOMPARE(bench.lastTold(), QString());
    find::press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(bench.edit.value(), u"abc"_s);
}

void TestValueEdit::tellsNothingWhenNothingChanges()
{
    Bench bench;
    bench.edit.setValue(u"abc"_s);
    bench.edit.setValue(u"abc"_s);
    QCOMPARE(bench.told.size(), 1);
    bench.edit.setValue(megabyte());
    bench.edit.setValue(megabyte());
    QCOMPARE(bench.told.size(), 2);
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestValueEdit)
#include "tst_valueedit.moc"
