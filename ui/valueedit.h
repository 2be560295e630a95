// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLineEdit>

namespace mcpo
{

/// A line for a value that must arrive exactly as it was typed or pasted, whatever its length.
///
/// QLineEdit lays out every character it contains, which takes 0.3 s for a megabyte. So a value
/// above longestShown is kept here, the line shows a stand-in, and typing is off until the value is
/// deleted or replaced by another paste.
class ValueEdit : public QLineEdit
{
    Q_OBJECT
public:
    static constexpr qsizetype longestShown = 4096; ///< UTF-16 units

    explicit ValueEdit(QWidget *parent = nullptr);

    QString value() const;
    /// For the program: a person types, pastes or drops.
    virtual void setValue(const QString &value);
    bool holdsLongValue() const { return !m_long.isEmpty(); }
    /// Not QLineEdit's, which a long value needs for itself.
    void setLocked(bool locked);

Q_SIGNALS:
    /// By typing, pasting, dropping or setValue().
    void valueChanged(const QString &value);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

    /// Something came from another program.
    virtual void tookFromOutside() {}
    /// What the line shows in place of a long value.
    virtual QString standIn(const QString &value) const;
    void refreshStandIn();

private:
    void replaceValue(const QString &value);
    bool canShowWith(const QString &text) const;
    void insertText(const QString &text);
    void pasteFrom(int clipboardMode);
    void textWasChanged(const QString &text);
    void setReadOnlyAsNeeded();

    QString m_long; ///< the value while it is too long to be shown
    bool m_isLocked = false;
};

} // namespace mcpo
