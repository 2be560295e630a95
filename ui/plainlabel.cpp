// SPDX-License-Identifier: Apache-2.0
#include "ui/plainlabel.h"

#include <QAccessibleWidget>
#include <QTextBoundaryFinder>

namespace mcpo
{

namespace
{

class SpokenLabel : public QAccessibleWidget
{
public:
    explicit SpokenLabel(PlainLabel &label)
        : QAccessibleWidget(&label, QAccessible::StaticText)
        , m_label(label)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        const QString other = m_label.accessibleDescription();
        const QString shown = other.isEmpty() ? m_label.wholeText() : other;
        if (kind == QAccessible::Name)
            return shown.isEmpty() ? m_label.accessibleName() : shown;
        if (kind == QAccessible::Description)
            return shown.isEmpty() ? QString() : m_label.accessibleName();
        return QAccessibleWidget::text(kind);
    }

private:
    PlainLabel &m_label;
};

/// Qt breaks lines between words only: a long host or ID would make a dialog wider than the screen.
QString withBrokenWords(const QString &text, const QFontMetrics &metrics, int width)
{
    QString broken;
    QString line; // what no line can end in yet
    QTextBoundaryFinder letters(QTextBoundaryFinder::Grapheme, text);
    qsizetype from = 0;
    for (qsizetype to = letters.toNextBoundary(); to > 0; to = letters.toNextBoundary()) {
        const QString letter = text.sliced(from, to - from);
        from = to;
        line = letter.front().isSpace() ? QString() : line + letter;
        if (metrics.horizontalAdvance(line) > width) {
            broken += u'\n';
            line = letter;
        }
        broken += letter;
    }
    return broken;
}

QAccessibleInterface *makeSpokenLabel(const QString &, QObject *object)
{
    auto *label = qobject_cast<PlainLabel *>(object);
    return label ? new SpokenLabel(*label) : nullptr;
}

} // namespace

PlainLabel::PlainLabel(QWidget *parent)
    : QLabel(parent)
{
    QAccessible::installFactory(makeSpokenLabel); // which keeps it once
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    // Selectable by keyboard makes it a stop for Tab; between two fields that is one too many.
    setFocusPolicy(Qt::ClickFocus);
}

void PlainLabel::setTextWithin(int width, const QString &text)
{
    setText(withBrokenWords(text, fontMetrics(), width));
}

void PlainLabel::say(const QString &text)
{
    if (text == this->text())
        return;
    setText(text);
    QAccessibleEvent changed(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&changed);
    setVisible(!text.isEmpty());
    if (!text.isEmpty()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

} // namespace mcpo
