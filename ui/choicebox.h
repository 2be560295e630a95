// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QComboBox>

namespace mcpo
{

/// A choice that assistive technology knows by its accessible name. On Unix, Qt 6.4 gives the
/// current text for the name of every combo box, whatever it was called.
///
/// It may be narrower than its longest text, and its list may say why something cannot be chosen.
class ChoiceBox : public QComboBox
{
    Q_OBJECT
public:
    explicit ChoiceBox(QWidget *parent = nullptr);

    /// Puts @p reason in brackets behind an entry of the list, not of the closed box, and takes it
    /// out of what can be chosen. An empty one takes it away again.
    void setReason(int index, const QString &reason, bool isEnabled);

    void showPopup() override;

protected:
    void initStyleOption(QStyleOptionComboBox *option) const override;
};

} // namespace mcpo
