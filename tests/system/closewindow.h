// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace mcpo
{

/// Whether a window with this title is on the screen.
bool windowIsShown(const QByteArray &title);
/// Asks the window with this title to close, as its close button does. False while there is none.
bool closeWindow(const QByteArray &title);

} // namespace mcpo
