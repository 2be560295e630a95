// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QWidget>

#include <optional>

class QLineEdit;
class QListView;
class QPushButton;

namespace mcpo
{

class Directory;
class PickModel;
class PlainLabel;

/// The servers to look at: all of them on top, then each by name, with a search.
class ServerPane : public QWidget
{
    Q_OBJECT
public:
    explicit ServerPane(const Directory &directory, QWidget *parent = nullptr);

    /// Shows what is looked at, without any signal. Nothing: no choice yet.
    void showChoice(const std::optional<QString> &serverId);
    void showAllChosen();
    void focusSearch();

Q_SIGNALS:
    void serverChosen(const QString &serverId);
    void allChosen();
    /// To read the lists again that failed.
    void retryWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addServers(qsizetype first);
    void filter(const QString &typed);
    void choose(const QString &serverId);
    void chooseCurrent();
    void takeTyped();
    void askWhich();
    void restoreChoice();
    void showState();

    const Directory &m_directory;
    PickModel *m_model;
    QLineEdit *m_search;
    PlainLabel *m_question; ///< what is to be chosen, after a search that leaves it open
    QPushButton *m_useId;
    QPushButton *m_all;
    QListView *m_list;
    PlainLabel *m_state;
    QPushButton *m_retry;
    std::optional<QString> m_chosen;
    bool m_isRestoring = false;
};

} // namespace mcpo
