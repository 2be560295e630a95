// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <memory>

// Standard input as systems have it: what differs between them stands in terminal.cpp.

namespace mcpo
{

bool isStdinTerminal();

/// Takes the bytes that there are, unchanged, and waits for the first of them; 0 at the end, -1 if
/// it cannot be read.
qint64 readStdin(char *data, qint64 most);

/// The terminal while a secret is typed. It shows nothing, and it hands over every byte at once:
/// in its usual mode it collects a line and loses what is beyond 4 095 bytes, as a long token is.
/// Ctrl+C arrives as a byte, so that nobody is left with a terminal that shows nothing. What is
/// still unread when this ends is thrown away: the shell would take further lines of a paste for
/// commands.
class SilentTerminal
{
public:
    SilentTerminal();
    ~SilentTerminal();
    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

    /// The next byte of what is typed, as UTF-8; false at the end.
    bool readByte(char &byte);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace mcpo
