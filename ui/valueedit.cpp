// SPDX-License-Identifier: Apache-2.0
#include "ui/valueedit.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QSignalBlocker>

#include <limits>

namespace mcpo
{

ValueEdit::ValueEdit(QWidget *parent)
    : QLineEdit(parent)
{
    // The default cuts off what is longer than 32 767 characters without a word.
    setMaxLength(std::numeric_limits<int>::max());
    connect(this, &QLineEdit::textChanged, this, &ValueEdit::textWasChanged);
}

QString ValueEdit::value() const { return holdsLongValue() ? m_long : text(); }

void ValueEdit::setValue(const QString &value)
{
    if (value != this->value())
        replaceValue(value);
}

void ValueEdit::replaceValue(const QString &value)
{
    const bool isLong = value.size() > longestShown;
    m_long = isLong ? value : QString();
    if (!isLong) {
        const QSignalBlocker blocker(this);
        setText(value);
    }
    refreshStandIn();
    setReadOnlyAsNeeded();
    Q_EMIT valueChanged(value);
}

void ValueEdit::setLocked(bool locked)
{
    m_isLocked = locked;
    setReadOnlyAsNeeded();
}

void ValueEdit::setReadOnlyAsNeeded() { setReadOnly(m_isLocked || holdsLongValue()); }

QString ValueEdit::standIn(const QString &value) const
{
    constexpr qsizetype shown = 60;
    return value.left(shown) + QChar(0x2026);
}

void ValueEdit::refreshStandIn()
{
    if (!holdsLongValue())
        return;
    const QSignalBlocker blocker(this);
    setText(standIn(m_long));
    setCursorPosition(0);
}

void ValueEdit::textWasChanged(const QString &text)
{
    // Reached by typing and by whatever sets the text from outside, such as assistive technology.
    if (text.size() > longestShown) {
        replaceValue(QString(text)); // a copy: the line gives up what it refers to
        return;
    }
    if (holdsLongValue()) { // external text replaced the placeholder
        m_long.clear();
        setReadOnlyAsNeeded();
    }
    Q_EMIT valueChanged(text);
}

bool ValueEdit::canShowWith(const QString &text) const
{
    return !holdsLongValue() && this->text().size() + text.size() <= longestShown;
}

void ValueEdit::insertText(const QString &text)
{
    if (m_isLocked || text.isEmpty())
        return;
    if (canShowWith(text)) {
        insert(text);
        return;
    }
    // A paste onto a long value replaces it: there is no cursor in what is not shown.
    QString value;
    if (!holdsLongValue()) {
        value = this->text();
        const qsizetype start = hasSelectedText() ? selectionStart() : cursorPosition();
        value.replace(start, hasSelectedText() ? selectionLength() : 0, text);
    }
    replaceValue(value.isEmpty() ? text : value);
}

void ValueEdit::pasteFrom(int clipboardMode)
{
    const auto mode = static_cast<QClipboard::Mode>(clipboardMode);
    const QString text = QGuiApplication::clipboard()->text(mode);
    // Where Qt's own paste will do, it is one step of its own for undo.
    if (mode == QClipboard::Clipboard && !m_isLocked && !text.isEmpty() && canShowWith(text))
        paste();
    else
        insertText(text);
    tookFromOutside();
}

void ValueEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste)) {
        pasteFrom(QClipboard::Clipboard);
        event->accept();
        return;
    }
    if (holdsLongValue() && event->matches(QKeySequence::Copy)) {
        if (echoMode() == QLineEdit::Normal)
            QGuiApplication::clipboard()->setText(m_long);
        event->accept();
        return;
    }
    const bool isDelete = event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete ||
                          event->matches(QKeySequence::Cut);
    if (holdsLongValue() && !m_isLocked && isDelete) {
        replaceValue({});
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void ValueEdit::mouseReleaseEvent(QMouseEvent *event)
{
    const bool isSelectionPaste =
        event->button() == Qt::MiddleButton && QGuiApplication::clipboard()->supportsSelection();
    if (!isSelectionPaste) {
        QLineEdit::mouseReleaseEvent(event);
        return;
    }
    pasteFrom(QClipboard::Selection);
    event->accept();
}

void ValueEdit::dropEvent(QDropEvent *event)
{
    insertText(event->mimeData()->text());
    event->acceptProposedAction();
    tookFromOutside();
}

void ValueEdit::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu *menu = holdsLongValue() ? new QMenu(this) : createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (holdsLongValue() && !m_isLocked) {
        menu->addAction(tr("&Paste"), this, [this] { pasteFrom(QClipboard::Clipboard); });
        menu->addAction(tr("&Delete"), this, [this] { replaceValue({}); });
    }
    // Qt's own paste would bypass insertText().
    const QList<QAction *> actions = menu->actions();
    for (QAction *action : actions) {
        if (action->objectName() != QLatin1StringView("edit-paste"))
            continue;
        action->disconnect();
        action->setEnabled(!m_isLocked && !QGuiApplication::clipboard()->text().isEmpty());
        connect(action, &QAction::triggered, this, [this] { pasteFrom(QClipboard::Clipboard); });
    }
    menu->popup(event->globalPos());
}

} // namespace mcpo
