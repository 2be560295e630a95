// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overridebrowser.h"
#include "ui/overridetablemodel.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace mcpo
{

class MessageLine;
class PlainLabel;

/// A table of overrides with its filter, its progress and what there is to say when it is empty.
class OverrideView : public QWidget
{
    Q_OBJECT
public:
    OverrideView(OverrideListing &listing, const Directory &directory,
                 const RequestDescription &description, QWidget *parent = nullptr);

    void setScope(Scope scope, const QString &title, const QString &note);
    /// The row that is chosen, if one is.
    std::optional<OverrideTableModel::Line> current() const;
    /// Chooses the row of this override as soon as there is one.
    void choose(const QString &serverId, const Subject &subject);
    void focusFilter();
    /// What is in the row after that of this override, or before it where it is the last.
    std::optional<OverrideTarget> neighborOf(const QString &serverId, const Subject &subject) const;
    /// To the chosen row, or to the button for a new override; false where there is neither.
    bool takeFocus();
    /// Without it the rows can only be looked at, and copied.
    void hideExport();

Q_SIGNALS:
    void currentChanged();
    /// Return or a double click on a row.
    void activated();
    void removalWanted();
    void menuWanted(const QPoint &globalPosition);
    void refreshWanted();
    /// An override that has no row yet.
    void newWanted();
    /// An export was written, or why not: one line for the status.
    void exported(const QString &sentence);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeTools();
    QWidget *makeTable();
    QWidget *makeFoot();
    void showState();
    bool isMissing() const;
    QString emptyText() const;
    QString emptyWithoutText() const;
    QString gap() const;
    Completeness completeness() const;
    void showGap();
    void rememberPlace();
    void restorePlace();
    void openMenu();
    void copyRows();
    void openExport();
    void exportTo(const QString &fileName);

    OverrideListing &m_listing;
    const Directory &m_directory;
    OverrideTableModel *m_model;
    Scope m_scope = Scope::Nothing;
    PlainLabel *m_title;
    PlainLabel *m_note;
    QPushButton *m_new;
    QLineEdit *m_filter = nullptr;
    QComboBox *m_show = nullptr;
    QPushButton *m_export = nullptr;
    QWidget *m_tools; ///< after what is in it
    QStackedWidget *m_pages;
    QTableView *m_table;
    PlainLabel *m_empty;
    MessageLine *m_gap;
    PlainLabel *m_count = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_stop = nullptr;
    std::optional<std::pair<QString, Subject>> m_chosen;
    int m_scrolledTo = 0;
    bool m_isToBeSeen = false; ///< the chosen row, wherever one has scrolled
    bool m_isRestoring = false;
};

} // namespace mcpo
