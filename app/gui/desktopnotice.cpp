// SPDX-License-Identifier: Apache-2.0
#include "app/gui/desktopnotice.h"

#include "app/gui/startmessage.h"

#include <QGuiApplication>
#include <QWindow>

#ifdef MCPO_WITH_DBUS
#include <QDBusAbstractInterface>
#include <QDBusConnection>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

#include <utility>

namespace mcpo
{

using namespace Qt::StringLiterals;

#ifdef MCPO_WITH_DBUS

/// Whoever shows notices, now or later. Everybody on the bus hears of everybody's notices.
class NotificationService : public QDBusAbstractInterface
{
    Q_OBJECT
public:
    explicit NotificationService(QObject *parent)
        : QDBusAbstractInterface(
              u"org.freedesktop.Notifications"_s, u"/org/freedesktop/Notifications"_s,
              "org.freedesktop.Notifications", QDBusConnection::sessionBus(), parent)
    {
    }

Q_SIGNALS:
    // The names are those of the specification. First the id of the notice, then the token, or what
    // the action is called. (What moc makes of names would be other ones.)
    void ActivationToken(uint, const QString &);
    void ActionInvoked(uint, const QString &);
};

#endif

DesktopNotice::DesktopNotice(QObject *parent)
    : QObject(parent)
{
    connect(qGuiApp, &QGuiApplication::focusWindowChanged, this, [this](const QWindow *focused) {
        if (focused)
            close();
    });
}

#ifdef MCPO_WITH_DBUS

namespace
{

/// What a click on the notice itself is called.
constexpr auto defaultAction = "default"_L1;

} // namespace

bool DesktopNotice::findService()
{
    if (m_service)
        return true;
    if (!QDBusConnection::sessionBus().isConnected())
        return false;
    m_service = new NotificationService(this);
    connect(m_service, &NotificationService::ActivationToken, this,
            [this](uint id, const QString &token) {
                if (id == m_id)
                    passActivationOn(bounded({{}, {}, token, {}}));
            });
    connect(m_service, &NotificationService::ActionInvoked, this,
            [this](uint id, const QString &action) {
                if (id == m_id && action == defaultAction)
                    Q_EMIT chosen();
            });
    return true;
}

void DesktopNotice::show(const QString &sentence)
{
    if (!findService())
        return;
    const QString name = QGuiApplication::applicationDisplayName();
    const QString id = QGuiApplication::desktopFileName();
    constexpr int asLongAsTheDesktopLikes = -1;
    const QDBusPendingCall call = m_service->asyncCall(
        u"Notify"_s, name, m_id, id, name, sentence, QStringList{defaultAction, tr("Show")},
        QVariantMap{{u"desktop-entry"_s, id}}, asLongAsTheDesktopLikes);
    const auto *answer = new QDBusPendingCallWatcher(call, this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *one) {
        const QDBusPendingReply<uint> number = *one;
        m_id = number.isValid() ? number.value() : 0;
        one->deleteLater();
        if (QGuiApplication::focusWindow())
            close(); // somebody came meanwhile
    });
}

void DesktopNotice::close()
{
    if (const uint id = std::exchange(m_id, 0); id != 0)
        m_service->asyncCall(u"CloseNotification"_s, id);
}

#else

void DesktopNotice::show(const QString &) {}
void DesktopNotice::close() {}

#endif

} // namespace mcpo

#ifdef MCPO_WITH_DBUS
#include "desktopnotice.moc"
#endif
