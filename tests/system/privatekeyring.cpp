// SPDX-License-Identifier: Apache-2.0
#include "tests/system/privatekeyring.h"

#include <QDBusArgument>
#include <QDBusMessage>
#include <QDBusReply>
#include <QDir>
#include <QTest>

#include <csignal>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

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

PrivateKeyring::PrivateKeyring(Service service)
    : m_folder(QDir::tempPath() + "/k.XXXXXX"_L1) // short: names of sockets end at 107 bytes
    , m_busName(newBusName())
    , m_bus(m_busName)
{
    m_environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
    m_environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    for (const QString &name : {u"HOME"_s, u"XDG_RUNTIME_DIR"_s, u"XDG_CONFIG_HOME"_s,
                                u"XDG_DATA_HOME"_s, u"XDG_CACHE_HOME"_s})
        m_environment.insert(name, m_folder.path());
    startBus();
    if (service == Service::GnomeKeyring)
        startKeyring();
}

PrivateKeyring::~PrivateKeyring()
{
    QDBusConnection::disconnectFromBus(m_busName);
    for (QProcess *process : {&m_keyring, &m_daemon}) {
        process->kill();
        process->waitForFinished();
    }
}

void PrivateKeyring::startBus()
{
    m_daemon.setProcessEnvironment(m_environment);
    m_daemon.start(u"dbus-daemon"_s, {u"--nofork"_s, u"--print-address"_s,
                                      "--config-file="_L1 + QStringLiteral(MCPO_SOURCE_DIR) +
                                          "/tests/support/session-bus.conf"_L1});
    if (!m_daemon.waitForReadyRead())
        qFatal("dbus-daemon: %s", m_daemon.readAllStandardError().constData());
    const QString address = QString::fromLatin1(m_daemon.readLine()).trimmed();
    m_environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, address);
    m_bus = QDBusConnection::connectToBus(address, m_busName);
    if (!m_bus.isConnected())
        qFatal("No private bus: %s", qPrintable(m_bus.lastError().message()));
}

void PrivateKeyring::startKeyring()
{
    // The copy that with-desktop made, which can be started in a container too.
    m_keyring.setProcessEnvironment(m_environment);
    m_keyring.start(qEnvironmentVariable("XDG_RUNTIME_DIR") + "/gnome-keyring-daemon"_L1,
                    {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
    m_keyring.write("throw-away");
    m_keyring.closeWriteChannel();
    const auto isOpen = [this] {
        const QDBusReply<QDBusObjectPath> reply =
            m_bus.call(serviceCall(u"ReadAlias"_s) << u"default"_s);
        return reply.isValid() && reply.value().path().size() > 1;
    };
    if (!QTest::qWaitFor(isOpen, 30'000))
        qFatal("gnome-keyring-daemon: %s", m_keyring.readAllStandardError().constData());
}

int PrivateKeyring::entries()
{
    QDBusArgument anything;
    anything.beginMap(QMetaType::fromType<QString>(), QMetaType::fromType<QString>());
    anything.endMap();
    const QDBusMessage reply =
        m_bus.call(serviceCall(u"SearchItems"_s) << QVariant::fromValue(anything));
    if (reply.type() != QDBusMessage::ReplyMessage)
        qFatal("The keyring does not search: %s", qPrintable(reply.errorMessage()));
    qsizetype found = 0;
    for (const QVariant &list : reply.arguments())
        found += qdbus_cast<QList<QDBusObjectPath>>(list).size();
    return static_cast<int>(found);
}

void PrivateKeyring::lock()
{
    const QDBusReply<QDBusObjectPath> collection =
        m_bus.call(serviceCall(u"ReadAlias"_s) << u"default"_s);
    const QDBusMessage reply = m_bus.call(
        serviceCall(u"Lock"_s) << QVariant::fromValue(QList<QDBusObjectPath>{collection.value()}));
    if (reply.type() != QDBusMessage::ReplyMessage)
        qFatal("The keyring does not lock: %s", qPrintable(reply.errorMessage()));
}

void PrivateKeyring::freeze() { ::kill(static_cast<pid_t>(m_keyring.processId()), SIGSTOP); }

void PrivateKeyring::kill()
{
    m_keyring.kill();
    m_keyring.waitForFinished();
}

} // namespace mcpo
