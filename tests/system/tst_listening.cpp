// SPDX-License-Identifier: Apache-2.0
#include "tests/system/processfacts.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSet>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace mcpo;

namespace
{

/// The sockets of a process, by their numbers in the kernel.
QSet<QByteArray> socketsOf(qint64 process)
{
    QSet<QByteArray> sockets;
    const QDir folder(u"/proc/%1/fd"_s.arg(process));
    const QStringList names = folder.entryList(QDir::AllEntries | QDir::System);
    for (const QString &name : names) {
        const QString target = QFile::symLinkTarget(folder.filePath(name)).section(u'/', -1);
        if (target.startsWith("socket:["_L1))
            sockets.insert(target.mid(8).chopped(1).toLatin1());
    }
    return sockets;
}

/// Addresses at which the process waits for others: TCP that listens, and UDP at all.
QByteArrayList listeningIn(qint64 process)
{
    const QSet<QByteArray> sockets = socketsOf(process);
    QByteArrayList found;
    for (const char *table : {"tcp", "tcp6", "udp", "udp6"}) {
        const bool isTcp = QByteArray(table).startsWith("tcp");
        for (const QByteArray &line : linesOf(u"/proc/net/%1"_s.arg(QLatin1StringView(table)))) {
            const QByteArrayList fields = line.simplified().split(' ');
            constexpr auto listens = "0A";
            if (fields.size() > 9 && sockets.contains(fields.at(9)) &&
                (!isTcp || fields.at(3) == listens))
                found.append(table + (' ' + fields.at(1)));
        }
    }
    return found;
}

QString program(const char *name)
{
    return QStringLiteral(MCPO_BIN_DIR "/") + QLatin1StringView(name);
}

} // namespace

/// The real programs wait for nobody and start nobody.
class TestListening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSandboxIsFound();
    void promise22NothingListens_data();
    void promise22NothingListens();
};

void TestListening::theSandboxIsFound()
{
    QProcess sandbox;
    sandbox.start(program("mcp-override-sandbox"), {});
    QVERIFY(sandbox.waitForReadyRead());
    QCOMPARE(listeningIn(sandbox.processId()).size(), 1);
    sandbox.kill();
    sandbox.waitForFinished();
}

void TestListening::promise22NothingListens_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("the window") << program("mcp-override") << QStringList();
    QTest::newRow("the command line")
        << program("mcp-override-cli") << QStringList{u"whoami"_s, u"--token-env"_s, u"TOKEN"_s};
}

void TestListening::promise22NothingListens()
{
    QFETCH(const QString, name);
    QFETCH(QStringList, arguments);
    // It is signed in to this one in the settings, and asks it while we look.
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    arguments += {u"--control-plane"_s, u"http://127.0.0.1:%1"_s.arg(silent.serverPort())};
    const QTemporaryDir settings;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_s, settings.path());
    environment.insert(u"TOKEN"_s, u"a-token"_s);
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(name, arguments);
    QVERIFY(process.waitForStarted());
    if (name.endsWith("-cli"_L1)) {
        QTRY_VERIFY(silent.hasPendingConnections());
    } else {
        // The window stands once it has its connection to the display, and its session bus.
        QTRY_VERIFY_WITH_TIMEOUT(socketsOf(process.processId()).size() >= 2, 30'000);
    }
    const QByteArrayList listening = listeningIn(process.processId());
    QVERIFY2(listening.isEmpty(), listening.join(", ").constData());
    const QByteArrayList children = childrenOf(process.processId());
    QVERIFY2(children.isEmpty(), children.join(", ").constData());
    QCOMPARE(process.state(), QProcess::Running);
    process.kill();
    process.waitForFinished();
}

QTEST_GUILESS_MAIN(TestListening)
#include "tst_listening.moc"
