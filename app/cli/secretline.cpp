// SPDX-License-Identifier: Apache-2.0
#include "app/cli/secretline.h"

namespace mcpo
{

namespace
{

constexpr char controlC = 3;
constexpr char controlD = 4;
constexpr char backspace = 8;
constexpr char controlU = 21;
constexpr char controlW = 23;
constexpr char controlZ = 26;
constexpr char escape = 27;
constexpr char controlBackslash = 28;
constexpr char rubout = 127;

constexpr auto pasteEnd = "\x1B[201~";

bool isControl(char byte) { return static_cast<unsigned char>(byte) < 0x20; }

void dropLastCharacter(QByteArray &utf8)
{
    const auto isContinuation = [](char byte) { return (byte & 0xC0) == 0x80; };
    while (!utf8.isEmpty() && isContinuation(utf8.back()))
        utf8.chop(1);
    utf8.chop(1);
}

void dropLastWord(QByteArray &text)
{
    while (!text.isEmpty() && text.back() == ' ')
        text.chop(1);
    while (!text.isEmpty() && text.back() != ' ')
        text.chop(1);
}

} // namespace

SecretLine::State SecretLine::take(char byte)
{
    if (m_isInPaste) {
        takePasted(byte);
        return State::Editing;
    }
    if (m_escape == Escape::None)
        return takeKey(byte);
    if (byte == controlC)
        return State::Stopped;
    takeEscaped(byte);
    return State::Editing;
}

SecretLine::State SecretLine::takeKey(char byte)
{
    switch (byte) {
    case controlC:
    case controlBackslash: return State::Stopped;
    case controlZ: return State::Suspended;
    case '\r':
    case '\n':
    case controlD: return State::Done;
    case backspace:
    case rubout: dropLastCharacter(m_text); break;
    case controlU: m_text.clear(); break;
    case controlW: dropLastWord(m_text); break;
    case escape: m_escape = Escape::Started; break;
    default:
        if (!isControl(byte)) // a key that means nothing here, as Ctrl+A
            m_text.append(byte);
    }
    return State::Editing;
}

void SecretLine::takeEscaped(char byte)
{
    switch (m_escape) {
    case Escape::None: return;
    case Escape::Started:
        m_parameters.clear();
        if (byte == '[')
            m_escape = Escape::Control;
        else if (byte == 'O')
            m_escape = Escape::SingleShift;
        else if (byte != escape) // a key with Alt
            m_escape = Escape::None;
        return;
    case Escape::SingleShift:
    case Escape::ConsoleKey: m_escape = Escape::None; return;
    case Escape::Control:
        if (byte == '[' && m_parameters.isEmpty())
            m_escape = Escape::ConsoleKey;
        else if (byte >= 0x40 && byte <= 0x7E)
            endControl(byte);
        else
            m_parameters.append(byte);
        return;
    }
}

void SecretLine::endControl(char byte)
{
    m_escape = Escape::None;
    m_isInPaste = byte == '~' && m_parameters == "200";
}

void SecretLine::takePasted(char byte)
{
    m_text.append(byte);
    if (byte != '~' || !m_text.endsWith(pasteEnd))
        return;
    m_text.chop(qsizetype(qstrlen(pasteEnd)));
    m_isInPaste = false;
}

void SecretLine::pause() { m_escape = Escape::None; }

QByteArray SecretLine::text() const
{
    QByteArray text = m_text;
    if (text.endsWith('\n'))
        text.chop(text.endsWith("\r\n") ? 2 : 1);
    else if (text.endsWith('\r'))
        text.chop(1);
    return text;
}

} // namespace mcpo
