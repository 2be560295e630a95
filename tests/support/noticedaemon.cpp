// SPDX-License-Identifier: Apache-2.0
#include "tests/support/noticedaemon.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusVariant>
#include <QFile>
#include <QTest>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

const QString service = u"org.freedesktop.Notifications"_s;
const QString control = u"org.dunstproject.cmd0"_s;

QDBusMessage call(const QString &interface, const QString &method,
                  const QVariantList &arguments = {})
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        service, u"/org/freedesktop/Notifications"_s, interface, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message);
}

bool isThere() { return QDBusConnection::sessionBus().interface()->isServiceRegistered(service); }

} // namespace

NoticeDaemon::NoticeDaemon()
{
    QFile settings(m_folder.filePath(u"dunstrc"_s));
    if (!settings.open(QIODevice::WriteOnly))
        qFatal("The settings of dunst cannot be written");
    settings.write("[global]\n    stack_duplicates = false\n[urgency_normal]\n    timeout = 0\n");
    settings.close();
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(u"dunst"_s, {u"-config"_s, settings.fileName()});
    if (!m_process.waitForStarted() || !QTest::qWaitFor(isThere, 30'000))
        qFatal("dunst does not start: %s", m_process.readAll().constData());
}

NoticeDaemon::~NoticeDaemon()
{
    m_process.kill();
    m_process.waitForFinished();
    if (!QTest::qWaitFor([] { return !isThere(); }, 30'000))
        qFatal("dunst does not end");
}

uint NoticeDaemon::shown() const
{
    return call(u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {control, u"displayedLength"_s})
        .arguments()
        .value(0)
        .value<QDBusVariant>()
        .variant()
        .toUInt();
}

void NoticeDaemon::choose() const { call(control, u"NotificationAction"_s, {0U}); }

void NoticeDaemon::closeAll() const { call(control, u"NotificationCloseAll"_s); }

QList<ShownNotice> NoticeDaemon::history() const
{
    const auto entries = qdbus_cast<QList<QVariantMap>>(
        call(control, u"NotificationListHistory"_s).arguments().value(0));
    QList<ShownNotice> notices;
    for (const QVariantMap &entry : entries) {
        notices.append({entry.value(u"summary"_s).toString(), entry.value(u"body"_s).toString(),
                        entry.value(u"appname"_s).toString()});
    }
    return notices;
}

} // namespace mcpo
