// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/valueedit.h"

namespace mcpo
{

/// A masked line. While it is revealed its value can be read; that ends when the window is no
/// longer the active one or the value is set by the program.
class SecretEdit : public ValueEdit
{
    Q_OBJECT
public:
    explicit SecretEdit(QWidget *parent = nullptr);

    void setValue(const QString &value) override;
    bool isRevealed() const { return echoMode() == QLineEdit::Normal; }
    void setRevealed(bool revealed);

Q_SIGNALS:
    void revealedChanged(bool revealed);

protected:
    bool event(QEvent *event) override;
    void tookFromOutside() override;
    QString standIn(const QString &value) const override;
};

} // namespace mcpo
