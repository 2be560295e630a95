// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace mcpo
{

class PlainLabel;

/// One field of a form: the control, what stands beside it, and under it one line with a hint or
/// with what is wrong. The line takes no room while it has nothing to say.
class FieldRow : public QWidget
{
    Q_OBJECT
public:
    /// Takes over @p control. @p name is what assistive technology calls it.
    FieldRow(QWidget *control, const QString &name, QWidget *parent = nullptr);

    QWidget *control() const { return m_control; }
    void addBeside(QWidget *widget);
    /// Where Tab stops in this row, in order.
    const QList<QWidget *> &tabStops() const { return m_tabStops; }

    /// A sentence that helps; a problem takes its place while there is one.
    void setHint(const QString &hint);
    /// What is wrong, or nothing. Told to assistive technology as the control's description.
    void setProblem(const QString &problem);

    /// Shows @p text as a fact in place of the control; with an empty one the control comes back.
    void setFact(const QString &text);

private:
    void updateMessage();

    QWidget *m_control;
    QList<QWidget *> m_tabStops;
    QHBoxLayout *m_line;
    PlainLabel *m_fact = nullptr;
    QWidget *m_messageLine = nullptr; ///< made when first needed, as is m_message
    QWidget *m_warningSign = nullptr;
    PlainLabel *m_message = nullptr;
    QString m_hint;
    QString m_problem;
};

} // namespace mcpo
