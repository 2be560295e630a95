// SPDX-License-Identifier: Apache-2.0
#include "net/keychainjob.h"
#include "net/keychainvault.h"
#include "net/tokenparts.h"
#include "tests/support/awaited.h"
#include "tests/system/privatekeyring.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QStringEncoder>
#include <QTest>

#include <array>
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
    return answerOf(
        [&](auto answer) { return vault.writeToken(key, token, {}, std::move(answer)); });
}

VaultAnswer remove(KeychainVault &vault, const TokenKey &key)
{
    return answerOf([&](auto answer) { return vault.removeToken(key, {}, std::move(answer)); });
}

/// The text of an entry, behind the back of the vault; null where there is none.
QString entry(const QString &key)
{
    const VaultAnswer found =
        answerOf([&](auto answer) { return readEntry(key, std::move(answer)); });
    return found.state == VaultState::Done ? found.token : QString();
}

void put(const QString &key, const QString &text)
{
    answerOf([&](auto answer) { return writeEntry(key, text, std::move(answer)); });
}

void erase(const QString &key)
{
    answerOf([&](auto answer) { return removeEntry(key, std::move(answer)); });
}

constexpr qsizetype smallEntry = 300;
const QString damagedKey = u"https://cp.example.com damaged"_s;

QString keyText(const TokenKey &key) { return key.address.text() + u' ' + key.accountId; }

int allEntries()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    return entriesIn(bus);
}

using Damage = std::function<void()>;

/// Starts an action and ends it somewhere in the middle.
void interrupt(const std::function<JobPtr(Answer<VaultAnswer>)> &start, int events)
{
    bool isAnswered = false;
    const JobPtr job = start([&isAnswered](const VaultAnswer &) { isAnswered = true; });
    for (; events > 0 && !isAnswered; --events)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

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
    void promise10KeepsATokenOfAnyLength_data();
    void promise10KeepsATokenOfAnyLength();
    void promise10SplitsWhatIsTooLong();
    void promise10NoticesDamage_data();
    void promise10NoticesDamage();
    void promise10DamageIsMendedByWritingAndByRemoving();
    void promise10InterruptedWriteLeavesOneTokenWhole();
    void promise10InterruptedRemovalCanBeDoneAgain();
    void promise9ReadsBackWhatWasWritten();
    void replacesAToken();
    void keepsOneEntryPerControlPlaneAndAccount();
    void findsNothingWhereNothingIs();
    void removesWhatIsNotThere();
    void answersManyAtOnce();
    void promise11SurvivesTheEndOfItsJobs();
    void promise11SurvivesItsEndInsideTheAnswer();
    void promise3WritesNoTokenIntoAnyFile();

private:
    /// How many entries came into the keyring since this test began: every function leaves none.
    int ownEntries() const { return allEntries() - m_entriesOfOthers; }

    int m_entriesOfOthers = 0; ///< what other programs have left in the keyring of the desktop
    const KeychainTimes m_patience{60s, 60s, 60s, 250ms};
    KeychainVault m_vault{m_patience};
    KeychainVault m_small{m_patience, smallEntry}; ///< whose entries hold little
};

void TestKeychainVault::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIntValue("MCPO_PRIVATE_DESKTOP") == 1,
             "Run this test within tests/support/with-desktop: it must not touch your keyring.");
    m_entriesOfOthers = allEntries();
}

void TestKeychainVault::promise10KeepsATokenOfAnyLength_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<qsizetype>("largestEntry");
    for (const int length :
         {1, 2, 3, 100, 1899, 1900, 1901, 2559, 2560, 2561, 4096, 16'384, 65'536}) {
        QTest::addRow("%d bytes", length) << length << qsizetype(0);
        QTest::addRow("%d bytes, in entries as of Windows", length) << length << qsizetype(2000);
    }
}

void TestKeychainVault::promise10KeepsATokenOfAnyLength()
{
    QFETCH(const int, length);
    QFETCH(const qsizetype, largestEntry);
    KeychainVault vault(m_patience, largestEntry);
    const TokenKey key = keyOf(u"of-any-length"_s);
    const QString token = randomToken(length);
    QCOMPARE(write(vault, key, token).state, VaultState::Done);
    const VaultAnswer kept = read(vault, key);
    QCOMPARE(kept.state, VaultState::Done);
    QVERIFY(kept.token == token);
    const bool isSplit = largestEntry > 0 && length > 1900;
    QCOMPARE(isSplit, !entry(partKey(keyText(key), TokenSlot::A, 1)).isNull());
    QCOMPARE(remove(vault, key).state, VaultState::Done);
    QCOMPARE(read(vault, key).state, VaultState::NotFound);
    QCOMPARE(ownEntries(), 0);
}

void TestKeychainVault::promise10SplitsWhatIsTooLong()
{
    const TokenKey key = keyOf(u"split"_s);
    // Longer and shorter in turns, so that what an older one leaves behind would show.
    for (const int length : {1000, 5000, 200, 3000, 10, 6000, 6000}) {
        const QString token = randomToken(length);
        QCOMPARE(write(m_small, key, token).state, VaultState::Done);
        QCOMPARE(read(m_small, key).token, token);
        const auto parts = splitToken(token, smallEntry, TokenSlot::A)->further.size();
        QCOMPARE(ownEntries(), parts + 1);
    }
    QCOMPARE(remove(m_small, key).state, VaultState::Done);
    QCOMPARE(ownEntries(), 0);
    const VaultAnswer tooLong = write(m_small, key, randomToken(65 * smallEntry));
    QCOMPARE(tooLong.state, VaultState::Failed);
    QVERIFY(tooLong.details.contains(u"too long"_s));
    QCOMPARE(ownEntries(), 0);
}

void TestKeychainVault::promise10NoticesDamage_data()
{
    QTest::addColumn<Damage>("damage");
    const auto part = [](int index) { return partKey(damagedKey, TokenSlot::A, index); };
    const auto row = [](const char *name, const Damage &damage) { QTest::newRow(name) << damage; };
    row("the first part is lost", [=] { erase(part(1)); });
    row("the last part is lost", [=] { erase(part(4)); });
    row("two parts are swapped", [=] {
        const QString second = entry(part(2));
        put(part(2), entry(part(3)));
        put(part(3), second);
    });
    row("a part is there twice", [=] { put(part(2), entry(part(3))); });
    row("a part is of another token", [=] {
        put(part(2), splitToken(randomToken(1000), smallEntry, TokenSlot::A)->further.at(1));
    });
    row("a part is something else", [=] { put(part(4), u"something else"_s); });
    row("a part stands for the head", [=] { put(damagedKey, entry(part(1))); });
    row("the head is of another token",
        [=] { put(damagedKey, splitToken(randomToken(1000), smallEntry, TokenSlot::A)->head); });
    row("the head is of a shorter token",
        [=] { put(damagedKey, splitToken(randomToken(300), smallEntry, TokenSlot::A)->head); });
    row("the head is something else", [=] { put(damagedKey, u"something else"_s); });
    row("the head has lost its end", [=] { put(damagedKey, entry(damagedKey).chopped(1)); });
}

void TestKeychainVault::promise10NoticesDamage()
{
    QFETCH(const Damage, damage);
    const TokenKey key = keyOf(u"damaged"_s);
    QCOMPARE(keyText(key), damagedKey);
    QCOMPARE(write(m_small, key, randomToken(1000)).state, VaultState::Done);
    damage();
    const VaultAnswer answer = read(m_small, key);
    QCOMPARE(answer.state, VaultState::Damaged);
    QCOMPARE(answer.token, QString());
    QCOMPARE(remove(m_small, key).state, VaultState::Done);
    QCOMPARE(ownEntries(), 0);
}

void TestKeychainVault::promise10DamageIsMendedByWritingAndByRemoving()
{
    const TokenKey key = keyOf(u"damaged"_s);
    for (const QString &head : {u"something else"_s, QString()}) {
        QCOMPARE(write(m_small, key, randomToken(1000)).state, VaultState::Done);
        if (head.isEmpty())
            erase(damagedKey); // and so nothing tells of the parts any more
        else
            put(damagedKey, head);
        const QString token = randomToken(2000);
        QCOMPARE(write(m_small, key, token).state, VaultState::Done);
        QCOMPARE(read(m_small, key).token, token);
        erase(damagedKey);
        QCOMPARE(read(m_small, key).state, VaultState::NotFound);
        QCOMPARE(remove(m_small, key).state, VaultState::Done);
        QCOMPARE(ownEntries(), 0);
    }
}

void TestKeychainVault::promise10InterruptedWriteLeavesOneTokenWhole()
{
    const TokenKey key = keyOf(u"interrupted"_s);
    auto *random = QRandomGenerator::global();
    QString kept = randomToken(1500);
    QCOMPARE(write(m_small, key, kept).state, VaultState::Done);
    int changes = 0;
    for (int i = 0; i < 25; ++i) {
        const QString token = randomToken(random->bounded(1, 3000));
        interrupt(
            [&](auto answer) { return m_small.writeToken(key, token, {}, std::move(answer)); },
            random->bounded(120));
        const VaultAnswer found = read(m_small, key); // behind what the library is still busy with
        QCOMPARE(found.state, VaultState::Done);
        QVERIFY(found.token == kept || found.token == token);
        changes += found.token == token ? 1 : 0;
        kept = found.token;
    }
    qInfo("%d of 25 interrupted writes had come far enough", changes);
    QCOMPARE(remove(m_small, key).state, VaultState::Done);
    QCOMPARE(ownEntries(), 0);
}

void TestKeychainVault::promise10InterruptedRemovalCanBeDoneAgain()
{
    const TokenKey key = keyOf(u"interrupted"_s);
    for (int events = 0; events < 100; events += 20) {
        const QString token = randomToken(1500);
        QCOMPARE(write(m_small, key, token).state, VaultState::Done);
        interrupt([&](auto answer) { return m_small.removeToken(key, {}, std::move(answer)); },
                  events);
        const VaultAnswer found = read(m_small, key);
        QVERIFY(found.token.isEmpty() || found.token == token);
        QCOMPARE(remove(m_small, key).state, VaultState::Done);
        QCOMPARE(ownEntries(), 0);
    }
}

void TestKeychainVault::promise9ReadsBackWhatWasWritten()
{
    // A text that UTF-8 cannot hold comes back as another one.
    const TokenKey key = keyOf(u"not-kept"_s);
    QCOMPARE(write(m_vault, key, u"token"_s + QChar(0xD800)).state, VaultState::NotKept);
    QCOMPARE(remove(m_vault, key).state, VaultState::Done);
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

void TestKeychainVault::promise11SurvivesTheEndOfItsJobs()
{
    constexpr int few = 300;
    bool isSet = false;
    const int wanted = qEnvironmentVariableIntValue("MCPO_KEYCHAIN_CANCELS", &isSet);
    const int cancels = isSet ? wanted : few;
    auto *random = QRandomGenerator::global();
    int late = 0;
    int early = 0;
    for (int i = 0; i < cancels; ++i) {
        // The vault may go before its job, and jobs overlap with what earlier ones left running.
        auto vault = std::make_unique<KeychainVault>(m_patience, i % 2 == 0 ? 0 : smallEntry);
        const TokenKey key = keyOf(u"cancelled-%1"_s.arg(random->bounded(3)));
        const auto isOver = std::make_shared<bool>(false);
        bool isAnswered = false;
        const auto answer = [&late, &isAnswered, isOver](const VaultAnswer &) {
            if (*isOver)
                ++late;
            else
                isAnswered = true;
        };
        JobPtr job;
        switch (random->bounded(3)) {
        case 0: job = vault->readToken(key, {}, answer); break;
        case 1:
            job = vault->writeToken(key, randomToken(random->bounded(1, 1000)), {}, answer);
            break;
        case 2: job = vault->removeToken(key, {}, answer); break;
        }
        if (random->bounded(2) == 0)
            vault.reset();
        for (int events = random->bounded(30); events > 0 && !isAnswered; --events)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        *isOver = true;
        job.reset();
        early += isAnswered ? 0 : 1;
    }
    for (int i = 0; i < 3; ++i) { // behind all of them
        const TokenKey key = keyOf(u"cancelled-%1"_s.arg(i));
        QCOMPARE(remove(m_small, key).state, VaultState::Done);
    }
    QCOMPARE(ownEntries(), 0);
    QCOMPARE(late, 0);
    qInfo("%d actions, %d of them ended in the middle", cancels, early);
}

void TestKeychainVault::promise11SurvivesItsEndInsideTheAnswer()
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

void TestKeychainVault::promise3WritesNoTokenIntoAnyFile()
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

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestKeychainVault)
#include "tst_keychainvault.moc"
