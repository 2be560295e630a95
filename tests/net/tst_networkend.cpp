// SPDX-License-Identifier: Apache-2.0
#include "net/controlplaneclient.h"
#include "tests/support/awaited.h"
#include "tests/support/scriptedserver.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QTest>
#include <QThread>

#include <memory>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// Threads of Qt in which it speaks HTTP. The kernel keeps 15 letters of a name.
int networkThreads()
{
    int count = 0;
    const QDir tasks(u"/proc/self/task"_s);
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile name(tasks.filePath(task) + "/comm"_L1);
        count +=
            name.open(QIODevice::ReadOnly) && name.readAll().startsWith("QNetworkAccess") ? 1 : 0;
    }
    return count;
}

/// A thread of Qt counts as ended shortly before the kernel forgets it.
bool hasNoNetworkThreadSoon()
{
    const QDeadlineTimer deadline(std::chrono::seconds(20));
    while (networkThreads() > 0 && !deadline.hasExpired())
        QThread::yieldCurrentThread();
    return networkThreads() == 0;
}

} // namespace

/// The network has ended before the program takes Qt and the TLS library apart.
class TestNetworkEnd : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endsWithTheClient_data();
    void endsWithTheClient();
};

void TestNetworkEnd::endsWithTheClient_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<bool>("isAwaited");
    const Script answer{httpAnswer("200 OK", R"({"user":null})")};
    const Script silence{{}, Script::When::RequestCame, Script::Then::StaySilent};
    const Script flood{"HTTP/1.1 200 OK\r\n\r\n", Script::When::RequestCame, Script::Then::Flood};
    QTest::newRow("after an answer") << answer << true;
    QTest::newRow("in the middle of a call") << silence << false;
    QTest::newRow("after an answer that was too large") << flood << true;
}

void TestNetworkEnd::endsWithTheClient()
{
    QFETCH(const Script, script);
    QFETCH(const bool, isAwaited);
    ScriptedServer server(script);
    const Account account{server.address(), u"a-token"_s, {}};
    auto client = std::make_unique<ControlPlaneClient>();
    Awaited<Fetched<Caller>> caller;
    Awaited<ChangeOutcome> outcome;
    JobPtr read = client->fetchCaller(account, caller.answer());
    JobPtr change = client->setOverride(account, {u"s"_s, "{}"}, outcome.answer());
    QTRY_COMPARE(server.requests().size(), 2);
    QVERIFY(!isAwaited || (caller.came() && outcome.came()));
    QVERIFY(networkThreads() > 0);

    // No event loop runs from here, as at the end of main().
    read.reset();
    change.reset();
    client.reset();
    QVERIFY(hasNoNetworkThreadSoon());
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestNetworkEnd)
#include "tst_networkend.moc"
