// SPDX-License-Identifier: Apache-2.0
#include "app/cli/hiddenprompt.h"

#include "app/cli/secretline.h"
#include "app/cli/terminal.h"

#include <cstdio>

namespace mcpo
{

namespace
{

void show(const QString &text)
{
    std::fputs(text.toUtf8().constData(), stderr);
    std::fflush(stderr);
}

std::variant<QByteArray, PromptEnd> readLine(SilentTerminal &terminal, const QString &prompt)
{
    SecretLine line;
    const auto startAgain = [&] {
        line.clear();
        show(prompt);
    };
    for (;;) {
        char byte = 0;
        const bool mayPause = line.isInEscape() && !line.isInPaste();
        switch (terminal.next(byte, mayPause)) {
        case SilentTerminal::Event::Pause: line.pause(); continue;
        case SilentTerminal::Event::Resumed: startAgain(); continue;
        case SilentTerminal::Event::Interrupted: return PromptEnd::Interrupted;
        case SilentTerminal::Event::Lost: return PromptEnd::TerminalLost;
        case SilentTerminal::Event::Byte: break;
        }
        switch (line.take(byte)) {
        case SecretLine::State::Editing: break;
        case SecretLine::State::Stopped: return PromptEnd::Interrupted;
        case SecretLine::State::Suspended:
            terminal.suspend();
            startAgain();
            break;
        case SecretLine::State::Done:
            // Not every terminal marks a paste, and half of one is another secret.
            if (terminal.hasMore())
                return PromptEnd::SeveralLines;
            return line.text();
        }
    }
}

} // namespace

std::variant<QByteArray, PromptEnd> askHidden(const QString &prompt)
{
    SilentTerminal terminal; // first: what is typed at the sight of the prompt is hidden
    show(prompt);
    auto line = readLine(terminal, prompt);
    show(QStringLiteral("\n"));
    return line;
}

} // namespace mcpo
