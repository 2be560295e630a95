// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/find.h"
#include "ui/revealbutton.h"
#include "ui/secretedit.h"

#include <QHBoxLayout>
#include <QSignalSpy>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString secret = u"hunter2-is-no-secret"_s;

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
    void isMasked_data();
    void isMasked();
    void revealsAndHides_data();
    void revealsAndHides();
    void revealsByKeyboard();
    void hidesWhenTheWindowIsLeft();
    void hidesWhenTheProgramSetsAValue();
    void staysRevealedWhileAPersonEdits();
    void givesNothingToTheClipboard_data();
    void givesNothingToTheClipboard();
    void isNotLearntByInputMethods();
    void cannotBeDraggedOut();
    void takesALongPasteMasked();
};

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

void TestSecretEdit::hidesWhenTheWindowIsLeft()
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

void TestSecretEdit::givesNothingToTheClipboard_data() { isMasked_data(); }

void TestSecretEdit::givesNothingToTheClipboard()
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

void TestSecretEdit::isNotLearntByInputMethods()
{
    Bench bench;
    for (int i = 0; i < 2; ++i) {
        const auto hints = Qt::InputMethodHints(bench.edit->inputMethodQuery(Qt::ImHints).toUInt());
        QVERIFY(hints.testFlag(Qt::ImhSensitiveData));
        QVERIFY(hints.testFlag(Qt::ImhNoPredictiveText));
        find::click(bench.button()); // revealed, too
    }
}

void TestSecretEdit::cannotBeDraggedOut()
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
