// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayList>

namespace mcpo
{

/// Whether a window with this title is on the screen.
bool windowIsShown(const QByteArray &title);
/// Whether what is typed goes to the window with this title.
bool windowHasFocus(const QByteArray &title);
/// Gives the focus to the window with this title, as a window manager does, or takes it from every
/// window. False where that is not possible.
bool focusWindow(const QByteArray &title);
bool focusNothing();
/// Asks the window with this title to close, as its close button does. False while there is none.
bool closeWindow(const QByteArray &title);
/// The titles of all windows on the screen, in both forms that X11 has, and of their icons.
QByteArrayList windowTitles();
/// Whether anybody has put something on the clipboard, or selected it for the middle button.
bool isClipboardOwned();

} // namespace mcpo
