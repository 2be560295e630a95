// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/words/changewords.h"

#include <QDialog>

class QCheckBox;
class QVBoxLayout;

namespace mcpo
{

/// Explains one failure: what happened, why and what to do, one button per remedy, and the facts
/// on demand. Or asks before something that cannot be undone. Everything is plain text.
/// Window-modal: open() it; it deletes itself when closed.
class ExplanationDialog : public QDialog
{
    Q_OBJECT
public:
    ExplanationDialog(const Explanation &explanation, QWidget *parent);

Q_SIGNALS:
    /// After the dialog has closed. CopyDetails is done here and not signalled.
    void chosen(mcpo::Remedy remedy);

private:
    void addDetails(QVBoxLayout *layout, const QString &details);
    QWidget *makeButtons(const Explanation &explanation);

    QCheckBox *m_consent = nullptr; ///< where one is asked for
};

} // namespace mcpo
