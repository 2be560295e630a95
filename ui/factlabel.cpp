// SPDX-License-Identifier: Apache-2.0
#include "ui/factlabel.h"

#include <QEvent>

#include <algorithm>

namespace mcpo
{

FactLabel::FactLabel(QWidget *parent)
    : PlainLabel(parent)
{
    setWordWrap(false);
}

void FactLabel::state(const QString &text)
{
    if (text == m_fact)
        return;
    m_fact = text;
    say(text);
    cut();
}

QSize FactLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_fact) + 2, PlainLabel::sizeHint().height()};
}

QSize FactLabel::minimumSizeHint() const
{
    constexpr int shortest = 6;
    return {std::min(sizeHint().width(), shortest * fontMetrics().averageCharWidth()),
            PlainLabel::minimumSizeHint().height()};
}

void FactLabel::resizeEvent(QResizeEvent *event)
{
    PlainLabel::resizeEvent(event);
    cut();
}

void FactLabel::changeEvent(QEvent *event)
{
    PlainLabel::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        cut();
}

void FactLabel::cut()
{
    const QString shown = fontMetrics().elidedText(m_fact, Qt::ElideRight, contentsRect().width());
    if (shown != text())
        setText(shown);
    // A tool tip reads HTML.
    setToolTip(shown == m_fact ? QString()
                               : QStringLiteral("<qt>%1</qt>").arg(m_fact.toHtmlEscaped()));
}

} // namespace mcpo
