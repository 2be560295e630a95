// SPDX-License-Identifier: Apache-2.0
#include "app/gui/dbusinstance.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLocalSocket>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <vector>

// Real programs on a real session bus and on a real local socket.

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString link = u"mcp-override://set?server=mcp-1"_s;
const QString controlPlane = u"https://cp.example.com"_s;
const QString way = u"way"_s;
constexpr int longest = 30'000; // ms, on a busy machine

/// One start of a program, which ends with this object.
class Start
{
public:
    Start(const QString &program, const QStringList &arguments,
          const QProcessEnvironment &environment)
    {
        m_process.setProcessEnvironment(environment);
        m_process.start(program, arguments);
    }
    ~Start()
    {
        signal(SIGKILL);
        m_process.waitForFinished();
    }
    Start(const Start &) = delete;
    Start &operator=(const Start &) = delete;

    void signal(int number) const
    {
        if (m_process.processId() > 0)
            ::kill(static_cast<pid_t>(m_process.processId()), number);
    }
    bool isRunning() const { return m_process.state() == QProcess::Running; }
    bool ends()
    {
        return QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; },
                               longest);
    }
    /// -1: it was killed, or does not end.
    int exitCode()
    {
        return ends() && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }
    bool says(const QByteArray &words)
    {
        return QTest::qWaitFor(
            [&] { return (m_said += m_process.readAllStandardOutput()).contains(words); }, longest);
    }
    const QByteArray &said() const { return m_said; }
    QByteArray errors() { return m_process.readAllStandardError(); }

private:
    QProcess m_process;
    QByteArray m_said;
};

using StartPtr = std::unique_ptr<Start>;

QDBusMessage call(const QString &method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        QString::fromLatin1(DBusInstance::service), QString::fromLatin1(DBusInstance::path),
        u"org.freedesktop.Application"_s, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message);
}

bool isOnTheBus()
{
    return QDBusConnection::sessionBus().interface()->isServiceRegistered(
        QString::fromLatin1(DBusInstance::service));
}

} // namespace

class TestSingleInstance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void handsOver_data();
    void handsOver();
    void passesTheActivationOn_data() { addWays(); }
    void passesTheActivationOn();
    void takesThePlaceOfAKilledOne_data() { addWays(); }
    void takesThePlaceOfAKilledOne();
    void doesNotWaitForAFrozenOne_data() { addWays(); }
    void doesNotWaitForAFrozenOne();
    void ofManyAtOnceOneIsFirst_data() { addWays(); }
    void ofManyAtOnceOneIsFirst();
    void takesALongLinkAsTooLong_data() { addWays(); }
    void takesALongLinkAsTooLong();
    void usesTheSocketWithoutABus();
    void theSocketIsTheUsersAlone();
    void survivesHostileSockets();
    void survivesHostileCalls();
    void doesWhatADesktopAsksFor();
    void theProgramStartsOnce();
    void theProgramSaysThatItIsFrozen();

private:
    static void addWays();
    StartPtr start(const QStringList &arguments = {});
    StartPtr startProgram(const QStringList &arguments = {}) const;
    StartPtr first();
    QString socketPath() const { return m_folder->filePath(u"mcp-override.socket"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcessEnvironment m_environment;
    bool m_isLocal = false;
};

void TestSingleInstance::initTestCase()
{
    QVERIFY2(QDBusConnection::sessionBus().isConnected(),
             "Run this by tests/support/with-desktop, which brings a session bus");
}

void TestSingleInstance::init()
{
    QTRY_VERIFY(!isOnTheBus());
    m_folder = std::make_unique<QTemporaryDir>(); // private to the user
    m_environment = QProcessEnvironment::systemEnvironment();
    m_environment.insert(u"XDG_RUNTIME_DIR"_s, m_folder->path());
    m_environment.remove(u"XDG_ACTIVATION_TOKEN"_s);
    m_environment.remove(u"DESKTOP_STARTUP_ID"_s);
    m_isLocal = false;
}

void TestSingleInstance::addWays()
{
    QTest::addColumn<bool>("isLocal");
    QTest::newRow("session bus") << false;
    QTest::newRow("local socket") << true;
}

StartPtr TestSingleInstance::start(const QStringList &arguments)
{
    const QStringList all = m_isLocal ? arguments + QStringList{u"--local"_s} : arguments;
    return std::make_unique<Start>(QStringLiteral(MCPO_INSTANCE_HELPER), all, m_environment);
}

StartPtr TestSingleInstance::startProgram(const QStringList &arguments) const
{
    return std::make_unique<Start>(QStringLiteral(MCPO_BIN_DIR "/mcp-override"), arguments,
                                   m_environment);
}

StartPtr TestSingleInstance::first()
{
    StartPtr one = start();
    return one->says("first\n") ? std::move(one) : nullptr;
}

void TestSingleInstance::handsOver_data()
{
    QTest::addColumn<bool>("isLocal");
    QTest::addColumn<StartMessage>("message");
    for (const bool isLocal : {false, true}) {
        const char *name = isLocal ? "local socket" : "session bus";
        QTest::addRow("nothing by %s", name) << isLocal << StartMessage{};
        QTest::addRow("a link by %s", name) << isLocal << StartMessage{link, {}, {}, {}};
        QTest::addRow("a control plane by %s", name)
            << isLocal << StartMessage{{}, controlPlane, {}, {}};
        QTest::addRow("both by %s", name) << isLocal << StartMessage{link, controlPlane, {}, {}};
    }
}

void TestSingleInstance::handsOver()
{
    QFETCH(const bool, isLocal);
    QFETCH(const StartMessage, message);
    m_isLocal = isLocal;
    const StartPtr one = first();
    QVERIFY(one);
    QStringList arguments;
    if (!message.link.isEmpty())
        arguments << u"--link"_s << message.link;
    if (!message.controlPlane.isEmpty())
        arguments << u"--control-plane"_s << message.controlPlane;
    const StartPtr two = start(arguments);
    QVERIFY(two->says("handed over\n"));
    QCOMPARE(two->exitCode(), 0);
    QVERIFY(one->says(toLine(message)));
    QVERIFY(one->isRunning());
}

void TestSingleInstance::passesTheActivationOn()
{
    QFETCH(const bool, isLocal);
    m_isLocal = isLocal;
    const StartPtr one = first();
    QVERIFY(one);
    m_environment.insert(u"XDG_ACTIVATION_TOKEN"_s, u"token-1"_s);
    m_environment.insert(u"DESKTOP_STARTUP_ID"_s, u"id_TIME2"_s);
    const StartPtr two = start({u"--link"_s, link});
    QCOMPARE(two->exitCode(), 0);
    QVERIFY(one->says(toLine({link, {}, u"token-1"_s, u"id_TIME2"_s})));
    QVERIFY(one->says("environment token-1\n"));
}

void TestSingleInstance::takesThePlaceOfAKilledOne()
{
    QFETCH(const bool, isLocal);
    m_isLocal = isLocal;
    StartPtr one = first();
    QVERIFY(one);
    one->signal(SIGKILL);
    QVERIFY(one->ends());
    QCOMPARE(QFileInfo::exists(socketPath()), isLocal); // left behind
    const StartPtr two = first();
    QVERIFY(two);
    QCOMPARE(start({u"--link"_s, link})->exitCode(), 0);
    QVERIFY(two->says(toLine({link, {}, {}, {}})));
}

void TestSingleInstance::doesNotWaitForAFrozenOne()
{
    QFETCH(const bool, isLocal);
    m_isLocal = isLocal;
    const StartPtr one = first();
    QVERIFY(one);
    one->signal(SIGSTOP);
    QElapsedTimer timer;
    timer.start();
    const StartPtr two = start({u"--link"_s, link});
    QVERIFY(two->says("unresponsive\n"));
    QCOMPARE(two->exitCode(), 1);
    QVERIFY2(timer.elapsed() < 10'000, "3 s are promised, the rest is for a busy machine");
    one->signal(SIGCONT);
    QVERIFY(one->says(toLine({link, {}, {}, {}}))); // it waited there
    QCOMPARE(start()->exitCode(), 0);
}

void TestSingleInstance::ofManyAtOnceOneIsFirst()
{
    QFETCH(const bool, isLocal);
    m_isLocal = isLocal;
    constexpr int many = 6;
    std::vector<StartPtr> starts;
    starts.reserve(many);
    for (int number = 0; number < many; ++number)
        starts.push_back(start());
    const auto running = [&starts] {
        return std::count_if(starts.cbegin(), starts.cend(),
                             [](const StartPtr &one) { return one->isRunning(); });
    };
    QTRY_COMPARE_WITH_TIMEOUT(running(), 1, longest);
    for (const StartPtr &one : starts)
        QVERIFY(one->isRunning() ? one->says("first\n") : one->exitCode() == 0);
}

void TestSingleInstance::takesALongLinkAsTooLong()
{
    QFETCH(const bool, isLocal);
    m_isLocal = isLocal;
    const StartPtr one = first();
    QVERIFY(one);
    const QString longLink = link + QString(100'000, u'a');
    QCOMPARE(start({u"--link"_s, longLink})->exitCode(), 0);
    QVERIFY(one->says(toLine({longLink.left(maximumStartText + 1), {}, {}, {}})));
}

void TestSingleInstance::usesTheSocketWithoutABus()
{
    m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
    const StartPtr one = first();
    QVERIFY(one);
    QVERIFY(QFileInfo::exists(socketPath()));
    QCOMPARE(start()->exitCode(), 0);
}

void TestSingleInstance::theSocketIsTheUsersAlone()
{
    m_isLocal = true;
    const StartPtr one = first();
    QVERIFY(one);
    const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                            QFileDevice::ExeGroup | QFileDevice::ReadOther |
                                            QFileDevice::WriteOther | QFileDevice::ExeOther;
    QVERIFY(QFileInfo::exists(socketPath()));
    QCOMPARE(QFile::permissions(socketPath()) & others, QFileDevice::Permissions());
}

void TestSingleInstance::survivesHostileSockets()
{
    m_isLocal = true;
    const StartPtr one = first();
    QVERIFY(one);
    const QList<QByteArray> hostile{"\n",
                                    "hello\n",
                                    QByteArray("\x00\xff\n", 3),
                                    QByteArray(100'000, '[') + '\n',
                                    QByteArray(1 << 22, 'x'),
                                    "{\"link\":\"" + QByteArray(1 << 22, 'x') + "\"}\n"};
    for (const QByteArray &bytes : hostile) {
        QLocalSocket socket;
        socket.connectToServer(socketPath());
        QVERIFY(socket.waitForConnected());
        socket.write(bytes);
        QTRY_COMPARE_WITH_TIMEOUT(socket.state(), QLocalSocket::UnconnectedState, longest);
        QCOMPARE(socket.readAll(), QByteArray()); // no "ok"
    }
    QLocalSocket silent;
    silent.connectToServer(socketPath());
    QVERIFY(silent.waitForConnected());
    QCOMPARE(start({u"--link"_s, link})->exitCode(), 0);
    QVERIFY(one->says(toLine({link, {}, {}, {}})));
    QCOMPARE(one->said().count('{'), 1);
}

void TestSingleInstance::survivesHostileCalls()
{
    const StartPtr one = first();
    QVERIFY(one);
    const QVariantMap odd{{u"activation-token"_s, QVariantList{1, u"a"_s}},
                          {u"desktop-startup-id"_s, u"a\nb"_s},
                          {u"more"_s, QStringList(1000, u"x"_s)}};
    QCOMPARE(call(u"Activate"_s, {odd}).type(), QDBusMessage::ReplyMessage);
    QCOMPARE(call(u"Activate"_s, {}).type(), QDBusMessage::ErrorMessage);
    QCOMPARE(call(u"Open"_s, {u"no list"_s, odd}).type(), QDBusMessage::ErrorMessage);
    QCOMPARE(call(u"Open"_s, {QStringList(), odd}).type(), QDBusMessage::ReplyMessage);
    QCOMPARE(call(u"Open"_s, {QStringList(1000, QString(10'000, u'x')), odd}).type(),
             QDBusMessage::ReplyMessage);
    QCOMPARE(call(u"ActivateAction"_s, {u"start"_s, QVariantList{7, true}, odd}).type(),
             QDBusMessage::ReplyMessage);
    QCOMPARE(call(u"ActivateAction"_s, {u"quit"_s, QVariantList(), odd}).type(),
             QDBusMessage::ReplyMessage);
    QCOMPARE(call(u"deleteLater"_s, {}).type(), QDBusMessage::ErrorMessage);
    QCOMPARE(start({u"--link"_s, link})->exitCode(), 0);
    QVERIFY(one->says(toLine({link, {}, {}, {}})));
    QVERIFY(one->isRunning());
}

void TestSingleInstance::doesWhatADesktopAsksFor()
{
    const StartPtr one = first();
    QVERIFY(one);
    const QVariantMap platformData{{u"activation-token"_s, u"token-1"_s}};
    QCOMPARE(call(u"Activate"_s, {platformData}).type(), QDBusMessage::ReplyMessage);
    QVERIFY(one->says(toLine({{}, {}, u"token-1"_s, {}})));
    QCOMPARE(call(u"Open"_s, {QStringList{link, u"another"_s}, QVariantMap()}).type(),
             QDBusMessage::ReplyMessage);
    QVERIFY(one->says(toLine({link, {}, {}, {}})));
}

void TestSingleInstance::theProgramStartsOnce()
{
    const StartPtr one = startProgram();
    QTRY_VERIFY_WITH_TIMEOUT(isOnTheBus(), longest);
    QCOMPARE(startProgram()->exitCode(), 0);
    QCOMPARE(startProgram({link})->exitCode(), 0);
    QCOMPARE(startProgram({u"--control-plane"_s, controlPlane, link})->exitCode(), 0);
    QVERIFY(one->isRunning());
}

void TestSingleInstance::theProgramSaysThatItIsFrozen()
{
    const StartPtr one = startProgram();
    QTRY_VERIFY_WITH_TIMEOUT(isOnTheBus(), longest);
    one->signal(SIGSTOP);
    const StartPtr two = startProgram();
    QCOMPARE(two->exitCode(), 1);
    QCOMPARE(two->errors(), QByteArray("mcp-override: The program is already running and does not "
                                       "respond. Close it, then start it again.\n"));
}

} // namespace mcpo

QTEST_GUILESS_MAIN(mcpo::TestSingleInstance)
#include "tst_singleinstance.moc"
