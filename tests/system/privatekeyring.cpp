// SPDX-License-Identifier: Apache-2.0
#include "tests/system/privatekeyring.h"

#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusReply>
#include <QDBusVariant>
#include <QDir>
#include <QFile>
#include <QLibrary>
#include <QTest>

#include <csignal>
#include <cstdio>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto keyringPassword = "throw-away";

QString newBusName()
{
    static int made = 0;
    return u"private-%1"_s.arg(++made);
}

QDBusMessage serviceCall(const QString &method)
{
    return QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s,
                                          u"/org/freedesktop/secrets"_s,
                                          u"org.freedesktop.Secret.Service"_s, method);
}

} // namespace

PrivateKeyring::PrivateKeyring(Service service, Prompter prompter)
    : m_folder(QDir::tempPath() + "/k.XXXXXX"_L1) // short: names of sockets end at 107 bytes
    , m_busName(newBusName())
    , m_bus(m_busName)
{
    m_environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    m_environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    for (const QString &name : {u"HOME"_s, u"XDG_RUNTIME_DIR"_s, u"XDG_CONFIG_HOME"_s,
                                u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s})
        m_environment.insert(name, m_folder.path());
    // Test programs that are started with it need no folders of their own, and keep its bus.
    m_environment.insert(u"MCPO_OWN_FOLDERS"_s, m_folder.path());
    startBus(service);
    if (prompter != Prompter::None)
        startPrompter(prompter);
    if (service != Service::None)
        startKeyring();
}

PrivateKeyring::~PrivateKeyring()
{
    QDBusConnection::disconnectFromBus(m_busName);
    for (QProcess *process : {&m_keyring, &m_prompter, &m_daemon}) {
        process->kill();
        process->waitForFinished();
    }
}

void PrivateKeyring::startBus(Service service)
{
    QFile usual(QStringLiteral(MCPO_SOURCE_DIR) + "/tests/support/session-bus.conf"_L1);
    QFile own(m_folder.filePath(u"bus.conf"_s));
    if (!usual.open(QIODevice::ReadOnly) || !own.open(QIODevice::WriteOnly))
        qFatal("No configuration for a bus");
    QByteArray rules = usual.readAll();
    if (service == Service::Forbidden)
        rules.replace("</policy>",
                      R"(<deny send_destination="org.freedesktop.secrets"/></policy>)");
    own.write(rules);
    own.close();

    m_daemon.setProcessEnvironment(m_environment);
    m_daemon.start(u"dbus-daemon"_s,
                   {u"--nofork"_s, u"--print-address"_s, "--config-file="_L1 + own.fileName()});
    if (!m_daemon.waitForReadyRead())
        qFatal("dbus-daemon: %s", m_daemon.readAllStandardError().constData());
    const QString address = QString::fromLatin1(m_daemon.readLine()).trimmed();
    m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, address);
    m_bus = QDBusConnection::connectToBus(address, m_busName);
    if (!m_bus.isConnected())
        qFatal("No private bus: %s", qPrintable(m_bus.lastError().message()));
}

void PrivateKeyring::startPrompter(Prompter prompter)
{
    m_prompter.setProcessEnvironment(m_environment);
    const QString conduct = prompter == Prompter::Unlocks   ? u"unlocks"_s
                            : prompter == Prompter::Cancels ? u"cancels"_s
                                                            : u"silent"_s;
    m_prompter.start(QCoreApplication::applicationFilePath(), {u"--prompter"_s, conduct});
    if (!m_prompter.waitForReadyRead())
        qFatal("The prompter: %s", m_prompter.readAllStandardError().constData());
    m_environment.insert(u"GNOME_KEYRING_TEST_PROMPTER"_s,
                         QString::fromLatin1(m_prompter.readLine()).trimmed());
}

void PrivateKeyring::startKeyring()
{
    // The copy that with-desktop made, which can be started in a container too.
    m_keyring.setProcessEnvironment(m_environment);
    m_keyring.start(qEnvironmentVariable("XDG_RUNTIME_DIR") + "/gnome-keyring-daemon"_L1,
                    {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    m_keyring.write(keyringPassword);
    m_keyring.closeWriteChannel();
    const auto isOpen = [this] {
        const QDBusReply<QDBusObjectPath> reply =
            m_bus.call(serviceCall(u"ReadAlias"_s) << u"default"_s);
        return reply.error().type() == QDBusError::AccessDenied || reply.value().path().size() > 1;
    };
    if (!QTest::qWaitFor(isOpen, 30'000))
        qFatal("gnome-keyring-daemon: %s", m_keyring.readAllStandardError().constData());
}

namespace
{

QList<QDBusObjectPath> itemsIn(QDBusConnection &bus)
{
    QDBusArgument anything;
    anything.beginMap(QMetaType::fromType<QString>(), QMetaType::fromType<QString>());
    anything.endMap();
    const QDBusMessage reply =
        bus.call(serviceCall(u"SearchItems"_s) << QVariant::fromValue(anything));
    if (reply.type() != QDBusMessage::ReplyMessage)
        qFatal("The keyring does not search: %s", qPrintable(reply.errorMessage()));
    QList<QDBusObjectPath> items;
    for (const QVariant &list : reply.arguments())
        items += qdbus_cast<QList<QDBusObjectPath>>(list);
    return items;
}

} // namespace

int entriesIn(QDBusConnection &bus) { return static_cast<int>(itemsIn(bus).size()); }

void PrivateKeyring::overwriteEntries(const QByteArray &secret)
{
    const QDBusMessage session =
        m_bus.call(serviceCall(u"OpenSession"_s)
                   << u"plain"_s << QVariant::fromValue(QDBusVariant(QString())));
    QDBusArgument value; // (session, parameters, secret, content type)
    value.beginStructure();
    value << session.arguments().value(1).value<QDBusObjectPath>() << QByteArray() << secret
          << u"text/plain"_s;
    value.endStructure();
    for (const QDBusObjectPath &item : itemsIn(m_bus)) {
        const QDBusMessage reply = m_bus.call(
            QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, item.path(),
                                           u"org.freedesktop.Secret.Item"_s, u"SetSecret"_s)
            << QVariant::fromValue(value));
        if (reply.type() != QDBusMessage::ReplyMessage)
            qFatal("The keyring does not write: %s", qPrintable(reply.errorMessage()));
    }
}

QDBusObjectPath PrivateKeyring::collection()
{
    const QDBusReply<QDBusObjectPath> reply =
        m_bus.call(serviceCall(u"ReadAlias"_s) << u"default"_s);
    return reply.value();
}

void PrivateKeyring::deleteCollection()
{
    const QDBusMessage reply = m_bus.call(
        QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, collection().path(),
                                       u"org.freedesktop.Secret.Collection"_s, u"Delete"_s));
    if (reply.type() != QDBusMessage::ReplyMessage)
        qFatal("The keyring does not delete: %s", qPrintable(reply.errorMessage()));
}

void PrivateKeyring::lock()
{
    const QDBusMessage reply = m_bus.call(
        serviceCall(u"Lock"_s) << QVariant::fromValue(QList<QDBusObjectPath>{collection()}));
    if (reply.type() != QDBusMessage::ReplyMessage)
        qFatal("The keyring does not lock: %s", qPrintable(reply.errorMessage()));
}

void PrivateKeyring::freeze() { ::kill(static_cast<pid_t>(m_keyring.processId()), SIGSTOP); }

void PrivateKeyring::thaw() { ::kill(static_cast<pid_t>(m_keyring.processId()), SIGCONT); }

void PrivateKeyring::kill()
{
    m_keyring.kill();
    m_keyring.waitForFinished();
}

int runPrompter(const QString &conduct)
{
    QLibrary library(u"gcr-base-3"_s, 1);
    const auto function = [&library](const char *name) {
        const QFunctionPointer found = library.resolve(name);
        if (found == nullptr)
            qFatal("%s", qPrintable(library.errorString()));
        return found;
    };
    using Start = const char *();
    using Delay = void(unsigned);
    using Unlock = void(const char *password, const char *firstProperty, ...);
    using Cancel = void();
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): what a library is asked for by name
    const auto start = reinterpret_cast<Start *>(function("gcr_mock_prompter_start"));
    const auto delay = reinterpret_cast<Delay *>(function("gcr_mock_prompter_set_delay_msec"));
    const auto unlock =
        reinterpret_cast<Unlock *>(function("gcr_mock_prompter_expect_password_ok"));
    const auto cancel =
        reinterpret_cast<Cancel *>(function("gcr_mock_prompter_expect_password_cancel"));
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)

    const QByteArray busName = start();
    constexpr unsigned person = 500; // ms
    constexpr unsigned nobody = 3'600'000;
    constexpr int mostPrompts = 10;
    delay(conduct == "silent"_L1 ? nobody : person);
    for (int i = 0; i < mostPrompts; ++i) {
        if (conduct == "cancels"_L1)
            cancel();
        else
            unlock(keyringPassword, nullptr);
    }
    std::puts(busName.constData());
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace mcpo
