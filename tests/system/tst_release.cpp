// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace
{

constexpr auto metainfo = "packaging/linux/org.mcpoverride.McpOverride.metainfo.xml"_L1;

/// What a program said and how it ended.
struct Ended {
    int exitCode = -1;
    QString words;
};

QString contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(path), qPrintable(file.errorString()));
    return QString::fromUtf8(file.readAll());
}

void write(const QString &path, const QString &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content.toUtf8()) < 0)
        qFatal("%s: %s", qPrintable(path), qPrintable(file.errorString()));
}

/// A repository with the files that a release touches, and a "./dev" that writes down what it was
/// asked, and fails when it was told so: what it does in earnest takes half an hour.
class Repository
{
public:
    Repository()
    {
        QDir(path()).mkpath(u"packaging/linux"_s);
        for (const QString &name : {u"packaging/release"_s, u"CMakeLists.txt"_s, QString(metainfo)})
            QFile::copy(QStringLiteral(MCPO_SOURCE_DIR "/") + name, path(name));
        write(path(u"CHANGELOG.md"_s), u"# Changelog\n\n## 7.0.1\n\n## 7.0.0\n\n- More.\n"_s);
        write(path(u".gitignore"_s), u"/asked\n/is-broken\n"_s);
        write(path(u"dev"_s), u"#!/bin/sh\necho \"$*\" >>asked\n"
                              "[ ! -e is-broken ] || [ \"$*\" != \"package --verify\" ]\n"_s);
        QFile::setPermissions(path(u"dev"_s),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        git({u"init"_s, u"--quiet"_s});
        commitAll();
    }

    QString path(const QString &name = {}) const { return m_folder.filePath(name); }

    Ended run(const QString &program, const QStringList &arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        if (!process.waitForFinished(60'000))
            qFatal("%s does not end", qPrintable(program));
        return {process.exitCode(), QString::fromUtf8(process.readAll()).trimmed()};
    }

    Ended git(const QStringList &arguments) const
    {
        return run(u"git"_s, QStringList{u"-c"_s, u"user.name=Test"_s, u"-c"_s,
                                         u"user.email=test@example.com"_s} +
                                 arguments);
    }

    void commitAll() const
    {
        git({u"add"_s, u"--all"_s});
        git({u"commit"_s, u"--quiet"_s, u"--message=Change"_s});
    }

    Ended release(const QString &version) const
    {
        return run(path(u"packaging/release"_s), {version});
    }

    QString tags() const { return git({u"tag"_s}).words; }
    QString commits() const { return git({u"rev-list"_s, u"--count"_s, u"HEAD"_s}).words; }
    QString asked() const
    {
        return QFile::exists(path(u"asked"_s)) ? contentOf(path(u"asked"_s)) : QString();
    }

private:
    QTemporaryDir m_folder;
};

const QString everything = u"test\nlint\npackage --verify\n"_s;

} // namespace

/// "./dev release", with what it calls written down instead of done.
class TestRelease : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void setsTheVersionAndTags();
    void tagsNothingThatIsBroken();
    void refuses_data();
    void refuses();
    void wantsEverythingCommitted();
};

void TestRelease::initTestCase()
{
    // Commits of the script itself need somebody, too.
    qputenv("GIT_AUTHOR_NAME", "Test");
    qputenv("GIT_AUTHOR_EMAIL", "test@example.com");
    qputenv("GIT_COMMITTER_NAME", "Test");
    qputenv("GIT_COMMITTER_EMAIL", "test@example.com");
}

void TestRelease::setsTheVersionAndTags()
{
    const Repository repository;
    const Ended ended = repository.release(u"7.0.0"_s);
    QVERIFY2(ended.exitCode == 0, qPrintable(ended.words));

    QVERIFY(contentOf(repository.path(u"CMakeLists.txt"_s)).contains(" VERSION 7.0.0 "_L1));
    QVERIFY(
        contentOf(repository.path(metainfo)).contains("<release version=\"7.0.0\" date=\"20"_L1));
    QCOMPARE(repository.asked(), everything);
    QCOMPARE(repository.tags(), u"v7.0.0"_s);
    QCOMPARE(repository.git({u"status"_s, u"--porcelain"_s}).words, QString());
}

void TestRelease::tagsNothingThatIsBroken()
{
    const Repository repository;
    write(repository.path(u"is-broken"_s), {});
    QVERIFY(repository.release(u"7.0.0"_s).exitCode != 0);
    QCOMPARE(repository.tags(), QString());

    // Mended, it goes on where it stopped.
    QFile::remove(repository.path(u"is-broken"_s));
    const QString commits = repository.commits();
    const Ended again = repository.release(u"7.0.0"_s);
    QVERIFY2(again.exitCode == 0, qPrintable(again.words));
    QCOMPARE(repository.commits(), commits);
    QCOMPARE(repository.tags(), u"v7.0.0"_s);
}

void TestRelease::refuses_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("reason");
    QTest::newRow("nothing") << QString() << u"three numbers"_s;
    QTest::newRow("two numbers") << u"7.0"_s << u"three numbers"_s;
    QTest::newRow("a letter") << u"v7.0.0"_s << u"three numbers"_s;
    QTest::newRow("leading zero") << u"7.00.0"_s << u"three numbers"_s;
    QTest::newRow("older") << u"0.0.1"_s << u"older than"_s;
    QTest::newRow("nothing said") << u"8.0.0"_s << u"\"## 8.0.0\""_s;
    QTest::newRow("an empty section") << u"7.0.1"_s << u"\"## 7.0.1\""_s;
    QTest::newRow("not the version but alike") << u"7.0.0.0"_s << u"three numbers"_s;
}

void TestRelease::refuses()
{
    QFETCH(QString, version);
    QFETCH(QString, reason);
    const Repository repository;
    const QString commits = repository.commits();
    const Ended ended = repository.release(version);
    QVERIFY(ended.exitCode != 0);
    QVERIFY2(ended.words.contains(reason), qPrintable(ended.words));
    QCOMPARE(repository.asked(), QString());
    QCOMPARE(repository.commits(), commits);
    QCOMPARE(repository.tags(), QString());
}

void TestRelease::wantsEverythingCommitted()
{
    const Repository repository;
    write(repository.path(u"CHANGELOG.md"_s), u"## 7.0.0\n\n- Less.\n"_s);
    QVERIFY(repository.release(u"7.0.0"_s).words.contains("not committed"_L1));
    repository.commitAll();
    QCOMPARE(repository.release(u"7.0.0"_s).exitCode, 0);
    const Ended twice = repository.release(u"7.0.0"_s);
    QVERIFY2(twice.words.contains("v7.0.0 exists"_L1), qPrintable(twice.words));
}

QTEST_GUILESS_MAIN(TestRelease)
#include "tst_release.moc"
