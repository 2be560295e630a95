// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/activity/activitylog.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QTableView;

namespace mcpo
{

class ActivityTable;
class PlainLabel;

/// What was done from here, in a window beside the others: show() it; it deletes itself when
/// closed. It reads the file when it is opened, when the log changes, and when it becomes active.
class ActivityDialog : public QDialog
{
    Q_OBJECT
public:
    /// @p log outlives the dialog.
    ActivityDialog(ActivityLog &log, QWidget *parent);

protected:
    /// Escape first takes back the question whether to clear.
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeFilter();
    void setUpView();
    QWidget *makeQuestion();
    QWidget *makeButtons();
    void reload();
    void updateWords();
    void copySelection();
    void ask(bool isAsking);
    void clear();

    ActivityLog &m_log;
    ActivityTable *m_table;
    QSortFilterProxyModel *m_filtered;
    QLineEdit *m_filter;
    QTableView *m_view;
    PlainLabel *m_message; ///< why there are no rows, or what is wrong
    PlainLabel *m_question;
    QWidget *m_questionRow = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_clear = nullptr;
    int m_damagedLines = 0;
    std::optional<ActivityProblem> m_problem;
};

} // namespace mcpo
