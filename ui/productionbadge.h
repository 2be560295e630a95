// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace mcpo
{

/// Says "Production" by sign, word and colour.
class ProductionBadge : public QLabel
{
    Q_OBJECT
public:
    explicit ProductionBadge(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int signWidth() const;
};

} // namespace mcpo
