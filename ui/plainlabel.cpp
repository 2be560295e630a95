// SPDX-License-Identifier: Apache-2.0
#include "ui/plainlabel.h"

#include <QAccessible>

namespace mcpo
{

PlainLabel::PlainLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    // Selectable by keyboard makes it a stop for Tab; between two fields that is one too many.
    setFocusPolicy(Qt::ClickFocus);
}

void PlainLabel::say(const QString &text)
{
    if (text == this->text())
        return;
    setText(text);
    setAccessibleDescription(text);
    setVisible(!text.isEmpty());
    if (!text.isEmpty()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

} // namespace mcpo
