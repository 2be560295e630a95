// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QScrollArea>

namespace mcpo
{

/// Shows a form at its full height: where a window is too low, it scrolls, so that no line is
/// clipped. It is never narrower than the form.
class FormScroll : public QScrollArea
{
    Q_OBJECT
public:
    /// Takes over @p form.
    FormScroll(QWidget *form, QWidget *parent);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    int neededWidth(int formWidth) const;
};

} // namespace mcpo
