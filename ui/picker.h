// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QCompleter;
class QToolButton;

namespace mcpo
{

class PickModel;
class ValueEdit;

/// Offers entries under a line while somebody types in it, and puts the id of the chosen one into
/// the line. Whatever is typed stays as good as what is chosen: the line holds an id, and nobody
/// needs a directory to know one.
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
