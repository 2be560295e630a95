// SPDX-License-Identifier: Apache-2.0
#include "ui/revealbutton.h"

#include "ui/secretedit.h"

#include <algorithm>

namespace mcpo
{

RevealButton::RevealButton(SecretEdit &edit, const QString &fieldName, QWidget *parent)
    : QToolButton(parent)
{
    const QString showText = tr("Show");
    const QString hideText = tr("Hide");
    setCheckable(true);
    setText(showText);
    setAccessibleName(tr("Show %1").arg(fieldName));
    // Both words take the same room, so that the field does not jump.
    setText(hideText);
    const int hideWidth = sizeHint().width();
    setText(showText);
    setMinimumWidth(std::max(hideWidth, sizeHint().width()));
    connect(this, &QToolButton::toggled, &edit, &SecretEdit::setRevealed);
    connect(&edit, &SecretEdit::revealedChanged, this, [this, showText, hideText](bool revealed) {
        setChecked(revealed);
        setText(revealed ? hideText : showText);
    });
}

} // namespace mcpo
