// SPDX-License-Identifier: Apache-2.0
#include "net/secretservice.h"

#include <QObject>

#ifdef MCPO_WITH_DBUS
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

class SecretServiceQuery : public QObject, public Job
{
public:
    SecretServiceQuery(std::chrono::milliseconds timeout, Answer<SecretServiceState> answer)
        : m_timeout(timeout)
        , m_answer(std::move(answer))
    {
        // Not before the constructor has returned.
        QMetaObject::invokeMethod(
            this, [this] { begin(); }, Qt::QueuedConnection);
    }

private:
    void finishWith(SecretServiceState state)
    {
        const Answer<SecretServiceState> answer = std::move(m_answer);
        answer(state);
    }

#ifdef MCPO_WITH_DBUS
    void begin()
    {
        if (!QDBusConnection::sessionBus().isConnected()) {
            finishWith(SecretServiceState::NoService);
            return;
        }
        call(message(u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s,
                     u"ReadAlias"_s, {u"default"_s}),
             [this](const QDBusMessage &reply) {
                 const auto path = reply.arguments().value(0).value<QDBusObjectPath>().path();
                 if (path.size() > 1)
                     readLocked(path);
                 else
                     finishWith(SecretServiceState::Unlocked); // no collection: nothing to unlock
             });
    }

    void readLocked(const QString &collection)
    {
        call(message(collection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s,
                     {u"org.freedesktop.Secret.Collection"_s, u"Locked"_s}),
             [this](const QDBusMessage &reply) {
                 const QVariant value = reply.arguments().value(0).value<QDBusVariant>().variant();
                 finishWith(value.toBool() ? SecretServiceState::Locked
                                           : SecretServiceState::Unlocked);
             });
    }

    static QDBusMessage message(const QString &path, const QString &interface,
                                const QString &method, const QVariantList &arguments)
    {
        QDBusMessage message =
            QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, path, interface, method);
        message.setArguments(arguments);
        return message;
    }

    template<class OnReply>
    void call(const QDBusMessage &message, OnReply onReply)
    {
        auto *watcher = new QDBusPendingCallWatcher(
            QDBusConnection::sessionBus().asyncCall(message, static_cast<int>(m_timeout.count())),
            this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this,
                [this, watcher, onReply = std::move(onReply)] {
                    watcher->deleteLater();
                    if (!watcher->isError())
                        onReply(watcher->reply());
                    else
                        finishWith(stateOf(watcher->error().type()));
                });
    }

    static SecretServiceState stateOf(QDBusError::ErrorType error)
    {
        const bool isSilent = error == QDBusError::NoReply || error == QDBusError::Timeout ||
                              error == QDBusError::TimedOut;
        return isSilent ? SecretServiceState::NotResponding : SecretServiceState::NoService;
    }
#else
    void begin() { finishWith(SecretServiceState::NotAsked); }
#endif

    std::chrono::milliseconds m_timeout;
    Answer<SecretServiceState> m_answer;
};

} // namespace

JobPtr askSecretService(std::chrono::milliseconds timeout, Answer<SecretServiceState> answer)
{
    return std::make_unique<SecretServiceQuery>(timeout, std::move(answer));
}

} // namespace mcpo
