// SPDX-License-Identifier: Apache-2.0
// Linked into every program of the tests: outside a private desktop it works in folders of its own,
// so that no settings, activity, keyring or socket of the person who runs it is read or written.
// Before main(), because Qt reads some of these variables only once.
#include <QtGlobal>

#include <string>

#ifdef Q_OS_UNIX
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

namespace
{

std::string variable(const char *name)
{
    const char *value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

void set(const char *name, const std::string &value) { setenv(name, value.c_str(), 1); }

/// The display stays the person's: without with-desktop there is no other.
void keepDisplay()
{
    const std::string home = variable("HOME");
    const std::string screen = variable("WAYLAND_DISPLAY");
    if (variable("XAUTHORITY").empty() && std::filesystem::exists(home + "/.Xauthority"))
        set("XAUTHORITY", home + "/.Xauthority");
    if (!screen.empty() && screen.front() != '/')
        set("WAYLAND_DISPLAY", variable("XDG_RUNTIME_DIR") + '/' + screen);
}

class OwnFolders
{
public:
    OwnFolders()
    {
        constexpr auto mark = "MCPO_OWN_FOLDERS"; // a program that a test starts shares them
        if (!variable("MCPO_PRIVATE_DESKTOP").empty() || !variable(mark).empty())
            return;
        if (mkdtemp(m_folder.data()) == nullptr)
            std::abort();
        m_owner = getpid();
        keepDisplay();
        set(mark, m_folder);
        set("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + m_folder + "/no-bus");
        add("HOME", "home");
        add("TMPDIR", "tmp");
        add("XDG_CACHE_HOME", "cache");
        add("XDG_CONFIG_DIRS", "system");
        add("XDG_CONFIG_HOME", "config");
        add("XDG_DATA_HOME", "data");
        add("XDG_RUNTIME_DIR", "run");
        add("XDG_STATE_HOME", "state");
    }
    ~OwnFolders()
    {
        std::error_code ignored;
        if (m_owner == getpid())
            std::filesystem::remove_all(m_folder, ignored);
    }
    OwnFolders(const OwnFolders &) = delete;
    OwnFolders &operator=(const OwnFolders &) = delete;

private:
    void add(const char *name, const char *folder) const
    {
        const std::string path = m_folder + '/' + folder;
        std::filesystem::create_directory(path);
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        set(name, path);
    }

    std::string m_folder = "/tmp/mcpo-test.XXXXXX"; // short: names of sockets end at 107 bytes
    pid_t m_owner = 0;
};

const OwnFolders ownFolders;

} // namespace
#endif
