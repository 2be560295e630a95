// SPDX-License-Identifier: Apache-2.0
// What stays of a token in memory after calls over TLS, seen from another process.

#include "net/controlplaneclient.h"
#include "tests/support/awaited.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/testcertificates.h"
#include "tests/system/residue.h"

#include <QProcess>
#include <QTest>

#include <cstdio>

#include <unistd.h>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// Byte by byte: nothing of it stays in a buffer.
QString readLine()
{
    QByteArray line;
    for (char byte = 0; read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n';)
        line.append(byte);
    return QString::fromUtf8(line);
}

void say(const char *what)
{
    std::puts(what);
    std::fflush(stdout);
}

void ask(ControlPlaneClient &client)
{
    const QString caFile = readLine();
    const auto address = std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(readLine()));
    const Account account{address, readLine(), caFile};
    Awaited<Fetched<Caller>> caller;
    const JobPtr job = client.fetchCaller(account, caller.answer());
    say(caller.came() ? "asked" : "no answer");
}

/// The other process: asks once, and forgets the token when it is told to.
int askAndForget()
{
    ControlPlaneClient client;
    ask(client);
    QTest::qWait(0);
    readLine();
    client.closeConnections();
    QTest::qWait(0);
    say("closed");
    readLine();
    return 0;
}

} // namespace

class TestTlsResidue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void promise1LeavesNoTokenOfClosedConnections();
};

void TestTlsResidue::promise1LeavesNoTokenOfClosedConnections()
{
    TestCertificates certificates(u"A trusted authority"_s);
    ScriptedServer server(Script{httpAnswer("200 OK", R"({"user":null})")},
                          certificates.serverWith());
    const QByteArray token = newToken();
    const ResidueScanner scanner(token);
    QProcess other;
    other.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    other.start(QCoreApplication::applicationFilePath(), {u"--ask"_s});
    other.write(certificates.authorityFile().toUtf8() + '\n' + server.address().text().toUtf8() +
                '\n' + token + '\n');
    QTRY_VERIFY(other.canReadLine());
    QCOMPARE(other.readLine(), QByteArray("asked\n"));
    QCOMPARE(server.requests().size(), 1);

    // Nothing but the kept connection has it: the scan finds what is there.
    const auto kept = residueOfProcess(other.processId(), scanner);
    QVERIFY(kept);
    qInfo("A kept connection: %lld copies, %lld windows", kept->copies, kept->windows);
    QVERIFY(kept->copies > 0);

    other.write("\n");
    QTRY_VERIFY(other.canReadLine());
    QCOMPARE(other.readLine(), QByteArray("closed\n"));
    std::optional<Residue> left;
    const bool isGone = QTest::qWaitFor(
        [&] {
            left = residueOfProcess(other.processId(), scanner);
            return left && left->isNone();
        },
        2000);
    QVERIFY(left);
    qInfo("Closed: %lld copies, %lld windows", left->copies, left->windows);
    QVERIFY2(isGone, qPrintable(left->firstPlace));
    other.closeWriteChannel();
    QVERIFY(other.waitForFinished());
    QCOMPARE(other.exitCode(), 0);
}

} // namespace mcpo

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == QStringLiteral("--ask"))
        return mcpo::askAndForget();
    mcpo::TestTlsResidue test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_tlsresidue.moc"
