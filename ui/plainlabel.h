// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLabel>

namespace mcpo
{

/// Text that is only ever shown as plain text, can be selected and copied, and wraps.
///
/// Assistive technology reads the text as the name. The accessible name of the widget says what the
/// text is about: it is the description, and the name only while there is no text. An accessible
/// description is read in place of the text.
class PlainLabel : public QLabel
{
    Q_OBJECT
public:
    explicit PlainLabel(QWidget *parent = nullptr);

    /// Shows @p text and reads it out.
    void say(const QString &text);
    /// Shows @p text, with line breaks in words that are wider than @p width pixels.
    void setTextWithin(int width, const QString &text);
    /// All of the text, where only a part of it is shown.
    virtual QString wholeText() const { return text(); }
};

} // namespace mcpo
