// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace mcpo
{

/// Edits a line that is typed without being shown, byte by byte, as shells and terminals do:
/// Backspace, Ctrl+W (word), Ctrl+U (all), Ctrl+Z. Cursor and function keys change nothing. The
/// content of a bracketed paste is taken whole, line breaks included; one at the end of the line is
/// dropped.
///
/// Written here because nothing in Debian fits: readpassphrase of libbsd loses what is beyond
/// 4 095 bytes and stops at the first line of a paste, readline is GPL, libedit cannot hide.
class SecretLine
{
public:
    enum class State { Editing, Done, Stopped, Suspended };

    /// Of Editing. Bytes are UTF-8.
    State take(char byte);
    /// Nothing followed for a while: an Escape before was the key, not the start of a sequence.
    void pause();
    bool isInEscape() const { return m_escape != Escape::None; }
    bool isInPaste() const { return m_isInPaste; }

    void clear() { *this = {}; }
    /// Without one line break at its end.
    QByteArray text() const;

private:
    /// How far an escape sequence is: ECMA-48, and the one of the Linux console for F1 to F5.
    enum class Escape { None, Started, SingleShift, Control, ConsoleKey };

    State takeKey(char byte);
    void takeEscaped(char byte);
    void endControl(char byte);
    void takePasted(char byte);

    QByteArray m_text;
    QByteArray m_parameters; ///< of a control sequence
    Escape m_escape = Escape::None;
    bool m_isInPaste = false;
};

} // namespace mcpo
