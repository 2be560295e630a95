// SPDX-License-Identifier: Apache-2.0
#include "ui/focusoutline.h"

#include <QAbstractScrollArea>
#include <QEvent>
#include <QPainter>

namespace mcpo
{

FocusOutline::FocusOutline(QAbstractScrollArea &list)
    : QWidget(&list)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setGeometry(list.rect());
    setVisible(list.hasFocus());
    list.installEventFilter(this);
}

bool FocusOutline::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize) {
        setGeometry(parentWidget()->rect());
    } else if (event->type() == QEvent::FocusOut) {
        hide();
    } else if (event->type() == QEvent::FocusIn) {
        raise();
        show();
    }
    return QWidget::eventFilter(watched, event);
}

void FocusOutline::paintEvent(QPaintEvent *)
{
    constexpr int width = 2;
    QPainter painter(this);
    QPen pen(palette().color(QPalette::Highlight), width);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

} // namespace mcpo
