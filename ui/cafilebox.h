// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QCheckBox;
class QPushButton;

namespace mcpo
{

class FieldRow;
class ValueEdit;

/// Whether a CA file is trusted beside the system's authorities, and which one: a tick, and the
/// line for the file only with it, since few need one.
class CaFileBox : public QWidget
{
    Q_OBJECT
public:
    explicit CaFileBox(QWidget *parent = nullptr);

    /// An absolute path; empty for none.
    QString file() const;
    void setFile(const QString &file);
    /// Managed by the administrator: shown and read-only. Empty: the user's choice again.
    void setFact(const QString &file);
    void setLocked(bool locked);
    /// Whether the file can be used; otherwise says why not, and goes there.
    bool check();

    QWidget *lastTabStop() const;

private:
    void choose();
    void showLine(bool isShown);

    QString m_managedFile; ///< empty: the user's choice
    QCheckBox *m_own;
    ValueEdit *m_line;
    FieldRow *m_row;
    QPushButton *m_choose;
};

} // namespace mcpo
