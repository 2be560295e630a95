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
#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <poll.h>
#include <termios.h>
#include <unistd.h>
#endif

namespace mcpo
{

#ifdef Q_OS_WIN

bool isTerminal(int descriptor) { return _isatty(descriptor) != 0; }

qint64 readStdin(char *data, qint64 most)
{
    constexpr qint64 atOnce = 1 << 20;
    _setmode(0, _O_BINARY);
    return _read(0, data, static_cast<unsigned>(std::min(most, atOnce)));
}

void whenStdinIsReadable(QObject *, const std::function<void()> &isReadable) { isReadable(); }

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

// As bytes, the console has only the characters of its own code page. Ctrl+C arrives as one.
SilentTerminal::Event SilentTerminal::next(char &byte, bool)
{
    if (m_state->pending.isEmpty()) {
        QString character;
        do {
            wchar_t unit = 0;
            DWORD count = 0;
            if (ReadConsoleW(m_state->input, &unit, 1, &count, nullptr) == 0 || count == 0)
                return Event::Lost;
            character.append(QChar(unit));
        } while (character.size() == 1 && character.front().isHighSurrogate());
        m_state->pending = character.toUtf8();
    }
    byte = m_state->pending.front();
    m_state->pending.remove(0, 1);
    return Event::Byte;
}

// The events of a console include keys that are released, which are no input.
bool SilentTerminal::hasMore() const { return false; }

void SilentTerminal::suspend() {}

#else

bool isTerminal(int descriptor) { return isatty(descriptor) == 1; }

namespace
{

// The signals that end or suspend a program at a prompt; a handler writes their number here.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): a handler sees nothing else
std::array<int, 2> signalPipe{-1, -1};

constexpr std::array handledSignals{SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT};

extern "C" void onSignalAtPrompt(int number)
{
    const int before = errno;
    const char byte = static_cast<char>(number);
    [[maybe_unused]] const ssize_t written = ::write(signalPipe[1], &byte, 1);
    errno = before;
}

/// Whether @p descriptor can be read, or has ended; waits for at most @p milliseconds, -1: forever.
bool isReadable(int descriptor, int milliseconds)
{
    pollfd one{descriptor, POLLIN, 0};
    return ::poll(&one, 1, milliseconds) > 0;
}

/// Terminals that cannot mark a paste ignore this.
void markPastes(bool isWanted)
{
    const QByteArrayView sequence = isWanted ? "\x1B[?2004h" : "\x1B[?2004l";
    if (isTerminal(STDERR_FILENO)) {
        [[maybe_unused]] const ssize_t written =
            ::write(STDERR_FILENO, sequence.data(), static_cast<std::size_t>(sequence.size()));
    }
}

void setModes(const termios &modes, int when)
{
    while (::tcsetattr(STDIN_FILENO, when, &modes) != 0 && errno == EINTR) {
    }
}

} // namespace

qint64 readStdin(char *data, qint64 most)
{
    for (;;) {
        const ssize_t count = ::read(STDIN_FILENO, data, static_cast<std::size_t>(most));
        if (count >= 0)
            return count;
        if (errno == EAGAIN)
            isReadable(STDIN_FILENO, -1);
        else if (errno != EINTR)
            return -1;
    }
}

void whenStdinIsReadable(QObject *context, const std::function<void()> &isReadable)
{
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, context);
    QObject::connect(notifier, &QSocketNotifier::activated, context, [notifier, isReadable] {
        notifier->setEnabled(false);
        notifier->deleteLater();
        isReadable();
    });
}

struct SilentTerminal::State {
    termios before{};
    std::array<struct sigaction, handledSignals.size()> handlers{};

    void silence();
    void restore();
    Event handle(int number);
};

void SilentTerminal::State::silence()
{
    struct sigaction noting {
    };
    noting.sa_handler = onSignalAtPrompt;
    for (std::size_t i = 0; i < handledSignals.size(); ++i)
        ::sigaction(handledSignals[i], &noting, &handlers[i]);
    ::tcgetattr(STDIN_FILENO, &before);
    termios silent = before;
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG);
    silent.c_cc[VMIN] = 1;
    silent.c_cc[VTIME] = 0;
    setModes(silent, TCSADRAIN);
    markPastes(true);
}

void SilentTerminal::State::restore()
{
    markPastes(false);
    setModes(before, TCSAFLUSH);
    for (std::size_t i = 0; i < handledSignals.size(); ++i)
        ::sigaction(handledSignals[i], &handlers[i], nullptr);
}

/// Ends or suspends the program as the signal would have done, but with the terminal as it was.
SilentTerminal::Event SilentTerminal::State::handle(int number)
{
    if (number == SIGINT)
        return Event::Interrupted;
    restore();
    if (number != SIGCONT)
        ::raise(number);
    silence();
    return Event::Resumed;
}

SilentTerminal::SilentTerminal()
    : m_state(std::make_unique<State>())
{
    if (::pipe(signalPipe.data()) != 0)
        signalPipe = {-1, -1}; // signals then wait for the next key
    m_state->silence();
}

SilentTerminal::~SilentTerminal()
{
    m_state->restore();
    for (const int end : signalPipe)
        ::close(end);
}

SilentTerminal::Event SilentTerminal::next(char &byte, bool mayPause)
{
    constexpr int pause = 500; // milliseconds; a slow connection may cut a key's sequence in pieces
    std::array<pollfd, 2> ends{pollfd{STDIN_FILENO, POLLIN, 0}, pollfd{signalPipe[0], POLLIN, 0}};
    int count = 0;
    do
        count = ::poll(ends.data(), ends.size(), mayPause ? pause : -1);
    while (count < 0 && errno == EINTR);
    if (count == 0)
        return Event::Pause;
    char number = 0;
    if (ends[1].revents != 0 && ::read(signalPipe[0], &number, 1) == 1)
        return m_state->handle(number);
    return readStdin(&byte, 1) == 1 ? Event::Byte : Event::Lost;
}

bool SilentTerminal::hasMore() const { return isReadable(STDIN_FILENO, 0); }

void SilentTerminal::suspend() { m_state->handle(SIGTSTP); }

#endif

bool isStdinTerminal() { return isTerminal(0); }

} // namespace mcpo
