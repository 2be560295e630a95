// SPDX-License-Identifier: Apache-2.0
#include "net/keychainvault.h"
#include "tests/support/awaited.h"
#include "tests/system/privatekeyring.h"

#include <QCoreApplication>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QStringEncoder>
#include <QTest>

#include <array>
#include <cstdio>
#include <functional>
#include <vector>

namespace mcpo
{

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace
{

TokenKey keyOf(const QString &account, const QString &address = u"https://cp.example.com"_s)
{
    return {std::get<ControlPlaneAddress>(ControlPlaneAddress::parse(address)), account};
}

/// Every printable ASCII character, in an order of its own.
QString randomToken(qsizetype length)
{
    QString token;
    for (qsizetype i = 0; i < length; ++i)
        token += QChar(QRandomGenerator::global()->bounded(0x21, 0x7f));
    return token;
}

const char *nameOf(VaultState state)
{
    switch (state) {
    case VaultState::Done: return "Done";
    case VaultState::NotFound: return "NotFound";
    case VaultState::Locked: return "Locked";
    case VaultState::Denied: return "Denied";
    case VaultState::Unavailable: return "Unavailable";
    case VaultState::TimedOut: return "TimedOut";
    case VaultState::Damaged: return "Damaged";
    case VaultState::NotKept: return "NotKept";
    case VaultState::Failed: return "Failed";
    }
    return "";
}

VaultAnswer answerOf(const std::function<JobPtr(Answer<VaultAnswer>)> &start)
{
    Awaited<VaultAnswer> answer;
    const JobPtr job = start(answer.answer());
    if (!answer.came())
        qFatal("No answer, or several");
    return answer.value();
}

VaultAnswer read(KeychainVault &vault, const TokenKey &key)
{
    return answerOf([&](auto answer) { return vault.readToken(key, {}, std::move(answer)); });
}

VaultAnswer write(KeychainVault &vault, const TokenKey &key, const QString &token)
{
    return answerOf([&](auto answer) { return vault.writeToken(key, token, {}, std::move(answer)); });
}

VaultAnswer remove(KeychainVault &vault, const TokenKey &key)
{
    return answerOf([&](auto answer) { return vault.removeToken(key, {}, std::move(answer)); });
}

/// What the test starts itself as, in an environment where the keychain is in trouble: does the
/// actions one after the other and prints how each ended.
int runAsChild(const QStringList &arguments)
{
    const KeychainTimes times{std::chrono::milliseconds(arguments.value(0).toInt()),
                              std::chrono::milliseconds(arguments.value(1).toInt()), 500ms};
    KeychainVault vault(times);
    const TokenKey key = keyOf(u"child"_s);
    const auto carryOut = [&](const QString &action) {
        if (action == "read"_L1)
            return read(vault, key);
        return action == "write"_L1 ? write(vault, key, u"a-token"_s) : remove(vault, key);
    };
    std::puts("begins");
    std::fflush(stdout);
    for (const QString &action : arguments.value(2).split(u' '))
        std::printf("%s %s\n", qPrintable(action), nameOf(carryOut(action).state));
    return 0;
}

struct Patience {
    int deadline = 500; ///< milliseconds, both
    int unlocking = 500;
};

class Child
{
public:
    explicit Child(const QProcessEnvironment &environment, const Patience &patience = {},
                   const QString &actions = u"read write remove"_s)
    {
        m_process.setProcessEnvironment(environment);
        m_process.start(QCoreApplication::applicationFilePath(),
                        {u"--child"_s, QString::number(patience.deadline),
                         QString::number(patience.unlocking), actions});
        m_timer.start();
    }

    bool begins()
    {
        return QTest::qWaitFor(
            [this] {
                m_output += m_process.readAllStandardOutput();
                return m_output.startsWith("begins\n");
            },
            30'000);
    }
    /// What it printed, once it ended by itself.
    QByteArray output()
    {
        const bool isOver =
            QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 60'000);
        m_output += m_process.readAllStandardOutput();
        if (!isOver || m_process.exitStatus() != QProcess::NormalExit)
            return "It hangs or has crashed. " + m_output + m_process.readAllStandardError();
        return m_output;
    }
    qint64 elapsed() const { return m_timer.elapsed(); }

private:
    QProcess m_process;
    QElapsedTimer m_timer;
    QByteArray m_output;
};

QByteArray allEndWith(const QByteArray &state)
{
    return "begins\nread " + state + "\nwrite " + state + "\nremove " + state + '\n';
}

/// Shows a dialog, so to speak, that nobody answers.
class SilentPrompter : public QDBusVirtualObject
{
public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &) override
    {
        m_calls.append(message.member());
        return true;
    }
    const QStringList &calls() const { return m_calls; }

private:
    QStringList m_calls;
};

/// The files below @p folder that hold one of @p needles.
QStringList filesWith(const QString &folder, const QByteArrayList &needles)
{
    QStringList found;
    QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (!file.open(QIODevice::ReadOnly))
            continue; // a socket
        const QByteArray content = file.readAll();
        for (const QByteArray &needle : needles) {
            if (content.contains(needle))
                found.append(file.fileName());
        }
    }
    return found;
}

} // namespace

/// The OS keychain, with a real gnome-keyring.
class TestKeychainVault : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void keepsATokenOfAnyLength_data();
    void keepsATokenOfAnyLength();
    void replacesAToken();
    void keepsOneEntryPerControlPlaneAndAccount();
    void findsNothingWhereNothingIs();
    void removesWhatIsNotThere();
    void answersManyAtOnce();
    void survivesTheEndOfItsJobs();
    void survivesItsEndInsideTheAnswer();
    void writesNoTokenIntoAnyFile();
    void saysThatTheKeyringIsLocked();
    void doesNotSayThatALockedTokenIsGone();
    void waitsForAPersonToUnlockAndGivesUp();
    void saysThatThereIsNoKeychain_data();
    void saysThatThereIsNoKeychain();
    void endsWithAFrozenKeyring();
    void endsWithAKeyringThatDies();
    void endsWithoutAGlibEventLoop();

private:
    KeychainVault m_vault{{30s, 30s, 5s}};
};

void TestKeychainVault::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIntValue("MCPO_PRIVATE_DESKTOP") == 1,
             "Run this test within tests/support/with-desktop: it must not touch your keyring.");
}

void TestKeychainVault::keepsATokenOfAnyLength_data()
{
    QTest::addColumn<int>("length");
    for (const int length : {1, 2, 3, 100, 2559, 2560, 2561, 4096, 16'384, 65'536})
        QTest::addRow("%d bytes", length) << length;
}

void TestKeychainVault::keepsATokenOfAnyLength()
{
    QFETCH(const int, length);
    const TokenKey key = keyOf(u"of-any-length"_s);
    const QString token = randomToken(length);
    QCOMPARE(write(m_vault, key, token).state, VaultState::Done);
    const VaultAnswer kept = read(m_vault, key);
    QCOMPARE(kept.state, VaultState::Done);
    QVERIFY(kept.token == token);
    QCOMPARE(remove(m_vault, key).state, VaultState::Done);
    QCOMPARE(read(m_vault, key).state, VaultState::NotFound);
}

void TestKeychainVault::replacesAToken()
{
    const TokenKey key = keyOf(u"replaced"_s);
    for (const QString &token : {u"first"_s, u"second"_s, u"2"_s}) {
        QCOMPARE(write(m_vault, key, token).state, VaultState::Done);
        QCOMPARE(read(m_vault, key).token, token);
    }
    QCOMPARE(remove(m_vault, key).state, VaultState::Done);
    QCOMPARE(read(m_vault, key).state, VaultState::NotFound);
}

void TestKeychainVault::keepsOneEntryPerControlPlaneAndAccount()
{
    const QList<TokenKey> keys{
        keyOf(u"user-1@example.com"_s),
        keyOf(u"user-2@example.com"_s),
        keyOf({}),
        keyOf(u"a b"_s),
        keyOf(u"a%20b"_s),
        keyOf(u"a\nb"_s),
        keyOf(u"\u00fc"_s),
        keyOf(u"user-1@example.com"_s, u"https://cp.example.com/tenant"_s),
        keyOf(u"user-1@example.com"_s, u"https://cp.example.com:8443"_s),
        keyOf(u"user-1@example.com"_s, u"https://cp2.example.com"_s),
    };
    for (qsizetype i = 0; i < keys.size(); ++i)
        QCOMPARE(write(m_vault, keys.at(i), u"token-%1"_s.arg(i)).state, VaultState::Done);
    for (qsizetype i = 0; i < keys.size(); ++i)
        QCOMPARE(read(m_vault, keys.at(i)).token, u"token-%1"_s.arg(i));
    for (qsizetype i = 0; i < keys.size(); ++i) {
        QCOMPARE(remove(m_vault, keys.at(i)).state, VaultState::Done);
        QCOMPARE(read(m_vault, keys.at(i)).state, VaultState::NotFound);
        if (i + 1 < keys.size())
            QCOMPARE(read(m_vault, keys.at(i + 1)).token, u"token-%1"_s.arg(i + 1));
    }
}

void TestKeychainVault::findsNothingWhereNothingIs()
{
    const VaultAnswer answer = read(m_vault, keyOf(u"nobody"_s));
    QCOMPARE(answer.state, VaultState::NotFound);
    QCOMPARE(answer.token, QString());
}

void TestKeychainVault::removesWhatIsNotThere()
{
    QCOMPARE(remove(m_vault, keyOf(u"nobody"_s)).state, VaultState::Done);
}

void TestKeychainVault::answersManyAtOnce()
{
    const TokenKey key = keyOf(u"many"_s);
    QCOMPARE(write(m_vault, key, u"a-token"_s).state, VaultState::Done);
    std::array<Awaited<VaultAnswer>, 50> answers;
    std::vector<JobPtr> jobs;
    jobs.reserve(answers.size());
    for (auto &answer : answers)
        jobs.push_back(m_vault.readToken(key, {}, answer.answer()));
    for (auto &answer : answers) {
        QVERIFY(answer.came());
        QCOMPARE(answer.value().token, u"a-token"_s);
    }
    QCOMPARE(remove(m_vault, key).state, VaultState::Done);
}

void TestKeychainVault::survivesTheEndOfItsJobs()
{
    const TokenKey key = keyOf(u"cancelled"_s);
    auto *random = QRandomGenerator::global();
    int late = 0;
    for (int i = 0; i < 1000; ++i) {
        const auto isOver = std::make_shared<bool>(false);
        bool isAnswered = false;
        const auto answer = [&late, &isAnswered, isOver](const VaultAnswer &) {
            if (*isOver)
                ++late;
            else
                isAnswered = true;
        };
        JobPtr job;
        switch (i % 3) {
        case 0: job = m_vault.readToken(key, {}, answer); break;
        case 1: job = m_vault.writeToken(key, u"a-token"_s, {}, answer); break;
        case 2: job = m_vault.removeToken(key, {}, answer); break;
        }
        for (int events = random->bounded(12); events > 0 && !isAnswered; --events)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        *isOver = true;
        job.reset();
    }
    QCOMPARE(remove(m_vault, key).state, VaultState::Done); // behind all of them
    QCOMPARE(late, 0);
    QCOMPARE(read(m_vault, key).state, VaultState::NotFound);
}

void TestKeychainVault::survivesItsEndInsideTheAnswer()
{
    const TokenKey key = keyOf(u"gone"_s);
    int answers = 0;
    std::array<JobPtr, 3> jobs;
    const auto answerTo = [&](size_t i) {
        return [&, i](const VaultAnswer &) {
            jobs.at(i).reset();
            ++answers;
        };
    };
    jobs[0] = m_vault.writeToken(key, u"a-token"_s, {}, answerTo(0));
    jobs[1] = m_vault.readToken(key, {}, answerTo(1));
    jobs[2] = m_vault.removeToken(key, {}, answerTo(2));
    QTRY_COMPARE(answers, 3);
    // And where the answer comes by way of the question whether it is locked.
    jobs[0] = m_vault.readToken(keyOf(u"nobody"_s), {}, answerTo(0));
    QTRY_COMPARE(answers, 4);
    QCOMPARE(remove(m_vault, key).state, VaultState::Done);
}

void TestKeychainVault::writesNoTokenIntoAnyFile()
{
    const QString desktop = QFileInfo(qEnvironmentVariable("HOME")).path();
    const QString token = u"canary-"_s + randomToken(300);
    const QByteArrayList needles{token.toLatin1(), token.toLatin1().toBase64().chopped(4),
                                 QStringEncoder(QStringConverter::Utf16LE)(token)};
    const TokenKey key = keyOf(u"at-rest"_s);
    QCOMPARE(write(m_vault, key, token).state, VaultState::Done);

    // What it looks for is what it would find, and the keyring's file is among what it reads.
    QFile control(desktop + "/control"_L1);
    QVERIFY(control.open(QIODevice::WriteOnly));
    control.write("x" + token.toLatin1());
    control.close();
    QCOMPARE(filesWith(desktop, needles), QStringList{control.fileName()});
    QVERIFY(control.remove());
    const QString keyringFile =
        qEnvironmentVariable("XDG_DATA_HOME") + "/keyrings/login.keyring"_L1;
    QVERIFY(keyringFile.startsWith(desktop));
    QVERIFY2(QFile::exists(keyringFile), qPrintable(keyringFile));

    QCOMPARE(filesWith(desktop, needles), QStringList());
    QCOMPARE(remove(m_vault, key).state, VaultState::Done);
}

void TestKeychainVault::saysThatTheKeyringIsLocked()
{
    PrivateKeyring keyring(PrivateKeyring::Service::GnomeKeyring);
    QCOMPARE(Child(keyring.environment(), {20'000}).output(),
             "begins\nread NotFound\nwrite Done\nremove Done\n");
    keyring.lock();
    Child child(keyring.environment(), {3000});
    QCOMPARE(child.output(), allEndWith("Locked"));
}

void TestKeychainVault::doesNotSayThatALockedTokenIsGone()
{
    PrivateKeyring keyring(PrivateKeyring::Service::GnomeKeyring);
    QCOMPARE(Child(keyring.environment(), {20'000}, u"write"_s).output(), "begins\nwrite Done\n");
    QCOMPARE(keyring.entries(), 1);
    keyring.lock();
    QCOMPARE(Child(keyring.environment(), {3000}, u"remove"_s).output(), "begins\nremove Locked\n");
    QCOMPARE(keyring.entries(), 1);
}

void TestKeychainVault::waitsForAPersonToUnlockAndGivesUp()
{
    PrivateKeyring keyring(PrivateKeyring::Service::GnomeKeyring);
    SilentPrompter prompter;
    QVERIFY(keyring.bus().registerVirtualObject(u"/org/gnome/keyring/Prompter"_s, &prompter));
    QVERIFY(keyring.bus().registerService(u"org.gnome.keyring.SystemPrompter"_s));
    keyring.lock();
    Child child(keyring.environment(), {500, 1000});
    QCOMPARE(child.output(), allEndWith("Locked"));
    QVERIFY(prompter.calls().contains(u"BeginPrompting"_s));
    QVERIFY(child.elapsed() < 30'000);
}

void TestKeychainVault::saysThatThereIsNoKeychain_data()
{
    QTest::addColumn<bool>("hasBus");
    QTest::newRow("no session bus") << false;
    QTest::newRow("a session bus without a Secret Service") << true;
}

void TestKeychainVault::saysThatThereIsNoKeychain()
{
    QFETCH(const bool, hasBus);
    const PrivateKeyring bus(PrivateKeyring::Service::None);
    QProcessEnvironment environment = bus.environment();
    if (!hasBus)
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere/at/all"_s);
    Child child(environment, {10'000});
    QCOMPARE(child.output(), allEndWith("Unavailable"));
    QVERIFY2(child.elapsed() < 30'000, QByteArray::number(child.elapsed()).constData());
}

void TestKeychainVault::endsWithAFrozenKeyring()
{
    PrivateKeyring keyring(PrivateKeyring::Service::GnomeKeyring);
    keyring.freeze();
    Child child(keyring.environment());
    QCOMPARE(child.output(), allEndWith("TimedOut"));
    QVERIFY2(child.elapsed() < 20'000, QByteArray::number(child.elapsed()).constData());
}

void TestKeychainVault::endsWithAKeyringThatDies()
{
    PrivateKeyring keyring(PrivateKeyring::Service::GnomeKeyring);
    keyring.freeze();
    Child child(keyring.environment(), {20'000});
    QVERIFY(child.begins());
    keyring.kill();
    QCOMPARE(child.output(), allEndWith("Unavailable"));
    QVERIFY2(child.elapsed() < 30'000, QByteArray::number(child.elapsed()).constData());
}

void TestKeychainVault::endsWithoutAGlibEventLoop()
{
    // The library needs one to hear any answer, so it never does: the deadline has to.
    PrivateKeyring keyring(PrivateKeyring::Service::GnomeKeyring);
    QProcessEnvironment environment = keyring.environment();
    environment.insert(u"QT_NO_GLIB"_s, u"1"_s);
    QCOMPARE(Child(environment).output(), allEndWith("TimedOut"));
}

} // namespace mcpo

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == QLatin1StringView("--child"))
        return mcpo::runAsChild(QCoreApplication::arguments().mid(2));
    mcpo::TestKeychainVault test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_keychainvault.moc"
