// SPDX-License-Identifier: Apache-2.0
#include "app/gui/desktopnotice.h"

#include "app/gui/startmessage.h"

#include <QGuiApplication>
#include <QWindow>

#ifdef MCPO_WITH_DBUS
#include <QDBusAbstractInterface>
#include <QDBusConnection>
#include <QDBusPendingCall>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

#include <optional>

namespace mcpo
{

using namespace Qt::StringLiterals;

#ifdef MCPO_WITH_DBUS

/// The notification service, now or later. All programs on the bus receive its signals.
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

    /// The number of our notice, as soon as it has arrived: the user may choose a notice before the
    /// reply has been delivered. 0: there is none.
    uint number() const
    {
        if (!m_notify || !m_notify->isFinished())
            return 0;
        const QDBusPendingReply<uint> answer = *m_notify;
        return answer.isValid() ? answer.value() : 0;
    }

    /// In place of the one before.
    QDBusPendingCall notify(const QString &sentence, const QString &actionLabel)
    {
        const QString name = QGuiApplication::applicationDisplayName();
        const QString id = QGuiApplication::desktopFileName();
        constexpr int asLongAsTheDesktopLikes = -1;
        m_notify = asyncCall(u"Notify"_s, name, number(), id, name, sentence,
                             QStringList{defaultAction, actionLabel},
                             QVariantMap{{u"desktop-entry"_s, id}}, asLongAsTheDesktopLikes);
        return *m_notify;
    }

    void close()
    {
        const uint one = number();
        if (one == 0)
            return;
        m_notify.reset();
        asyncCall(u"CloseNotification"_s, one);
    }

    /// What a click on the notice itself is called.
    static constexpr auto defaultAction = "default"_L1;

Q_SIGNALS:
    // The names are those of the specification. First the id of the notice, then the token, or what
    // the action is called. (What moc makes of names would be other ones.)
    void ActivationToken(uint, const QString &);
    void ActionInvoked(uint, const QString &);

private:
    std::optional<QDBusPendingCall> m_notify;
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

bool DesktopNotice::findService()
{
    if (m_service)
        return true;
    if (!QDBusConnection::sessionBus().isConnected())
        return false;
    m_service = new NotificationService(this);
    connect(m_service, &NotificationService::ActivationToken, this,
            [this](uint id, const QString &token) {
                if (id == m_service->number())
                    passActivationOn(bounded({{}, {}, token, {}}));
            });
    connect(m_service, &NotificationService::ActionInvoked, this,
            [this](uint id, const QString &action) {
                if (id == m_service->number() && action == NotificationService::defaultAction)
                    Q_EMIT chosen();
            });
    return true;
}

void DesktopNotice::show(const QString &sentence)
{
    if (!findService())
        return;
    const auto *answer = new QDBusPendingCallWatcher(m_service->notify(sentence, tr("Show")), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *one) {
        one->deleteLater();
        if (QGuiApplication::focusWindow())
            close(); // the user came back in the meantime
    });
}

void DesktopNotice::close()
{
    if (m_service)
        m_service->close();
}

#else

void DesktopNotice::show(const QString &) {}
void DesktopNotice::close() {}

#endif

} // namespace mcpo

#ifdef MCPO_WITH_DBUS
#include "desktopnotice.moc"
#endif
