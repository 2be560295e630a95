// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QHBoxLayout;
class QVBoxLayout;

namespace mcpo
{

class MessageLine;
class PlainLabel;

/// One field of a form: the control, widgets beside it, and below it a quiet detail and one line
/// with a hint, a warning or a problem. Both take no space while they are empty.
class FieldRow : public QWidget
{
    Q_OBJECT
public:
    /// Takes over @p control. @p name is what assistive technology calls it.
    FieldRow(QWidget *control, const QString &name, QWidget *parent = nullptr);

    QWidget *control() const { return m_control; }
    /// The control, or the fact in its place.
    QWidget *focusTarget() const;
    void addBeside(QWidget *widget);
    /// Where Tab stops in this row, in order.
    const QList<QWidget *> &tabStops() const { return m_tabStops; }

    /// A fact about what is typed, on a line of its own: lines that may be many sentences.
    /// @p spoken is the text for assistive technology.
    void setDetail(const QString &text, const QString &spoken);
    void setDetail(const QString &text) { setDetail(text, text); }
    /// A sentence that helps; a warning takes its place while there is one.
    void setHint(const QString &hint);
    /// Something to look at, and a word for what to do about it; a problem takes its place while
    /// there is one.
    void setWarning(const QString &warning, const QString &action = {});
    /// The warning's action changes what was typed, which has to wait while that is on its way.
    void setActionEnabled(bool enabled);
    /// What is wrong, or nothing. Told to assistive technology as the control's description, as
    /// everything under the control is.
    void setProblem(const QString &problem);

    /// Shows @p text as a fact in place of the control; with an empty one the control comes back.
    void setFact(const QString &text);

Q_SIGNALS:
    /// The warning's action was chosen.
    void actionTriggered();

private:
    void updateMessage();
    void makeMessageLine();
    void alert();

    QWidget *m_control;
    QList<QWidget *> m_tabStops;
    QVBoxLayout *m_layout;
    QHBoxLayout *m_line;
    PlainLabel *m_fact = nullptr; ///< made when first needed, as are the next two
    PlainLabel *m_detail = nullptr;
    MessageLine *m_message = nullptr;
    QString m_spokenDetail;
    QString m_hint;
    QString m_warning;
    QString m_action;
    QString m_problem;
    bool m_isActionEnabled = true;
};

} // namespace mcpo
