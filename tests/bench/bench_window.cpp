// SPDX-License-Identifier: Apache-2.0
// The manager's window on a large control plane: 500 servers, 10 000 users, 5 000 overrides on one
// server and as many over the others. The control plane is another process, so that what is
// measured here is the window's own time.
#include "net/controlplaneclient.h"
#include "tests/bench/largecontrolplane.h"
#include "tests/support/faketokenvault.h"
#include "tests/support/stallwatch.h"
#include "ui/mainwindow.h"
#include "ui/overrideview.h"
#include "ui/picker.h"
#include "ui/pickmodel.h"
#include "ui/serverpane.h"
#include "ui/valueedit.h"
#include "ui/windowmodels.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTableView>
#include <QTest>

#include <cstdio>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

void print(const char *what, double milliseconds, const char *comparison)
{
    std::printf("%-58s %10.2f ms   %s\n", what, milliseconds, comparison);
    std::fflush(stdout);
}

void waitFor(const std::function<bool()> &condition)
{
    if (!QTest::qWaitFor(condition, 120'000))
        qFatal("Waited in vain");
}

/// The window on a control plane of that latency, signed in as its manager.
struct Parts {
    ControlPlaneClient client;
    FakeTokenVault vault;
};
struct Bench : Parts, WindowModels {
    explicit Bench(int latency, const LargeControlPlane::Size &size = {})
        : WindowModels(client, vault)
        , controlPlane(latency, size)
    {
        activity.setOff(true);
        window.show();
        waitFor([this] { return QTest::qWaitForWindowExposed(&window); });
        session.signIn({controlPlane.address(), controlPlane.managerToken()},
                       TokenStorage::ThisSessionOnly);
    }
    void openJira()
    {
        auto *servers = window.findChild<ServerPane *>()->findChild<QListView *>();
        const QModelIndexList found = servers->model()->match(
            servers->model()->index(0, 0), Qt::DisplayRole, u"jira-cloud"_s, 1, Qt::MatchExactly);
        servers->setCurrentIndex(found.value(0));
    }
    bool isListed() const
    {
        using Phase = ListingState::Phase;
        return directory.serversState().phase > Phase::Loading &&
               directory.usersState().phase > Phase::Loading;
    }
    QTableView &table() { return *window.findChild<OverrideView *>()->findChild<QTableView *>(); }
    int rows() { return table().model()->rowCount(); }

    LargeControlPlane controlPlane;
    MainWindow window{*this};
};

/// The median of many keystrokes, each with the repaint that follows.
double keystroke(QLineEdit &line, QAbstractItemView &list)
{
    std::vector<double> times;
    for (int round = 0; round < 200; ++round) {
        QElapsedTimer timer;
        timer.start();
        line.setText(u"user-%1"_s.arg(round % 100));
        list.viewport()->repaint();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    std::printf("%-58s %10.2f ms\n", "  the slowest of 200", times.back());
    return times.at(times.size() / 2);
}

void benchPicking()
{
    PickModel model;
    QList<PickEntry> entries;
    for (int i = 1; i <= 10'000; ++i)
        entries.append({u"user-%1"_s.arg(i),
                        u"user-%1@example.com"_s.arg(i),
                        u"Demo User %1"_s.arg(i),
                        {},
                        {u"Demo User %1"_s.arg(i)}});
    model.add(entries);
    ValueEdit line;
    const Picker picker(line, model, u"Subjects"_s);
    line.show();
    line.activateWindow();
    line.setFocus();
    waitFor([&] { return QTest::qWaitForWindowActive(&line); });
    std::vector<double> times;
    for (int round = 0; round < 30; ++round) {
        line.clear();
        for (const char key : {'u', 's', 'e', 'r', '-', '7', '7'}) {
            QWidget *popup = QApplication::activePopupWidget();
            QElapsedTimer timer;
            timer.start();
            QTest::keyClick(popup ? popup : &line, key);
            QApplication::processEvents(); // the list is laid out and painted
            times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
    }
    std::sort(times.begin(), times.end());
    print("one keystroke in a picker of 10 000 entries", times.at(times.size() / 2), "<= 16");
    print("  the slowest of 210", times.back(), "");
}

void benchTable(Bench &bench, StallWatch &stalls)
{
    stalls.reset();
    QElapsedTimer timer;
    timer.start();
    bench.openJira();
    waitFor([&] { return bench.rows() > 0; });
    bench.table().viewport()->repaint();
    print("first row of a server with 5 000 overrides", static_cast<double>(timer.elapsed()), "");
    waitFor([&] { return bench.rows() == 5000; });
    print("all rows of it", static_cast<double>(timer.elapsed()), "");
    print("  longest stall meanwhile", stalls.longest(), "<= 100");
    auto *filter = bench.window.findChild<OverrideView *>()->findChild<QLineEdit *>();
    print("one keystroke over 5 000 rows (filter and repaint)", keystroke(*filter, bench.table()),
          "<= 16");
    filter->clear();
    stalls.reset();
    bench.table().sortByColumn(OverrideTableModel::UpdatedAt, Qt::DescendingOrder);
    bench.table().viewport()->repaint();
    print("sorting 5 000 rows", stalls.longest(), "<= 100");
}

/// As many rows as are ever read of one server.
void benchMostRows()
{
    constexpr int most = 100'000;
    Bench bench(0, {.servers = 0, .users = most, .overrides = most});
    waitFor([&] { return bench.isListed(); });
    StallWatch stalls;
    QElapsedTimer timer;
    timer.start();
    bench.openJira();
    waitFor([&] { return bench.rows() == most; });
    print("all of 100 000 rows", static_cast<double>(timer.elapsed()), "");
    print("  longest stall meanwhile", stalls.longest(), "");
    auto *filter = bench.window.findChild<OverrideView *>()->findChild<QLineEdit *>();
    print("one keystroke over 100 000 rows (filter and repaint)", keystroke(*filter, bench.table()),
          "");
    filter->clear();
    stalls.reset();
    bench.table().sortByColumn(OverrideTableModel::UpdatedAt, Qt::DescendingOrder);
    bench.table().viewport()->repaint();
    print("sorting 100 000 rows by time", stalls.longest(), "");
    stalls.reset();
    bench.table().sortByColumn(OverrideTableModel::SubjectName, Qt::AscendingOrder);
    bench.table().viewport()->repaint();
    print("sorting 100 000 rows by subject", stalls.longest(), "");
}

void benchAcross()
{
    constexpr int latency = 20;
    Bench bench(latency);
    StallWatch stalls;
    waitFor([&] { return bench.isListed(); });
    QPushButton *all = nullptr;
    for (auto *button : bench.window.findChild<ServerPane *>()->findChildren<QPushButton *>())
        all = button;
    stalls.reset();
    QElapsedTimer timer;
    timer.start();
    all->click();
    waitFor([&] { return bench.rows() == 2 * 5000; });
    const qsizetype calls = bench.directory.servers().size() + 4; // one server has five pages
    const double limit = static_cast<double>(calls * latency) / 6;
    const auto took = static_cast<double>(timer.elapsed());
    std::printf("%-58s %10.2f ms   %.2f x of %.0f ms (%lld calls x %d ms / 6)\n",
                "all overrides of all servers at 20 ms latency", took, took / limit, limit,
                static_cast<long long>(calls), latency);
    print("  longest stall meanwhile", stalls.longest(), "<= 100");
}

} // namespace

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    benchPicking();
    {
        StallWatch stalls;
        Bench bench(0);
        QElapsedTimer timer;
        timer.start();
        waitFor([&] { return bench.isListed(); });
        print("510 servers and 10 025 users listed", static_cast<double>(timer.elapsed()), "");
        print("  longest stall meanwhile, the window's start included", stalls.longest(), "<= 100");
        benchTable(bench, stalls);
    }
    benchAcross();
    benchMostRows();
    return 0;
}
