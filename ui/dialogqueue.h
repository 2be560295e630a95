// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QDialog;

namespace mcpo
{

/// Opens the dialogs of a window one at a time. Two dialogs on top of each other take the keyboard
/// from both, and a key meant for one answers the other. A dialog that comes while another one, a
/// menu or a drop-down list is open waits for its turn. A dialog that is opened from the open one,
/// such as the file dialog of a field, belongs to it and opens at once.
class DialogQueue : public QObject
{
    Q_OBJECT
public:
    /// What a dialog is about. Those about the account close when the account is signed out: their
    /// buttons would act for the next account.
    enum class About { Account, Window };

    /// In place of QDialog::open(), for a dialog that deletes itself when it closes.
    static void open(QDialog &dialog, About about = About::Account);
    /// The queue of the window that @p widget belongs to; a dialog belongs to its parent's window.
    static DialogQueue &of(QWidget &widget);

    /// Whether no dialog is open and none waits.
    bool isIdle() const { return m_open.isNull() && m_waiting.isEmpty(); }
    /// Closes the dialogs about the account, open and waiting, as Escape does.
    void closeAboutAccount();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// The last dialog has closed.
    void becameIdle();

private:
    struct Entry {
        QPointer<QDialog> dialog;
        About about = About::Account;
    };

    explicit DialogQueue(QWidget &window);
    void enter(QDialog &dialog, About about);
    void openNext();

    QWidget &m_window;
    QPointer<QDialog> m_open;
    About m_openAbout = About::Window;
    QList<Entry> m_waiting;
};

} // namespace mcpo
