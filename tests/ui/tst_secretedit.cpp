// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/find.h"
#include "ui/revealbutton.h"
#include "ui/secretedit.h"

#include <QHBoxLayout>
#include <QInputMethod>
#include <QSignalSpy>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString secret = u"hunter2-is-no-secret"_s;

/// What assistive technology was told of changed texts.
QString &told()
{
    static QString texts;
    return texts;
}

QString longSecret() { return u"hunter2"_s.repeated(100'000); }

/// A secret with its button in a window.
struct Bench {
    Bench()
    {
        auto *layout = new QHBoxLayout(&window);
        layout->addWidget(edit);
        layout->addWidget(new RevealButton(*edit, u"API key"_s, &window));
        if (!find::activate(window))
            qFatal("The window does not become active");
        edit->setFocus();
    }

    QAbstractButton &button() { return *find::button(window, u"Show API key"_s); }

    /// Whether the secret, or a piece of it, can be read anywhere.
    bool isReadable()
    {
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(edit);
        const QString texts = find::visibleText(window) + spoken->text(QAccessible::Value) +
                              spoken->text(QAccessible::Description);
        return texts.contains(u"hunter2"_s);
    }

    QWidget window;
    SecretEdit *edit = new SecretEdit;
};

} // namespace

class TestSecretEdit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void promise5TellsAssistiveTechnologyNothingOfAMaskedValue();
    void promise5TellsInputMethodsNothing();
    void promise5GivesNothingToUndo();
    void promise5HidesByItself();
    void isMasked_data();
    void isMasked();
    void revealsAndHides_data();
    void revealsAndHides();
    void revealsByKeyboard();
    void promise5HidesWhenTheWindowIsLeft();
    void hidesWhenTheProgramSetsAValue();
    void staysRevealedWhileAPersonEdits();
    void promise5GivesNothingToTheClipboard_data();
    void promise5GivesNothingToTheClipboard();
    void promise5IsNotLearntByInputMethods();
    void promise5CannotBeDraggedOut();
    void takesALongPasteMasked();
};

void TestSecretEdit::initTestCase()
{
    QTRY_VERIFY(QAccessible::isActive()); // with the accessibility bus, which takes its time
    QAccessible::installUpdateHandler([](QAccessibleEvent *event) {
        const auto *inserted = dynamic_cast<QAccessibleTextInsertEvent *>(event);
        if (inserted != nullptr)
            told() += inserted->textInserted();
        const auto *updated = dynamic_cast<QAccessibleTextUpdateEvent *>(event);
        if (updated != nullptr)
            told() += updated->textInserted() + updated->textRemoved();
    });
}

void TestSecretEdit::promise5TellsAssistiveTechnologyNothingOfAMaskedValue()
{
    QLineEdit plain; // what shows that the listener hears
    plain.insert(u"hello"_s);
    QCOMPARE(std::exchange(told(), {}), u"hello"_s);

    Bench bench;
    QAccessibleTextInterface *text =
        QAccessible::queryAccessibleInterface(bench.edit)->textInterface();
    QVERIFY(text != nullptr);
    QCOMPARE(text->characterCount(), 0);
    find::type(u"x"_s);
    const QString one = text->text(0, text->characterCount());
    find::type(secret);
    QCOMPARE(text->text(0, text->characterCount()), one);
    QCOMPARE(text->cursorPosition(), one.size());
    bench.edit->setValue(longSecret());
    QCOMPARE(text->text(0, text->characterCount()), one);
    bench.edit->setValue({});
    QCOMPARE(told(), QString());

    QAccessible::queryAccessibleInterface(bench.edit)
        ->editableTextInterface()
        ->replaceText(0, text->characterCount(), secret);
    QCOMPARE(bench.edit->value(), secret);
    QCOMPARE(told(), QString());

    plain.insert(u"!"_s); // and still hears of what is no secret
    QCOMPARE(std::exchange(told(), {}), u"!"_s);
}

void TestSecretEdit::promise5TellsInputMethodsNothing()
{
    Bench bench;
    find::paste(*bench.edit, secret);
    for (int i = 0; i < 2; ++i) {
        bench.edit->selectAll();
        for (const auto query : {Qt::ImSurroundingText, Qt::ImCurrentSelection,
                                 Qt::ImTextBeforeCursor, Qt::ImTextAfterCursor}) {
            QInputMethodQueryEvent event(query);
            QApplication::sendEvent(bench.edit, &event);
            QCOMPARE(event.value(query).toString(), QString());
            QCOMPARE(QInputMethod::queryFocusObject(query, {}).toString(), QString());
        }
        QCOMPARE(bench.edit->inputMethodQuery(Qt::ImCursorPosition).toInt(), 0);
        find::click(bench.button()); // revealed, too
    }
}

void TestSecretEdit::promise5GivesNothingToUndo()
{
    Bench bench;
    find::type(secret);
    bench.edit->selectAll();
    find::type(u"other"_s);
    find::click(bench.button());
    QVERIFY(bench.edit->isRevealed());
    QVERIFY(!bench.edit->isUndoAvailable());
    bench.edit->undo();
    QCOMPARE(bench.edit->displayText(), u"other"_s);
    bench.edit->setFocus();
    bench.edit->selectAll();
    find::press(Qt::Key_Delete);
    bench.edit->undo();
    QCOMPARE(bench.edit->value(), QString());
}

void TestSecretEdit::promise5HidesByItself()
{
    Bench bench;
    bench.edit->setLongestReveal(std::chrono::milliseconds(1));
    find::paste(*bench.edit, secret);
    find::click(bench.button());
    QTRY_VERIFY(!bench.edit->isRevealed());
    QVERIFY(!bench.isReadable());
    QCOMPARE(bench.edit->value(), secret);
}

void TestSecretEdit::isMasked_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("short") << secret;
    QTest::newRow("long") << longSecret();
}

void TestSecretEdit::isMasked()
{
    QFETCH(const QString, value);
    Bench bench;
    find::paste(*bench.edit, value);
    QVERIFY(bench.edit->value() == value);
    QVERIFY(!bench.isReadable());
    QVERIFY(!bench.edit->displayText().isEmpty());
    QCOMPARE(bench.edit->displayText().count(bench.edit->displayText().at(0)),
             bench.edit->displayText().size());
}

void TestSecretEdit::revealsAndHides_data() { isMasked_data(); }

void TestSecretEdit::revealsAndHides()
{
    QFETCH(const QString, value);
    Bench bench;
    find::paste(*bench.edit, value);
    QSignalSpy changes(bench.edit, &SecretEdit::revealedChanged);
    QCOMPARE(bench.button().text(), u"Show"_s);

    find::click(bench.button());
    QVERIFY(bench.edit->isRevealed());
    QVERIFY(bench.isReadable());
    QCOMPARE(bench.button().text(), u"Hide"_s);
    QVERIFY(bench.button().isChecked());
    QVERIFY(bench.edit->displayText().size() < 200);

    find::click(bench.button());
    QVERIFY(!bench.edit->isRevealed());
    QVERIFY(!bench.isReadable());
    QCOMPARE(bench.button().text(), u"Show"_s);
    QCOMPARE(changes.size(), 2);
    QVERIFY(bench.edit->value() == value);
}

void TestSecretEdit::revealsByKeyboard()
{
    Bench bench;
    find::type(secret);
    find::press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), &bench.button());
    find::press(Qt::Key_Space);
    QCOMPARE(bench.edit->displayText(), secret);
}

void TestSecretEdit::promise5HidesWhenTheWindowIsLeft()
{
    Bench bench;
    find::paste(*bench.edit, secret);
    find::click(bench.button());
    QVERIFY(bench.isReadable());
    QWidget other;
    QVERIFY(find::activate(other));
    QTRY_VERIFY(!bench.edit->isRevealed());
    QVERIFY(!bench.isReadable());
    QVERIFY(!bench.button().isChecked());
    // Coming back reveals nothing by itself.
    QVERIFY(find::activate(bench.window));
    QVERIFY(!bench.isReadable());
}

void TestSecretEdit::hidesWhenTheProgramSetsAValue()
{
    Bench bench;
    find::paste(*bench.edit, secret);
    find::click(bench.button());
    bench.edit->setValue(secret); // the same: nothing was set
    QVERIFY(bench.edit->isRevealed());
    bench.edit->setValue({});
    QVERIFY(!bench.edit->isRevealed());
}

void TestSecretEdit::staysRevealedWhileAPersonEdits()
{
    Bench bench;
    find::click(bench.button());
    bench.edit->setFocus();
    find::type(secret);
    QCOMPARE(bench.edit->displayText(), secret);
    find::paste(*bench.edit, longSecret());
    QVERIFY(bench.isReadable());
    find::press(Qt::Key_Delete);
    find::type(secret);
    QCOMPARE(bench.edit->displayText(), secret);
}

void TestSecretEdit::promise5GivesNothingToTheClipboard_data() { isMasked_data(); }

void TestSecretEdit::promise5GivesNothingToTheClipboard()
{
    QFETCH(const QString, value);
    Bench bench;
    find::paste(*bench.edit, value);
    for (const auto mode : {QClipboard::Clipboard, QClipboard::Selection})
        QApplication::clipboard()->setText(u"before"_s, mode);
    bench.edit->selectAll();
    find::press(Qt::Key_C, Qt::ControlModifier);
    find::press(Qt::Key_Insert, Qt::ControlModifier);
    QTest::mouseDClick(bench.edit, Qt::LeftButton);
    for (const auto mode : {QClipboard::Clipboard, QClipboard::Selection})
        QVERIFY(!QApplication::clipboard()->text(mode).contains(u"hunter2"_s));
    find::press(Qt::Key_X, Qt::ControlModifier);
    QVERIFY(!QApplication::clipboard()->text().contains(u"hunter2"_s));
}

void TestSecretEdit::promise5IsNotLearntByInputMethods()
{
    Bench bench;
    for (int i = 0; i < 2; ++i) {
        const auto hints = Qt::InputMethodHints(bench.edit->inputMethodQuery(Qt::ImHints).toUInt());
        QVERIFY(hints.testFlag(Qt::ImhSensitiveData));
        QVERIFY(hints.testFlag(Qt::ImhNoPredictiveText));
        find::click(bench.button()); // revealed, too
    }
}

void TestSecretEdit::promise5CannotBeDraggedOut()
{
    Bench bench;
    QVERIFY(!bench.edit->dragEnabled());
    find::click(bench.button());
    QVERIFY(!bench.edit->dragEnabled());
}

void TestSecretEdit::takesALongPasteMasked()
{
    Bench bench;
    find::paste(*bench.edit, longSecret());
    QVERIFY(bench.edit->displayText().size() < 200);
    find::press(Qt::Key_Backspace);
    QCOMPARE(bench.edit->value(), QString());
    QVERIFY(!bench.isReadable());
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestSecretEdit)
#include "tst_secretedit.moc"
