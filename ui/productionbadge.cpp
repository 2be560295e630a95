// SPDX-License-Identifier: Apache-2.0
#include "ui/productionbadge.h"

#include "ui/appearance.h"

#include <QPainter>
#include <QPainterPath>

namespace mcpo
{

namespace
{

constexpr int padding = 7;
constexpr int gap = 4;

QPainterPath triangle(const QRectF &box)
{
    QPainterPath path(QPointF(box.center().x(), box.top()));
    path.lineTo(box.bottomRight());
    path.lineTo(box.bottomLeft());
    path.closeSubpath();
    return path;
}

} // namespace

ProductionBadge::ProductionBadge(QWidget *parent)
    : QLabel(tr("Production"), parent)
{
    setTextFormat(Qt::PlainText);
    setAccessibleName(tr("Production"));
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 0.9);
    setFont(bold);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    const int start = padding + signWidth() + gap;
    setContentsMargins(isRightToLeft() ? padding : start, 1, isRightToLeft() ? start : padding, 1);
}

int ProductionBadge::signWidth() const { return fontMetrics().ascent(); }

void ProductionBadge::paintEvent(QPaintEvent *)
{
    // The colours are asked for here because the system may switch between light and dark.
    const QColor ink = palette().color(QPalette::Window);
    const QColor ground = toneColor(TextTone::Problem, palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()), 4, 4);

    const qreal side = signWidth();
    const qreal left = isRightToLeft() ? width() - padding - side : padding;
    const QRectF box(left, (height() - side) / 2 + 0.5, side, side * 0.88);
    painter.setBrush(ink);
    painter.drawPath(triangle(box));
    painter.setBrush(ground);
    const qreal stroke = side * 0.13;
    const QPointF top(box.center().x() - stroke / 2, box.top() + side * 0.32);
    painter.drawRect(QRectF(top, QSizeF(stroke, side * 0.28)));
    painter.drawRect(QRectF(top + QPointF(0, side * 0.36), QSizeF(stroke, stroke)));

    painter.setPen(ink);
    painter.setFont(font());
    painter.drawText(contentsRect(), Qt::AlignCenter, text());
}

} // namespace mcpo
