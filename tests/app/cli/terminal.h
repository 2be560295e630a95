// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <termios.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace mcpo
{

/// A terminal: what is written to it is typed, and what it shows can be read.
class Terminal
{
public:
    Terminal()
    {
        if (::grantpt(m_person) != 0 || ::unlockpt(m_person) != 0)
            qFatal("no pseudo-terminal");
        m_program = ::open(::ptsname(m_person), O_RDWR | O_NOCTTY);
    }
    ~Terminal()
    {
        if (m_person >= 0)
            ::close(m_person);
        ::close(m_program);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    int programEnd() const { return m_program; }

    /// From a thread of its own: a terminal takes only as much as is read from it.
    void type(const QByteArray &text) const
    {
        std::thread([this, &text] {
            qsizetype written = 0;
            while (written < text.size())
                written += std::max<ssize_t>(
                    ::write(m_person, text.constData() + written, size_t(text.size() - written)),
                    0);
        }).join();
    }

    void hangUp() { ::close(std::exchange(m_person, -1)); }

    bool shows() const
    {
        termios modes{};
        return ::tcgetattr(m_program, &modes) == 0 && (modes.c_lflag & ECHO) != 0;
    }

    QByteArray shown() const
    {
        ::fcntl(m_person, F_SETFL, O_NONBLOCK);
        QByteArray text(4096, 0);
        const ssize_t count = ::read(m_person, text.data(), size_t(text.size()));
        return count > 0 ? text.first(count) : QByteArray();
    }

private:
    int m_person = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    int m_program = -1;
};

} // namespace mcpo
