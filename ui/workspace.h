// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overridebrowser.h"
#include "models/override/overridechange.h"
#include "ui/appearance.h"
#include "ui/overrideview.h"

#include <QWidget>

#include <functional>

class QSplitter;

namespace mcpo
{

class OverridePanel;
class PlainLabel;
class ServerPane;
class SubjectCard;
struct NamedTarget;
struct WindowModels;

/// Servers, the overrides of the chosen one, and the form beside them. Users who manage no server
/// see the form, and their own overrides below it. Lays these parts out and connects them; the
/// OverrideBrowser keeps the selection.
class Workspace : public QWidget
{
    Q_OBJECT
public:
    Workspace(WindowModels &models, OverridePanel &panel, QWidget *parent = nullptr);

    /// Shows the form, where it is not to be seen.
    void openForm();

Q_SIGNALS:
    void signInWanted();
    /// To change the address or the CA file.
    void profileWanted();
    /// There is more to show than before.
    void roomWanted(const QSize &size);

private:
    void makeTables();
    void connectTable();
    void connectCopies();
    void addShortcuts();
    void arrange();
    void arrangeForManager();
    void arrangeForSelfService();
    void showScope();
    void showServer(const QString &serverId);
    void showCurrent();
    void openNew();
    void withoutDraft(const std::function<void()> &next);
    void showTarget();
    NamedTarget formTarget() const;
    void returnFocus();
    void openFormFor(const OverrideTableModel::Line &line);
    void askToRemove();
    void remove(const QString &serverId, const Subject &subject,
                const std::optional<OverrideRow> &shown);
    static std::optional<OverrideRow> rowSeen(const ChangeReport &report);
    void showRemoved(const ChangeReport &report);
    void removed(const ChangeReport &report);
    void changed(const ChangeReport &report);
    void sayNothing();
    void say(const QString &sentence, TextTone tone);
    QString readOnlyReason(const OverrideTableModel::Line &line) const;
    QWidget *makeCenter();

    WindowModels &m_models;
    OverridePanel &m_panel;
    QSplitter *m_splitter;
    ServerPane *m_serverPane = nullptr;
    OverrideView *m_view = nullptr;
    SubjectCard *m_card = nullptr;
    PlainLabel *m_status = nullptr;
    QWidget *m_center = nullptr;
};

} // namespace mcpo
