// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QAbstractScrollArea;

namespace mcpo
{

/// Outlines a list while it has the focus: Fusion shows it on the current item at most, and there
/// may be none.
class FocusOutline : public QWidget
{
    Q_OBJECT
public:
    /// Belongs to @p list.
    explicit FocusOutline(QAbstractScrollArea &list);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace mcpo
