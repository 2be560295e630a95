// SPDX-License-Identifier: Apache-2.0
// One dialog at a time, in a real window.
#include "tests/ui/find.h"
#include "ui/dialogqueue.h"

#include <QMenu>
#include <QPointer>
#include <QVBoxLayout>
#include <QWindow>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// A window with a line to type into.
struct Bench {
    Bench()
    {
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(line);
        if (!find::activate(window))
            qFatal("The window does not become active");
        line->setFocus();
    }

    QDialog &open(const QString &title, DialogQueue::About about = DialogQueue::About::Account)
    {
        QDialog &dialog = made(title, window);
        DialogQueue::open(dialog, about);
        return dialog;
    }
    static QDialog &made(const QString &title, QWidget &parent)
    {
        auto *dialog = new QDialog(&parent);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setWindowTitle(title);
        auto *layout = new QVBoxLayout(dialog);
        layout->addWidget(new QLineEdit(dialog));
        return *dialog;
    }
    /// The titles of the dialogs that can be seen, in any order.
    static QStringList visible()
    {
        QStringList titles;
        for (const QWidget *top : QApplication::topLevelWidgets()) {
            if (qobject_cast<const QDialog *>(top) && top->isVisible())
                titles.append(top->windowTitle());
        }
        titles.sort();
        return titles;
    }

    QWidget window;
    QLineEdit *line = new QLineEdit;
};

} // namespace

class TestDialogQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensOneAfterTheOther();
    void waitsUntilTheWindowHasItsPlace();
    void keepsTheKeyboardWhereItIs();
    void waitsForAMenu();
    void opensADialogOfTheOpenOneAtOnce();
    void theAnswerToADialogComesNext();
    void closesTheDialogsAboutTheAccount();
    void skipsADialogThatWasDeleted();
    void dropsWhatWaitsWhenTheWindowCloses();
    void saysWhenNoneIsLeft();
};

void TestDialogQueue::opensOneAfterTheOther()
{
    Bench bench;
    QDialog &first = bench.open(u"first"_s);
    QDialog &second = bench.open(u"second"_s);
    QDialog &third = bench.open(u"third"_s);
    QCOMPARE(Bench::visible(), QStringList(u"first"_s));
    first.reject();
    QTRY_COMPARE(Bench::visible(), QStringList(u"second"_s));
    second.accept();
    QTRY_COMPARE(Bench::visible(), QStringList(u"third"_s));
    third.close();
    QTRY_COMPARE(Bench::visible(), QStringList());
}

void TestDialogQueue::waitsUntilTheWindowHasItsPlace()
{
    QWidget window;
    window.show();
    QDialog &dialog = Bench::made(u"first"_s, window);
    DialogQueue::open(dialog);
    QVERIFY(!dialog.isVisible()); // it would be beside the window
    QTRY_VERIFY(dialog.isVisible());
    QVERIFY(window.windowHandle()->isExposed());
}

void TestDialogQueue::keepsTheKeyboardWhereItIs()
{
    Bench bench;
    QDialog &first = bench.open(u"first"_s);
    QVERIFY(find::activate(first));
    find::type(u"half of "_s);
    bench.open(u"second"_s);
    QCoreApplication::processEvents();
    find::type(u"a token"_s);
    QCOMPARE(first.findChild<QLineEdit *>()->text(), u"half of a token"_s);
}

void TestDialogQueue::waitsForAMenu()
{
    Bench bench;
    QMenu menu(&bench.window);
    menu.addAction(u"An action"_s);
    menu.popup(bench.window.mapToGlobal(QPoint(5, 5)));
    QVERIFY(QTest::qWaitForWindowExposed(&menu));
    bench.open(u"first"_s);
    bench.open(u"second"_s);
    QCoreApplication::processEvents();
    QCOMPARE(Bench::visible(), QStringList());
    QVERIFY(menu.isVisible());
    menu.close();
    QTRY_COMPARE(Bench::visible(), QStringList(u"first"_s));
}

void TestDialogQueue::opensADialogOfTheOpenOneAtOnce()
{
    Bench bench;
    QDialog &first = bench.open(u"first"_s);
    QDialog &waiting = bench.open(u"waiting"_s);
    QDialog &file = Bench::made(u"its file"_s, first);
    DialogQueue::open(file);
    QCOMPARE(Bench::visible(), QStringList({u"first"_s, u"its file"_s}));
    file.accept();
    QTRY_COMPARE(Bench::visible(), QStringList(u"first"_s));
    first.accept();
    QTRY_VERIFY(waiting.isVisible());
}

void TestDialogQueue::theAnswerToADialogComesNext()
{
    Bench bench;
    QDialog &question = bench.open(u"question"_s);
    bench.open(u"waiting"_s);
    connect(&question, &QDialog::accepted, &question, [&bench] { bench.open(u"answer"_s); });
    question.accept();
    QTRY_COMPARE(Bench::visible(), QStringList(u"answer"_s));
}

void TestDialogQueue::closesTheDialogsAboutTheAccount()
{
    Bench bench;
    const QPointer<QDialog> open = &bench.open(u"open"_s);
    const QPointer<QDialog> waiting = &bench.open(u"waiting"_s);
    QDialog &ofWindow = bench.open(u"of the window"_s, DialogQueue::About::Window);
    bool isRejected = false;
    connect(waiting.data(), &QDialog::rejected, &ofWindow, [&isRejected] { isRejected = true; });
    DialogQueue::of(bench.window).closeAboutAccount();
    QTRY_COMPARE(Bench::visible(), QStringList(u"of the window"_s));
    QVERIFY(isRejected);
    QTRY_VERIFY(!open && !waiting);
    DialogQueue::of(bench.window).closeAboutAccount();
    QVERIFY(ofWindow.isVisible());
}

void TestDialogQueue::skipsADialogThatWasDeleted()
{
    Bench bench;
    QDialog &first = bench.open(u"first"_s);
    const QDialog *deleted = &bench.open(u"deleted"_s);
    QDialog &third = bench.open(u"third"_s);
    delete deleted;
    delete &first;
    QTRY_VERIFY(third.isVisible());
}

void TestDialogQueue::dropsWhatWaitsWhenTheWindowCloses()
{
    Bench bench;
    bench.open(u"first"_s);
    const QPointer<QDialog> waiting = &bench.open(u"waiting"_s);
    bench.window.close();
    QVERIFY(!waiting);
}

void TestDialogQueue::saysWhenNoneIsLeft()
{
    Bench bench;
    DialogQueue &queue = DialogQueue::of(bench.window);
    int count = 0;
    connect(&queue, &DialogQueue::becameIdle, &bench.window, [&count] { ++count; });
    QDialog &first = bench.open(u"first"_s);
    QDialog &second = bench.open(u"second"_s);
    first.accept();
    QTRY_VERIFY(second.isVisible());
    QVERIFY(!queue.isIdle());
    QCOMPARE(count, 0);
    second.accept();
    QTRY_COMPARE(count, 1);
    QVERIFY(queue.isIdle());
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestDialogQueue)
#include "tst_dialogqueue.moc"
