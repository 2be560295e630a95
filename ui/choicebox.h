// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QComboBox>

namespace mcpo
{

/// A choice that assistive technology knows by its accessible name. On Unix, Qt 6.4 gives the
/// current text for the name of every combo box, whatever it was called.
class ChoiceBox : public QComboBox
{
    Q_OBJECT
public:
    explicit ChoiceBox(QWidget *parent = nullptr);
};

} // namespace mcpo
