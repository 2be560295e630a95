// SPDX-License-Identifier: Apache-2.0
#include "ui/secretedit.h"

#include "ui/clipboardtrace.h"

#include <QEvent>

namespace mcpo
{

namespace
{

constexpr Qt::InputMethodHints secretHints =
    Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase;

} // namespace

SecretEdit::SecretEdit(QWidget *parent)
    : ValueEdit(parent)
{
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(secretHints);
}

void SecretEdit::setValue(const QString &value)
{
    if (value == this->value())
        return;
    setRevealed(false);
    ValueEdit::setValue(value);
    if (value.isEmpty())
        tookFromOutside();
}

void SecretEdit::setRevealed(bool revealed)
{
    if (revealed == isRevealed())
        return;
    setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    setInputMethodHints(secretHints); // with the mask Qt drops the hints that it implies
    refreshStandIn();
    Q_EMIT revealedChanged(revealed);
}

bool SecretEdit::event(QEvent *event)
{
    // Not ActivationChange, which only the window itself gets.
    if (event->type() == QEvent::WindowDeactivate)
        setRevealed(false);
    if (event->type() == QEvent::Hide)
        tookFromOutside(); // again, for what may have come late
    return ValueEdit::event(event);
}

void SecretEdit::tookFromOutside() { overwriteClipboardTrace(*this); }

QString SecretEdit::standIn(const QString &value) const
{
    // Masked, a stand-in is dots like any other value; the form tells its length.
    constexpr qsizetype shown = 60;
    return isRevealed() ? value.left(shown) + QChar(0x2026) : QString(shown, QChar(0x2022));
}

} // namespace mcpo
