// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QCompleter;
class QToolButton;

namespace mcpo
{

class PickModel;
class ValueEdit;

/// Offers entries below a line while the user types, and puts the ID of the chosen entry into the
/// line. A typed ID is as valid as a chosen one: the line contains an ID, and no directory is
/// required.
class Picker : public QObject
{
    Q_OBJECT
public:
    /// Belongs to @p line.
    Picker(ValueEdit &line, PickModel &model, const QString &name);

    /// Offers other entries from now on.
    void setModel(PickModel &model);
    /// Opens the list by the mouse; to be put beside the line.
    QToolButton *button() const { return m_button; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QCompleter &completer();
    bool isOpen() const;
    void close();
    void openAll();
    void offer(const QString &typed);
    void take(const QString &id);
    bool takeTyped();

    ValueEdit &m_line;
    PickModel *m_model;
    QString m_name;
    QCompleter *m_completer = nullptr; ///< made when first needed, since a window has several
    QToolButton *m_button;
};

} // namespace mcpo
