// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/session/profiles.h"

#include <QDialog>

class QCheckBox;
class QDialogButtonBox;
class QFormLayout;
class QPushButton;

namespace mcpo
{

class CaFileBox;
class ChoiceBox;
class FieldRow;
class PlainLabel;
class ValueEdit;

/// Edits or removes one profile. What the preset settles is shown as a fact. Window-modal: open()
/// it; it deletes itself when closed.
class ProfileDialog : public QDialog
{
    Q_OBJECT
public:
    ProfileDialog(Profiles &profiles, Profile profile, QWidget *parent);

    /// Answers a question with no, else closes without saving.
    void reject() override;

private:
    void fillIn();
    void addRows(QFormLayout *rows);
    bool fixWhatIsSettled(); ///< whether there is anything
    QWidget *makeButtons();
    QWidget *makeQuestion();
    void checkAddress();
    void suggestColor();
    void askToRemove(bool isAsking);
    void save();
    void removeProfile();

    Profiles &m_profiles;
    const Profile m_profile;
    ValueEdit *m_name;
    ChoiceBox *m_color;
    ValueEdit *m_address;
    FieldRow *m_nameRow;
    FieldRow *m_colorRow;
    QCheckBox *m_production;
    FieldRow *m_addressRow;
    CaFileBox *m_caFile;
    QWidget *m_buttons = nullptr;
    QWidget *m_question = nullptr; ///< whether to remove it, in place of the buttons
    QPushButton *m_remove = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace mcpo
