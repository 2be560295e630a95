// SPDX-License-Identifier: Apache-2.0
#include "ui/secretedit.h"

#include <QEvent>

namespace mcpo
{

SecretEdit::SecretEdit(QWidget *parent)
    : ValueEdit(parent)
{
    setEchoMode(QLineEdit::Password);
    // Also while revealed, when Qt would drop the hints that the mask implies.
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                        Qt::ImhNoAutoUppercase);
}

void SecretEdit::setRevealed(bool revealed)
{
    if (revealed == isRevealed())
        return;
    setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    refreshStandIn();
    Q_EMIT revealedChanged(revealed);
}

void SecretEdit::changeEvent(QEvent *event)
{
    ValueEdit::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && !isActiveWindow())
        setRevealed(false);
}

QString SecretEdit::standIn(const QString &value) const
{
    // Masked, a stand-in is dots like any other value; its length is told by the row's message.
    constexpr qsizetype shown = 60;
    return isRevealed() ? value.left(shown) + QChar(0x2026) : QString(shown, QChar(0x2022));
}

} // namespace mcpo
