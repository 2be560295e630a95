// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/find.h"
#include "ui/activitydialog.h"
#include "ui/activitytable.h"
#include "ui/words/activitywords.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QPointer>
#include <QSet>
#include <QTableView>
#include <QTemporaryDir>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

ActivityEntry entryOf(const QString &serverId, int minute = 0)
{
    return {.time = QDateTime(QDate(2026, 1, 5), QTime(8, minute, 7), Qt::LocalTime).toUTC(),
            .profile = u"Production"_s,
            .controlPlane = u"https://cp.example.com"_s,
            .serverId = serverId,
            .serverName = u"name of "_s + serverId,
            .subject = {u"user-17"_s, u"user"_s},
            .credentialType = u"header"_s,
            .outcome = u"saved"_s,
            .status = 200,
            .requestId = u"req-4f1c"_s};
}

/// A file of its own, and the dialog over a window.
struct Bench {
    explicit Bench(const QList<ActivityEntry> &entries = {}, bool isOff = false)
    {
        for (const ActivityEntry &entry : entries)
            log.append(entry);
        log.setOff(isOff);
        window.resize(300, 200);
        window.show();
        open();
    }
    void open()
    {
        dialog = new ActivityDialog(log, &window);
        if (!find::activate(*dialog))
            qFatal("The dialog does not become active");
        view = find::control<QTableView>(*dialog, u"Activity"_s);
    }
    QString path() const { return folder.filePath(u"mcp-override/activity.jsonl"_s); }
    QString cell(int row, int column) const
    {
        return view->model()->index(row, column).data().toString();
    }
    /// Of the rows from top to bottom.
    QStringList servers() const
    {
        QStringList ids;
        for (int row = 0; row < view->model()->rowCount(); ++row)
            ids.append(cell(row, ActivityTable::ServerId));
        return ids;
    }
    QString message() const
    {
        QLabel *label = find::label(*dialog, u"Message"_s);
        return label ? label->text() : QString();
    }
    void click(const QString &name) const
    {
        QAbstractButton *button = find::button(*dialog, name);
        if (!button)
            qFatal("There is no button \"%s\"", qPrintable(name));
        find::click(*button);
    }
    bool isAsking() const { return find::button(*dialog, u"Remove activity"_s) != nullptr; }

    QTemporaryDir folder;
    ActivityLog log{path()};
    QWidget window;
    QPointer<ActivityDialog> dialog;
    QTableView *view = nullptr;
};

} // namespace

class TestActivityDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsTheNewestFirst();
    void showsEveryFieldOfAnEntry();
    void keepsTheRulesOfItemModels();
    void promise23ShowsTheWordsOfOthersAsPlainLines();
    void saysWhereItIsKept();
    void saysThatNothingWasDone();
    void saysThatItIsOff();
    void saysHowManyLinesAreDamaged();
    void saysThatTheFileCannotBeRead();
    void filtersWhatIsShown();
    void saysThatTheFilterFindsNothing();
    void copiesTheSelectedRows();
    void copiesNoFormula();
    void copiesNothingWithoutASelection();
    void asksBeforeItClears();
    void keepsTheActivityWhenTold();
    void escapeTakesBackTheQuestionAndThenCloses();
    void closesWhileItAsks();
    void saysThatItCannotClear();
    void followsTheLog();
    void readsAgainWhenItBecomesActive();
    void keepsTheSelectionWhenNothingIsNew();
    void everyControlHasANameAndAKey();
    void tabLeavesTheTable();
    void tabGoesDownTheRows();
    void returnInTheFilterPressesNothing();
    void isDeletedWhenClosed();
    void everyOutcomeHasItsWords();
};

void TestActivityDialog::showsTheNewestFirst()
{
    const Bench bench({entryOf(u"mcp-1"_s), entryOf(u"mcp-2"_s), entryOf(u"mcp-3"_s)});
    QCOMPARE(bench.servers(), QStringList({u"mcp-3"_s, u"mcp-2"_s, u"mcp-1"_s}));
}

void TestActivityDialog::showsEveryFieldOfAnEntry()
{
    const Bench bench({entryOf(u"mcp-1"_s, 42)});
    QStringList cells;
    for (int column = 0; column < ActivityTable::ColumnCount; ++column)
        cells.append(bench.cell(0, column));
    QCOMPARE(cells,
             QStringList({u"2026-01-05 08:42:07"_s, u"Set"_s, u"Saved"_s, u"name of mcp-1"_s,
                          u"mcp-1"_s, u"user-17"_s, u"User"_s, u"header"_s,
                          u"https://cp.example.com"_s, u"Production"_s, u"200"_s, u"req-4f1c"_s}));
    QSet<QString> headers;
    for (int column = 0; column < ActivityTable::ColumnCount; ++column)
        headers.insert(bench.view->model()->headerData(column, Qt::Horizontal).toString());
    QCOMPARE(headers.size(), static_cast<int>(ActivityTable::ColumnCount));
}

void TestActivityDialog::keepsTheRulesOfItemModels()
{
    ActivityTable table;
    const QAbstractItemModelTester tester(&table,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setEntries({entryOf(u"mcp-1"_s), entryOf(u"mcp-2"_s)});
    QCOMPARE(table.rowCount(), 2);
    table.setEntries({});
    QCOMPARE(table.rowCount(), 0);
}

void TestActivityDialog::promise23ShowsTheWordsOfOthersAsPlainLines()
{
    ActivityEntry entry = entryOf(u"a\nb"_s);
    entry.serverName = u"<b>x</b>\u202E"_s;
    entry.outcome = u"later\tword"_s;
    entry.requestId = QString(1000, u'r');
    const Bench bench({entry});
    QCOMPARE(bench.cell(0, ActivityTable::ServerId), u"a\u2039U+000A\u203Ab"_s);
    QCOMPARE(bench.cell(0, ActivityTable::Server), u"<b>x</b>\u2039U+202E\u203A"_s);
    QCOMPARE(bench.cell(0, ActivityTable::Outcome), u"later\u2039U+0009\u203Aword"_s);
    QVERIFY(bench.cell(0, ActivityTable::RequestId).size() <= 201);
    QCOMPARE(find::labelsThatReadHtml(*bench.dialog), QStringList());
}

void TestActivityDialog::saysWhereItIsKept()
{
    const Bench bench;
    const QLabel *place = find::label(*bench.dialog, u"Location"_s);
    QVERIFY(place);
    QVERIFY2(place->text().contains(bench.path()), qPrintable(place->text()));
}

void TestActivityDialog::saysThatNothingWasDone()
{
    const Bench bench;
    QCOMPARE(bench.message(), u"No override has been set or removed on this computer yet."_s);
    QVERIFY(!find::button(*bench.dialog, u"Clear activity\u2026"_s)->isEnabled());
}

void TestActivityDialog::saysThatItIsOff()
{
    const Bench bench({entryOf(u"mcp-1"_s)}, true);
    QVERIFY2(bench.message().contains(u"not recorded"_s), qPrintable(bench.message()));
    QCOMPARE(bench.servers(), QStringList());
}

void TestActivityDialog::saysHowManyLinesAreDamaged()
{
    Bench bench({entryOf(u"mcp-1"_s)});
    QCOMPARE(bench.message(), QString());
    QFile file(bench.path());
    QVERIFY(file.open(QIODevice::Append));
    file.write("x\ny\n");
    file.close();
    QVERIFY(!bench.log.append(entryOf(u"mcp-2"_s)));
    QVERIFY2(bench.message().contains(u'2'), qPrintable(bench.message()));
    QCOMPARE(bench.servers(), QStringList({u"mcp-2"_s, u"mcp-1"_s}));
}

void TestActivityDialog::saysThatTheFileCannotBeRead()
{
    Bench bench;
    bench.dialog->close();
    QVERIFY(QDir().mkpath(bench.path())); // a folder in its place
    bench.open();
    QVERIFY2(bench.message().contains(u"could not be read"_s), qPrintable(bench.message()));
    QVERIFY2(bench.message().contains(bench.path()), qPrintable(bench.message()));
}

void TestActivityDialog::filtersWhatIsShown()
{
    ActivityEntry failed = entryOf(u"mcp-2"_s);
    failed.outcome = u"not-permitted"_s;
    const Bench bench({entryOf(u"mcp-1"_s), failed, entryOf(u"a.c"_s)});
    QLineEdit *filter = find::line(*bench.dialog, u"Filter"_s);
    QVERIFY(filter);
    filter->setText(u"PERMITTED"_s); // any column, any case
    QCOMPARE(bench.servers(), QStringList(u"mcp-2"_s));
    filter->setText(u"a.c"_s); // no pattern
    QCOMPARE(bench.servers(), QStringList(u"a.c"_s));
    filter->clear();
    QCOMPARE(bench.servers().size(), 3);
}

void TestActivityDialog::saysThatTheFilterFindsNothing()
{
    const Bench bench({entryOf(u"mcp-1"_s)});
    find::line(*bench.dialog, u"Filter"_s)->setText(u"nonsense"_s);
    QCOMPARE(bench.message(), u"No entry contains \u201Cnonsense\u201D."_s);
    find::line(*bench.dialog, u"Filter"_s)->clear();
    QCOMPARE(bench.message(), QString());
}

void TestActivityDialog::copiesTheSelectedRows()
{
    const Bench bench({entryOf(u"mcp-1"_s), entryOf(u"mcp-2"_s), entryOf(u"mcp-3"_s)});
    bench.view->setSelectionMode(QAbstractItemView::MultiSelection);
    bench.view->selectRow(2);
    bench.view->selectRow(0);
    bench.view->setFocus();
    find::press(Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).startsWith(u"2026-01-05 08:00:07\tSet\tSaved\tname of mcp-3\tmcp-3\t"_s));
    QVERIFY(lines.at(1).contains(u"\tmcp-1\t"_s));
    QCOMPARE(lines.at(1).count(u'\t'), ActivityTable::ColumnCount - 1);
    QCOMPARE(lines.at(2), QString());
}

void TestActivityDialog::copiesNoFormula()
{
    ActivityEntry entry = entryOf(u"=1+2\tx"_s);
    entry.serverName = u" @SUM(1)"_s;
    const Bench bench({entry});
    bench.view->selectRow(0);
    bench.view->setFocus();
    find::press(Qt::Key_C, Qt::ControlModifier);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.contains(u"\t' @SUM(1)\t'=1+2\u2039U+0009\u203Ax\t"_s), qPrintable(copied));
}

void TestActivityDialog::copiesNothingWithoutASelection()
{
    const Bench bench({entryOf(u"mcp-1"_s)});
    QApplication::clipboard()->setText(u"what was there"_s);
    bench.view->clearSelection();
    bench.view->setFocus();
    find::press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"what was there"_s);
}

void TestActivityDialog::asksBeforeItClears()
{
    const Bench bench({entryOf(u"mcp-1"_s)});
    QVERIFY(!bench.isAsking());
    bench.click(u"Clear activity\u2026"_s);
    QVERIFY(bench.isAsking());
    QVERIFY(QFile::exists(bench.path()));
    QCOMPARE(QApplication::focusWidget(), find::button(*bench.dialog, u"Keep activity"_s));
    bench.click(u"Remove activity"_s);
    QVERIFY(!QFile::exists(bench.path()));
    QVERIFY(!bench.isAsking());
    QCOMPARE(bench.servers(), QStringList());
    QCOMPARE(bench.message(), u"No override has been set or removed on this computer yet."_s);
    QCOMPARE(find::openDialogs(), 1);
}

void TestActivityDialog::keepsTheActivityWhenTold()
{
    const Bench bench({entryOf(u"mcp-1"_s)});
    bench.click(u"Clear activity\u2026"_s);
    bench.click(u"Keep activity"_s);
    QVERIFY(!bench.isAsking());
    QVERIFY(QFile::exists(bench.path()));
    QCOMPARE(QApplication::focusWidget(), find::button(*bench.dialog, u"Clear activity\u2026"_s));
}

void TestActivityDialog::escapeTakesBackTheQuestionAndThenCloses()
{
    const Bench bench({entryOf(u"mcp-1"_s)});
    bench.click(u"Clear activity\u2026"_s);
    find::press(Qt::Key_Escape);
    QVERIFY(!bench.isAsking());
    QVERIFY(bench.dialog->isVisible());
    find::press(Qt::Key_Escape);
    QTRY_VERIFY(!bench.dialog);
}

void TestActivityDialog::closesWhileItAsks()
{
    const Bench bench({entryOf(u"mcp-1"_s)});
    bench.click(u"Clear activity\u2026"_s);
    bench.click(u"Close"_s);
    QTRY_VERIFY(!bench.dialog);
    QVERIFY(QFile::exists(bench.path()));
}

void TestActivityDialog::saysThatItCannotClear()
{
    Bench bench;
    bench.dialog->close();
    QVERIFY(QDir().mkpath(bench.path()));
    bench.open();
    bench.click(u"Clear activity\u2026"_s);
    bench.click(u"Remove activity"_s);
    QVERIFY2(bench.message().contains(u"could not be removed"_s), qPrintable(bench.message()));
}

void TestActivityDialog::followsTheLog()
{
    Bench bench({entryOf(u"mcp-1"_s)});
    QVERIFY(!bench.log.append(entryOf(u"mcp-2"_s)));
    QCOMPARE(bench.servers(), QStringList({u"mcp-2"_s, u"mcp-1"_s}));
}

void TestActivityDialog::readsAgainWhenItBecomesActive()
{
    Bench bench({entryOf(u"mcp-1"_s)});
    QVERIFY(!ActivityLog(bench.path()).append(entryOf(u"mcp-2"_s))); // as another program does
    QCOMPARE(bench.servers().size(), 1);
    QVERIFY(find::activate(bench.window));
    QVERIFY(find::activate(*bench.dialog));
    QTRY_COMPARE(bench.servers().size(), 2);
}

void TestActivityDialog::keepsTheSelectionWhenNothingIsNew()
{
    Bench bench({entryOf(u"mcp-1"_s), entryOf(u"mcp-2"_s)});
    bench.view->selectRow(1);
    QVERIFY(find::activate(bench.window));
    QVERIFY(find::activate(*bench.dialog));
    QCOMPARE(bench.view->selectionModel()->selectedRows().size(), 1);
}

void TestActivityDialog::everyControlHasANameAndAKey()
{
    const Bench bench({entryOf(u"mcp-1"_s)});
    bench.click(u"Clear activity\u2026"_s);
    QSet<QString> keys;
    int count = 0;
    for (QAbstractButton *button : find::all<QAbstractButton>(*bench.dialog)) {
        if (button->text().isEmpty() || button->text() == u"Close"_s) // Escape closes
            continue;
        ++count;
        keys.insert(button->shortcut().toString());
    }
    for (QLabel *label : find::all<QLabel>(*bench.dialog)) {
        if (!label->buddy())
            continue;
        ++count;
        keys.insert(QKeySequence::mnemonic(label->text()).toString());
    }
    QCOMPARE(count, 4);
    QCOMPARE(keys.size(), count);
    QVERIFY(!keys.contains(QString()));
}

void TestActivityDialog::tabLeavesTheTable()
{
    const Bench bench({entryOf(u"mcp-1"_s)});
    bench.view->setFocus();
    find::press(Qt::Key_Tab);
    QVERIFY(QApplication::focusWidget() != bench.view);
}

void TestActivityDialog::tabGoesDownTheRows()
{
    const Bench bench({entryOf(u"mcp-1"_s)});
    bench.view->setFocus();
    QVERIFY(find::tabStops().size() >= 4);
    QCOMPARE(find::tabGoesBack(*bench.dialog), QString());
}

void TestActivityDialog::returnInTheFilterPressesNothing()
{
    const Bench bench({entryOf(u"mcp-1"_s)});
    find::line(*bench.dialog, u"Filter"_s)->setFocus();
    find::press(Qt::Key_Return);
    QVERIFY(!bench.isAsking());
    QVERIFY(bench.dialog->isVisible());
}

void TestActivityDialog::isDeletedWhenClosed()
{
    Bench bench({entryOf(u"mcp-1"_s)});
    bench.click(u"Close"_s);
    QTRY_VERIFY(!bench.dialog);
    QVERIFY(!bench.log.append(entryOf(u"mcp-2"_s))); // nobody is told any more
}

void TestActivityDialog::everyOutcomeHasItsWords()
{
    const QStringList words{
        u"saved"_s,           u"removed"_s,       u"rejected"_s,         u"unsupported"_s,
        u"sign-in-expired"_s, u"not-permitted"_s, u"not-found"_s,        u"busy"_s,
        u"not-reached"_s,     u"insecure"_s,      u"redirected"_s,       u"unknown"_s,
        u"unexpected"_s,      u"ca-file"_s,       u"changed-meanwhile"_s};
    QSet<QString> texts;
    for (const QString &word : words) {
        QVERIFY2(activityOutcomeText(word) != word, qPrintable(word));
        texts.insert(activityOutcomeText(word));
    }
    QCOMPARE(texts.size(), words.size());
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestActivityDialog)
#include "tst_activitydialog.moc"
