// SPDX-License-Identifier: Apache-2.0
#include "ui/fieldrow.h"

#include "ui/appearance.h"
#include "ui/messageline.h"
#include "ui/plainlabel.h"

#include <QAccessible>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace mcpo
{

using namespace Qt::StringLiterals;

namespace
{

/// A fact that Tab reaches. It is selected then, which shows where the focus is and makes it ready
/// to be copied.
class FactLabel : public PlainLabel
{
public:
    explicit FactLabel(QWidget *parent)
        : PlainLabel(parent)
    {
        // A long one that does not wrap would widen the window.
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        setFocusPolicy(Qt::StrongFocus);
    }

protected:
    void focusInEvent(QFocusEvent *event) override
    {
        PlainLabel::focusInEvent(event);
        if (event->reason() != Qt::MouseFocusReason)
            setSelection(0, static_cast<int>(text().size()));
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        PlainLabel::focusOutEvent(event);
        if (event->reason() != Qt::PopupFocusReason)
            setSelection(0, 0);
    }
};

} // namespace

FieldRow::FieldRow(QWidget *control, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_control(control)
    , m_tabStops{control}
    , m_layout(new QVBoxLayout(this))
    , m_line(new QHBoxLayout)
{
    m_control->setAccessibleName(name);
    m_line->addWidget(m_control);
    m_layout->setContentsMargins({});
    m_layout->setSpacing(3);
    m_layout->addLayout(m_line);
    // All rows of a form are equally wide, whatever their control would like.
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_control->setSizePolicy(QSizePolicy::Expanding, m_control->sizePolicy().verticalPolicy());
}

QWidget *FieldRow::focusTarget() const
{
    const bool hasFact = m_fact != nullptr && !m_fact->text().isEmpty();
    return hasFact ? m_fact : m_control;
}

void FieldRow::addBeside(QWidget *widget)
{
    m_line->addWidget(widget);
    setTabOrder(m_tabStops.constLast(), widget);
    m_tabStops.append(widget);
}

void FieldRow::setDetail(const QString &text, const QString &spoken)
{
    if (!m_detail && text.isEmpty())
        return;
    if (!m_detail) {
        m_detail = new PlainLabel(this);
        // However long a word is, the window stays as narrow as it was.
        m_detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        m_detail->setAccessibleName(tr("About %1").arg(m_control->accessibleName()));
        setTextTone(m_detail, TextTone::Quiet);
        m_layout->insertWidget(1, m_detail);
    }
    // Not say(): that would read it out with every key.
    m_detail->setText(text);
    m_detail->setAccessibleDescription(spoken);
    m_detail->setVisible(!text.isEmpty());
    m_spokenDetail = spoken;
    updateMessage();
}

void FieldRow::setHint(const QString &hint)
{
    m_hint = hint;
    updateMessage();
}

void FieldRow::setWarning(const QString &warning, const QString &action)
{
    if (warning == m_warning && action == m_action)
        return;
    m_warning = warning;
    m_action = action;
    updateMessage();
    if (!warning.isEmpty())
        alert();
}

void FieldRow::setActionEnabled(bool enabled)
{
    m_isActionEnabled = enabled;
    if (m_message)
        m_message->actionButton()->setEnabled(enabled);
}

void FieldRow::setProblem(const QString &problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    updateMessage();
    if (!problem.isEmpty())
        alert();
}

void FieldRow::alert()
{
    QAccessibleEvent alert(m_control, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void FieldRow::setFact(const QString &text)
{
    if (!m_fact && text.isEmpty())
        return;
    if (!m_fact) {
        m_fact = new FactLabel(this);
        m_fact->setAccessibleName(m_control->accessibleName());
        m_fact->setMinimumHeight(m_control->sizeHint().height()); // beside the title, as that
        m_line->insertWidget(0, m_fact, 1);
        setTabOrder(m_control, m_fact);
        m_tabStops.insert(1, m_fact);
    }
    m_fact->say(text);
    m_control->setVisible(text.isEmpty());
    updateMessage();
}

void FieldRow::makeMessageLine()
{
    m_message = new MessageLine(this);
    m_message->actionButton()->setEnabled(m_isActionEnabled);
    m_layout->addWidget(m_message);
    setTabOrder(m_tabStops.constLast(), m_message->actionButton());
    m_tabStops.append(m_message->actionButton());
    connect(m_message, &MessageLine::actionTriggered, this, &FieldRow::actionTriggered);
}

void FieldRow::updateMessage()
{
    using Kind = MessageLine::Kind;
    const Kind kind =
        !m_problem.isEmpty() ? Kind::Problem : (m_warning.isEmpty() ? Kind::Hint : Kind::Warning);
    const QString text =
        kind == Kind::Problem ? m_problem : (kind == Kind::Warning ? m_warning : m_hint);
    QStringList spoken{text, m_spokenDetail};
    spoken.removeAll(QString());
    m_control->setAccessibleDescription(spoken.join(u' '));
    if (!m_message && text.isEmpty())
        return;
    if (!m_message)
        makeMessageLine();
    m_message->say(kind, text, kind == Kind::Warning ? m_action : QString());
}

} // namespace mcpo
