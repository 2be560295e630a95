// SPDX-License-Identifier: Apache-2.0
#include "ui/dialogqueue.h"

#include <QApplication>
#include <QDialog>
#include <QEvent>
#include <QWindow>

#include <utility>

namespace mcpo
{

namespace
{

QWidget &mainWindowOf(QWidget &widget)
{
    QWidget *window = widget.window();
    while (const QWidget *parent = window->parentWidget())
        window = parent->window();
    return *window;
}

} // namespace

DialogQueue::DialogQueue(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
    m_window.installEventFilter(this);
}

DialogQueue &DialogQueue::of(QWidget &widget)
{
    QWidget &window = mainWindowOf(widget);
    auto *queue = window.findChild<DialogQueue *>(QString(), Qt::FindDirectChildrenOnly);
    return queue ? *queue : *new DialogQueue(window);
}

void DialogQueue::open(QDialog &dialog, About about) { of(dialog).enter(dialog, about); }

void DialogQueue::enter(QDialog &dialog, About about)
{
    if (m_open && dialog.parentWidget()->window() == m_open) {
        dialog.open();
        return;
    }
    // Between two dialogs, what opens is the answer to the one that has just closed.
    const bool isAnswer = m_open.isNull() && QApplication::activePopupWidget() == nullptr;
    m_waiting.insert(isAnswer ? 0 : m_waiting.size(), {&dialog, about});
    openNext();
}

void DialogQueue::openNext()
{
    m_waiting.removeIf([](const Entry &entry) { return entry.dialog.isNull(); });
    if (m_open)
        return;
    if (m_waiting.isEmpty()) {
        Q_EMIT becameIdle();
        return;
    }
    if (QWidget *popup = QApplication::activePopupWidget()) {
        popup->installEventFilter(this);
        return;
    }
    // A window that has just been shown has no place yet, and the dialog would open beside it.
    QWindow *shown = m_window.windowHandle();
    if (shown && m_window.isVisible() && !m_window.isMinimized() && !shown->isExposed()) {
        shown->installEventFilter(this);
        return;
    }
    const Entry next = m_waiting.takeFirst();
    m_open = next.dialog;
    m_openAbout = next.about;
    m_open->installEventFilter(this);
    m_open->open();
}

void DialogQueue::closeAboutAccount()
{
    const QList<Entry> waiting = std::exchange(m_waiting, {});
    for (const Entry &entry : waiting) {
        if (entry.about == About::Window)
            m_waiting.append(entry);
        else if (entry.dialog)
            entry.dialog->reject();
    }
    if (m_open && m_openAbout == About::Account)
        m_open->reject();
}

bool DialogQueue::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Expose) {
        watched->removeEventFilter(this);
        QMetaObject::invokeMethod(this, &DialogQueue::openNext, Qt::QueuedConnection);
        return false;
    }
    // Spontaneous where the desktop minimizes a window.
    if (event->type() != QEvent::Hide || event->spontaneous())
        return QObject::eventFilter(watched, event);
    if (watched == &m_window) {
        for (const Entry &entry : std::exchange(m_waiting, {}))
            delete entry.dialog.data();
        return false;
    }
    watched->removeEventFilter(this);
    if (watched == m_open)
        m_open.clear();
    // Later: what the dialog or the menu was closed for comes first.
    QMetaObject::invokeMethod(this, &DialogQueue::openNext, Qt::QueuedConnection);
    return false;
}

} // namespace mcpo
