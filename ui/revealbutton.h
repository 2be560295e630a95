// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QToolButton>

namespace mcpo
{

class SecretEdit;

/// The button beside a secret that shows and hides it.
class RevealButton : public QToolButton
{
    Q_OBJECT
public:
    /// @p fieldName is what assistive technology calls the field.
    RevealButton(SecretEdit &edit, const QString &fieldName, QWidget *parent = nullptr);
};

} // namespace mcpo
