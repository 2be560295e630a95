// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>
#include <QTemporaryDir>

#include <sys/inotify.h>
#include <unistd.h>

#include <array>

namespace mcpo
{

/// A file that tells when anybody opens it.
class WatchedFile
{
public:
    WatchedFile()
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write("P1 1 1 0\n") < 0)
            qFatal("No file can be written");
        file.close();
        if (inotify_add_watch(m_watch, qPrintable(path()), IN_OPEN | IN_ACCESS) < 0)
            qFatal("The file cannot be watched");
    }
    ~WatchedFile() { ::close(m_watch); }
    WatchedFile(const WatchedFile &) = delete;
    WatchedFile &operator=(const WatchedFile &) = delete;

    QString path() const { return m_folder.filePath(QStringLiteral("picture.pbm")); }
    bool wasOpened()
    {
        std::array<char, 4096> events{};
        while (::read(m_watch, events.data(), events.size()) > 0)
            m_wasOpened = true;
        return m_wasOpened;
    }
    void forget() { m_wasOpened = false; }

private:
    // Not where other tests look into every file at the same time.
    QTemporaryDir m_folder{QStringLiteral(MCPO_BIN_DIR "/watched-XXXXXX")};
    bool m_wasOpened = false;
    int m_watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
};

} // namespace mcpo
