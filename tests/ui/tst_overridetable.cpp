// SPDX-License-Identifier: Apache-2.0
#include "models/directory/directory.h"
#include "models/session/session.h"
#include "tests/support/fakecontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "tests/ui/find.h"
#include "ui/overrideview.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QFileDialog>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString jira = u"mcp-01hx0jira"_s;

OverrideRow row(int user, const QString &type = u"header"_s)
{
    OverrideRow one;
    one.subject = {u"user-%1"_s.arg(user), u"user"_s};
    one.credentialType = type;
    one.updatedAt = QDateTime(QDate(2026, 2, user), QTime(8, 0), Qt::UTC);
    one.updatedBy = {u"admin"_s, u"user"_s};
    return one;
}

/// The table with a directory that knows user-1 to user-3, in a window.
struct Bench {
    Bench()
    {
        controlPlane.caller.add(
            Caller{{u"admin"_s, u"user"_s}, u"admin@example.com"_s, u"example"_s, Role::Manager});
        controlPlane.servers.add(QList<ServerEntry>{{jira, u"jira-cloud"_s, {}, true}});
        QList<SubjectEntry> users;
        for (int i = 1; i <= 3; ++i)
            users.append(SubjectEntry{{u"user-%1"_s.arg(i), u"user"_s},
                                      u"Demo User %1"_s.arg(i),
                                      u"user-%1@example.com"_s.arg(i)});
        controlPlane.users.add(users);
        controlPlane.virtualAccounts.add(Failure{NotPermitted{}});
        const auto address =
            std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(u"https://cp.example.com"_s));
        session.signIn({address, u"token"_s}, TokenStorage::ThisSessionOnly);
        view.resize(900, 500);
    }
    bool isReady()
    {
        view.show();
        return QTest::qWaitFor([this] { return directory.subjects().size() == 3; }) &&
               find::activate(view);
    }
    bool read(const QList<OverrideRow> &rows)
    {
        controlPlane.overrides.add(rows);
        listing.read(session.account(), {jira});
        return QTest::qWaitFor([this] { return !listing.isRunning(); });
    }
    QTableView &table() { return *view.findChild<QTableView *>(); }
    QStringList column(OverrideTableModel::Column column)
    {
        QStringList cells;
        for (int i = 0; i < table().model()->rowCount(); ++i)
            cells.append(table().model()->index(i, column).data().toString());
        return cells;
    }
    QStringList subjects() { return column(OverrideTableModel::SubjectName); }
    QString text() { return find::visibleText(view); }

    FakeControlPlane controlPlane;
    FakeTokenVault vault;
    Session session{controlPlane, vault};
    Directory directory{controlPlane, session};
    OverrideListing listing{controlPlane};
    const RequestDescription description = RequestDescription::builtIn();
    OverrideView view{listing, directory, description};
};

} // namespace

/// The table of overrides.
class TestOverrideTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void joinsNamesIn();
    void showsWhatIsMissingOrStrangeAsSuch();
    void sortsByAnyColumn();
    void filtersByAnyColumn();
    void keepsTheChoiceWhileRowsCome();
    void letsTheChoiceGoWithItsRow();
    void showsTheRowThatIsChosenForSomebody();
    void showsManyChangesAtOnce();
    void showsWhoHasNone();
    void copiesRowsAsText();
    void saysWhyItIsEmpty();
    void stopsReading();
    void asksToRemoveByTheDeleteKey();
    void exportsWhatIsShown();
    void asksBeforeAnExportReplacesAFile_data();
    void asksBeforeAnExportReplacesAFile();
    void saysWhyAnExportFailed();
    void neverLooksCompleteWhenItIsNot_data();
    void neverLooksCompleteWhenItIsNot();
    void saysWhenAndWhyTheOldRowsAreShown();
    void countsServersThatCouldNotBeRead();
    void doesNotAnswerWhoHasNoneFromAnIncompleteList();
};

void TestOverrideTable::joinsNamesIn()
{
    Bench bench;
    QVERIFY(bench.isReady());
    bench.view.setScope(Scope::OneServer, u"jira-cloud"_s, {});
    QVERIFY(bench.read({row(1), row(7)}));
    const QAbstractItemModelTester tester(bench.table().model());
    QCOMPARE(bench.subjects(), (QStringList{u"user-1@example.com"_s, u"user-7"_s}));
    QCOMPARE(bench.column(OverrideTableModel::Server).constFirst(), u"jira-cloud"_s);
    QCOMPARE(bench.column(OverrideTableModel::SubjectType).constFirst(), u"User"_s);
    QCOMPARE(bench.column(OverrideTableModel::CredentialType).constFirst(), u"Header"_s);
    QCOMPARE(bench.column(OverrideTableModel::UpdatedBy).constFirst(), u"admin@example.com"_s);
    QVERIFY(bench.text().contains(u"Overrides: 2"_s));
}

void TestOverrideTable::showsWhatIsMissingOrStrangeAsSuch()
{
    Bench bench;
    QVERIFY(bench.isReady());
    bench.view.setScope(Scope::OneServer, u"jira-cloud"_s, {});
    OverrideRow strange;
    strange.subject = {u"<img src=x>\u202Egnp"_s, u"team"_s};
    strange.credentialType = u"key_value"_s;
    strange.updatedByName = u"a\nb"_s;
    strange.updatedAt = QDateTime(QDate(9999, 12, 31), QTime(0, 0), Qt::UTC);
    QVERIFY(bench.read({OverrideRow{}, strange}));
    QCOMPARE(bench.subjects(), (QStringList{u"<img src=x>\u2039U+202E\u203Agnp"_s, u"unknown"_s}));
    QCOMPARE(bench.column(OverrideTableModel::CredentialType),
             (QStringList{u"key_value"_s, u"unknown"_s}));
    QCOMPARE(bench.column(OverrideTableModel::UpdatedBy),
             (QStringList{u"a\u2039U+000A\u203Ab"_s, u"unknown"_s}));
    QCOMPARE(bench.column(OverrideTableModel::UpdatedAt).constLast(), u"unknown"_s);
}

void TestOverrideTable::sortsByAnyColumn()
{
    Bench bench;
    QVERIFY(bench.isReady());
    QVERIFY(bench.read({row(10, u"env"_s), row(2), row(9)}));
    QCOMPARE(bench.subjects(), (QStringList{u"user-2@example.com"_s, u"user-9"_s, u"user-10"_s}));
    bench.table().sortByColumn(OverrideTableModel::UpdatedAt, Qt::DescendingOrder);
    QCOMPARE(bench.subjects(), (QStringList{u"user-10"_s, u"user-9"_s, u"user-2@example.com"_s}));
    bench.table().sortByColumn(OverrideTableModel::CredentialType, Qt::AscendingOrder);
    QCOMPARE(bench.subjects().constFirst(), u"user-10"_s);
}

void TestOverrideTable::filtersByAnyColumn()
{
    Bench bench;
    QVERIFY(bench.isReady());
    bench.view.setScope(Scope::OneServer, u"jira-cloud"_s, {});
    QVERIFY(bench.read({row(1), row(2), row(3, u"env"_s)}));
    bench.view.focusFilter();
    find::type(u"environment"_s);
    QCOMPARE(bench.subjects(), QStringList{u"user-3@example.com"_s});
    QVERIFY(bench.text().contains(u"Overrides: 1 of 3"_s));
    find::type(u"zzz"_s);
    QVERIFY(bench.text().contains(u"No override matches the filter."_s));
}

void TestOverrideTable::keepsTheChoiceWhileRowsCome()
{
    Bench bench;
    QVERIFY(bench.isReady());
    QVERIFY(bench.read({row(3)}));
    bench.table().selectRow(0);
    bench.controlPlane.overrides.add(QList{row(1), row(2), row(3, u"env"_s)});
    bench.listing.readAgain(bench.session.account(), jira);
    QTRY_VERIFY(!bench.listing.isRunning());
    QVERIFY(bench.view.current());
    QCOMPARE(bench.view.current()->subject.id, u"user-3"_s);
    QCOMPARE(bench.view.current()->override->credentialType, u"env"_s);
}

void TestOverrideTable::letsTheChoiceGoWithItsRow()
{
    Bench bench;
    QVERIFY(bench.isReady());
    QVERIFY(bench.read({row(1), row(2)}));
    bench.table().selectRow(0);
    bench.controlPlane.overrides.add(QList{row(2)});
    bench.listing.readAgain(bench.session.account(), jira);
    QTRY_VERIFY(!bench.listing.isRunning());
    QVERIFY(!bench.view.current());
}

void TestOverrideTable::showsTheRowThatIsChosenForSomebody()
{
    Bench bench;
    QVERIFY(bench.isReady());
    QList<OverrideRow> many;
    for (int i = 100; i < 300; ++i) {
        many.append(row(1));
        many.last().subject.id = u"user-%1"_s.arg(i);
    }
    QVERIFY(bench.read(many));
    // The row comes only after it was asked for, as after an override was set.
    bench.view.choose(jira, {u"user-999"_s, u"user"_s});
    OverrideRow last = row(1);
    last.subject.id = u"user-999"_s;
    many.append(last);
    bench.controlPlane.overrides.add(many);
    bench.listing.readAgain(bench.session.account(), jira);
    QTRY_VERIFY(bench.view.current());
    QTRY_VERIFY(bench.table().viewport()->rect().contains(
        bench.table().visualRect(bench.table().currentIndex()).center()));
}

void TestOverrideTable::showsManyChangesAtOnce()
{
    Bench bench;
    QVERIFY(bench.isReady());
    QList<OverrideRow> many;
    for (int i = 100; i < 300; ++i) {
        many.append(row(1));
        many.last().subject.id = u"user-%1"_s.arg(i);
    }
    QVERIFY(bench.read(many));
    for (OverrideRow &one : many)
        one.credentialType = u"env"_s;
    const QSignalSpy resets(bench.table().model(), &QAbstractItemModel::modelReset);
    bench.controlPlane.overrides.add(many);
    bench.listing.readAgain(bench.session.account(), jira);
    bench.view.focusFilter();
    find::type(u"environment"_s); // found by what the rows say now
    QTRY_COMPARE(bench.subjects().size(), 200);
    QVERIFY2(resets.size() < 20, qPrintable(QString::number(resets.size())));
}

void TestOverrideTable::showsWhoHasNone()
{
    Bench bench;
    QVERIFY(bench.isReady());
    bench.view.setScope(Scope::OneServer, u"jira-cloud"_s, {});
    QVERIFY(bench.read({row(2), row(7)}));
    QComboBox *rows = find::choice(bench.view, u"Show"_s);
    QVERIFY(rows);
    rows->setCurrentIndex(1);
    QCOMPARE(bench.subjects(), (QStringList{u"user-1@example.com"_s, u"user-3@example.com"_s}));
    QVERIFY(bench.text().contains(u"Subjects without an override: 2"_s));
    bench.table().selectRow(0);
    QCOMPARE(bench.view.current()->serverId, jira);
    QVERIFY(!bench.view.current()->override);
    // Before the end of its list nobody is missing on a server.
    bench.controlPlane.overrides.add(QList<OverrideRow>());
    bench.listing.read(bench.session.account(), {u"mcp-2"_s});
    QCOMPARE(bench.subjects(), QStringList());
    QTRY_COMPARE(bench.subjects().size(), 3);
    QVERIFY(bench.read({row(2), row(7)}));
    // Across servers the question makes no sense.
    bench.view.setScope(Scope::AllServers, u"All servers"_s, {});
    QVERIFY(!rows->isVisible());
    QCOMPARE(bench.subjects(), (QStringList{u"user-2@example.com"_s, u"user-7"_s}));
}

void TestOverrideTable::copiesRowsAsText()
{
    Bench bench;
    QVERIFY(bench.isReady());
    QVERIFY(bench.read({row(1), row(2)}));
    bench.table().setFocus();
    bench.table().selectAll();
    QTest::keyClick(&bench.table(), Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines.at(1).startsWith(
                 u"jira-cloud\tuser-2@example.com\tUser\tHeader\tadmin@example.com\t"_s),
             qPrintable(lines.at(1)));
}

void TestOverrideTable::saysWhyItIsEmpty()
{
    Bench bench;
    QVERIFY(bench.isReady());
    QVERIFY(bench.text().contains(u"Choose a server to see its overrides."_s));
    bench.view.setScope(Scope::OneServer, u"jira-cloud"_s, {});
    QVERIFY(bench.read({}));
    QVERIFY(bench.text().contains(u"This server has no overrides that you may see."_s));
    bench.controlPlane.overrides.add(Failure{NotPermitted{}});
    bench.listing.read(bench.session.account(), {jira});
    QVERIFY(bench.text().contains(u"Loading the overrides"_s));
    QTRY_VERIFY(!bench.listing.isRunning());
    QVERIFY2(bench.text().contains(u"The overrides could not be read."_s),
             qPrintable(bench.text()));
}

void TestOverrideTable::stopsReading()
{
    Bench bench;
    QVERIFY(bench.isReady());
    bench.view.setScope(Scope::AllServers, u"All servers"_s, {});
    bench.controlPlane.overrides.addSilence();
    bench.listing.read(bench.session.account(), {jira});
    QAbstractButton *stop = find::button(bench.view, u"Stop"_s);
    QVERIFY(stop);
    find::click(*stop);
    QVERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.controlPlane.liveJobs(), 0);
    QVERIFY(bench.text().contains(u"stopped"_s));
}

void TestOverrideTable::asksToRemoveByTheDeleteKey()
{
    Bench bench;
    QVERIFY(bench.isReady());
    bench.view.setScope(Scope::OneServer, u"jira-cloud"_s, {});
    const QSignalSpy removals(&bench.view, &OverrideView::removalWanted);
    QTest::keyClick(&bench.table(), Qt::Key_Delete);
    QCOMPARE(removals.size(), 0); // there is nothing to choose
    QVERIFY(bench.read({row(1)}));
    bench.table().setFocus();
    QVERIFY(bench.table().selectionModel()->isRowSelected(0)); // what Tab leads to can be seen
    QTest::keyClick(&bench.table(), Qt::Key_Delete);
    QCOMPARE(removals.size(), 1);
}

void TestOverrideTable::exportsWhatIsShown()
{
    Bench bench;
    const QTemporaryDir folder;
    QVERIFY(bench.isReady());
    bench.view.setScope(Scope::OneServer, u"jira-cloud"_s, {});
    QVERIFY(bench.read({row(1), row(2)}));
    bench.view.focusFilter();
    find::type(u"user-2"_s);
    const QSignalSpy exported(&bench.view, &OverrideView::exported);
    find::click(*find::button(bench.view, u"Export\u2026"_s));
    auto *dialog = bench.view.findChild<QFileDialog *>();
    QVERIFY(dialog);
    const QString fileName = folder.filePath(u"out.csv"_s);
    Q_EMIT dialog->fileSelected(fileName);
    dialog->close();
    QCOMPARE(exported.size(), 1);
    QFile file(fileName);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray csv = file.readAll();
    QVERIFY(csv.contains("user-2@example.com"));
    QVERIFY(!csv.contains("user-1"));
}

void TestOverrideTable::asksBeforeAnExportReplacesAFile_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QList<Qt::Key>>("keys"); // the first one to the file dialog
    QTest::addColumn<bool>("isAsked");
    QTest::addColumn<bool>("isReplaced");
    const QString file = u"out.csv"_s;
    using Keys = QList<Qt::Key>;
    QTest::newRow("Escape") << file << Keys{Qt::Key_Escape} << false << false;
    QTest::newRow("Return, Return")
        << file << Keys{Qt::Key_Return, Qt::Key_Return} << true << false;
    QTest::newRow("Return, Escape")
        << file << Keys{Qt::Key_Return, Qt::Key_Escape} << true << false;
    QTest::newRow("without the suffix")
        << u"out"_s << Keys{Qt::Key_Return, Qt::Key_Return} << true << false;
    QTest::newRow("Return, yes") << file << Keys{Qt::Key_Return, Qt::Key_Y} << true << true;
}

void TestOverrideTable::asksBeforeAnExportReplacesAFile()
{
    QFETCH(const QString, typed);
    QFETCH(const QList<Qt::Key>, keys);
    QFETCH(const bool, isAsked);
    QFETCH(const bool, isReplaced);
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); // which no test can drive
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"out.csv"_s));
    QVERIFY(file.open(QIODevice::ReadWrite) && file.write("mine") == 4 && file.flush());
    Bench bench;
    QVERIFY(bench.isReady());
    bench.view.setScope(Scope::OneServer, u"jira-cloud"_s, {});
    QVERIFY(bench.read({row(1)}));
    const QSignalSpy exported(&bench.view, &OverrideView::exported);
    find::click(*find::button(bench.view, u"Export\u2026"_s));
    auto *dialog = bench.view.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY(find::activate(*dialog));
    QLineEdit *name = find::line(*dialog, u"File name:"_s);
    QVERIFY(name);
    name->setText(folder.filePath(typed));
    name->setFocus();

    // The question is asked in the middle of the key press.
    QStringList questions;
    QTimer answer;
    connect(&answer, &QTimer::timeout, &bench.view, [&questions, &keys] {
        if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget())) {
            questions.append(box->text());
            if (keys.last() == Qt::Key_Y)
                box->button(QMessageBox::Yes)->click();
            else
                QTest::keyClick(box, keys.last());
        }
    });
    answer.start();
    find::press(keys.first());
    QCOMPARE(questions.size(), isAsked ? 1 : 0);
    QVERIFY(!isAsked || questions.constFirst().contains(u"out.csv"_s));
    QCOMPARE(exported.size(), isReplaced ? 1 : 0);
    QFile now(file.fileName());
    QVERIFY(now.open(QIODevice::ReadOnly));
    QCOMPARE(now.readAll() == "mine", !isReplaced);
    QCOMPARE(dialog->isVisible(), isAsked && !isReplaced);
}

void TestOverrideTable::saysWhyAnExportFailed()
{
    Bench bench;
    QVERIFY(bench.isReady());
    bench.view.setScope(Scope::OneServer, u"jira-cloud"_s, {});
    QVERIFY(bench.read({row(1)}));
    const QSignalSpy exported(&bench.view, &OverrideView::exported);
    find::click(*find::button(bench.view, u"Export\u2026"_s));
    auto *dialog = bench.view.findChild<QFileDialog *>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(u"/nowhere/out.csv"_s);
    dialog->close();
    QVERIFY2(exported.at(0).at(0).toString().startsWith(
                 u"\u201C/nowhere/out.csv\u201D could not be written: "_s),
             qPrintable(exported.at(0).at(0).toString()));
}

void TestOverrideTable::neverLooksCompleteWhenItIsNot_data()
{
    QTest::addColumn<ListingGap>("gap");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<bool>("canTryAgain");
    const auto row = [](const char *name, ListingGap gap, const QString &reason, bool canTry) {
        QTest::newRow(name) << gap << reason << canTry;
    };
    row("more than can be read", ListingGap::Limit, u"more entries than can be read"_s, false);
    row("one page only", ListingGap::Capped, u"returned the same page again"_s, true);
    row("another total", ListingGap::Total, u"The control plane counts"_s, true);
    row("rows moved", ListingGap::Moved, u"The list changed while it was read"_s, true);
    row("no IDs", ListingGap::NoId, u"entries without a valid ID"_s, false);
}

void TestOverrideTable::neverLooksCompleteWhenItIsNot()
{
    QFETCH(const ListingGap, gap);
    QFETCH(const QString, reason);
    QFETCH(const bool, canTryAgain);
    Bench bench;
    QVERIFY(bench.isReady());
    bench.view.setScope(Scope::OneServer, u"jira-cloud"_s, {});
    bench.controlPlane.listingGap = gap;
    QVERIFY(bench.read({row(1), row(2)}));
    QVERIFY2(bench.text().contains(u"Overrides: 2 \u00B7 incomplete"_s), qPrintable(bench.text()));
    QVERIFY2(bench.text().contains(reason), qPrintable(bench.text()));
    const QSignalSpy refresh(&bench.view, &OverrideView::refreshWanted);
    QAbstractButton *again = find::button(bench.view, u"Try again"_s);
    QCOMPARE(again != nullptr, canTryAgain);
    if (again)
        find::click(*again);
    QCOMPARE(refresh.size(), canTryAgain ? 1 : 0);

    const QTemporaryDir folder;
    const QSignalSpy exported(&bench.view, &OverrideView::exported);
    find::click(*find::button(bench.view, u"Export\u2026"_s));
    auto *dialog = bench.view.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->windowTitle().contains(u"incomplete"_s));
    QVERIFY(dialog->selectedFiles().value(0).endsWith(u"overrides-incomplete.csv"_s));
    Q_EMIT dialog->fileSelected(folder.filePath(u"out.csv"_s));
    dialog->close();
    QVERIFY(exported.at(0).at(0).toString().endsWith(u"The list is incomplete."_s));
}

void TestOverrideTable::saysWhenAndWhyTheOldRowsAreShown()
{
    Bench bench;
    QVERIFY(bench.isReady());
    bench.view.setScope(Scope::OneServer, u"jira-cloud"_s, {});
    QVERIFY(bench.read({row(1), row(2)}));
    QVERIFY(!find::button(bench.view, u"Try again"_s));
    bench.controlPlane.overrides.add(Failure{Busy{}});
    bench.listing.readAgain(bench.session.account(), jira);
    QTRY_VERIFY(!bench.listing.isRunning());
    QCOMPARE(bench.subjects().size(), 2);
    QVERIFY2(bench.text().contains(u"The overrides could not be read. Last read at "_s),
             qPrintable(bench.text()));
    QVERIFY2(bench.text().contains(u"busy"_s), qPrintable(bench.text()));
    QVERIFY(find::button(bench.view, u"Try again"_s));
    // A success takes it away.
    bench.controlPlane.overrides.add(QList{row(1)});
    bench.listing.readAgain(bench.session.account(), jira);
    QTRY_VERIFY(!bench.listing.isRunning());
    QVERIFY(!bench.text().contains(u"Last read"_s));
    QVERIFY(!bench.text().contains(u"incomplete"_s));
}

void TestOverrideTable::countsServersThatCouldNotBeRead()
{
    Bench bench;
    QVERIFY(bench.isReady());
    bench.view.setScope(Scope::AllServers, u"All servers"_s, {});
    for (int i = 0; i < 10; ++i)
        bench.controlPlane.overrides.add(Failure{Busy{}});
    QStringList servers;
    for (int i = 0; i < 10; ++i)
        servers.append(u"mcp-%1"_s.arg(i));
    bench.listing.read(bench.session.account(), servers);
    QTRY_VERIFY(!bench.listing.isRunning());
    QVERIFY2(bench.text().contains(u"servers read: 0 of 10"_s), qPrintable(bench.text()));
    QVERIFY2(bench.text().contains(u"10 servers could not be read"_s), qPrintable(bench.text()));
}

void TestOverrideTable::doesNotAnswerWhoHasNoneFromAnIncompleteList()
{
    Bench bench;
    QVERIFY(bench.isReady());
    bench.view.setScope(Scope::OneServer, u"jira-cloud"_s, {});
    bench.controlPlane.listingGap = ListingGap::Moved;
    QVERIFY(bench.read({row(2)}));
    find::choice(bench.view, u"Show"_s)->setCurrentIndex(1);
    QCOMPARE(bench.subjects(), QStringList());
    QVERIFY2(bench.text().contains(u"Unknown, because the list of overrides is incomplete."_s),
             qPrintable(bench.text()));
    QVERIFY(!bench.text().contains(u"Subjects without an override: 0"_s));
    QVERIFY(bench.text().contains(u"The list changed while it was read"_s));
    // From a complete one it is, but subjects that are not listed are not among them.
    bench.controlPlane.listingGap = ListingGap::None;
    QVERIFY(bench.read({row(2)}));
    QCOMPARE(bench.subjects(), (QStringList{u"user-1@example.com"_s, u"user-3@example.com"_s}));
    QVERIFY2(bench.text().contains(u"Subjects may be missing."_s), qPrintable(bench.text()));
}

} // namespace mcpo

QTEST_MAIN(mcpo::TestOverrideTable)
#include "tst_overridetable.moc"
