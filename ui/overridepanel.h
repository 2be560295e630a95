// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/override/submission.h"
#include "ui/words/outcomewords.h"

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace mcpo
{

class FormRows;
class OverrideForm;
class PlainLabel;
class Session;

/// The form with its buttons and its status: sets an override and explains what came of it.
class OverridePanel : public QWidget
{
    Q_OBJECT
public:
    OverridePanel(OverrideForm &form, Submission &submission, const Session &session,
                  QWidget *parent = nullptr);

    /// One quiet line in place.
    void showStatus(const QString &text);

public Q_SLOTS:
    /// What the button does.
    void submit();
    /// Stops a request under way; without one, empties the form.
    void cancel();

Q_SIGNALS:
    /// The person wants to sign in, or to change the account or the address.
    void signInWanted();

private:
    QWidget *makeButtons();
    void setRunning(bool running);
    void showReport(const SubmitReport &report);
    void markRefusedFields(const SubmitOutcome &outcome);
    void apply(Remedy remedy, const SubmitReport &report);
    void focusFirstProblem();

    OverrideForm &m_form;
    Submission &m_submission;
    const Session &m_session;
    FormRows *m_rows;
    PlainLabel *m_status;
    QProgressBar *m_progress;
    QPushButton *m_set;
    QString m_firstProblem; ///< the field to go to after the dialog
};

} // namespace mcpo
