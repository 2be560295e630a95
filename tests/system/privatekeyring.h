// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusConnection>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

namespace mcpo
{

/// A session bus of its own and, if asked for, a gnome-keyring of its own on it, which a test may
/// lock, freeze and kill without any other test noticing. Whatever does not come up ends the test
/// program. Only within tests/support/with-desktop.
class PrivateKeyring
{
public:
    enum class Service { None, GnomeKeyring };
    explicit PrivateKeyring(Service service);
    ~PrivateKeyring();

    /// For a program that is to meet this bus and this keyring.
    const QProcessEnvironment &environment() const { return m_environment; }
    QDBusConnection &bus() { return m_bus; }

    /// How many it holds, locked or not.
    int entries();
    void lock();
    void freeze();
    void kill();

private:
    void startBus();
    void startKeyring();

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    QProcess m_daemon;
    QProcess m_keyring;
    QString m_busName;
    QDBusConnection m_bus;
};

} // namespace mcpo
