// SPDX-License-Identifier: Apache-2.0
#include "ui/appearance.h"

#include <QEvent>
#include <QIcon>
#include <QPainter>
#include <QPainterPath>
#include <QWidget>

namespace mcpo
{

namespace
{

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() <
           palette.color(QPalette::WindowText).lightness();
}

/// Follows the system when it switches between light and dark.
class ToneKeeper : public QObject
{
public:
    ToneKeeper(QWidget *label, TextTone tone)
        : QObject(label)
        , m_label(label)
        , m_tone(tone)
    {
        label->installEventFilter(this);
        apply();
    }

    void setTone(TextTone tone)
    {
        m_tone = tone;
        apply();
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::ApplicationPaletteChange)
            apply();
        return QObject::eventFilter(watched, event);
    }

private:
    void apply()
    {
        QPalette palette = m_label->palette();
        const QPalette around =
            m_label->parentWidget() ? m_label->parentWidget()->palette() : palette;
        for (const auto role : {QPalette::WindowText, QPalette::ButtonText})
            palette.setColor(role, toneColor(m_tone, around));
        m_label->setPalette(palette);
    }

    QWidget *m_label;
    TextTone m_tone;
};

class WarningSign : public QWidget
{
public:
    using QWidget::QWidget;

    QSize sizeHint() const override
    {
        const int side = fontMetrics().height();
        return {side, side};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF disc = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
        painter.setPen(Qt::NoPen);
        painter.setBrush(toneColor(TextTone::Problem, palette()));
        painter.drawEllipse(disc);
        QFont bold = font();
        bold.setBold(true);
        bold.setPixelSize(std::max(6, static_cast<int>(disc.height() * 0.75)));
        painter.setFont(bold);
        painter.setPen(palette().color(QPalette::Window));
        painter.drawText(disc, Qt::AlignCenter, QStringLiteral("!"));
    }
};

/// An "&" of its own is no access key.
QString escaped(QString text) { return text.replace(u'&', QStringLiteral("&&")); }

} // namespace

QColor toneColor(TextTone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case TextTone::Normal: break;
    case TextTone::Quiet: return dark ? QColor(0xb4, 0xb8, 0xbf) : QColor(0x5a, 0x5f, 0x66);
    case TextTone::Problem: return dark ? QColor(0xff, 0x9a, 0x8f) : QColor(0xb0, 0x1e, 0x1e);
    case TextTone::Good: return dark ? QColor(0x7f, 0xd6, 0x9a) : QColor(0x14, 0x6c, 0x34);
    }
    return palette.color(QPalette::WindowText);
}

QColor shownColor(ProfileColor color, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (color) {
    case ProfileColor::None: return dark ? QColor(0x6b, 0x70, 0x78) : QColor(0x8c, 0x91, 0x98);
    case ProfileColor::Red: return dark ? QColor(0xff, 0x7b, 0x72) : QColor(0xc6, 0x28, 0x28);
    case ProfileColor::Orange: return dark ? QColor(0xff, 0xa6, 0x57) : QColor(0xc2, 0x5e, 0x00);
    case ProfileColor::Green: return dark ? QColor(0x6f, 0xcf, 0x7f) : QColor(0x2e, 0x7d, 0x32);
    case ProfileColor::Teal: return dark ? QColor(0x4f, 0xd1, 0xc5) : QColor(0x00, 0x7c, 0x7c);
    case ProfileColor::Blue: return dark ? QColor(0x79, 0xb8, 0xff) : QColor(0x1f, 0x6f, 0xd6);
    case ProfileColor::Purple: return dark ? QColor(0xc8, 0xa1, 0xff) : QColor(0x7e, 0x3f, 0xc4);
    }
    return {};
}

QIcon colorIcon(ProfileColor color, const QWidget &shownOn)
{
    constexpr int side = 16;
    const qreal ratio = shownOn.devicePixelRatioF();
    QPixmap picture(QSize(side, side) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor shown = shownColor(color, shownOn.palette());
    painter.setPen(QPen(shown, 1.5));
    if (color != ProfileColor::None)
        painter.setBrush(shown);
    constexpr qreal inset = 3;
    painter.drawEllipse(QRectF(inset, inset, side - 2 * inset, side - 2 * inset));
    return picture;
}

void setTextTone(QWidget *label, TextTone tone)
{
    for (QObject *child : label->children()) {
        if (auto *keeper = dynamic_cast<ToneKeeper *>(child)) {
            keeper->setTone(tone);
            return;
        }
    }
    new ToneKeeper(label, tone); // owned by the label
}

QWidget *makeWarningSign(QWidget *parent)
{
    auto *sign = new WarningSign(parent);
    sign->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    return sign;
}

QString withAccessKey(const QString &label, QString &usedKeys)
{
    for (qsizetype i = 0; i < label.size(); ++i) {
        const QChar key = label.at(i).toLower();
        if (!key.isLetter() || usedKeys.contains(key))
            continue;
        usedKeys += key;
        return escaped(label.first(i)) + u'&' + escaped(label.sliced(i));
    }
    return escaped(label);
}

} // namespace mcpo
