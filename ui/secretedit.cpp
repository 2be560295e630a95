// SPDX-License-Identifier: Apache-2.0
#include "ui/secretedit.h"

#include "ui/clipboardtrace.h"
#include "ui/secretaccessible.h"

#include <QEvent>
#include <QSignalBlocker>

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
    guardAccessibilityOfSecrets();
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(secretHints);
    m_hiding.setSingleShot(true);
    m_hiding.setInterval(std::chrono::seconds(30));
    connect(&m_hiding, &QTimer::timeout, this, [this] { setRevealed(false); });
    connect(this, &ValueEdit::valueChanged, this, [this](const QString &value) {
        if (isRevealed())
            m_hiding.start();
        if (value.isEmpty())
            forgetHistory(); // with the room that it took
    });
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
    // The history is cleared while the line is masked, because assistive technology is notified.
    if (revealed)
        forgetHistory();
    setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    if (!revealed)
        forgetHistory();
    setInputMethodHints(secretHints); // with the mask Qt drops the hints that it implies
    refreshStandIn();
    if (revealed)
        m_hiding.start();
    else
        m_hiding.stop();
    Q_EMIT revealedChanged(revealed);
}

/// Setting the text is the one thing that empties what undo and redo know.
void SecretEdit::forgetHistory()
{
    const QSignalBlocker blocker(this);
    const int cursor = cursorPosition();
    setText(text());
    setCursorPosition(cursor);
}

QVariant SecretEdit::inputMethodQuery(Qt::InputMethodQuery query) const
{
    switch (query) {
    case Qt::ImSurroundingText:
    case Qt::ImCurrentSelection:
    case Qt::ImTextBeforeCursor:
    case Qt::ImTextAfterCursor: return QString();
    case Qt::ImCursorPosition:
    case Qt::ImAnchorPosition:
    case Qt::ImAbsolutePosition: return 0;
    default: return ValueEdit::inputMethodQuery(query);
    }
}

QVariant SecretEdit::inputMethodQuery(Qt::InputMethodQuery query, const QVariant &) const
{
    return inputMethodQuery(query);
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
    // Masked, a stand-in is dots like any other value; the form shows its length.
    constexpr qsizetype shown = 60;
    return isRevealed() ? value.left(shown) + QChar(0x2026) : QString(shown, QChar(0x2022));
}

} // namespace mcpo
