// SPDX-License-Identifier: Apache-2.0
#include "app/gui/desktopnotice.h"

#include "app/gui/startmessage.h"

#include <QGuiApplication>
#include <QWindow>

#ifdef MCPO_WITH_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

#include <utility>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// What a click on the notice itself is called.
constexpr auto defaultAction = "default"_L1;

} // namespace

DesktopNotice::DesktopNotice(QObject *parent)
    : QObject(parent)
{
    connect(qGuiApp, &QGuiApplication::focusWindowChanged, this, [this](const QWindow *focused) {
        if (focused)
            close();
    });
}

void DesktopNotice::takeActivation(uint id, const QString &token)
{
    if (id != 0 && id == m_id)
        passActivationOn(bounded({{}, {}, token, {}}));
}

void DesktopNotice::takeAction(uint id, const QString &action)
{
    if (id != 0 && id == m_id && action == defaultAction)
        Q_EMIT chosen();
}

#ifdef MCPO_WITH_DBUS

namespace
{

const QString service = u"org.freedesktop.Notifications"_s;
const QString path = u"/org/freedesktop/Notifications"_s;

QDBusMessage callFor(const QString &method, const QVariantList &arguments)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, service, method);
    call.setArguments(arguments);
    return call;
}

} // namespace

void DesktopNotice::show(const QString &sentence)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    if (!std::exchange(m_listens, true)) {
        bus.connect(service, path, service, u"ActivationToken"_s, this,
                    SLOT(takeActivation(uint, QString)));
        bus.connect(service, path, service, u"ActionInvoked"_s, this,
                    SLOT(takeAction(uint, QString)));
    }
    const QString applicationId = QGuiApplication::desktopFileName();
    constexpr int asLongAsTheDesktopLikes = -1;
    const QDBusMessage call = callFor(
        u"Notify"_s, {QGuiApplication::applicationDisplayName(), m_id, applicationId,
                      QGuiApplication::applicationDisplayName(), sentence,
                      QStringList{QString(defaultAction), tr("Show")},
                      QVariantMap{{u"desktop-entry"_s, applicationId}}, asLongAsTheDesktopLikes});
    const auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *one) {
        const QDBusPendingReply<uint> id = *one;
        m_id = id.isValid() ? id.value() : 0;
        one->deleteLater();
        if (QGuiApplication::focusWindow() != nullptr)
            close(); // somebody came meanwhile
    });
}

void DesktopNotice::close()
{
    const uint id = std::exchange(m_id, 0);
    if (id != 0)
        QDBusConnection::sessionBus().send(callFor(u"CloseNotification"_s, {id}));
}

#else

void DesktopNotice::show(const QString &) {}
void DesktopNotice::close() { m_id = 0; }

#endif

} // namespace mcpo
