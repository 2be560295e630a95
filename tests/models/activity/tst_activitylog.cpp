// SPDX-License-Identifier: Apache-2.0
#include "models/activity/activitylog.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace mcpo
{

using namespace Qt::StringLiterals;
using What = ActivityProblem::What;

namespace
{

ActivityEntry entryOf(const QString &serverId)
{
    return {.time = QDateTime(QDate(2026, 1, 5), QTime(8, 0), Qt::UTC),
            .profile = {},
            .controlPlane = u"https://cp.example.com"_s,
            .serverId = serverId,
            .serverName = {},
            .subject = {u"user-17"_s, u"user"_s},
            .credentialType = u"header"_s,
            .outcome = u"saved"_s,
            .status = 200,
            .requestId = {}};
}

/// A folder of its own for each test, and a log in a folder below it that is not there yet.
struct Bench {
    QString path() const { return folder.filePath(u"data/mcp-override/activity.jsonl"_s); }
    void write(const QByteArray &bytes) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(bytes), bytes.size());
    }
    QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QStringList servers() const
    {
        QStringList ids;
        const ActivityReading reading = log.read();
        for (const ActivityEntry &entry : reading.entries)
            ids.append(entry.serverId);
        return ids;
    }

    QTemporaryDir folder;
    ActivityLog log{path()};
};

unsigned modeOf(const QString &path)
{
    struct stat status = {};
    return stat(QFile::encodeName(path).constData(), &status) == 0 ? status.st_mode & 07777U : 0;
}

} // namespace

class TestActivityLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsWhatWasDone();
    void liesInTheUsersData();
    void isEmptyWithoutAFile();
    void isPrivate();
    void becomesPrivate();
    void givesAnEntryItsTime();
    void skipsAndCountsDamagedLines();
    void goesOnBehindALineCutShort();
    void takesEntriesOfSeveralProgramsAtOnce();
    void isMadeBySeveralProgramsAtOnce();
    void dropsTheOlderHalf();
    void losesNothingElseWhileItDropsTheOlderHalf();
    void writesDespiteAProgramThatHoldsTheFile();
    void readsTheEndOfAFileThatIsTooLarge();
    void isCleared();
    void clearsNothingTwice();
    void writesAndReadsNothingWhenOff();
    void saysWhenItCannotWrite();
    void doesNotWaitForAPipe();
    void saysWhenItCannotRead();
    void saysWhenItCannotClear();
    void tellsAboutChanges();
};

void TestActivityLog::keepsWhatWasDone()
{
    Bench bench;
    const ActivityEntry first = entryOf(u"mcp-1"_s);
    const ActivityEntry second = entryOf(u"mcp-2\n"_s + QChar(0xD800));
    QVERIFY(!bench.log.append(first));
    QVERIFY(!bench.log.append(second));
    const ActivityReading reading = ActivityLog(bench.path()).read();
    QVERIFY(!reading.problem);
    QCOMPARE(reading.damagedLines, 0);
    QCOMPARE(reading.entries, (QList<ActivityEntry>{first, second}));
}

void TestActivityLog::liesInTheUsersData()
{
    QCOMPARE(ActivityLog::defaultPath(),
             QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                 u"/mcp-override/activity.jsonl"_s);
    QCOMPARE(ActivityLog().path(), ActivityLog::defaultPath());
}

void TestActivityLog::isEmptyWithoutAFile()
{
    const Bench bench;
    const ActivityReading reading = bench.log.read();
    QVERIFY(!reading.problem);
    QVERIFY(reading.entries.isEmpty());
    QVERIFY(!QFile::exists(bench.path()));
}

void TestActivityLog::isPrivate()
{
    const mode_t before = umask(0);
    Bench bench;
    const auto problem = bench.log.append(entryOf(u"mcp-1"_s));
    umask(before);
    QVERIFY(!problem);
    QCOMPARE(modeOf(bench.path()), 0600U);
    QCOMPARE(modeOf(QFileInfo(bench.path()).path()), 0700U);
}

void TestActivityLog::becomesPrivate()
{
    Bench bench;
    QVERIFY(QDir().mkpath(QFileInfo(bench.path()).path()));
    bench.write({});
    QCOMPARE(chmod(QFile::encodeName(bench.path()).constData(), 0644), 0);
    QVERIFY(!bench.log.append(entryOf(u"mcp-1"_s)));
    QCOMPARE(modeOf(bench.path()), 0600U);
    QCOMPARE(modeOf(QFileInfo(bench.path()).path()), 0700U);
}

void TestActivityLog::givesAnEntryItsTime()
{
    Bench bench;
    ActivityEntry entry = entryOf(u"mcp-1"_s);
    entry.time = {};
    const QDateTime before = QDateTime::currentDateTimeUtc();
    QVERIFY(!bench.log.append(entry));
    const QDateTime time = bench.log.read().entries.constFirst().time;
    QVERIFY(before <= time && time <= QDateTime::currentDateTimeUtc());
}

void TestActivityLog::skipsAndCountsDamagedLines()
{
    Bench bench;
    QVERIFY(!bench.log.append(entryOf(u"mcp-1"_s)));
    bench.write("{\"time\":\n\n\xff\xfe\n");
    bench.write(QByteArray(3000, '[') + '\n');
    QVERIFY(!bench.log.append(entryOf(u"mcp-2"_s)));
    const ActivityReading reading = bench.log.read();
    QVERIFY(!reading.problem);
    QCOMPARE(reading.damagedLines, 3); // an empty line is no entry
    QCOMPARE(bench.servers(), QStringList({u"mcp-1"_s, u"mcp-2"_s}));
}

void TestActivityLog::goesOnBehindALineCutShort()
{
    Bench bench;
    QVERIFY(!bench.log.append(entryOf(u"mcp-1"_s)));
    bench.write(toJsonLine(entryOf(u"mcp-2"_s)).chopped(9));
    QVERIFY(!bench.log.append(entryOf(u"mcp-3"_s)));
    QCOMPARE(bench.log.read().damagedLines, 1);
    QCOMPARE(bench.servers(), QStringList({u"mcp-1"_s, u"mcp-3"_s}));
}

void TestActivityLog::takesEntriesOfSeveralProgramsAtOnce()
{
    Bench bench;
    constexpr int writers = 4;
    constexpr int each = 200;
    std::vector<std::thread> threads;
    threads.reserve(writers);
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&bench, writer] {
            for (int number = 0; number < each; ++number)
                ActivityLog(bench.path()).append(entryOf(u"%1-%2"_s.arg(writer).arg(number)));
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    const QStringList servers = bench.servers();
    QCOMPARE(bench.log.read().damagedLines, 0);
    QCOMPARE(servers.size(), writers * each);
    QCOMPARE(QSet<QString>(servers.cbegin(), servers.cend()).size(), writers * each);
}

void TestActivityLog::isMadeBySeveralProgramsAtOnce()
{
    constexpr int rounds = 100;
    constexpr int writers = 4;
    for (int round = 0; round < rounds; ++round) {
        const Bench bench;
        std::atomic<int> waiting = writers; // so that they really begin together
        std::vector<std::thread> threads;
        threads.reserve(writers);
        for (int writer = 0; writer < writers; ++writer) {
            threads.emplace_back([&] {
                --waiting;
                while (waiting > 0)
                    std::this_thread::yield();
                ActivityLog(bench.path()).append(entryOf(u"mcp-1"_s));
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(bench.servers().size(), writers);
    }
}

void TestActivityLog::dropsTheOlderHalf()
{
    Bench bench;
    QVERIFY(!bench.log.append(entryOf(u"first"_s)));
    const QByteArray line = toJsonLine(entryOf(u"old"_s)) + '\n';
    bench.write(line.repeated(ActivityLog::maximumSize / line.size()));
    QVERIFY(!bench.log.append(entryOf(u"last"_s)));
    const qint64 size = bench.bytes().size();
    QVERIFY(size <= ActivityLog::maximumSize / 2);
    QVERIFY(size > ActivityLog::maximumSize / 2 - 2 * line.size());
    QCOMPARE(bench.log.read().damagedLines, 0);
    QCOMPARE(bench.servers().constFirst(), u"old"_s);
    QCOMPARE(bench.servers().constLast(), u"last"_s);
    QCOMPARE(modeOf(bench.path()), 0600U);
    QCOMPARE(QDir(QFileInfo(bench.path()).path()).entryList(QDir::Files).size(), 1);
}

void TestActivityLog::losesNothingElseWhileItDropsTheOlderHalf()
{
    Bench bench;
    constexpr int writers = 4;
    constexpr int each = 400; // some 2 KiB each: the file is replaced several times
    std::vector<std::thread> threads;
    threads.reserve(writers);
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&bench, writer] {
            for (int number = 0; number < each; ++number) {
                ActivityEntry entry = entryOf(QString::number(writer));
                entry.serverName = QString(maximumActivityText, u'\u00E9');
                entry.status = number;
                ActivityLog(bench.path()).append(entry);
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    const ActivityReading reading = bench.log.read();
    QCOMPARE(reading.damagedLines, 0);
    QVERIFY(reading.entries.size() < writers * each);
    // Of each writer the last entries are there, without a hole.
    QMap<QString, int> next;
    for (const ActivityEntry &entry : reading.entries) {
        QCOMPARE(entry.status, next.value(entry.serverId, entry.status));
        next.insert(entry.serverId, entry.status + 1);
    }
    for (const int number : std::as_const(next))
        QCOMPARE(number, each);
}

void TestActivityLog::writesDespiteAProgramThatHoldsTheFile()
{
    Bench bench;
    QVERIFY(!bench.log.append(entryOf(u"mcp-1"_s)));
    QFile held(bench.path());
    QVERIFY(held.open(QIODevice::ReadOnly));
    QCOMPARE(flock(held.handle(), LOCK_EX), 0);
    QVERIFY(!bench.log.append(entryOf(u"mcp-2"_s)));
    QCOMPARE(bench.servers(), QStringList({u"mcp-1"_s, u"mcp-2"_s}));
}

void TestActivityLog::readsTheEndOfAFileThatIsTooLarge()
{
    Bench bench;
    QVERIFY(!bench.log.append(entryOf(u"first"_s)));
    bench.write(QByteArray(64LL * 1024 * 1024, 'x') + '\n' + toJsonLine(entryOf(u"last"_s)) + '\n');
    QCOMPARE(bench.servers(), QStringList(u"last"_s));
}

void TestActivityLog::isCleared()
{
    Bench bench;
    QVERIFY(!bench.log.append(entryOf(u"mcp-1"_s)));
    QVERIFY(!bench.log.clear());
    QVERIFY(!QFile::exists(bench.path()));
    QVERIFY(bench.log.read().entries.isEmpty());
    QVERIFY(!bench.log.append(entryOf(u"mcp-2"_s)));
    QCOMPARE(bench.servers(), QStringList(u"mcp-2"_s));
}

void TestActivityLog::clearsNothingTwice()
{
    Bench bench;
    QVERIFY(!bench.log.clear());
    QVERIFY(!bench.log.clear());
}

void TestActivityLog::writesAndReadsNothingWhenOff()
{
    Bench bench;
    bench.log.setOff(true);
    QVERIFY(!bench.log.append(entryOf(u"mcp-1"_s)));
    QVERIFY(!QFile::exists(QFileInfo(bench.path()).path()));
    QVERIFY(!ActivityLog(bench.path()).append(entryOf(u"mcp-2"_s)));
    QVERIFY(bench.log.read().entries.isEmpty());
}

void TestActivityLog::saysWhenItCannotWrite()
{
    Bench bench;
    // A file where the folder would be: refused to root as well.
    QFile inTheWay(bench.folder.filePath(u"data"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const QSignalSpy changed(&bench.log, &ActivityLog::changed);
    const auto problem = bench.log.append(entryOf(u"mcp-1"_s));
    QVERIFY(problem);
    QCOMPARE(problem->what, What::Write);
    QVERIFY(!problem->reason.isEmpty());
    QCOMPARE(changed.size(), 0);
}

void TestActivityLog::doesNotWaitForAPipe()
{
    Bench bench;
    QVERIFY(QDir().mkpath(QFileInfo(bench.path()).path()));
    QCOMPARE(mkfifo(QFile::encodeName(bench.path()).constData(), 0600), 0);
    QCOMPARE(bench.log.append(entryOf(u"mcp-1"_s)).value_or(ActivityProblem{What::Clear, {}}).what,
             What::Write);
    QCOMPARE(bench.log.read().problem.value_or(ActivityProblem{What::Clear, {}}).what, What::Read);
}

void TestActivityLog::saysWhenItCannotRead()
{
    Bench bench;
    QVERIFY(QDir().mkpath(bench.path())); // a folder in its place
    const ActivityReading reading = bench.log.read();
    QVERIFY(reading.problem);
    QCOMPARE(reading.problem->what, What::Read);
    QVERIFY(!reading.problem->reason.isEmpty());
}

void TestActivityLog::saysWhenItCannotClear()
{
    Bench bench;
    QVERIFY(QDir().mkpath(bench.path()));
    const auto problem = bench.log.clear();
    QVERIFY(problem);
    QCOMPARE(problem->what, What::Clear);
}

void TestActivityLog::tellsAboutChanges()
{
    Bench bench;
    const QSignalSpy changed(&bench.log, &ActivityLog::changed);
    QVERIFY(!bench.log.append(entryOf(u"mcp-1"_s)));
    QCOMPARE(changed.size(), 1);
    QVERIFY(!bench.log.clear());
    QCOMPARE(changed.size(), 2);
    QVERIFY(!bench.log.clear());
    QCOMPARE(changed.size(), 2);
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestActivityLog)
#include "tst_activitylog.moc"
