// SPDX-License-Identifier: Apache-2.0
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

/// mcp-override-sandbox as a program: its options, words and exit codes.
class TestSandboxProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsWhatIsNeededToUseIt();
    void endsOnASignal_data();
    void endsOnASignal();
    void refuses_data();
    void refuses();
    void refusesADamagedStateFile();
    void saysThatOutputIsLost_data();
    void saysThatOutputIsLost();
    void explainsItself_data();
    void explainsItself();

private:
    static void start(QProcess &process, const QStringList &arguments)
    {
        process.start(QStringLiteral(MCPO_BIN_DIR "/mcp-override-sandbox"), arguments);
    }
    static bool hasEnded(QProcess &process)
    {
        return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit;
    }
    /// Up to the last line of the announcement.
    static QString announcement(QProcess &process)
    {
        QByteArray text;
        while (!text.contains("mcp-override-cli login") && process.waitForReadyRead())
            text += process.readAllStandardOutput();
        return QString::fromUtf8(text);
    }
    static QString fact(const QString &text, const QString &name)
    {
        for (const QString &line : text.split(u'\n')) {
            if (line.startsWith(name + ": "_L1))
                return line.mid(name.size() + 2);
        }
        return {};
    }
};

void TestSandboxProgram::printsWhatIsNeededToUseIt()
{
    QProcess process;
    start(process, {});
    const QString text = announcement(process);
    QVERIFY(text.contains("Server: jira-cloud mcp-01hx0jira\n"_L1));
    QVERIFY(!fact(text, u"User token"_s).isEmpty());

    QNetworkRequest request(QUrl(fact(text, u"Control plane"_s) + "/api/svc/v1/mcp"_L1));
    request.setRawHeader("Authorization", "Bearer " + fact(text, u"Manager token"_s).toLatin1());
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    process.terminate();
    QVERIFY(hasEnded(process));
}

void TestSandboxProgram::endsOnASignal_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("interrupted at the terminal") << u"INT"_s;
    QTest::newRow("terminated") << u"TERM"_s;
}

void TestSandboxProgram::endsOnASignal()
{
    QFETCH(const QString, name);
    QProcess process;
    start(process, {u"--latency"_s, u"600000"_s});
    QVERIFY(!announcement(process).isEmpty());
    QCOMPARE(QProcess::execute(u"kill"_s, {u"-"_s + name, QString::number(process.processId())}),
             0);
    QVERIFY(hasEnded(process));
    QCOMPARE(process.exitCode(), 0);
    QCOMPARE(process.readAllStandardError(), QByteArray());
}

void TestSandboxProgram::refuses_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("an unknown option") << QStringList{u"--token"_s} << QByteArray("token");
    QTest::newRow("a word too many") << QStringList{u"now"_s} << QByteArray("now");
    QTest::newRow("a port that is none") << QStringList{u"--port=65536"_s} << QByteArray("--port");
    QTest::newRow("a latency before the past")
        << QStringList{u"--latency=-1"_s} << QByteArray("--latency");
    QTest::newRow("a status that is no answer")
        << QStringList{u"--answer=100"_s} << QByteArray("--answer");
    QTest::newRow("more users than there can be")
        << QStringList{u"--users=100001"_s} << QByteArray("--users");
    QTest::newRow("made-up overrides in a file that stays")
        << QStringList{u"--overrides=1"_s, u"--state=x"_s} << QByteArray("--overrides");
    QTest::newRow("a status in words") << QStringList{u"--answer=busy"_s} << QByteArray("--answer");
}

void TestSandboxProgram::refuses()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, words);
    QProcess process;
    start(process, arguments);
    QVERIFY(hasEnded(process));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().contains(words));
    QCOMPARE(process.readAllStandardOutput(), QByteArray());
}

void TestSandboxProgram::refusesADamagedStateFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"state.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"format\":");
    file.close();
    QProcess process;
    start(process, {u"--state"_s, file.fileName()});
    QVERIFY(hasEnded(process));
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().contains(file.fileName().toUtf8()));
}

void TestSandboxProgram::saysThatOutputIsLost_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("--help") << QStringList{u"--help"_s};
    QTest::newRow("--version") << QStringList{u"--version"_s};
    QTest::newRow("the announcement") << QStringList{};
}

void TestSandboxProgram::saysThatOutputIsLost()
{
    QFETCH(const QStringList, arguments);
    for (const QString &output : {u">/dev/full"_s, u">&-"_s}) {
        QProcess process;
        process.start(u"/bin/sh"_s,
                      QStringList{u"-c"_s, u"exec \"$0\" \"$@\" "_s + output,
                                  QStringLiteral(MCPO_BIN_DIR "/mcp-override-sandbox")} +
                          arguments);
        QVERIFY(hasEnded(process));
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains("could not be written"));
    }
}

void TestSandboxProgram::explainsItself_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("help") << u"--help"_s << QByteArray("--latency");
    QTest::newRow("version") << u"--version"_s << QByteArray(MCPO_VERSION);
}

void TestSandboxProgram::explainsItself()
{
    QFETCH(const QString, option);
    QFETCH(const QByteArray, words);
    QProcess process;
    start(process, {option});
    QVERIFY(hasEnded(process));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains(words));
}

QTEST_GUILESS_MAIN(TestSandboxProgram)
#include "tst_sandboxprogram.moc"
