// SPDX-License-Identifier: Apache-2.0
#include "tests/net/sandboxclient.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mcpo;
using namespace Qt::StringLiterals;

namespace
{

QByteArray contentOf(const QString &fileName)
{
    QFile file(fileName);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// What outlives the sandbox, and what never gets into it.
class TestSandboxStateFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOverridesAcrossRestarts();
    void keepsNoSecret();
    void refusesADamagedStateFile_data();
    void refusesADamagedStateFile();
    void answersWithTheReasonWhenTheStateCannotBeKept();

private:
    QString stateFile() const
    {
        return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()));
    }

    SandboxClient m_client;
    QTemporaryDir m_folder;
};

void TestSandboxStateFile::keepsOverridesAcrossRestarts()
{
    const SandboxOptions options{.stateFile = stateFile()};
    QJsonArray before;
    {
        SandboxControlPlane sandbox(options);
        QCOMPARE(sandbox.start(), std::nullopt);
        const auto reply = m_client.send(sandbox, "PUT", jiraAuth, jiraOverride);
        QVERIFY(SandboxClient::isFinished(reply));
        before = m_client.overrides(sandbox);
        QCOMPARE(before.size(), 1);
    }
    SandboxControlPlane sandbox(options);
    QCOMPARE(sandbox.start(), std::nullopt);
    QCOMPARE(m_client.overrides(sandbox), before);
}

void TestSandboxStateFile::keepsNoSecret()
{
    SandboxControlPlane sandbox({.stateFile = stateFile()});
    QCOMPARE(sandbox.start(), std::nullopt);
    const auto reply = m_client.send(sandbox, "PUT", jiraAuth, jiraOverride);
    QVERIFY(SandboxClient::isFinished(reply));
    QVERIFY(contentOf(stateFile()).contains("user-17"));
    QVERIFY(!contentOf(stateFile()).contains("canary"));
    QVERIFY(!QJsonDocument(m_client.overrides(sandbox)).toJson().contains("canary"));
    const auto mine = QFile::ReadOwner | QFile::WriteOwner;
    QCOMPARE(QFile::permissions(stateFile()) & ~(QFile::ReadUser | QFile::WriteUser), mine);
}

void TestSandboxStateFile::refusesADamagedStateFile_data()
{
    QTest::addColumn<QByteArray>("content");
    const QByteArray head = R"({"format":"mcp-override-sandbox","version":1,"overrides":)";
    QTest::newRow("nothing in it") << QByteArray();
    QTest::newRow("cut off") << head + R"([{"serverId":"mcp)";
    QTest::newRow("something else") << QByteArray("[1, 2]");
    QTest::newRow("another program's") << QByteArray(R"({"format":"other","version":1})");
    QTest::newRow("another version's")
        << QByteArray(R"({"format":"mcp-override-sandbox","version":2,"overrides":[]})");
    QTest::newRow("no rows") << head + "{}}";
    QTest::newRow("a row that is none") << head + "[17]}";
    QTest::newRow("a row without a time")
        << head + R"([{"serverId":"a","subjectId":"b","subjectType":"user","credentialType":"env",)"
                  R"("updatedAt":"noon","updatedById":"admin","updatedByType":"user"}]})";
}

void TestSandboxStateFile::refusesADamagedStateFile()
{
    QFETCH(const QByteArray, content);
    QFile file(stateFile());
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(content);
    file.close();
    SandboxControlPlane sandbox({.stateFile = stateFile()});
    const auto error = sandbox.start();
    QVERIFY(error.has_value());
    QVERIFY2(error->contains(stateFile()), qPrintable(*error));
    QVERIFY(sandbox.address().isEmpty());
    QCOMPARE(contentOf(stateFile()), content);
}

void TestSandboxStateFile::answersWithTheReasonWhenTheStateCannotBeKept()
{
    SandboxControlPlane sandbox({.stateFile = m_folder.filePath(u"no such folder/state"_s)});
    QCOMPARE(sandbox.start(), std::nullopt);
    const auto reply = m_client.send(sandbox, "PUT", jiraAuth, jiraOverride);
    QVERIFY(SandboxClient::isFinished(reply));
    QCOMPARE(SandboxClient::statusOf(reply), 500);
    QVERIFY(m_client.overrides(sandbox).isEmpty());
}

QTEST_GUILESS_MAIN(TestSandboxStateFile)
#include "tst_sandboxstatefile.moc"
