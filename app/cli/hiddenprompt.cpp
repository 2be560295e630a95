// SPDX-License-Identifier: Apache-2.0
#include "app/cli/hiddenprompt.h"

#include "app/cli/terminal.h"

#include <cstdio>

namespace mcpo
{

namespace
{

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

std::optional<QByteArray> readLine(SilentTerminal &terminal)
{
    QByteArray line;
    for (char byte = 0; terminal.readByte(byte);) {
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

std::optional<QByteArray> askHidden(const QString &prompt)
{
    SilentTerminal terminal; // first: what is typed at the sight of the prompt is hidden
    show(prompt);
    std::optional<QByteArray> line = readLine(terminal);
    show(QStringLiteral("\n"));
    return line;
}

} // namespace mcpo
