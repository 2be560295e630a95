// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/plainlabel.h"

namespace mcpo
{

/// One line of plain text that is cut with "…" where it does not fit, so that a long name does not
/// widen the window. All of it is read out and, while it is cut, the tool tip.
class FactLabel : public PlainLabel
{
    Q_OBJECT
public:
    explicit FactLabel(QWidget *parent = nullptr);

    /// Takes no room while @p text is empty.
    void state(const QString &text);

    QString wholeText() const override { return m_fact; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void cut();

    QString m_fact;
};

} // namespace mcpo
