// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace mcpo
{

/// Text that is only ever shown as plain text, can be selected and copied, and wraps.
class PlainLabel : public QLabel
{
    Q_OBJECT
public:
    explicit PlainLabel(QWidget *parent = nullptr);

    /// Shows @p text and reads it out as the description, since the name of a label is fixed.
    void say(const QString &text);
};

} // namespace mcpo
