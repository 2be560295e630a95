// SPDX-License-Identifier: Apache-2.0
#include "ui/wordbutton.h"

namespace mcpo
{

WordButton::WordButton(QWidget *parent)
    : QToolButton(parent)
{
    setAutoRaise(true);
    setFocusPolicy(Qt::StrongFocus);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    QFont underlined = font();
    underlined.setUnderline(true);
    setFont(underlined);
    setFixedHeight(fontMetrics().height() + 2); // does not push the lines apart
}

} // namespace mcpo
