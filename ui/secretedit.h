// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/valueedit.h"

#include <QTimer>

#include <chrono>

namespace mcpo
{

/// A masked line. While it is revealed its value can be read; that ends when the window is no
/// longer the active one, when the value is set by the program, and by itself some time after the
/// last change. Input methods get no information about it, masked or not, and undo does not go back
/// beyond the latest change of the mask.
class SecretEdit : public ValueEdit
{
    Q_OBJECT
public:
    explicit SecretEdit(QWidget *parent = nullptr);

    void setValue(const QString &value) override;
    bool isRevealed() const { return echoMode() == QLineEdit::Normal; }
    void setRevealed(bool revealed);
    /// How long it stays revealed: half a minute, unless said otherwise.
    void setLongestReveal(std::chrono::milliseconds time) { m_hiding.setInterval(time); }

    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    Q_INVOKABLE QVariant inputMethodQuery(Qt::InputMethodQuery query,
                                          const QVariant &argument) const;

Q_SIGNALS:
    void revealedChanged(bool revealed);

protected:
    bool event(QEvent *event) override;
    void tookFromOutside() override;
    QString standIn(const QString &value) const override;

private:
    void forgetHistory();

    QTimer m_hiding;
};

} // namespace mcpo
