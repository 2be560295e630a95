// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

namespace mcpo
{

/// How many entries the keyring on a bus holds, locked or not.
int entriesIn(QDBusConnection &bus);

/// A session bus of its own and, if asked for, a gnome-keyring of its own on it, which a test may
/// lock, freeze and kill without any other test noticing. Whatever does not come up ends the test
/// program. Only within tests/support/with-desktop.
class PrivateKeyring
{
public:
    enum class Service {
        None,
        GnomeKeyring,
        Forbidden, ///< a gnome-keyring to which the bus passes no message
    };
    /// Who asks the person for a password when the keyring wants one. It is the prompter that its
    /// own library has for tests, behind the real protocol.
    enum class Prompter {
        None,
        Unlocks, ///< after half a second
        Cancels, ///< likewise
        Silent,  ///< as long as the test goes on
    };
    explicit PrivateKeyring(Service service, Prompter prompter = Prompter::None);
    ~PrivateKeyring();
    PrivateKeyring(const PrivateKeyring &) = delete;
    PrivateKeyring &operator=(const PrivateKeyring &) = delete;

    /// For a program that is to meet this bus and this keyring.
    const QProcessEnvironment &environment() const { return m_environment; }
    QDBusConnection &bus() { return m_bus; }

    int entries() { return entriesIn(m_bus); }
    void lock();
    void freeze();
    void thaw();
    void kill();
    /// Something else stands in each entry from now on.
    void overwriteEntries(const QByteArray &secret);
    /// Deletes the default collection with everything in it.
    void deleteCollection();

private:
    void startBus(Service service);
    void startPrompter(Prompter prompter);
    void startKeyring();
    QDBusObjectPath collection();

    QTemporaryDir m_folder;
    QProcessEnvironment m_environment;
    QProcess m_daemon;
    QProcess m_prompter;
    QProcess m_keyring;
    QString m_busName;
    QDBusConnection m_bus;
};

/// What a test program does when PrivateKeyring starts it for that; see runAsHelper().
int runPrompter(const QString &conduct);

} // namespace mcpo
