// SPDX-License-Identifier: Apache-2.0
#include "app/cli/terminal.h"

#include <QString>

#include <algorithm>
#include <cerrno>

#ifdef Q_OS_WIN
#include <fcntl.h>
#include <io.h>
#include <windows.h>
#else
#include <termios.h>
#include <unistd.h>
#endif

namespace mcpo
{

#ifdef Q_OS_WIN

bool isStdinTerminal() { return _isatty(0) != 0; }

qint64 readStdin(char *data, qint64 most)
{
    constexpr qint64 atOnce = 1 << 20;
    _setmode(0, _O_BINARY);
    return _read(0, data, static_cast<unsigned>(std::min(most, atOnce)));
}

struct SilentTerminal::State {
    HANDLE input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD before = 0;
    QByteArray pending; ///< of a character of several bytes
};

SilentTerminal::SilentTerminal()
    : m_state(std::make_unique<State>())
{
    GetConsoleMode(m_state->input, &m_state->before);
    SetConsoleMode(m_state->input, 0);
}

SilentTerminal::~SilentTerminal()
{
    FlushConsoleInputBuffer(m_state->input);
    SetConsoleMode(m_state->input, m_state->before);
}

// As bytes, the console has only the characters of its own code page.
bool SilentTerminal::readByte(char &byte)
{
    if (m_state->pending.isEmpty()) {
        QString character;
        do {
            wchar_t unit = 0;
            DWORD count = 0;
            if (ReadConsoleW(m_state->input, &unit, 1, &count, nullptr) == 0 || count == 0)
                return false;
            character.append(QChar(unit));
        } while (character.size() == 1 && character.front().isHighSurrogate());
        m_state->pending = character.toUtf8();
    }
    byte = m_state->pending.front();
    m_state->pending.remove(0, 1);
    return true;
}

#else

bool isStdinTerminal() { return isatty(STDIN_FILENO) == 1; }

qint64 readStdin(char *data, qint64 most)
{
    ssize_t count = 0;
    do
        count = ::read(STDIN_FILENO, data, static_cast<std::size_t>(most));
    while (count < 0 && errno == EINTR);
    return count;
}

struct SilentTerminal::State {
    termios before{};
};

SilentTerminal::SilentTerminal()
    : m_state(std::make_unique<State>())
{
    tcgetattr(STDIN_FILENO, &m_state->before);
    termios silent = m_state->before;
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG);
    silent.c_cc[VMIN] = 1;
    silent.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &silent);
}

SilentTerminal::~SilentTerminal() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_state->before); }

bool SilentTerminal::readByte(char &byte) { return readStdin(&byte, 1) == 1; }

#endif

} // namespace mcpo
