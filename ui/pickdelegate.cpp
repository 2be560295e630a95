// SPDX-License-Identifier: Apache-2.0
#include "ui/pickdelegate.h"

#include "ui/appearance.h"
#include "ui/pickmodel.h"

#include <QApplication>
#include <QPainter>

namespace mcpo
{

namespace
{

constexpr int padding = 6;
constexpr int between = 1;

QFont smaller(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.88);
    return font;
}

void drawLine(QPainter *painter, const QRect &line, const QString &text, const QColor &color)
{
    painter->setPen(color);
    painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
}

} // namespace

void PickDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QPalette &palette = option.palette;
    const QColor ink = palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QColor quiet = isSelected ? ink : toneColor(TextTone::Quiet, palette);
    const QColor marked = isSelected ? ink : toneColor(TextTone::Problem, palette);

    painter->save();
    const QRect inside = option.rect.adjusted(padding, padding / 2, -padding, -padding / 2);
    painter->setFont(option.font);
    const int nameHeight = painter->fontMetrics().height();
    drawLine(painter, {inside.left(), inside.top(), inside.width(), nameHeight},
             index.data(Qt::DisplayRole).toString(), ink);

    painter->setFont(smaller(option.font));
    QRect second(inside.left(), inside.top() + nameHeight + between, inside.width(),
                 painter->fontMetrics().height());
    if (const QString mark = index.data(PickModel::MarkRole).toString(); !mark.isEmpty()) {
        drawLine(painter, second, mark, marked);
        second.setLeft(second.left() + painter->fontMetrics().horizontalAdvance(mark) + padding);
    }
    drawLine(painter, second, index.data(PickModel::DetailRole).toString(), quiet);
    painter->restore();
    if (!isSelected && option.state.testFlag(QStyle::State_HasFocus)) {
        QStyleOptionFocusRect frame;
        frame.QStyleOption::operator=(option);
        frame.state.setFlag(QStyle::State_KeyboardFocusChange);
        style->drawPrimitive(QStyle::PE_FrameFocusRect, &frame, painter, option.widget);
    }
}

QSize PickDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {QFontMetrics(option.font).averageCharWidth() * 24,
            QFontMetrics(option.font).height() + QFontMetrics(smaller(option.font)).height() +
                between + padding};
}

} // namespace mcpo
