// SPDX-License-Identifier: Apache-2.0
#include "app/gui/dbusinstance.h"

#ifdef MCPO_WITH_DBUS
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusReply>
#include <QThread>
#endif

#include <algorithm>
#include <utility>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

constexpr auto startAction = "start"_L1;
constexpr auto tokenKey = "activation-token"_L1;
constexpr auto startupIdKey = "desktop-startup-id"_L1;

} // namespace

void DBusInstance::take(StartMessage message, const QVariantMap &platformData)
{
    message.activationToken = platformData.value(tokenKey).toString();
    message.startupId = platformData.value(startupIdKey).toString();
    Q_EMIT received(bounded(message));
}

void DBusInstance::Activate(const QVariantMap &platformData) { take({}, platformData); }

void DBusInstance::Open(const QStringList &uris, const QVariantMap &platformData)
{
    take({uris.value(0), {}, {}, {}}, platformData);
}

void DBusInstance::ActivateAction(const QString &name, const QVariantList &parameter,
                                  const QVariantMap &platformData)
{
    const QStringList texts =
        name == startAction ? parameter.value(0).toStringList() : QStringList();
    take({texts.value(1), texts.value(0), {}, {}}, platformData);
}

#ifdef MCPO_WITH_DBUS

namespace
{

/// The control plane has no place in the specification's Open.
QDBusMessage callFor(const StartMessage &message)
{
    QVariantMap platformData;
    if (!message.activationToken.isEmpty())
        platformData.insert(tokenKey, message.activationToken);
    if (!message.startupId.isEmpty())
        platformData.insert(startupIdKey, message.startupId);

    const auto make = [](const QString &method, const QVariantList &arguments) {
        QDBusMessage call = QDBusMessage::createMethodCall(
            QString::fromLatin1(DBusInstance::service), QString::fromLatin1(DBusInstance::path),
            u"org.freedesktop.Application"_s, method);
        call.setArguments(arguments);
        // If the other one has ended meanwhile, this one takes its place.
        call.setAutoStartService(false);
        return call;
    };
    if (!message.controlPlane.isEmpty()) {
        const QVariantList parameter{QStringList{message.controlPlane, message.link}};
        return make(u"ActivateAction"_s, {QString(startAction), parameter, platformData});
    }
    if (!message.link.isEmpty())
        return make(u"Open"_s, {QStringList(message.link), platformData});
    return make(u"Activate"_s, {platformData});
}

constexpr unsigned long betweenAttempts = 20; // ms

int millisecondsLeft(const QDeadlineTimer &deadline)
{
    return static_cast<int>(std::max<qint64>(deadline.remainingTime(), 1));
}

} // namespace

bool DBusInstance::isAvailable() { return QDBusConnection::sessionBus().isConnected(); }

Claim DBusInstance::claim(const StartMessage &message, QDeadlineTimer deadline)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    // Before it can be found by its name.
    bus.registerObject(QString::fromLatin1(path), this, QDBusConnection::ExportAllSlots);
    do {
        bus.interface()->setTimeout(millisecondsLeft(deadline));
        const QDBusReply<QDBusConnectionInterface::RegisterServiceReply> name =
            bus.interface()->registerService(QString::fromLatin1(service));
        bus.interface()->setTimeout(-1); // the others of this program use it, too
        // Without a bus that works, a second window is better than none.
        if (!name.isValid())
            return deadline.hasExpired() ? Claim::Unresponsive : Claim::First;
        if (name.value() == QDBusConnectionInterface::ServiceRegistered)
            return Claim::First;
        const QDBusMessage answer =
            bus.call(callFor(message), QDBus::Block, millisecondsLeft(deadline));
        if (answer.type() == QDBusMessage::ReplyMessage)
            return Claim::HandedOver;
        // It may just be ending; then its name is free.
        QThread::msleep(betweenAttempts);
    } while (!deadline.hasExpired());
    return Claim::Unresponsive;
}

#else

bool DBusInstance::isAvailable() { return false; }

Claim DBusInstance::claim(const StartMessage &, QDeadlineTimer) { return Claim::First; }

#endif

} // namespace mcpo
