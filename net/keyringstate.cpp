// SPDX-License-Identifier: Apache-2.0
#include "net/keyringstate.h"

#include <QObject>

#ifdef MCPO_WITH_DBUS
#include <QDBusConnection>
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

class KeyringQuery : public QObject, public Job
{
public:
    KeyringQuery(std::chrono::milliseconds timeout, Answer<KeyringState> answer)
        : m_timeout(timeout)
        , m_answer(std::move(answer))
    {
        // Not before the constructor has returned.
        QMetaObject::invokeMethod(
            this, [this] { begin(); }, Qt::QueuedConnection);
    }

private:
    void finishWith(KeyringState state)
    {
        const Answer<KeyringState> answer = std::move(m_answer);
        answer(state);
    }

#ifdef MCPO_WITH_DBUS
    using OnReply = std::function<void(const QDBusMessage &)>;
    using OnError = std::function<void(KeyringState)>;

    void begin()
    {
        if (!QDBusConnection::sessionBus().isConnected())
            finishWith(KeyringState::NoService);
        else if (const QString version = kdeVersion(); !version.isEmpty())
            askKWallet("kwalletd"_L1 + version);
        else
            askSecretService();
    }

    /// Empty where the library does not prefer KWallet. A wrong guess costs no more than words
    /// that fit better.
    static QString kdeVersion()
    {
        const QString desktop = qEnvironmentVariable("XDG_CURRENT_DESKTOP");
        const bool isKde = desktop == "KDE"_L1 ||
                           (desktop.isEmpty() && qEnvironmentVariableIsSet("KDE_FULL_SESSION"));
        const QString version = qEnvironmentVariable("KDE_SESSION_VERSION");
        return isKde && (version == "5"_L1 || version == "6"_L1) ? version : QString();
    }

    void askKWallet(const QString &name)
    {
        const QString service = "org.kde."_L1 + name;
        const QString path = "/modules/"_L1 + name;
        const QString interface = u"org.kde.KWallet"_s;
        const OnReply readOpen = [this](const QDBusMessage &reply) {
            finishWith(reply.arguments().value(0).toBool() ? KeyringState::Open
                                                           : KeyringState::Closed);
        };
        const OnReply readWallet = [this, service, path, interface,
                                    readOpen](const QDBusMessage &reply) {
            call(QDBusMessage::createMethodCall(service, path, interface, u"isOpen"_s)
                     << reply.arguments().value(0).toString(),
                 readOpen, [this](KeyringState state) { finishWith(state); });
        };
        call(QDBusMessage::createMethodCall(service, path, interface, u"networkWallet"_s),
             readWallet, [this](KeyringState state) {
                 // Then the library, too, goes on to the Secret Service.
                 if (state == KeyringState::NoService)
                     askSecretService();
                 else
                     finishWith(state);
             });
    }

    void askSecretService()
    {
        const OnError onError = [this](KeyringState state) { finishWith(state); };
        const OnReply readLocked = [this](const QDBusMessage &reply) {
            const QVariant value = reply.arguments().value(0).value<QDBusVariant>().variant();
            finishWith(value.toBool() ? KeyringState::Locked : KeyringState::Open);
        };
        const OnReply readAlias = [this, readLocked, onError](const QDBusMessage &reply) {
            const auto path = reply.arguments().value(0).value<QDBusObjectPath>().path();
            if (path.size() <= 1)
                return finishWith(KeyringState::NoKeyring);
            call(secretServiceCall(path, u"org.freedesktop.DBus.Properties"_s, u"Get"_s)
                     << u"org.freedesktop.Secret.Collection"_s << u"Locked"_s,
                 readLocked, onError);
        };
        call(secretServiceCall(u"/org/freedesktop/secrets"_s, u"org.freedesktop.Secret.Service"_s,
                               u"ReadAlias"_s)
                 << u"default"_s,
             readAlias, onError);
    }

    static QDBusMessage secretServiceCall(const QString &path, const QString &interface,
                                          const QString &method)
    {
        return QDBusMessage::createMethodCall(u"org.freedesktop.secrets"_s, path, interface,
                                              method);
    }

    void call(const QDBusMessage &message, const OnReply &onReply, const OnError &onError)
    {
        auto *watcher = new QDBusPendingCallWatcher(
            QDBusConnection::sessionBus().asyncCall(message, static_cast<int>(m_timeout.count())),
            this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, onReply, onError] {
            watcher->deleteLater();
            if (!watcher->isError())
                onReply(watcher->reply());
            else
                onError(stateOf(watcher->error().type()));
        });
    }

    static KeyringState stateOf(QDBusError::ErrorType error)
    {
        if (error == QDBusError::AccessDenied)
            return KeyringState::Refused;
        const bool isSilent = error == QDBusError::NoReply || error == QDBusError::Timeout ||
                              error == QDBusError::TimedOut;
        return isSilent ? KeyringState::Silent : KeyringState::NoService;
    }
#else
    void begin() { finishWith(KeyringState::NotAsked); }
#endif

    std::chrono::milliseconds m_timeout;
    Answer<KeyringState> m_answer;
};

} // namespace

JobPtr askKeyring(std::chrono::milliseconds timeout, Answer<KeyringState> answer)
{
    return std::make_unique<KeyringQuery>(timeout, std::move(answer));
}

} // namespace mcpo
