// SPDX-License-Identifier: Apache-2.0
#pragma once

class QWidget;

namespace mcpo
{

/// Call it after a secret was pasted or dropped into @p widget, and once more when it goes.
///
/// On X11 what another program hands over stays in the buffer for what the server sends, 4 KiB that
/// live as long as the program, until as much has passed through it. This asks for far more. Does
/// nothing elsewhere.
void overwriteClipboardTrace(const QWidget &widget);

} // namespace mcpo
