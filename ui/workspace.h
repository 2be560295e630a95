// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/directory/effectiveauthreader.h"
#include "models/directory/overridelisting.h"
#include "models/override/overridechange.h"
#include "ui/appearance.h"
#include "ui/overrideview.h"
#include "ui/subjectcard.h"

#include <QWidget>

class QSplitter;

namespace mcpo
{

class OverridePanel;
class PlainLabel;
class ServerPane;
struct WindowModels;

/// Servers, the overrides of the chosen one, and the form beside them. For somebody who manages
/// nothing it is the form, and under it their own overrides.
class Workspace : public QWidget
{
    Q_OBJECT
public:
    Workspace(WindowModels &models, OverridePanel &panel, QWidget *parent = nullptr);

    /// Shows the form, where it is not to be seen.
    void openForm();
    const OverrideListing &listing() const { return m_listing; }

Q_SIGNALS:
    void signInWanted();
    /// There is more to show than before.
    void roomWanted(const QSize &size);

private:
    enum class Layout { FormOnly, Manager, SelfService };

    void makeTables();
    void connectTable();
    void connectCopies();
    void lookFactsUp();
    void arrange();
    void beginSession();
    void endSession();
    void chooseServer(const QString &serverId);
    void chooseAll();
    void showMine();
    void readMore(qsizetype first);
    void refresh();
    void showCurrent();
    void openNew();
    void openFormFor(const OverrideTableModel::Line &line);
    void askToRemove();
    void remove(const QString &serverId, const Subject &subject,
                const std::optional<OverrideRow> &shown);
    static std::optional<OverrideRow> rowSeen(const ChangeReport &report);
    void showRemoved(const ChangeReport &report);
    void changed(const ChangeReport &report);
    void sayNothing();
    void say(const QString &sentence, TextTone tone);
    QString readOnlyReason(const OverrideTableModel::Line &line) const;
    QStringList serverIds(qsizetype first) const;
    QWidget *makeCenter();

    WindowModels &m_models;
    OverridePanel &m_panel;
    OverrideListing m_listing;
    EffectiveAuthReader m_effectiveAuth;
    std::optional<Layout> m_layout; ///< nothing: not laid out yet
    Scope m_scope = Scope::Nothing;
    QString m_serverId; ///< while the scope is one server
    QSplitter *m_splitter;
    ServerPane *m_serverPane = nullptr;
    OverrideView *m_view = nullptr;
    SubjectCard *m_card = nullptr;
    PlainLabel *m_status = nullptr;
    QWidget *m_center = nullptr;
    std::optional<std::pair<QString, Subject>> m_signedInAs; ///< address and caller, the last time
    std::optional<std::pair<QString, Subject>> m_shown; ///< whose effective auth is on the card
};

} // namespace mcpo
