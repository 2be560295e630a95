// SPDX-License-Identifier: Apache-2.0
#include "ui/fieldrow.h"

#include "ui/appearance.h"
#include "ui/plainlabel.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QStyle>
#include <QVBoxLayout>

namespace mcpo
{

FieldRow::FieldRow(QWidget *control, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_tabStops{control}
    , m_line(new QHBoxLayout)
{
    m_control->setAccessibleName(name);
    m_line->addWidget(m_control);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(3);
    layout->addLayout(m_line);
    // All rows of a form are equally wide, whatever their control would like.
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_control->setSizePolicy(QSizePolicy::Expanding, m_control->sizePolicy().verticalPolicy());
}

void FieldRow::addBeside(QWidget *widget)
{
    m_line->addWidget(widget);
    m_tabStops.append(widget);
}

void FieldRow::setHint(const QString &hint)
{
    m_hint = hint;
    updateMessage();
}

void FieldRow::setProblem(const QString &problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    updateMessage();
    if (!problem.isEmpty()) {
        QAccessibleEvent alert(m_control, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void FieldRow::setFact(const QString &text)
{
    if (!m_fact && text.isEmpty())
        return;
    if (!m_fact) {
        m_fact = new PlainLabel(this);
        // A label that wraps would make the form squeeze the rows around it, and a long one that
        // does not would widen the window.
        m_fact->setWordWrap(false);
        m_fact->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        m_fact->setAccessibleName(m_control->accessibleName());
        m_line->insertWidget(0, m_fact, 1);
    }
    m_fact->say(text);
    m_control->setVisible(text.isEmpty());
    updateMessage();
}

void FieldRow::updateMessage()
{
    const bool isProblem = !m_problem.isEmpty();
    const QString text = isProblem ? m_problem : m_hint;
    m_control->setAccessibleDescription(text);
    if (!m_messageLine && text.isEmpty())
        return;
    if (!m_messageLine) {
        m_messageLine = new QWidget(this);
        auto *layout = new QHBoxLayout(m_messageLine);
        layout->setContentsMargins({});
        layout->setSpacing(5);
        m_warningSign = makeWarningSign(m_messageLine);
        m_message = new PlainLabel(m_messageLine);
        layout->addWidget(m_warningSign, 0, Qt::AlignTop);
        layout->addWidget(m_message, 1);
        this->layout()->addWidget(m_messageLine);
    }
    m_message->say(text);
    m_warningSign->setVisible(isProblem);
    setTextTone(m_message, isProblem ? TextTone::Problem : TextTone::Quiet);
    m_messageLine->setVisible(!text.isEmpty());
}

} // namespace mcpo
