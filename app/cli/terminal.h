// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <functional>
#include <memory>

class QObject;

// Standard input as systems have it: what differs between them is in terminal.cpp.

namespace mcpo
{

bool isStdinTerminal();
/// Of an open file.
bool isTerminal(int descriptor);

/// Takes the bytes that there are, unchanged, and waits for the first of them, also where standard
/// input does not block; 0 at the end, -1 if it cannot be read.
qint64 readStdin(char *data, qint64 most);

/// Once, when a line was typed or the input has ended. Elsewhere than on Unix it is at once, and
/// reading then waits.
void whenStdinIsReadable(QObject *context, const std::function<void()> &isReadable);

/// The terminal while a secret is typed. It shows nothing, and it hands over every byte at once:
/// in its usual mode it collects a line and loses what is beyond 4 095 bytes, as a long token is.
/// It marks what is pasted (bracketed paste), if it can. Ctrl+C and Ctrl+Z arrive as bytes. What is
/// still unread when this ends is thrown away: the shell would take further lines of a paste for
/// commands.
///
/// The modes of before come back at its end, before the program is suspended, and before a signal
/// ends it. One object at a time.
class SilentTerminal
{
public:
    SilentTerminal();
    ~SilentTerminal();
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

    enum class Event {
        Byte,        ///< of what is typed, as UTF-8
        Pause,       ///< nothing came for half a second
        Resumed,     ///< the program was suspended and continues
        Interrupted, ///< by SIGINT
        Lost,        ///< the terminal was closed or cannot be read
    };
    /// Waits for what comes next; for a Pause only with @p mayPause.
    Event next(char &byte, bool mayPause);
    /// Suspends the program until it is continued, where the system can do that.
    void suspend();
    /// Whether a byte is there that nobody can have typed yet.
    bool hasMore() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mcpo
