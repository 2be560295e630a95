// SPDX-License-Identifier: Apache-2.0
#include "app/cli/hiddenprompt.h"

#include <cstdio>

#ifdef Q_OS_WIN
#include <io.h>
#include <windows.h>
#else
#include <termios.h>
#include <unistd.h>
#endif

namespace mcpo
{

namespace
{

/// The terminal while a secret is typed. It shows nothing, and it hands over every byte at once:
/// in its usual mode it collects a line and loses what is beyond 4 095 bytes, as a long token is.
/// Ctrl+C arrives as a byte, so that nobody is left with a terminal that shows nothing.
class SilentTerminal
{
public:
#ifdef Q_OS_WIN
    SilentTerminal()
    {
        GetConsoleMode(m_input, &m_before);
        SetConsoleMode(m_input, 0);
    }
    ~SilentTerminal()
    {
        FlushConsoleInputBuffer(m_input);
        SetConsoleMode(m_input, m_before);
    }
    static bool readByte(char &byte) { return _read(0, &byte, 1) == 1; }

private:
    HANDLE m_input = GetStdHandle(STD_INPUT_HANDLE);
    DWORD m_before = 0;
#else
    SilentTerminal()
    {
        tcgetattr(STDIN_FILENO, &m_before);
        termios silent = m_before;
        silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG);
        silent.c_cc[VMIN] = 1;
        silent.c_cc[VTIME] = 0;
        tcsetattr(STDIN_FILENO, TCSADRAIN, &silent);
    }
    // Further lines of a paste are thrown away: the shell would take them for commands.
    ~SilentTerminal() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before); }
    static bool readByte(char &byte) { return read(STDIN_FILENO, &byte, 1) == 1; }

private:
    termios m_before{};
#endif

public:
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;
};

constexpr char controlC = 3;
constexpr char controlD = 4;
constexpr char backspace = 8;
constexpr char controlU = 21;
constexpr char rubout = 127;

void dropLastCharacter(QByteArray &utf8)
{
    const auto isContinuation = [](char byte) { return (byte & 0xC0) == 0x80; };
    while (!utf8.isEmpty() && isContinuation(utf8.back()))
        utf8.chop(1);
    utf8.chop(1);
}

std::optional<QByteArray> readLine()
{
    QByteArray line;
    for (char byte = 0; SilentTerminal::readByte(byte);) {
        switch (byte) {
        case controlC: return {};
        case '\r':
        case '\n':
        case controlD: return line;
        case backspace:
        case rubout: dropLastCharacter(line); break;
        case controlU: line.clear(); break;
        default: line.append(byte);
        }
    }
    return line;
}

void show(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stderr);
    std::fflush(stderr);
}

} // namespace

bool isStdinTerminal()
{
#ifdef Q_OS_WIN
    return _isatty(0) != 0;
#else
    return isatty(STDIN_FILENO) == 1;
#endif
}

std::optional<QByteArray> askHidden(const QString &prompt)
{
    const SilentTerminal terminal; // first: what is typed at the sight of the prompt is hidden
    show(prompt);
    std::optional<QByteArray> line = readLine();
    show(QStringLiteral("\n"));
    return line;
}

} // namespace mcpo
