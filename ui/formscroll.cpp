// SPDX-License-Identifier: Apache-2.0
#include "ui/formscroll.h"

#include <QEvent>
#include <QScrollBar>
#include <QVBoxLayout>

namespace mcpo
{

FormScroll::FormScroll(QWidget *form, QWidget *parent)
    : QScrollArea(parent)
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->addWidget(form);
    layout->addStretch();
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // not one more stop for Tab
    setWidgetResizable(true);
    setWidget(content);
}

int FormScroll::neededWidth(int formWidth) const
{
    return formWidth + verticalScrollBar()->sizeHint().width();
}

QSize FormScroll::sizeHint() const
{
    const QSize form = widget()->sizeHint();
    return {neededWidth(form.width()), form.height()};
}

QSize FormScroll::minimumSizeHint() const
{
    constexpr int someRows = 120;
    return {neededWidth(widget()->minimumSizeHint().width()), someRows};
}

bool FormScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace mcpo
