// SPDX-License-Identifier: Apache-2.0
#include "ui/messageline.h"

#include "ui/appearance.h"
#include "ui/plainlabel.h"
#include "ui/wordbutton.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace mcpo
{

namespace
{

/// A triangle where a problem has a disc: distinct without the colour.
class DoubtSign : public QWidget
{
public:
    explicit DoubtSign(QWidget *parent)
        : QWidget(parent)
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        const int side = fontMetrics().height();
        return {side, side};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const QColor window = palette().color(QPalette::Window);
        const bool isDark = window.lightness() < palette().color(QPalette::WindowText).lightness();
        const QRectF box = QRectF(rect()).adjusted(1.0, 1.5, -1.0, -1.5);
        QPainterPath triangle(QPointF(box.center().x(), box.top()));
        triangle.lineTo(box.bottomRight());
        triangle.lineTo(box.bottomLeft());
        triangle.closeSubpath();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillPath(triangle, isDark ? QColor(0xe9, 0xb9, 0x5a) : QColor(0x94, 0x60, 0x00));
        QFont bold = font();
        bold.setBold(true);
        bold.setPixelSize(std::max(6, static_cast<int>(box.height() * 0.72)));
        painter.setFont(bold);
        painter.setPen(window);
        painter.drawText(box.adjusted(0, box.height() * 0.2, 0, 0), Qt::AlignCenter,
                         QStringLiteral("!"));
    }
};

} // namespace

MessageLine::MessageLine(QWidget *parent)
    : QWidget(parent)
    , m_warning(new DoubtSign(this))
    , m_problem(makeWarningSign(this))
    , m_text(new PlainLabel(this))
    , m_action(new WordButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(5);
    layout->addWidget(m_warning, 0, Qt::AlignTop);
    layout->addWidget(m_problem, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1, Qt::AlignTop);
    layout->addWidget(m_action, 0, Qt::AlignTop);
    // However long a word is, the window stays as narrow as it was.
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_action->hide();
    connect(m_action, &QToolButton::clicked, this, &MessageLine::actionTriggered);
}

QString MessageLine::text() const { return m_text->text(); }

QWidget *MessageLine::actionButton() const { return m_action; }

void MessageLine::say(Kind kind, const QString &text, const QString &action)
{
    m_warning->setVisible(kind == Kind::Warning);
    m_problem->setVisible(kind == Kind::Problem);
    setTextTone(m_text, kind == Kind::Problem
                            ? TextTone::Problem
                            : (kind == Kind::Hint ? TextTone::Quiet : TextTone::Normal));
    m_text->say(text);
    m_action->setText(action);
    m_action->setAccessibleDescription(text);
    m_action->setVisible(!action.isEmpty());
    setVisible(!text.isEmpty());
}

} // namespace mcpo
