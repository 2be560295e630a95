// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/safecommand.h"
#include "ui/overridetablemodel.h"

#include <QWidget>

class QMenu;
class QPushButton;

namespace mcpo
{

class EffectiveAuthReader;
class PlainLabel;
struct Preset;

/// What is known of the row that is chosen in the table, and what can be done with it.
class SubjectCard : public QWidget
{
    Q_OBJECT
public:
    /// What @p preset hides is not offered here.
    SubjectCard(const EffectiveAuthReader &effectiveAuth, const Directory &directory,
                const RequestDescription &description, const Preset &preset,
                QWidget *parent = nullptr);

    /// Nothing hides the card. @p readOnlyReason says why this account cannot change it, if so.
    void showLine(const std::optional<OverrideTableModel::Line> &line,
                  const QString &readOnlyReason = {});
    /// Where the buttons change something, see placeLine().
    void showPlace(const QString &text);
    /// What the buttons do, for a context menu.
    void fillMenu(QMenu &menu);

Q_SIGNALS:
    void setWanted();
    void removalWanted();
    void linkWanted();
    /// A command that sets the override, or that removes it.
    void setCommandWanted(mcpo::CommandKind kind);
    void removeCommandWanted(mcpo::CommandKind kind);

private:
    void showEffectiveAuth();
    void fillCopyMenu(QMenu &menu);

    const EffectiveAuthReader &m_effectiveAuth;
    const Directory &m_directory;
    const RequestDescription &m_description;
    const Preset &m_preset;
    std::optional<OverrideTableModel::Line> m_line;
    PlainLabel *m_title;
    PlainLabel *m_facts;
    PlainLabel *m_now;
    PlainLabel *m_reason;
    PlainLabel *m_place;
    QPushButton *m_set;
    QPushButton *m_remove;
    QPushButton *m_copy;
};

} // namespace mcpo
