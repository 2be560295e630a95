// SPDX-License-Identifier: Apache-2.0
// Programs of the tests that are started by hand, without with-desktop, leave the person's folders
// as they were.
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace
{

/// A person with settings and an activity of this program, and no private desktop.
class Person
{
public:
    Person()
    {
        write(u".config/mcp-override/mcp-override.conf"_s, "[profiles]\n");
        write(u".local/share/mcp-override/activity.jsonl"_s, "{}\n");
        for (const QString &name : m_environment.keys()) {
            if (name.startsWith("XDG_"_L1) || name.startsWith("MCPO_"_L1))
                m_environment.remove(name);
        }
        m_environment.insert(u"HOME"_s, m_home.path());
        m_environment.insert(u"XDG_RUNTIME_DIR"_s, m_home.path());
    }

    /// Every file with what it holds, and every folder.
    QMap<QString, QByteArray> files() const
    {
        QMap<QString, QByteArray> found;
        QDirIterator entries(m_home.path(), QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            QFile file(entries.next());
            found[file.fileName()] =
                file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("folder");
        }
        return found;
    }

    /// The exit code of a program beside this one, or -1.
    int run(const QString &program, const QStringList &arguments) const
    {
        QProcess process;
        process.setProcessEnvironment(m_environment);
        process.setWorkingDirectory(m_home.path());
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        process.start(QCoreApplication::applicationDirPath() + u'/' + program, arguments);
        constexpr int patience = 240'000;
        return process.waitForFinished(patience) ? process.exitCode() : -1;
    }

private:
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_home.filePath(name));
        if (!QDir().mkpath(QFileInfo(file).path()) || !file.open(QIODevice::WriteOnly) ||
            file.write(text) != text.size())
            qFatal("Cannot write %s", qPrintable(name));
    }

    QTemporaryDir m_home;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
};

} // namespace

class TestOwnFolders : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theHomeStaysAsItWas_data();
    void theHomeStaysAsItWas();
};

void TestOwnFolders::theHomeStaysAsItWas_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("a test of the activity") << u"tst_activitylog"_s << QStringList{};
    QTest::newRow("a test of the profiles") << u"tst_profiles"_s << QStringList{};
    QTest::newRow("a test of the window")
        << u"tst_workspace"_s << QStringList{u"writesDownWhatWasDone"_s};
    QTest::newRow("soak") << u"soak"_s << QStringList{u"20"_s};
    QTest::newRow("screenshots") << u"screenshots"_s << QStringList{};
}

void TestOwnFolders::theHomeStaysAsItWas()
{
    QFETCH(const QString, program);
    QFETCH(const QStringList, arguments);
    const Person person;
    const QTemporaryDir pictures;
    const auto before = person.files();
    const int exitCode =
        person.run(program, program == "screenshots"_L1 ? QStringList{pictures.path()} : arguments);
    QCOMPARE(exitCode, 0);
    QCOMPARE(person.files(), before);
}

QTEST_GUILESS_MAIN(TestOwnFolders)
#include "tst_ownfolders.moc"
