// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/overridechange.h"
#include "models/override/secretissue.h"
#include "ui/words/explanation.h"

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace mcpo
{

class ExplanationDialog;
class FormRows;
class FormScroll;
class MessageLine;
class OverrideForm;
class PlainLabel;
class ProductionConsent;
class Session;
class TargetFacts;

/// The form with its buttons and its status: sets an override and explains what came of it.
class OverridePanel : public QWidget
{
    Q_OBJECT
public:
    OverridePanel(OverrideForm &form, OverrideChange &change, const Session &session,
                  TargetFacts &facts, QWidget *parent = nullptr);

    /// To attach pickers to the lines of fields::server and fields::subject.
    FormRows &rows() const { return *m_rows; }

    /// The button, or a label beside it, names the place; on production each target is asked about
    /// once.
    void setProductionConsent(ProductionConsent &consent);
    /// Whom the form is for, on top of it, and what there is to notice about that.
    void showTarget(const QString &text, const QString &warning);
    /// An empty form for @p serverId. False while a request is under way.
    bool begin(const QString &serverId);
    /// One quiet line in place.
    void showStatus(const QString &text);
    /// One quiet line on top of the form, until it is shown another or none: where this comes from.
    void showNote(const QString &text);
    QString note() const;
    /// Fills in whom the override is for; what is empty stays as it is. Credentials that were typed
    /// are forgotten, and the status says so, unless server and subject stay the same: one that
    /// was typed for one server never slips to another. False while a request is under way, which
    /// nothing may change.
    bool prefill(const QString &serverId, const Subject &subject, const QString &credentialType);

public Q_SLOTS:
    /// What the button does.
    void submit();
    /// Stops a request under way; without one, empties the form.
    void cancel();

Q_SIGNALS:
    /// The person wants to sign in, or to change the account.
    void signInWanted();
    /// The person wants to change the address or the CA file.
    void profileWanted();
    /// The override was set; the report holds its new row where the list was read.
    void saved(const mcpo::ChangeReport &report);
    /// The person gave up what was in the form.
    void emptied();
    /// Escape, while no request is under way.
    void closeWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fillLayout();
    QWidget *makeButtons();
    void goTo(const QString &field);
    void ask(const QList<FieldIssues> &issues, const SecretContext &context);
    void cleanUp(const QList<FieldIssues> &issues);
    void showPlace();
    void send();
    bool isSetting() const;
    void setRunning(bool running);
    void showPhase(OverrideChange::Phase phase);
    void showReport(const ChangeReport &report);
    void showSaved(const ChangeReport &report);
    void explain(const ChangeReport &report);
    ExplanationDialog *open(const Explanation &explanation);
    void markRefusedFields(const ChangeOutcome &outcome);
    void fillIn(const QString &serverId, const Subject &subject);
    bool isInForm(const ChangeRequest &request) const;
    void apply(Remedy remedy, const ChangeReport &report);
    void focusFirstProblem();

    OverrideForm &m_form;
    OverrideChange &m_change;
    const Session &m_session;
    TargetFacts &m_facts;
    FormRows *m_rows;
    FormScroll *m_scroll;
    ProductionConsent *m_production = nullptr; ///< none: nothing is production
    PlainLabel *m_target;
    MessageLine *m_targetWarning;
    PlainLabel *m_note;
    PlainLabel *m_status;
    QProgressBar *m_progress;
    PlainLabel *m_place; ///< beside the buttons, where they do not name it
    QPushButton *m_set;
    QString m_firstProblem; ///< the field to go to after the dialog
};

} // namespace mcpo
